//! `deal path`: where a deal's file is.

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui};
use crate::escape_controls::escape_controls;

/// Print the path of a deal's file
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: vim $(deal path acme)")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let file = context.source()?.find(&args.deal)?;
    writeln!(ui, "{}", escape_controls(&file.path.display().to_string()))?;
    Ok(Exit::Done)
}
