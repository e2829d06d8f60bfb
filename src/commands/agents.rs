//! `deal agents`: what an agent has to know of this book, where it looks first: in `AGENTS.md`, or
//! as a skill that it loads when deals are meant.

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui};
use crate::help::AGENTS_BLOCK;
use crate::store::{Mode, Store};

const BEGIN: &str = "<!-- deal: begin (written by `deal agents`) -->";
const END: &str = "<!-- deal: end -->";
/// What a skill begins with: when it is to be loaded.
const SKILL_HEAD: &str = "\
---
name: deals
description: \"Reads and changes the sales deals in this folder with the `deal` command: what to do today, stages, MEDDIC, follow-ups, reports. Use it when a deal, a buyer or the pipeline is meant.\"
---

";

/// Write what agents must know into AGENTS.md and SKILL.md
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
    for (name, head) in [(Store::AGENTS, ""), (Store::SKILL, SKILL_HEAD)] {
        let diff = store.change_own_text(name, mode, |text| match text {
            "" => with_block(head, name),
            text => with_block(text, name),
        })?;
        if diff.is_empty() {
            ui.status(&format!("{name} is up to date"));
        } else if args.dry_run {
            ui.write_all(diff.as_bytes())?;
        } else {
            ui.status(&format!("{name} is written"));
        }
    }
    Ok(Exit::Done)
}

/// Both files of a new book, each with its name.
pub fn files() -> [(String, String); 2] {
    [
        (Store::AGENTS.to_owned(), block()),
        (Store::SKILL.to_owned(), format!("{SKILL_HEAD}{}", block())),
    ]
}

/// The block between its marks.
fn block() -> String {
    format!("{BEGIN}\n{AGENTS_BLOCK}{END}\n")
}

/// The text with the block in its place, or behind it; no other byte is another one.
fn with_block(text: &str, name: &str) -> Result<String, Failure> {
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
                text if text.ends_with("\n\n") => String::new(),
                text if text.ends_with('\n') => line_end.to_owned(),
                _ => line_end.repeat(2),
            };
            Ok(format!("{text}{gap}{block}"))
        }
        _ => {
            let failure =
                Failure::usage(format_args!("one mark of the block is missing in {name}"));
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
            let now = with_block(&text, "A").unwrap();
            assert_eq!(now, format!("{before}{}{behind}", block().trim_end()));
            assert_eq!(with_block(&now, "A").unwrap(), now);
        }
        let windows = with_block("# Ours\r\n", "A").unwrap();
        assert!(windows.starts_with("# Ours\r\n\r\n<!--"));
        assert_eq!(
            windows.matches('\n').count(),
            windows.matches("\r\n").count()
        );
        assert!(with_block(&format!("{END} {BEGIN}"), "A").is_err());
    }
}
