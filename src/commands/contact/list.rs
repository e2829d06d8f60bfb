//! `deal contact list`.

use serde::Serialize;

use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column, text, texts},
};
use crate::deal::Contact;
use crate::table::{Cell, Kind};

/// List a deal's contacts
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: Output,
}

/// One contact for a machine.
#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    name: Option<String>,
    title: Option<String>,
    roles: Vec<&'static str>,
    in_role_since: Option<String>,
}

const LIST: List<Entry> = List {
    columns: &[
        column("id", "id", Kind::Text, |entry| Cell::text(&entry.id)),
        column("name", "name", Kind::Text, |entry| {
            text(entry.name.as_deref())
        }),
        column("title", "title", Kind::Text, |entry| {
            text(entry.title.as_deref())
        }),
        column("roles", "roles", Kind::Text, |entry| texts(&entry.roles)),
        column("in_role_since", "since", Kind::Text, |entry| {
            text(entry.in_role_since.as_deref())
        }),
    ],
    ..List::EMPTY
};

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let loaded = context.source()?.load(&args.deal)?;
    let entries: Vec<Entry> = loaded.deal.contacts.iter().map(entry).collect();
    args.output.list(ui, &LIST, &entries, &entries)?;
    Ok(Exit::Done)
}

fn entry(contact: &Contact) -> Entry {
    Entry {
        id: contact.id.clone(),
        name: contact.name.clone(),
        title: contact.title.clone(),
        roles: contact.roles.iter().map(|role| role.as_str()).collect(),
        in_role_since: contact.in_role_since.map(|day| day.to_string()),
    }
}
