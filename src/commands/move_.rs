//! `deal move`: to a named stage, forward or back.

use crate::book::advance;
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui, Writing, choice,
    moving::{MoveArgs, MoveRequest},
};

/// Move a deal to any stage, forward or back
///
/// A move forward must meet the stage's gate, as with `advance`. A move back requires only a
/// reason.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal move acme presentation --why \"New decision maker wants to see it\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Stage to enter; asked for on a terminal
    stage: Option<String>,
    #[command(flatten)]
    moving: MoveArgs,
    #[command(flatten)]
    output: OutputOfOne,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    args.moving.require_why("move")?;
    let book = context.book()?;
    let stage = match &args.stage {
        Some(stage) => stage.clone(),
        None => asked(args, context)?,
    };
    let request = MoveRequest {
        deal: &args.deal,
        args: &args.moving,
        output: args.output,
        writing: &args.writing,
        shows_risk: false,
    };
    request.run(context, ui, |deal, history, on| {
        let state = history.on_or_top(on, deal);
        advance::to(book, deal, &state, &stage, on)
    })
}

/// A stage of the deal's pipeline.
fn asked(args: &Args, context: &Context) -> Result<String, Failure> {
    let deal = context.source()?.load(&args.deal)?.deal;
    let pipeline = context.book()?.pipeline_of(&deal.top());
    let stages: Vec<&str> = pipeline.iter().flat_map(|own| own.stage_ids()).collect();
    Ok(choice::one_of("stage", &stages)?.to_owned())
}
