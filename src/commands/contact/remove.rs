//! `deal contact remove`.

use crate::deal::contact::mentions;
use crate::edit::Edit;
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;

/// Remove a contact that nothing else refers to
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal contact remove acme raj")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The contact: its id or a unique prefix of it
    contact: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut id = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        let index = super::set::index(loaded, &args.contact)?;
        id = loaded
            .deal
            .contacts
            .get(index)
            .map(|contact| contact.id.clone())
            .unwrap_or_default();
        let places = mentions(&loaded.deal, &id);
        if !places.is_empty() {
            let failure = Failure::usage(format_args!("{id} is named in {}", places.join(", ")));
            return Err(failure.help(format_args!(
                "`deal edit {}` takes the name out there first",
                loaded.file.id
            )));
        }
        Ok(vec![Edit::Remove {
            at: KeyPath::top("contacts").index(index),
        }])
    })?;
    saving::say(
        ui,
        &args.writing,
        &format!("{}: {id} is no contact any more", edited.before.file.id),
    );
    Ok(Exit::Done)
}
