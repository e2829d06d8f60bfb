//! `deal meeting no-show` and `deal meeting cancel`.

use crate::deal::keywords::MeetingStatus;
use crate::deal::meeting::Step;
use crate::edit::Value;

use super::which;
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;

/// Record that the buyer did not show up
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting no-show acme w8d1")]
pub struct NoShowArgs {
    #[command(flatten)]
    which: Which,
}

/// Cancel a meeting
///
/// To change its date, use `deal meeting reschedule`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting cancel acme w8d1")]
pub struct CancelArgs {
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The meeting: its id or a unique prefix of it
    id: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn no_show(args: &NoShowArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, Step::Miss, MeetingStatus::NoShow)
}

pub fn cancel(args: &CancelArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(
        &args.which,
        context,
        ui,
        Step::Cancel,
        MeetingStatus::Cancelled,
    )
}

fn settle(
    which: &Which,
    context: &Context,
    ui: &mut Ui,
    step: Step,
    status: MeetingStatus,
) -> Result<Exit, Failure> {
    let mut name = String::new();
    let edited = saving::change_by_hand(context, ui, &which.deal, &which.writing, |loaded, on| {
        let (index, meeting) = which::find(loaded, Some(&which.id), on)?;
        which::allow(meeting, step, on, &loaded.file.id)?;
        name = which::name(meeting);
        Ok(vec![which::set(index, "status", Value::plain(status))])
    })?;
    let said = status.as_str().replace('_', "-");
    saving::say(
        ui,
        &which.writing,
        &format!("{}: {name}: {said}", edited.before.file.id),
    );
    Ok(Exit::Done)
}
