//! `deal contact set`.

use crate::deal::by_hand::set_or_remove;
use crate::deal::keywords::Role;
use crate::edit::{Edit, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::entry::{self, Noun};
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::text;
use crate::console::ui::Ui;

/// Change a contact
///
/// FIELD=VALUE sets a field, FIELD= clears it. Fields: name title roles in_role_since. Several
/// roles are parted by commas.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal contact set acme raj roles=champion,user title=\"Head of Operations\""
)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The contact: its id or a unique prefix of it
    contact: String,
    /// What to change
    #[arg(value_name = "FIELD=VALUE", required = true)]
    assignments: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

const FIELDS: &[&str] = &["name", "title", "roles", "in_role_since"];

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let changes = args
        .assignments
        .iter()
        .map(|assignment| change(assignment, context));
    let changes = changes.collect::<Result<Vec<(&str, Option<Value>)>, Failure>>()?;
    let mut id = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        let index = index(loaded, &args.contact)?;
        id = loaded
            .deal
            .contacts
            .get(index)
            .map(|contact| contact.id.clone())
            .unwrap_or_default();
        let at = KeyPath::top("contacts").index(index);
        Ok(changes
            .iter()
            .map(|(key, value)| set_or_remove(at.clone().key(key), value.clone()))
            .collect::<Vec<Edit>>())
    })?;
    let done = if edited.diff.is_empty() {
        "has these values already"
    } else {
        "is changed"
    };
    saving::say(
        ui,
        &args.writing,
        &format!("{}: {id} {done}", edited.before.file.id),
    );
    Ok(Exit::Done)
}

/// The position of a contact by its id or a unique prefix of it.
pub fn index(loaded: &crate::store::Loaded, wanted: &str) -> Result<usize, Failure> {
    entry::find(
        Noun::Contact,
        wanted,
        loaded
            .deal
            .contacts
            .iter()
            .map(|contact| contact.id.as_str()),
        &loaded.file.id,
    )
}

fn change<'a>(assignment: &'a str, context: &Context) -> Result<(&'a str, Option<Value>), Failure> {
    let (field, value) = text::assignment(assignment)?;
    let written = match field {
        "name" | "title" => value.map(Value::text),
        "roles" => value
            .map(|list| roles(list.split(',')))
            .transpose()?
            .map(role_list),
        "in_role_since" => value
            .map(|phrase| context.day(phrase))
            .transpose()?
            .map(Value::plain),
        "id" => {
            return Err(
                Failure::usage("other entries name a contact by its id, so it stays")
                    .help("`deal edit DEAL` changes it everywhere at once"),
            );
        }
        _ => {
            let message = format!("a contact has no field `{field}`");
            return Err(Failure::unknown(message, field, FIELDS.iter().copied()));
        }
    };
    Ok((field, written))
}

fn role_list(roles: Vec<Role>) -> Value {
    Value::List(roles.into_iter().map(Value::plain).collect())
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
