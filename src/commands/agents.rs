//! `deal agents`: what an agent has to know of this book, where it looks first.

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui};
use crate::help::AGENTS_BLOCK;
use crate::store::Store;

const BEGIN: &str = "<!-- deal: begin (written by `deal agents`) -->";
const END: &str = "<!-- deal: end -->";

/// Write what agents must know into AGENTS.md
///
/// Only the text between two marks is ours; what stands around it stays as it is. Run it again after
/// an update of the program.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print the file without writing it
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let before = store.own_text(Store::AGENTS)?.unwrap_or_default();
    let after = with_block(&before)?;
    if args.dry_run {
        ui.write_all(crate::escape_controls::escape_lines(&after).as_bytes())?;
        return Ok(Exit::Done);
    }
    if after == before {
        ui.status(&format!("{} is up to date", Store::AGENTS));
    } else {
        store.write_own_text(Store::AGENTS, &after)?;
        ui.status(&format!("{} is written", Store::AGENTS));
    }
    Ok(Exit::Done)
}

/// The block between its marks.
pub fn block() -> String {
    format!("{BEGIN}\n{AGENTS_BLOCK}{END}\n")
}

/// The text with the block in its place, or at its end.
fn with_block(text: &str) -> Result<String, Failure> {
    match (text.find(BEGIN), text.find(END)) {
        (Some(begin), Some(end)) if begin < end => {
            let behind = &text[end + END.len()..];
            let behind = behind.strip_prefix('\n').unwrap_or(behind);
            Ok(format!("{}{}{behind}", &text[..begin], block()))
        }
        (None, None) if text.is_empty() => Ok(block()),
        (None, None) => Ok(format!("{}\n\n{}", text.trim_end(), block())),
        _ => {
            let failure = Failure::usage(format_args!(
                "one mark of the block is missing in {}",
                Store::AGENTS
            ));
            Err(failure.help(format_args!(
                "delete the other mark (`{BEGIN}` or `{END}`), and run `deal agents`"
            )))
        }
    }
}
