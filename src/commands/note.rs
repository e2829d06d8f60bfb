//! `deal note`: one more line of free text.

use crate::console::{Context, Exit, Failure, Ui, Writing, saving, text::text};

/// Add a note to a deal
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal note acme \"Plant visit moved to spring\"")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Text of the note
    #[arg(value_parser = text)]
    text: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, _, on| {
        deal.add_note(&args.text, on);
        Ok(())
    })?;
    saving::say(ui, &args.writing, &format!("{}: note added", changed.id()));
    Ok(Exit::Done)
}
