//! `deal followup add`.

use std::io::Write;

use crate::deal::by_hand::present;
use crate::deal::entry_id;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Add a follow-up and print its id
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup add acme \"Send the model\" --due fri --owner mina")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// What is to be done
    #[arg(value_parser = text)]
    text: String,
    /// By when: 2026-12-18, +3d, +3bd (working days), fri
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: Option<String>,
    /// The team member who does it, if not the deal's owner
    #[arg(long, value_name = "MEMBER")]
    owner: Option<String>,
    /// The team's own word, such as task or call
    #[arg(long, value_parser = text)]
    kind: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let due = args
        .due
        .as_deref()
        .map(|phrase| context.day(phrase))
        .transpose()?;
    let owner = args
        .owner
        .as_deref()
        .map(|id| people::member(context, id))
        .transpose()?;
    let present_team = people::Present::of(context)?;
    let mut minted = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        let deal = &loaded.deal;
        let owner = present_team.or_owner(owner.as_ref(), deal, "--owner")?;
        let first = format!(
            "{} {} {}",
            due.map(|d| d.to_string()).unwrap_or_default(),
            args.text,
            owner.as_deref().unwrap_or_default()
        );
        let id = entry_id::mint(
            &first,
            deal.followups.iter().map(|followup| followup.id.as_str()),
        );
        let entry = Value::Map(present([
            ("id", Some(Value::text(&id))),
            ("due", due.map(Value::plain)),
            ("what", Some(Value::text(&args.text))),
            ("owner", owner.as_ref().map(Value::text)),
            ("kind", args.kind.as_ref().map(Value::text)),
        ]));
        minted = id;
        let list = KeyPath::top("followups");
        Ok(vec![Edit::Insert {
            list,
            index: deal.followups.len(),
            entry,
            style: Style::Flow,
        }])
    })?;
    if !args.writing.dry_run {
        writeln!(ui, "{minted}")?;
    }
    let when = due.map_or_else(|| "without a day".to_owned(), |due| format!("due {due}"));
    saving::say(
        ui,
        &args.writing,
        &format!("{}: {} ({when})", edited.before.file.id, args.text),
    );
    Ok(Exit::Done)
}
