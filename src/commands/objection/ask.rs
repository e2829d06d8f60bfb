//! `deal objection ask`.

use super::which::{WithText, take_with_text};
use crate::console::{Context, Exit, Failure, Ui, text::text};
use crate::deal::objection_flow::Step;

/// Record the clarifying question you asked
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection ask acme 7f3k \"Compared with which year?\" --cause \"Discounted license\""
)]
pub struct Args {
    #[command(flatten)]
    said: WithText,
    /// The underlying cause
    #[arg(long, value_parser = text)]
    cause: Option<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let step = |question| Step::Ask {
        question,
        cause: args.cause.clone(),
    };
    take_with_text(&args.said, context, ui, step)?;
    Ok(Exit::Done)
}
