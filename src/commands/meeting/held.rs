//! `deal meeting held`.

use super::which;
use crate::console::{Context, Exit, Failure, Ui, Writing, saving, text::text};
use crate::deal::{Meeting, meeting::Step};
use crate::store::Changed;

/// Record that a meeting was held
///
/// Without an id, uses the only scheduled meeting that is due. To record a meeting that was never
/// booked, use --date.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: deal meeting held acme w8d1 --next-step\n          deal meeting held acme --date -1d --with jane --kind lunch"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    pub deal: String,
    /// Meeting id, or unique prefix of it
    id: Option<String>,
    /// The buyer agreed to a dated next step
    #[arg(long)]
    pub next_step: bool,
    #[command(flatten)]
    pub unbooked: Unbooked,
    #[command(flatten)]
    pub writing: Writing,
}

// No doc comment: it would replace that of the command.
#[derive(Debug, clap::Args)]
pub struct Unbooked {
    /// Record a meeting that was never booked, held on this date; prints its id
    #[arg(
        long,
        value_name = "DATE",
        allow_hyphen_values = true,
        conflicts_with = "id"
    )]
    pub date: Option<String>,
    /// With --date: attending contacts, comma-separated
    #[arg(
        long,
        value_name = "CONTACT",
        value_delimiter = ',',
        requires = "date",
        conflicts_with = "id"
    )]
    pub with: Vec<String>,
    /// With --date: any word your team uses, such as discovery or demo
    #[arg(long, value_parser = text, requires = "date", conflicts_with = "id")]
    pub kind: Option<String>,
    /// With --date: team member who led it [default: the deal's owner]
    #[arg(long, value_name = "MEMBER", requires = "date", conflicts_with = "id")]
    pub by: Option<String>,
}

/// Of a meeting that was booked.
pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let agreed = args.next_step;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        which::take(deal, id, args.id.as_deref(), Step::Hold { agreed }, on)
    })?;
    say(ui, args, &changed);
    Ok(Exit::Done)
}

/// What was recorded; then the command for the next step, where the deal has none ahead.
pub fn say(ui: &mut Ui, args: &Args, changed: &Changed<Meeting>) {
    let (id, meeting) = (changed.id(), &changed.value);
    let agreed = if args.next_step {
        ", with a next step"
    } else {
        ""
    };
    let message = format!("{id}: {}: held{agreed}", which::name(meeting));
    saving::say(ui, &args.writing, &message);
    if changed.after.next_step().is_none() {
        ui.status(&next_step(args.next_step, id, meeting));
    }
}

fn next_step(agreed: bool, id: &str, meeting: &Meeting) -> String {
    let add = format!("deal followup add {id} \"…\" --due +3d");
    if agreed {
        return format!("record what was agreed: {add}");
    }
    let held = format!("deal meeting held {id} {} --next-step", meeting.id);
    format!("no next step recorded; if one was agreed: {add}, and {held}")
}
