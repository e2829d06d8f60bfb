//! `deal objection end`.

use super::which::{Which, take};
use crate::console::{Context, Exit, Failure, Ui, choice};
use crate::deal::{keywords::Ending, objection_flow::Step};

/// End an objection without resolving it
///
/// Its risk is accepted, or the buyer has withdrawn it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection end acme 7f3k --how withdrawn")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// accepted_risk or withdrawn
    #[arg(long)]
    how: Option<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let how = choice::word(args.how.as_deref(), "--how", Ending::WORDS)?;
    take(&args.which, context, ui, Step::End(how))?;
    Ok(Exit::Done)
}
