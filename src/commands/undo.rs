//! `deal undo`: takes back the last command that wrote.

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui, wording::count};
use crate::escape_controls::escape_lines;

/// Take back the last command that changed this book
///
/// Shows what it changes and gives every byte back; an import or `check --fix` is one step. It
/// refuses when a file was changed since. Undo it by running it again. Where commands make commits,
/// it makes one too.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// List the commands that can be undone, the last one first
    #[arg(long)]
    list: bool,
    /// Print the changes as a unified diff without writing them
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    if args.list {
        let steps = store.steps()?;
        for step in &steps {
            writeln!(ui, "{}", escape_lines(&step.command))?;
        }
        ui.status(&format!("{} can be undone", count(steps.len(), "command")));
        return Ok(Exit::Done);
    }
    let undo = store.undo()?;
    ui.write_all(escape_lines(&undo.diff()).as_bytes())?;
    ui.flush()?;
    if args.dry_run {
        return Ok(Exit::Done);
    }
    context.takes_back(&undo.step.command);
    undo.carry_out()?;
    let files = count(undo.files.len(), "file");
    ui.status(&format!(
        "undid `{}`: {files}; to redo it, run `deal undo` again",
        undo.step.command
    ));
    Ok(Exit::Done)
}
