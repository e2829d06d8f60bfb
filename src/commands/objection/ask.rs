//! `deal objection ask`.

use crate::deal::objection_flow::Step;

use super::which::{Which, take};
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::text::text;
use crate::console::ui::Ui;

/// Record the clarifying question you asked
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection ask acme 7f3k \"Compared with which year?\" --cause \"Discounted license\""
)]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// The question
    #[arg(value_parser = text)]
    question: String,
    /// The underlying cause
    #[arg(long, value_parser = text)]
    cause: Option<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let step = Step::Ask {
        question: args.question.clone(),
        cause: args.cause.clone(),
    };
    take(&args.which, context, ui, step)?;
    Ok(Exit::Done)
}
