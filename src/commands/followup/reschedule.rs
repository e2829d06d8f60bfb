//! `deal followup reschedule`.

use crate::deal::work::FollowUp;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::settle;
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;
use crate::console::wording::joined;

/// Change a follow-up's due date or owner
///
/// It keeps its id.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup reschedule acme k2m9 +3d --owner jun")]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The follow-up: its id or a unique prefix of it
    id: String,
    /// The new day: 2026-12-18, +3d, +2w, fri
    #[arg(allow_hyphen_values = true, required_unless_present = "owner")]
    date: Option<String>,
    /// The team member who does it from now on
    #[arg(long, value_name = "MEMBER")]
    owner: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let due = args
        .date
        .as_deref()
        .map(|phrase| context.day(phrase))
        .transpose()?;
    let owner = args
        .owner
        .as_deref()
        .map(|id| people::present_member(context, id, "--owner"))
        .transpose()?;
    let mut place = 0;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        let (index, _) = settle::find_open(loaded, &args.id, |_| {
            let due = due.map_or_else(|| "DATE".to_owned(), |due| due.to_string());
            format!(
                "a new one: deal followup add {} \"…\" --due {due}",
                loaded.file.id
            )
        })?;
        place = index;
        let at = KeyPath::top("followups").index(index);
        let news = [
            ("due", due.map(Value::plain)),
            ("owner", owner.as_ref().map(Value::text)),
        ];
        let set = |(key, value): (&str, Option<Value>)| {
            Some(Edit::Set {
                at: at.clone().key(key),
                value: value?,
                style: Style::Flow,
            })
        };
        Ok(news.into_iter().filter_map(set).collect())
    })?;
    if let Some(followup) = edited.after.followups.get(place) {
        let already = if edited.diff.is_empty() {
            ", as it was"
        } else {
            ""
        };
        let stands = stands(followup);
        saving::say(
            ui,
            &args.writing,
            &format!(
                "{}: {}: {stands}{already}",
                edited.before.file.id, followup.what
            ),
        );
    }
    Ok(Exit::Done)
}

fn stands(followup: &FollowUp) -> String {
    let due = followup
        .due
        .map_or_else(|| "without a day".to_owned(), |due| format!("due {due}"));
    joined([
        Some(due),
        followup
            .owner
            .as_ref()
            .map(|owner| format!("done by {owner}")),
    ])
}
