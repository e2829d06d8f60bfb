//! `deal contact add`.

use std::io::Write;

use crate::deal::Deal;
use crate::deal::by_hand::present;
use crate::deal::contact::free_id;
use crate::deal::day::Day;
use crate::deal::keywords::Role;
use crate::deal::slug::slug;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Add a contact and print its id
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal contact add acme \"Jane Roe\" --title CFO --role economic_buyer"
)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The name
    #[arg(value_parser = text)]
    name: String,
    /// The id, if not the first word of the name
    #[arg(long)]
    id: Option<String>,
    /// The title, such as CFO
    #[arg(long, value_parser = text)]
    title: Option<String>,
    /// economic_buyer, champion, coach, decision_maker, influencer, user, blocker, legal or
    /// procurement; can be repeated
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// The day since which the person has the title
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let since = args
        .since
        .as_deref()
        .map(|phrase| context.day(phrase))
        .transpose()?;
    let roles = super::set::roles(args.roles.iter().flat_map(|list| list.split(',')))?;
    let mut id = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        id = new_id(args, &loaded.deal)?;
        let index = loaded.deal.contacts.len();
        let entry = entry(args, &id, &roles, since);
        Ok(vec![Edit::Insert {
            list: KeyPath::top("contacts"),
            index,
            entry,
            style: Style::Block,
        }])
    })?;
    if !args.writing.dry_run {
        writeln!(ui, "{id}")?;
    }
    saving::say(
        ui,
        &args.writing,
        &format!(
            "{}: {} is the contact {id}",
            edited.before.file.id,
            args.name.as_str()
        ),
    );
    Ok(Exit::Done)
}

/// The id of the new contact, which no other of the deal may have.
fn new_id(args: &Args, deal: &Deal) -> Result<String, Failure> {
    if let Some(wanted) = &args.id {
        let id = slug(wanted);
        return match deal.contact(&id) {
            Some(_) => Err(
                Failure::usage(format_args!("there is a contact `{id}` already"))
                    .help("choose another --id"),
            ),
            None if id.is_empty() => Err(nameless(wanted)),
            None => Ok(id),
        };
    }
    let name = args.name.as_str();
    if let Some(same) = deal
        .contacts
        .iter()
        .find(|contact| contact.name.as_deref() == Some(name))
    {
        let failure = Failure::usage(format_args!("there is a {name} already: `{}`", same.id));
        return Err(failure
            .help("`deal contact set` changes a contact; add --id for somebody of the same name"));
    }
    let id = free_id(name, deal);
    if id.is_empty() {
        Err(nameless(name))
    } else {
        Ok(id)
    }
}

fn nameless(name: &str) -> Failure {
    Failure::usage(format_args!("no id can be made of `{name}`"))
        .help("deal contact add DEAL \"Jane Roe\" --id jane")
}

fn entry(args: &Args, id: &str, roles: &[Role], since: Option<Day>) -> Value {
    let roles = (!roles.is_empty()).then(|| Value::List(roles.iter().map(Value::plain).collect()));
    Value::Map(present([
        ("id", Some(Value::text(id))),
        ("name", Some(Value::text(args.name.as_str()))),
        ("title", args.title.as_ref().map(Value::text)),
        ("roles", roles),
        ("in_role_since", since.map(Value::plain)),
    ]))
}
