//! What the deal itself asks for: an owner, a date, a next step, a word from the buyer, the gate
//! ahead.

use super::{Agenda, Item, urgency::Kind};
use crate::book::{Requirement, gate::requirements};
use crate::deal::{Day, HistoryEntry, Meeting, day::spell, history::WON};

/// The buyer may be silent for so many days.
pub const SILENT_DAYS: i64 = 14;

/// What an open deal asks for that does not wait.
pub fn items(agenda: &Agenda<'_>) -> Vec<Item> {
    let found = [
        owner_left(agenda),
        hold_expired(agenda),
        close_date_past(agenda),
        no_next_step(agenda),
        silent(agenda),
    ];
    let gate = risk_expired(agenda).or_else(|| gate(agenda));
    found.into_iter().flatten().chain(gate).collect()
}

fn owner_left(agenda: &Agenda<'_>) -> Option<Item> {
    let owner = agenda.snapshot.state.owner?;
    let left = agenda
        .snapshot
        .book
        .member(owner)?
        .left
        .filter(|left| *left <= agenda.as_of())?;
    let command = format!("deal set {} owner=MEMBER", agenda.id());
    Some(agenda.item(
        Kind::OwnerLeft,
        Some(left),
        format!("owner {owner} left the team on {left}"),
        command,
    ))
}

fn hold_expired(agenda: &Agenda<'_>) -> Option<Item> {
    let until = agenda.snapshot.state.hold?;
    let command = format!("deal resume {}", agenda.id());
    Some(agenda.item(
        Kind::HoldExpired,
        Some(until),
        format!("hold ended on {until}"),
        command,
    ))
}

fn close_date_past(agenda: &Agenda<'_>) -> Option<Item> {
    let past = agenda
        .snapshot
        .state
        .close_date
        .filter(|day| *day < agenda.as_of())?;
    let why = format!(
        "close date passed {} ago, on {past}",
        spell(agenda.as_of().since(past))
    );
    let command = format!("deal set {} close_date=+30d --why \"…\"", agenda.id());
    Some(agenda.item(Kind::CloseDatePast, Some(past), why, command))
}

fn no_next_step(agenda: &Agenda<'_>) -> Option<Item> {
    let has_meeting = agenda.deal.meetings.iter().any(Meeting::is_scheduled);
    if has_meeting || agenda.tasks().any(|task| task.due.is_some()) {
        return None;
    }
    let undated = agenda.tasks().find(|task| task.due.is_none());
    let (why, command) = match undated {
        Some(task) => (
            format!("no due date: {}", task.what),
            format!("deal followup reschedule {} {} +1d", agenda.id(), task.id),
        ),
        None => (
            "no next step".to_owned(),
            format!("deal followup add {} \"…\" --due +3d", agenda.id()),
        ),
    };
    Some(agenda.item(Kind::NoNextStep, None, why, command))
}

/// No word from the buyer for a while, and no meeting ahead.
fn silent(agenda: &Agenda<'_>) -> Option<Item> {
    let ahead = agenda
        .deal
        .meetings
        .iter()
        .any(|meeting| meeting.is_scheduled() && meeting.date >= agenda.as_of());
    let heard = agenda
        .deal
        .two_way_days()
        .filter(|day| *day <= agenda.as_of())
        .max();
    let since = heard.or(agenda.snapshot.record.history.created());
    let silence = since.map(|day| agenda.as_of().since(day));
    if ahead || silence.is_some_and(|silence| silence <= SILENT_DAYS) {
        return None;
    }
    let why = match (heard, silence) {
        (Some(_), Some(silence)) => format!("no word from the buyer for {}", spell(silence)),
        _ => "never heard from the buyer".to_owned(),
    };
    let command = format!(
        "deal activity add {} call --direction two_way{}",
        agenda.id(),
        agenda.with()
    );
    let from = since.map(|day| day.plus(SILENT_DAYS));
    Some(agenda.item(Kind::Silent, from, why, command))
}

/// The risk at which the deal came into its stage was accepted for a time that is over, and is
/// still there.
fn risk_expired(agenda: &Agenda<'_>) -> Option<Item> {
    let entered = |line: &&HistoryEntry| line.stage.as_deref() == Some(agenda.snapshot.state.stage);
    let lines = agenda
        .snapshot
        .record
        .history
        .until(agenda.as_of())
        .map(|(line, _)| line);
    let until = lines
        .filter(entered)
        .last()?
        .accepted_risk
        .as_ref()?
        .until
        .filter(|until| *until < agenda.as_of())?;
    let stage = agenda.snapshot.stage?;
    let asked = requirements(
        &stage.gate,
        agenda.deal,
        &agenda.snapshot.state,
        agenda.snapshot.book,
        agenda.as_of(),
    );
    missing(
        agenda,
        &asked,
        Kind::RiskExpired,
        Some(until),
        &format!("risk accepted only until {until}; {} requires", stage.id),
    )
}

/// What the next stage lacks, or that nothing does.
fn gate(agenda: &Agenda<'_>) -> Option<Item> {
    let ahead = agenda.snapshot.next_stage(agenda.deal)?;
    let named = format!("{} requires", ahead.to);
    if let Some(item) = missing(agenda, &ahead.gate, Kind::Gate, None, &named) {
        return Some(item);
    }
    let (verb, why) = match ahead.to.as_str() {
        WON => (
            "win",
            "in the last stage: win it, or record what is still missing".to_owned(),
        ),
        to => ("advance", format!("ready for {to}")),
    };
    Some(agenda.item(
        Kind::Ready,
        None,
        why,
        format!("deal {verb} {}", agenda.id()),
    ))
}

/// The first thing that is missing, and how many there are beside it.
fn missing(
    agenda: &Agenda<'_>,
    asked: &[Requirement],
    kind: Kind,
    day: Option<Day>,
    lead: &str,
) -> Option<Item> {
    let mut missing = asked.iter().filter(|requirement| !requirement.met);
    let first = missing.next()?;
    let more = match missing.count() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let (key, need, have) = (first.ask.key(), &first.need, &first.have);
    let why = format!("{lead} {key} {need} (has {have}){more}");
    Some(agenda.item(kind, day, why, first.ask.command(agenda.deal, agenda.id())))
}
