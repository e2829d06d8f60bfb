//! `deal advance`: to the next stage, through its gate.

use crate::book::advance;
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui, Writing,
    moving::{MoveArgs, MoveRequest},
};

/// Move a deal to its next stage if it meets the gate
///
/// Shows each requirement of the gate, whether it is met, and the command that records what is
/// missing. Exits with 1 if something is missing, unless you accept the risk, which is recorded in
/// the history. You can record missing MEDDIC scores at once with --meddic, or answer the prompts;
/// if the move is still blocked, nothing is written. The risk shown compares time in stage with the
/// stage's `expected_days`; `deal risk` compares it with what is usual in the book.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  deal advance acme --meddic champion=2 --evidence \"Took us to the CFO\" --by raj
  deal advance acme --accept-risk \"CFO on leave\" --until +3w")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Move to this later stage instead of the next one
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    /// Only if the deal is still in this stage, so that the command can be run again
    #[arg(long, value_name = "STAGE")]
    from: Option<String>,
    #[command(flatten)]
    moving: MoveArgs,
    #[command(flatten)]
    output: OutputOfOne,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    let request = MoveRequest {
        deal: &args.deal,
        args: &args.moving,
        output: args.output,
        writing: &args.writing,
        shows_risk: true,
    };
    request.run(context, ui, |deal, history, on| {
        let state = history.on_or_top(on, deal);
        if let Some(stage) = &args.from {
            advance::expect(book, &state, stage)?;
        }
        match &args.to {
            Some(stage) => advance::to(book, deal, &state, stage, on),
            None => advance::next(book, deal, &state, on),
        }
    })
}
