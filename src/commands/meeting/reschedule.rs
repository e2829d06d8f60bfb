//! `deal meeting reschedule`.

use crate::deal::meeting::Step;
use crate::edit::Value;

use super::which;
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;

/// Move a meeting to another date
///
/// Keeps its id and booking date.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meeting reschedule acme w8d1 +1w")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The meeting: its id or a unique prefix of it
    id: String,
    /// The new day: 2026-12-18, +3d, +2w, fri
    #[arg(allow_hyphen_values = true)]
    date: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let date = context.day(&args.date)?;
    let mut name = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let (index, meeting) = which::find(loaded, Some(&args.id), on)?;
        which::allow(meeting, Step::Move(date), on, &loaded.file.id)?;
        name = which::name(meeting);
        Ok(vec![which::set(index, "date", Value::plain(date))])
    })?;
    let done = if edited.diff.is_empty() {
        "is on that day already".to_owned()
    } else {
        format!("moved to {date}")
    };
    saving::say(
        ui,
        &args.writing,
        &format!("{}: {name}: {done}", edited.before.file.id),
    );
    Ok(Exit::Done)
}
