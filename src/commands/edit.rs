//! `deal edit`: the file in the person's own editor, and a look at it afterwards.

use std::process::Command;

use crate::console::context::Context;
use crate::console::editor;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::tell_mismatch;
use crate::console::ui::Ui;

/// Open a deal in your editor, then check it
///
/// The file stays as it was saved, whatever is wrong with it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: EDITOR=\"code --wait\" deal edit acme")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let file = store.find(&args.deal)?;
    let before = store.bytes(&file)?;
    let editor = editor::chosen(|name| std::env::var(name).ok()).ok_or_else(|| {
        Failure::usage("a quote in $VISUAL or $EDITOR is never closed")
            .help("EDITOR=\"code --wait\"")
    })?;
    open(&editor, &file.path)?;
    let unchanged = store.bytes(&file)? == before;
    let again = format!(
        "the file is as you saved it; `deal edit {}` opens it again",
        file.id
    );
    let after = store
        .load(&file.shown)
        .map_err(|error| Failure::from(error).help(again))?;
    ui.status(&format!(
        "{} is {}",
        after.file.id,
        if unchanged { "unchanged" } else { "saved" }
    ));
    tell_mismatch(ui, &after.deal, &store.book);
    Ok(Exit::Done)
}

fn open(editor: &[String], path: &std::path::Path) -> Result<(), Failure> {
    let (program, arguments) = editor
        .split_first()
        .ok_or_else(|| Failure::usage("no editor is named"))?;
    let status = Command::new(program)
        .args(arguments)
        .arg(path)
        .status()
        .map_err(|error| {
            Failure::unreadable(format_args!("cannot start `{program}`: {error}"))
                .help("set VISUAL or EDITOR to an editor that is there")
        })?;
    if status.success() {
        return Ok(());
    }
    Err(
        Failure::unreadable(format_args!("`{program}` ended with {status}"))
            .help("the file is as the editor left it"),
    )
}
