//! `deal reopen`: a won or lost deal is open again.

use crate::book::advance;
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui, Writing,
    moving::{MoveArgs, MoveRequest},
};

/// Reopen a won or lost deal
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal reopen acme --why \"New budget in January\"")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Stage to enter [default: the last one it was in]
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    #[command(flatten)]
    moving: MoveArgs,
    #[command(flatten)]
    output: OutputOfOne,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    args.moving.require_why("reopen")?;
    let book = context.book()?;
    let request = MoveRequest {
        deal: &args.deal,
        args: &args.moving,
        output: args.output,
        writing: &args.writing,
        shows_risk: false,
    };
    request.run(context, ui, |deal, history, on| {
        advance::reopen(book, deal, history, args.to.as_deref(), on)
    })
}
