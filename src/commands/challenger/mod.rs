//! `deal challenger`: what was taught, to whom it was tailored, and who leads.

mod control;
mod show;
mod tailor;
mod teach;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::output::OutputOfOne;
use crate::console::ui::Ui;

/// Show or update how a sale is led: teach, tailor, take control
///
/// Each is 0 to 3, by what the file can prove.
///
/// teach: 1 an insight is written down; 2 it was told to a contact on a day, and the reaction is
/// recorded or that contact's word on the pain or the decision criteria has followed; 3 another
/// contact's word on one of them has followed as well.
///
/// tailor: the engaged contacts that have a message of their own: 1 any, 2 half of them, 3 all of
/// them and the economic buyer. Engaged is who came to a held meeting or spoke with us; while
/// nobody is, every contact counts.
///
/// take control: a point each for a next step at the last held meeting, for one at each of the last
/// three, and for a talk about price before the last stage.
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
