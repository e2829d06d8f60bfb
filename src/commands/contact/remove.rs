//! `deal contact remove`.

use crate::console::{Context, Exit, Failure, Ui, Writing, entry, saving};

/// Remove a contact that nothing else refers to
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal contact remove acme raj")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Contact id, or unique prefix of it
    contact: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, _| {
        let contact = entry::find(&mut deal.contacts, &args.contact, id)?
            .id
            .clone();
        let removed = deal.remove_contact(&contact);
        removed.map_err(|error| {
            Failure::usage(error).help(format_args!(
                "remove those references first: deal edit {id}"
            ))
        })?;
        Ok(contact)
    })?;
    let message = format!("{}: contact {} removed", changed.id(), changed.value);
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}
