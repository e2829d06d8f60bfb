//! `deal contact add`.

use std::io::Write;

use super::set::roles;
use crate::console::{Context, Exit, Failure, Ui, Writing, saving, text::text};
use crate::deal::{Contact, contact::NewContactError};

/// Add a contact and print its id
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal contact add acme \"Jane Roe\" --title CFO --role economic_buyer"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Name of the contact
    #[arg(value_parser = text)]
    name: String,
    /// Contact id [default: first word of the name]
    #[arg(long)]
    id: Option<String>,
    /// Job title, such as CFO
    #[arg(long, value_parser = text)]
    title: Option<String>,
    /// economic_buyer, champion, coach, decision_maker, influencer, user, blocker, legal or
    /// procurement; repeatable
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// In this role since
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let new = Contact {
        id: String::new(),
        name: Some(args.name.clone()),
        title: args.title.clone(),
        roles: roles(args.roles.iter().flat_map(|list| list.split(',')))?,
        in_role_since: context.optional_day(args.since.as_deref())?,
    };
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, _, _| {
        let added = deal.add_contact(new.clone(), args.id.as_deref());
        added.map_err(|error| refused(&error))
    })?;
    let (deal, id) = (changed.id(), &changed.value);
    if !args.writing.dry_run {
        writeln!(ui, "{id}")?;
    }
    let message = format!("{deal}: contact {id} added ({})", args.name);
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}

fn refused(error: &NewContactError) -> Failure {
    let failure = Failure::usage(error);
    match error {
        NewContactError::Taken { .. } => failure.help("choose another --id"),
        NewContactError::SameName { .. } => {
            failure.help("to change it, run `deal contact set`; for a namesake, add --id")
        }
        NewContactError::NoId { .. } => {
            failure.help("deal contact add DEAL \"Jane Roe\" --id jane")
        }
    }
}
