//! `deal agents`: what an agent has to know of this book, where it looks first.

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui};
use crate::help::AGENTS_BLOCK;
use crate::store::{Mode, Store};

const BEGIN: &str = "<!-- deal: begin (written by `deal agents`) -->";
const END: &str = "<!-- deal: end -->";

/// Write what agents must know into AGENTS.md
///
/// Only the text between two marks is ours; what stands around it stays as it is. Run it again after
/// an update of the program.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print the changes as a unified diff without writing them
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let mode = if args.dry_run {
        Mode::DryRun
    } else {
        Mode::Write
    };
    let store = context.store()?;
    let diff = store.change_own_text(Store::AGENTS, mode, with_block)?;
    if diff.is_empty() {
        ui.status(&format!("{} is up to date", Store::AGENTS));
    } else if args.dry_run {
        ui.write_all(diff.as_bytes())?;
    } else {
        ui.status(&format!("{} is written", Store::AGENTS));
    }
    Ok(Exit::Done)
}

/// The block between its marks.
pub fn block() -> String {
    format!("{BEGIN}\n{AGENTS_BLOCK}{END}\n")
}

/// The text with the block in its place, or behind it; no other byte is another one.
fn with_block(text: &str) -> Result<String, Failure> {
    let (block, line_end) = if text.contains("\r\n") {
        (block().replace('\n', "\r\n"), "\r\n")
    } else {
        (block(), "\n")
    };
    match (text.find(BEGIN), text.find(END)) {
        (Some(begin), Some(end)) if begin < end => {
            let behind = &text[end + END.len()..];
            let block = block.trim_end();
            Ok(format!("{}{block}{behind}", &text[..begin]))
        }
        (None, None) => {
            let gap = match text {
                "" => String::new(),
                text if text.ends_with('\n') => line_end.to_owned(),
                _ => line_end.repeat(2),
            };
            Ok(format!("{text}{gap}{block}"))
        }
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

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, block, with_block};

    #[test]
    fn what_stands_around_the_block_stays() {
        let old = format!("{BEGIN}\nold\n{END}");
        for (before, behind) in [("", ""), ("# Ours  \n\n", "\nMore\n"), ("a", "b")] {
            let text = format!("{before}{old}{behind}");
            let now = with_block(&text).unwrap();
            assert_eq!(now, format!("{before}{}{behind}", block().trim_end()));
            assert_eq!(with_block(&now).unwrap(), now);
        }
        let windows = with_block("# Ours\r\n").unwrap();
        assert!(windows.starts_with("# Ours\r\n\r\n<!--"));
        assert_eq!(
            windows.matches('\n').count(),
            windows.matches("\r\n").count()
        );
        assert!(with_block(&format!("{END} {BEGIN}")).is_err());
    }
}
