//! `deal edit`: the file in the person's own editor, and a look at it afterwards.

use std::{path::Path, process::Command};

use super::check;
use crate::console::{Context, Exit, Failure, Ui, editor};
use crate::store::Saved;

/// Open a deal in your editor, then check it
///
/// You edit a copy, so what others write meanwhile is never lost. The file is kept as you saved it,
/// even if it has errors, and its findings are shown. Uses $VISUAL, $EDITOR or vi.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: EDITOR=\"code --wait\" deal edit acme")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let file = store.find(&args.deal)?;
    let (id, shown) = (file.id.clone(), file.shown.clone());
    let editor = editor::chosen(|name| std::env::var(name).ok()).ok_or_else(|| {
        Failure::usage("unclosed quote in $VISUAL or $EDITOR").help("EDITOR=\"code --wait\"")
    })?;
    let draft = store.draft(file)?;
    let copy = draft.path().to_owned();
    let kept = format!("what you wrote is in {}", shown_path(&copy));
    if let Err(failure) = open(&editor, &copy) {
        let help = match draft.is_unchanged() {
            true => {
                draft.discard();
                format!("{id} was not changed")
            }
            false => format!("{id} was not changed; {kept}"),
        };
        return Err(failure.or_help(help));
    }
    match draft
        .save()
        .map_err(|error| Failure::from(error).help(&kept))?
    {
        Saved::Unchanged => ui.status(&format!("{id} is unchanged")),
        Saved::Written => ui.status(&format!("{id} is saved")),
        Saved::Kept(_) => {
            let message = format!("{shown} was changed by somebody else while you edited it");
            let help = format!("{kept}; run `deal edit {id}` again and copy it over");
            return Err(Failure::unreadable(message).help(help));
        }
    }
    let again = format!("your file was saved as is; to fix it, run `deal edit {id}`");
    let loaded = store.load(&shown);
    loaded.map_err(|error| Failure::from(error).help(again))?;
    check::show_deal(&shown, context, ui)?;
    Ok(Exit::Done)
}

/// A path as a person would type it.
fn shown_path(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let path = here
        .and_then(|here| path.strip_prefix(here).ok())
        .unwrap_or(path);
    path.display().to_string()
}

fn open(editor: &[String], path: &Path) -> Result<(), Failure> {
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
    Err(Failure::unreadable(format_args!(
        "`{program}` failed ({status})"
    )))
}
