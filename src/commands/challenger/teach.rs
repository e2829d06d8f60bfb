//! `deal challenger teach`.

use crate::console::{Context, Exit, Failure, Ui, Writing, people, saving, text::text};
use crate::deal::challenger::Lesson;

/// Record an insight, who heard it, and their reaction
///
/// A new insight replaces the old one, including contact and reaction; a new contact clears the
/// reaction. Without INSIGHT, updates the current one. --on is the date it was told.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal challenger teach acme \"Late closes cost more in audit fees than in staff\" --to jane"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Something the buyer did not know about their own business
    #[arg(value_parser = text)]
    insight: Option<String>,
    /// Contact who heard it
    #[arg(long, value_name = "CONTACT")]
    to: Option<String>,
    /// The contact's reaction
    #[arg(long, value_name = "TEXT", value_parser = text)]
    reaction: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    require_news(args)?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        let to = args.to.as_deref();
        let to = to.map(|to| people::contact(deal, id, to)).transpose()?;
        let lesson = Lesson {
            insight: args.insight.clone(),
            to,
            reaction: args.reaction.clone(),
            on,
            dated: args.writing.on.is_some(),
        };
        deal.challenger.teach(&lesson).map_err(|error| {
            Failure::usage(error).help(format_args!("deal challenger teach {id} \"…\""))
        })
    })?;
    let id = &changed.before.file.id;
    let done = super::recorded(&changed.diff);
    saving::say(ui, &args.writing, &format!("{id}: insight {done}"));
    Ok(Exit::Done)
}

fn require_news(args: &Args) -> Result<(), Failure> {
    let given = [&args.insight, &args.to, &args.reaction, &args.writing.on];
    if given.iter().any(|given| given.is_some()) {
        return Ok(());
    }
    let failure = Failure::usage("nothing to record");
    Err(failure.help("deal challenger teach DEAL \"…\" --to CONTACT"))
}
