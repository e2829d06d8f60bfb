//! `deal objection`: what the buyer holds against the deal, and the loop that settles it.

mod add;
mod list;
mod settle;
pub mod words;

use crate::deal::day::Day;
use crate::deal::history::History;
use crate::store::Loaded;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::output::Output;
use crate::console::ui::Ui;

/// Manage objections
///
/// Without a subcommand, lists open objections.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Add(add::Args),
    Acknowledge(settle::AcknowledgeArgs),
    Ask(settle::AskArgs),
    Answer(settle::AnswerArgs),
    Confirm(settle::ConfirmArgs),
    End(settle::EndArgs),
    List(list::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return list::run(&list::Args::all(args.output), context, ui);
    };
    args.output.before_verb(None)?;
    match verb {
        Verb::Add(args) => add::run(args, context, ui),
        Verb::Acknowledge(args) => settle::acknowledge(args, context, ui),
        Verb::Ask(args) => settle::ask(args, context, ui),
        Verb::Answer(args) => settle::answer(args, context, ui),
        Verb::Confirm(args) => settle::confirm(args, context, ui),
        Verb::End(args) => settle::end(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}

/// A deal that closes ends what is open: afterwards nothing is raised and nothing settled.
fn may_change(loaded: &Loaded, on: Day) -> Result<(), Failure> {
    let Some(outcome) = History::of(&loaded.deal).ended_before(on) else {
        return Ok(());
    };
    let (id, outcome) = (&loaded.file.id, outcome.as_str());
    let failure = Failure::usage(format_args!(
        "{id} was {outcome} before {on}, and that ended its objections"
    ));
    Err(failure.help(format_args!(
        "name the day on which it happened with --on; `deal reopen {id} --why …` opens it again"
    )))
}
