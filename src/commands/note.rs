//! `deal note`: one more line of free text.

use crate::console::{
    Context, Exit, Failure, Ui, Writing,
    saving::{self, ALREADY_THERE, Again},
    text::text,
};

/// Add a note to a deal
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal note acme \"Plant visit moved to spring\"")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Text of the note
    #[arg(value_name = "TEXT", value_parser = text, required = true)]
    text: Vec<String>,
    #[command(flatten)]
    again: Again,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let text = args.text.join(" ");
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, _, on| {
        let is_there = !args.again.again && deal.has_note(&text, on);
        if !is_there {
            deal.add_note(&text, on);
        }
        Ok(is_there)
    })?;
    let said = if changed.value {
        ALREADY_THERE
    } else {
        "note added"
    };
    saving::say(ui, &args.writing, &format!("{}: {said}", changed.id()));
    Ok(Exit::Done)
}
