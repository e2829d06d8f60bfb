//! What the deal itself asks for: an owner, a date, a next step, a word from the buyer, the gate
//! ahead.

use crate::book::gate::{Requirement, requirements};
use crate::deal::day::{Day, spell};
use crate::deal::history::{HistoryEntry, WON};
use crate::deal::work::Meeting;

use super::urgency::Kind;
use super::{Case, Item};

/// The buyer may be silent for so many days.
pub const SILENT_DAYS: i64 = 14;

/// What an open deal asks for that does not wait.
pub fn items(case: &Case<'_>) -> Vec<Item> {
    let found = [
        owner_left(case),
        hold_expired(case),
        close_date_past(case),
        no_next_step(case),
        silent(case),
    ];
    let gate = risk_expired(case).or_else(|| gate(case));
    found.into_iter().flatten().chain(gate).collect()
}

fn owner_left(case: &Case<'_>) -> Option<Item> {
    let owner = case.standing.state.owner?;
    let left = case
        .book
        .member(owner)?
        .left
        .filter(|left| *left <= case.on)?;
    let command = format!("deal set {} owner=MEMBER", case.id);
    Some(case.item(
        Kind::OwnerLeft,
        Some(left),
        format!("{owner}, who owned it, left on {left}"),
        command,
    ))
}

fn hold_expired(case: &Case<'_>) -> Option<Item> {
    let until = case.standing.state.hold?;
    let command = format!("deal resume {}", case.id);
    Some(case.item(
        Kind::HoldExpired,
        Some(until),
        format!("was on hold until {until}"),
        command,
    ))
}

fn close_date_past(case: &Case<'_>) -> Option<Item> {
    let past = case
        .standing
        .state
        .close_date
        .filter(|day| *day < case.on)?;
    let why = format!("was to close {} ago, on {past}", spell(case.on.since(past)));
    let command = format!("deal set {} close_date=+30d --why \"…\"", case.id);
    Some(case.item(Kind::CloseDatePast, Some(past), why, command))
}

fn no_next_step(case: &Case<'_>) -> Option<Item> {
    let has_meeting = case.deal.meetings.iter().any(Meeting::is_scheduled);
    if has_meeting || case.tasks().any(|task| task.due.is_some()) {
        return None;
    }
    let undated = case.tasks().find(|task| task.due.is_none());
    let (why, command) = match undated {
        Some(task) => (
            format!("no day is set for: {}", task.what),
            format!("deal followup reschedule {} {} +1d", case.id, task.id),
        ),
        None => (
            "no next step".to_owned(),
            format!("deal followup add {} \"…\" --due +3d", case.id),
        ),
    };
    Some(case.item(Kind::NoNextStep, None, why, command))
}

/// No word from the buyer for a while, and no meeting ahead.
fn silent(case: &Case<'_>) -> Option<Item> {
    let ahead = case
        .deal
        .meetings
        .iter()
        .any(|meeting| meeting.is_scheduled() && meeting.date >= case.on);
    let heard = case.deal.two_way_days().filter(|day| *day <= case.on).max();
    let since = heard.or(case.history.created());
    let silence = since.map(|day| case.on.since(day));
    if ahead || silence.is_some_and(|silence| silence <= SILENT_DAYS) {
        return None;
    }
    let why = match (heard, silence) {
        (Some(_), Some(silence)) => format!("the buyer has been silent for {}", spell(silence)),
        _ => "the buyer has never been heard".to_owned(),
    };
    let command = format!(
        "deal activity add {} call --direction two_way{}",
        case.id,
        case.with()
    );
    let from = since.map(|day| day.plus(SILENT_DAYS));
    Some(case.item(Kind::Silent, from, why, command))
}

/// The risk at which the deal came into its stage was accepted for a time that is over, and is
/// still there.
fn risk_expired(case: &Case<'_>) -> Option<Item> {
    let entered = |line: &&HistoryEntry| line.stage.as_deref() == Some(case.standing.state.stage);
    let lines = case.history.until(case.on).map(|(line, _)| line);
    let until = lines
        .filter(entered)
        .last()?
        .accepted_risk
        .as_ref()?
        .until
        .filter(|until| *until < case.on)?;
    let stage = case.standing.stage?;
    let asked = requirements(
        &stage.gate,
        case.deal,
        &case.standing.state,
        case.book,
        case.on,
    );
    missing(
        case,
        &asked,
        Kind::RiskExpired,
        Some(until),
        &format!("its risk was accepted until {until}: {} asks", stage.id),
    )
}

/// What the next stage lacks, or that nothing does.
fn gate(case: &Case<'_>) -> Option<Item> {
    let ahead = case.standing.ahead(case.book, case.deal)?;
    let named = format!("{} asks", ahead.to);
    if let Some(item) = missing(case, &ahead.gate, Kind::Gate, None, &named) {
        return Some(item);
    }
    let (verb, why) = match ahead.to.as_str() {
        WON => (
            "win",
            "in the last stage: won, or what is still to be settled?".to_owned(),
        ),
        to => ("advance", format!("ready for {to}")),
    };
    Some(case.item(Kind::Ready, None, why, format!("deal {verb} {}", case.id)))
}

/// The first thing that is missing, and how many there are beside it.
fn missing(
    case: &Case<'_>,
    asked: &[Requirement],
    kind: Kind,
    day: Option<Day>,
    lead: &str,
) -> Option<Item> {
    let mut missing = asked.iter().filter(|requirement| !requirement.met);
    let first = missing.next()?;
    let more = missing.count();
    let beside = if more > 0 {
        format!(" (and {more} more)")
    } else {
        String::new()
    };
    let why = format!(
        "{lead}: {} {}, has {}{beside}",
        first.ask.key(),
        first.need,
        first.have
    );
    Some(case.item(kind, day, why, first.ask.command(case.deal, case.id)))
}
