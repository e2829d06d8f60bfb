//! `deal contact list`.

use serde::Serialize;

use crate::deal::contact::Contact;
use crate::table::{Cell, Kind};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::listing::{self, Listing, column};

/// List the contacts of a deal.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    #[command(flatten)]
    listing: Listing,
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

pub fn run(args: &Args, context: &mut Context) -> Result<Exit, Failure> {
    let loaded = context.store()?.load(&args.deal)?;
    let entries: Vec<Entry> = loaded.deal.contacts.iter().map(entry).collect();
    let columns = vec![
        column("id", "id", Kind::Text),
        column("name", "name", Kind::Text),
        column("title", "title", Kind::Text),
        column("roles", "roles", Kind::Text),
        column("in_role_since", "since", Kind::Text),
    ];
    let table = listing::plain(columns, entries.iter().map(cells).collect());
    args.listing.print(context, &table, &entries)?;
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

fn cells(entry: &Entry) -> Vec<Cell> {
    vec![
        Cell::text(&entry.id),
        listing::text(entry.name.as_deref()),
        listing::text(entry.title.as_deref()),
        listing::text((!entry.roles.is_empty()).then(|| entry.roles.join(", "))),
        listing::text(entry.in_role_since.as_deref()),
    ]
}
