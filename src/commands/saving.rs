//! What every writing command shares: its flags, the dry run, the word that it is done.

use std::io::Write;

use crate::book::config::Member;
use crate::deal::Deal;
use crate::deal::change;
use crate::deal::day::Day;
use crate::deal::history::{History, Line};
use crate::edit::{Edit, Value};
use crate::store::{Edited, Loaded, Mode};

use super::context::Context;
use super::failure::Failure;

/// The flags of every writing command.
#[derive(Debug, Clone, clap::Args)]
pub struct Writing {
    /// Print what would change as a unified diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// When it happened, if not today: 2026-12-18, -1d, yesterday
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
}

impl Writing {
    pub fn mode(&self) -> Mode {
        if self.dry_run { Mode::DryRun } else { Mode::Write }
    }
}

/// Edits one deal; a dry run prints the diff. `decide` gets the deal and the day on which it happens.
pub fn change(
    context: &mut Context,
    name: &str,
    writing: &Writing,
    decide: impl FnOnce(&Loaded, Day) -> Result<Vec<Edit>, Failure>,
) -> Result<Edited, Failure> {
    let edited = quietly(context, name, writing, decide)?;
    if writing.dry_run {
        context.out.write_all(crate::visible::visible_lines(&edited.diff).as_bytes())?;
    }
    Ok(edited)
}

/// The same, for a command that prints the diff of a dry run in its own way.
pub fn quietly(
    context: &Context,
    name: &str,
    writing: &Writing,
    decide: impl FnOnce(&Loaded, Day) -> Result<Vec<Edit>, Failure>,
) -> Result<Edited, Failure> {
    let on = context.on(writing.on.as_deref())?;
    context.store()?.change(name, writing.mode(), |loaded| decide(loaded, on))
}

/// Says on stderr what was done; a dry run says it as a plan.
pub fn say(writing: &Writing, message: &str) {
    let lead = if writing.dry_run { "would write: " } else { "" };
    super::terminal::note(&format!("{lead}{message}"));
}

/// The edits for one history line, after checking that the day is not before the deal's first.
pub fn record(loaded: &Loaded, line: Line) -> Result<Vec<Edit>, Failure> {
    not_before_creation(&loaded.deal, line.date)?;
    Ok(change::record(&loaded.deal, line).0)
}

fn not_before_creation(deal: &Deal, date: Option<Day>) -> Result<(), Failure> {
    let created = History::of(deal).created();
    match (date, created) {
        (Some(date), Some(created)) if date < created => {
            let failure = Failure::usage(format_args!("{date} is before the deal was created on {created}"));
            Err(failure.help("name a later day with --on, or correct the first line of its history with `deal edit`"))
        }
        _ => Ok(()),
    }
}

/// The id of a member of the team; a book without a team takes any.
pub fn member(context: &Context, id: &str) -> Result<String, Failure> {
    let book = context.book()?;
    if book.team.is_empty() || book.member(id).is_some() {
        return Ok(id.to_owned());
    }
    let known = book.team.iter().map(|member| member.id.as_str());
    Err(Failure::unknown(format_args!("the team has no member `{id}`"), id, known))
}

/// A plain word on stderr.
pub fn say_plain(message: &str) {
    super::terminal::note(message);
}

/// The id of a member who has not left by the as-of day; `flag` is the one that names somebody else.
pub fn present_member(context: &Context, id: &str, flag: &str) -> Result<String, Failure> {
    let id = member(context, id)?;
    Present::of(context)?.check(&id, flag)?;
    Ok(id)
}

/// Who can be given something to do: those of the team who are still there.
pub struct Present {
    team: Vec<Member>,
    as_of: Day,
}

impl Present {
    pub fn of(context: &Context) -> Result<Self, Failure> {
        Ok(Self { team: context.book()?.team.clone(), as_of: context.as_of()? })
    }

    /// Refuses somebody who has left.
    pub fn check(&self, id: &str, flag: &str) -> Result<(), Failure> {
        let is_gone = |member: &&Member| member.left.is_some_and(|left| left <= self.as_of);
        let Some(left) = self.team.iter().filter(is_gone).find(|member| member.id == id).and_then(|gone| gone.left)
        else {
            return Ok(());
        };
        let there: Vec<&str> = self.team.iter().filter(|m| !is_gone(m)).map(|member| member.id.as_str()).collect();
        let failure = Failure::usage(format_args!("{id} left on {left}"));
        Err(match there.as_slice() {
            [] => failure.help("the team in dealfile.yaml has nobody who is there: add somebody"),
            there => failure.help(format_args!("give it to somebody who is there with {flag}: {}", there.join(", "))),
        })
    }

    /// The member who is named, else the deal's owner; neither may have left.
    pub fn or_owner(&self, named: Option<&String>, deal: &Deal, flag: &str) -> Result<Option<String>, Failure> {
        let id = named.or(deal.owner.as_ref());
        id.map_or(Ok(()), |id| self.check(id, flag))?;
        Ok(id.cloned())
    }
}

/// The id of one of the deal's contacts.
pub fn contact(deal: &Deal, deal_id: &str, id: &str) -> Result<String, Failure> {
    if deal.contact(id).is_some() {
        return Ok(id.to_owned());
    }
    let known: Vec<&str> = deal.contacts.iter().map(|contact| contact.id.as_str()).collect();
    let message = format!("{deal_id} has no contact `{id}`");
    if known.is_empty() {
        return Err(Failure::usage(message).help(format_args!("deal contact add {deal_id} \"NAME\" --id {id}")));
    }
    Err(Failure::unknown(message, id, known))
}

/// The ids of several contacts of the deal, each once.
pub fn contacts(deal: &Deal, deal_id: &str, typed: &[String]) -> Result<Vec<String>, Failure> {
    let mut ids: Vec<String> = Vec::new();
    for id in typed {
        let id = contact(deal, deal_id, id.trim())?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// A list of texts as a value; none where there is nothing in it.
pub fn listed(texts: &[String]) -> Option<Value> {
    (!texts.is_empty()).then(|| Value::List(texts.iter().map(Value::text).collect()))
}

/// A stage that stood at the top only is gone once the deal is moved: it was never entered.
pub fn tell_overwritten(before: &Deal) {
    let history = History::of(before);
    let counted = history.latest().stage;
    if counted != before.stage {
        say_plain(&format!(
            "its stage was changed by hand to {}, and no history line said so: {counted} counted",
            before.stage
        ));
    }
}

/// Reports go by history; a field that was changed at the top only is not seen there yet.
pub fn tell_mismatch(deal: &Deal) {
    let history = History::of(deal);
    let fields = history.latest().differing(&deal.top());
    if !deal.history.is_empty() && !fields.is_empty() {
        say_plain(&format!("no history line says so of {}: `deal check --fix` appends it", fields.join(", ")));
    }
}
