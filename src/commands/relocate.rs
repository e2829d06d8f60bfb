//! `deal move` and `deal reopen`: to a named stage, forward, back, or back to life.

use crate::book::advance;
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::History;

use super::advance::{MoveRequest, Passing, pass};
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::output::OutputOfOne;
use crate::console::saving::Writing;
use crate::console::ui::Ui;

/// Move a deal to any stage, forward or back
///
/// A move to a later stage passes its gate as `advance` does. A move back asks nothing but a
/// reason.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal move acme presentation --why \"New decision maker wants to see it\""
)]
pub struct MoveArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// The stage to enter
    stage: String,
    #[command(flatten)]
    passage: MoveRequest,
    #[command(flatten)]
    output: OutputOfOne,
    #[command(flatten)]
    writing: Writing,
}

/// Reopen a won or lost deal
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal reopen acme --why \"New budget in January\"")]
pub struct ReopenArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// The stage to enter, if not the last open one
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    #[command(flatten)]
    passage: MoveRequest,
    #[command(flatten)]
    output: OutputOfOne,
    #[command(flatten)]
    writing: Writing,
}

pub fn run_move(args: &MoveArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    need_why(&args.passage, "move")?;
    let stage = args.stage.clone();
    pass(
        context,
        ui,
        &args.deal,
        &args.passage,
        args.output,
        &args.writing,
        move |deal, on| {
            let history = History::of(deal);
            let state = history.on(on).unwrap_or_else(|| deal.top());
            Ok(Passing::of(&advance::to(book, deal, &state, &stage, on)?))
        },
    )
}

pub fn run_reopen(args: &ReopenArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    need_why(&args.passage, "reopen")?;
    let to = args.to.clone();
    pass(
        context,
        ui,
        &args.deal,
        &args.passage,
        args.output,
        &args.writing,
        move |deal, on| {
            let history = History::of(deal);
            let state = history.on(on).unwrap_or_else(|| deal.top());
            let last_open =
                last_open_stage(&history, on).unwrap_or_else(|| first_stage(book, deal));
            Ok(Passing::of(&advance::reopen(
                book,
                deal,
                &state,
                &last_open,
                to.as_deref(),
                on,
            )?))
        },
    )
}

fn need_why(passage: &MoveRequest, verb: &str) -> Result<(), Failure> {
    match passage.why {
        Some(_) => Ok(()),
        None => {
            Err(Failure::usage(format_args!("`deal {verb}` needs a reason"))
                .help("add --why \"…\""))
        }
    }
}

fn last_open_stage(history: &History, on: Day) -> Option<String> {
    let open = history.until(on).filter(|(_, state)| state.is_open());
    open.last().map(|(_, state)| state.stage.to_owned())
}

fn first_stage(book: &crate::book::Book, deal: &Deal) -> String {
    let pipeline = book.pipeline(deal.pipeline.as_deref());
    pipeline
        .and_then(|pipeline| pipeline.stages.first())
        .map_or_else(String::new, |stage| stage.id.clone())
}
