//! `deal contact set`.

use crate::console::{
    Context, Exit, Failure, Ui, Writing, entry, saving, text, wording::differences,
};
use crate::deal::{Contact, Day, keywords::Role};

/// Change a contact
///
/// FIELD=VALUE sets a field, FIELD= clears it. Fields: name title roles in_role_since. Roles are
/// comma-separated.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal contact set acme raj roles=champion,user title=\"Head of Operations\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Contact id, or unique prefix of it
    contact: String,
    /// Fields to set or clear
    #[arg(value_name = "FIELD=VALUE", required = true)]
    assignments: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

const FIELDS: &[&str] = &["name", "title", "roles", "in_role_since"];

/// A field with its new value; nothing clears it.
enum Change {
    Name(Option<String>),
    Title(Option<String>),
    Roles(Vec<Role>),
    InRoleSince(Option<Day>),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let changes = args.assignments.iter().map(|typed| change(typed, context));
    let changes = changes.collect::<Result<Vec<Change>, Failure>>()?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, _| {
        let contact = entry::find(&mut deal.contacts, &args.contact, id)?;
        let before = contact.clone();
        for change in &changes {
            change.apply(contact);
        }
        Ok((before, contact.clone()))
    })?;
    let (before, after) = &changed.value;
    let done = differences(before, after).unwrap_or_else(|| "already has these values".to_owned());
    let message = format!("{}: {}: {done}", changed.id(), after.id);
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}

impl Change {
    fn apply(&self, contact: &mut Contact) {
        match self {
            Change::Name(name) => contact.name.clone_from(name),
            Change::Title(title) => contact.title.clone_from(title),
            Change::Roles(roles) => contact.roles.clone_from(roles),
            Change::InRoleSince(day) => contact.in_role_since = *day,
        }
    }
}

fn change(assignment: &str, context: &Context) -> Result<Change, Failure> {
    let (field, value) = text::assignment(assignment)?;
    Ok(match field {
        "name" => Change::Name(value.map(str::to_owned)),
        "title" => Change::Title(value.map(str::to_owned)),
        "roles" => Change::Roles(roles(value.into_iter().flat_map(|list| list.split(',')))?),
        "in_role_since" => Change::InRoleSince(context.optional_day(value)?),
        "id" => {
            return Err(Failure::usage(
                "a contact's id cannot be changed; other entries refer to it",
            )
            .help("to rename it everywhere, run `deal edit DEAL`"));
        }
        _ => {
            let message = format!("unknown contact field `{field}`");
            return Err(Failure::unknown(message, field, FIELDS.iter().copied()));
        }
    })
}

/// Roles as they were typed, each once.
pub fn roles<'a>(typed: impl Iterator<Item = &'a str>) -> Result<Vec<Role>, Failure> {
    let mut roles = Vec::new();
    for word in typed {
        let role = word.trim().parse::<Role>()?;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}
