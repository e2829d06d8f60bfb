//! `deal activity add`.

use crate::console::{
    Context, Exit, Failure, Ui, Writing, people,
    saving::{self, ALREADY_THERE, Again},
    text::text,
    wording::joined,
};
use crate::deal::{Activity, keywords::Direction};

/// Record a call, email, demo or letter
///
/// To record a meeting, use `deal meeting held`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal activity add acme call --with raj --direction two_way --note \"Legal is fine\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Any word your team uses, such as call or email
    #[arg(value_parser = text)]
    kind: String,
    /// Contacts it was with, comma-separated
    #[arg(long, value_name = "CONTACT", value_delimiter = ',')]
    with: Vec<String>,
    /// two_way (both sides spoke), outbound (from us) or inbound (from the buyer)
    #[arg(long)]
    direction: Option<String>,
    /// What was said or agreed
    #[arg(long, value_name = "TEXT", value_parser = text)]
    note: Option<String>,
    /// Team member who did it
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    again: Again,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let direction = args.direction.as_deref().map(str::parse::<Direction>);
    let direction = direction.transpose()?;
    let by = people::optional_member(context, args.by.as_deref())?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        let activity = Activity {
            date: on,
            kind: Some(args.kind.clone()),
            with: people::contacts(deal, id, &args.with)?,
            direction,
            by: by.clone(),
            note: args.note.clone(),
            via: None,
        };
        let is_there =
            !args.again.again && deal.activities.iter().any(|own| own.is_same(&activity));
        if !is_there {
            deal.activities.push(activity.clone());
        }
        Ok((activity, is_there))
    })?;
    let (activity, is_there) = &changed.value;
    let summary = summary(args, activity);
    let message = match is_there {
        true => format!("{}: {summary}: {ALREADY_THERE}", changed.id()),
        false => format!("{}: {summary}", changed.id()),
    };
    saving::say(ui, &args.writing, &message);
    if direction.is_none() {
        ui.status("no direction given; only --direction two_way counts as hearing from the buyer");
    }
    Ok(Exit::Done)
}

fn summary(args: &Args, activity: &Activity) -> String {
    let with = (!activity.with.is_empty()).then(|| format!("with {}", activity.with.join(", ")));
    let direction = activity.direction.map(|direction| direction.to_string());
    let what = format!("{} on {}", args.kind, activity.date);
    joined([Some(what), with, direction])
}
