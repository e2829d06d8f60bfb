//! `deal followup add`.

use std::io::Write;

use crate::console::{
    Context, Exit, Failure, Ui, Writing, people,
    saving::{self, ALREADY_THERE, Again},
    text::text,
};
use crate::deal::FollowUp;

/// Add a follow-up and print its id
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup add acme \"Send the model\" --due fri --owner mina")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// What to do
    #[arg(value_name = "TEXT", value_parser = text, required = true)]
    text: Vec<String>,
    /// Due date: 2026-12-18, +3d, +3bd (working days), fri
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: Option<String>,
    /// Team member who does it [default: the deal's owner]
    #[arg(long, value_name = "MEMBER")]
    owner: Option<String>,
    /// Any word your team uses, such as task or call
    #[arg(long, value_parser = text)]
    kind: Option<String>,
    /// The buyer may see it, in `deal close-plan`
    #[arg(long)]
    shared: bool,
    #[command(flatten)]
    again: Again,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let text = args.text.join(" ");
    let due = context.optional_day(args.due.as_deref())?;
    let owner = people::optional_member(context, args.owner.as_deref())?;
    let present = people::Present::new(context)?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, _, _| {
        let same = deal.open_follow_up(&text, due);
        if let Some(same) = same.filter(|_| !args.again.again) {
            return Ok((same.id.clone(), true));
        }
        let owner = present.or_owner(owner.as_ref(), deal, "--owner")?;
        let id = deal.add_follow_up(FollowUp {
            due,
            what: text.clone(),
            owner,
            kind: args.kind.clone(),
            shared: args.shared.then_some(true),
            ..FollowUp::default()
        });
        Ok((id, false))
    })?;
    let (follow_up, is_there) = &changed.value;
    if !args.writing.dry_run {
        writeln!(ui, "{follow_up}")?;
    }
    if *is_there {
        let message = format!("{}: {follow_up} {ALREADY_THERE}", changed.id());
        saving::say(ui, &args.writing, &message);
        return Ok(Exit::Done);
    }
    let when = due.map_or_else(|| "no due date".to_owned(), |due| format!("due {due}"));
    let message = format!("{}: {} ({when})", changed.id(), text);
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}
