//! `deal note`: a line more of free text.

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Add a note to a deal
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal note acme \"Plant visit moved to spring\"")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// What to remember
    #[arg(value_parser = text)]
    text: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let line = format!("{on} {}\n", args.text);
        let before = loaded.deal.notes.clone().unwrap_or_default();
        let gap = if before.is_empty() || before.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let value = Value::text(format!("{before}{gap}{line}"));
        Ok(vec![Edit::Set {
            at: KeyPath::top("notes"),
            value,
            style: Style::Block,
        }])
    })?;
    saving::say(
        ui,
        &args.writing,
        &format!("noted on {}", edited.before.file.id),
    );
    Ok(Exit::Done)
}
