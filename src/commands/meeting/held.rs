//! `deal meeting held`.

use crate::deal::keywords::MeetingStatus;
use crate::deal::meeting::Step;
use crate::deal::work::Meeting;
use crate::edit::{Edit, Value};
use crate::store::{Changed, Loaded};

use super::{unbooked, which};
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;

/// Record that a meeting was held
///
/// Without an id it is the only scheduled meeting whose day has come. One that nobody booked is
/// recorded with --date.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: deal meeting held acme w8d1 --next-step\n          deal meeting held acme --date -1d --with jane --kind lunch"
)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    pub deal: String,
    /// The meeting: its id or a unique prefix of it
    id: Option<String>,
    /// It ended with a dated next step that the buyer agreed to
    #[arg(long)]
    pub next_step: bool,
    #[command(flatten)]
    pub unbooked: unbooked::Unbooked,
    #[command(flatten)]
    pub writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    if let Some(phrase) = &args.unbooked.date {
        return unbooked::run(args, phrase, context, ui);
    }
    let mut held: Option<Meeting> = None;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let (index, meeting) = which::find(loaded, args.id.as_deref(), on)?;
        which::allow(
            meeting,
            Step::Hold {
                agreed: args.next_step,
            },
            on,
            &loaded.file.id,
        )?;
        held = Some(meeting.clone());
        Ok(edits(index, meeting, args.next_step))
    })?;
    if let Some(meeting) = held {
        tell(ui, args, &edited, &meeting);
    }
    Ok(Exit::Done)
}

fn edits(index: usize, meeting: &Meeting, next_step: bool) -> Vec<Edit> {
    let status = (!meeting.is_held())
        .then(|| which::set(index, "status", Value::plain(MeetingStatus::Held)));
    let agreed = next_step.then(|| which::set(index, "next_step", Value::Bool(true)));
    status.into_iter().chain(agreed).collect()
}

/// What was written; then the command for the next step, where the deal has none ahead.
pub fn tell(ui: &mut Ui, args: &Args, edited: &Changed, meeting: &Meeting) {
    let deal = &edited.before.file.id;
    let agreed = if args.next_step {
        ", with a next step"
    } else {
        ""
    };
    saving::say(
        ui,
        &args.writing,
        &format!("{deal}: {}: held{agreed}", which::name(meeting)),
    );
    if edited.after.next_step().is_none() {
        ui.status(&next_step(args.next_step, &edited.before, meeting));
    }
}

fn next_step(agreed: bool, loaded: &Loaded, meeting: &Meeting) -> String {
    let (deal, id) = (&loaded.file.id, &meeting.id);
    let add = format!("deal followup add {deal} \"…\" --due +3d");
    match agreed {
        true => format!("write down what was agreed: {add}"),
        false => {
            format!("it left no next step: {add}, and deal meeting held {deal} {id} --next-step")
        }
    }
}
