//! `deal edit`: the file in the person's own editor, and a look at it afterwards.

use std::process::Command;

use crate::console::{Context, Exit, Failure, Ui, editor, saving::tell_mismatch};

/// Open a deal in your editor, then check it
///
/// The file is kept as you saved it, even if it has errors. Uses $VISUAL, $EDITOR or vi.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: EDITOR=\"code --wait\" deal edit acme")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let file = store.find(&args.deal)?;
    let before = store.bytes(&file)?;
    let editor = editor::chosen(|name| std::env::var(name).ok()).ok_or_else(|| {
        Failure::usage("unclosed quote in $VISUAL or $EDITOR").help("EDITOR=\"code --wait\"")
    })?;
    open(&editor, &file.path)?;
    let unchanged = store.bytes(&file)? == before;
    let again = format!(
        "your file was saved as is; to fix it, run `deal edit {}`",
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
        .ok_or_else(|| Failure::usage("no editor configured"))?;
    let status = Command::new(program)
        .args(arguments)
        .arg(path)
        .status()
        .map_err(|error| {
            Failure::unreadable(format_args!("cannot start `{program}`: {error}"))
                .help("set VISUAL or EDITOR to an installed editor")
        })?;
    if status.success() {
        return Ok(());
    }
    Err(
        Failure::unreadable(format_args!("`{program}` failed ({status})"))
            .help("the file was left as the editor saved it"),
    )
}
