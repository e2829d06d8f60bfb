//! `deal challenger`: what was taught, to whom it was tailored, and who leads.

mod control;
mod show;
mod tailor;
mod teach;

use crate::console::{Context, Exit, Failure, OutputOfOne, Ui};

/// Show or update how a sale is led: teach, tailor, take control
///
/// Each score is 0 to 3, based on what the file shows.
///
/// teach: 1 an insight is recorded; 2 it was told to a contact on a date, and the reaction is
/// recorded or that contact later confirmed the pain or decision criteria; 3 a second contact did so
/// too.
///
/// tailor: engaged contacts with a message of their own: 1 any, 2 half of them, 3 all of them and
/// the economic buyer. Engaged contacts attended a held meeting or spoke with us; if there are none,
/// every contact counts.
///
/// take control: one point each for a next step at the last held meeting, a next step at each of the
/// last three, and discussing price before the last stage.
#[derive(Debug, clap::Args)]
#[command(
    subcommand_negates_reqs = true,
    override_usage = "deal challenger [OPTIONS] <DEAL>\n       deal challenger [OPTIONS] <COMMAND>",
    after_help = "Example: deal challenger acme"
)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Deal id, unique prefix of it, or path
    #[arg(required = true)]
    deal: Option<String>,
    #[command(flatten)]
    output: OutputOfOne,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Show(show::Args),
    Teach(teach::Args),
    Tailor(tailor::Args),
    Control(control::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return match &args.deal {
            Some(deal) => show::print(deal, args.output, context, ui),
            None => Err(Failure::usage("which deal?").help("deal challenger DEAL")),
        };
    };
    args.output.before_verb(args.deal.as_deref())?;
    match verb {
        Verb::Show(args) => show::run(args, context, ui),
        Verb::Teach(args) => teach::run(args, context, ui),
        Verb::Tailor(args) => tailor::run(args, context, ui),
        Verb::Control(args) => control::run(args, context, ui),
    }
}

/// What became of what was said, for a sentence.
fn recorded(diff: &str) -> &'static str {
    if diff.is_empty() {
        "unchanged"
    } else {
        "recorded"
    }
}
