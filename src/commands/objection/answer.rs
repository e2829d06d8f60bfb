//! `deal objection answer`.

use super::which::{WithText, take_with_text};
use crate::console::{Context, Exit, Failure, Ui, text::text};
use crate::deal::objection_flow::Step;

/// Record your answer
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection answer acme 7f3k \"18% lower over three years\" --proof roi-model-v2"
)]
pub struct Args {
    #[command(flatten)]
    said: WithText,
    /// Proof: a document, reference or test
    #[arg(long, value_parser = text)]
    proof: Option<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let step = |answer| Step::Answer {
        answer,
        proof: args.proof.clone(),
    };
    let changed = take_with_text(&args.said, context, ui, step)?;
    let (deal, objection) = (changed.id(), &changed.value);
    if objection.asked.is_none() {
        let id = &objection.id;
        ui.status(&format!(
            "answered without a clarifying question; if you asked one: deal objection ask {deal} {id} \"…\" --on DATE"
        ));
    }
    Ok(Exit::Done)
}
