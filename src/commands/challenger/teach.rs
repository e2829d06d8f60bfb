//! `deal challenger teach`.

use crate::deal::challenger::{self, Lesson};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Record an insight, who heard it, and their reaction
///
/// A new insight replaces the old one with its contact and reaction; another contact leaves the
/// reaction behind. Without INSIGHT the one that is there gets what is named. --on is the day on
/// which it was told.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal challenger teach acme \"Late closes cost more in audit fees than in staff\" --to jane"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// What the buyer did not know, about the buyer's own business
    #[arg(value_parser = text)]
    insight: Option<String>,
    /// The contact who heard it
    #[arg(long, value_name = "CONTACT")]
    to: Option<String>,
    /// How it was taken
    #[arg(long, value_name = "TEXT", value_parser = text)]
    reaction: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    says_something(args)?;
    let dated = args.writing.on.is_some();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let (deal, id) = (&loaded.deal, &loaded.file.id);
        let to = args
            .to
            .as_deref()
            .map(|to| people::contact(deal, id, to))
            .transpose()?;
        let lesson = Lesson {
            insight: args.insight.clone(),
            to,
            reaction: args.reaction.clone(),
            on,
            dated,
        };
        let failed =
            |error| Failure::usage(error).help(format_args!("deal challenger teach {id} \"…\""));
        challenger::teach(deal.challenger.teach.as_ref(), &lesson).map_err(failed)
    })?;
    let done = if edited.diff.is_empty() {
        "says so already"
    } else {
        "is written down"
    };
    saving::say(
        ui,
        &args.writing,
        &format!("{}: the insight {done}", edited.before.file.id),
    );
    Ok(Exit::Done)
}

fn says_something(args: &Args) -> Result<(), Failure> {
    if args.insight.is_none()
        && args.to.is_none()
        && args.reaction.is_none()
        && args.writing.on.is_none()
    {
        return Err(Failure::usage("nothing is said of the insight")
            .help("deal challenger teach DEAL \"…\" --to CONTACT"));
    }
    Ok(())
}
