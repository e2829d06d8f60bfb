//! A deal for a person. What is absent is not printed.

use std::io::Write;

use super::{
    super::{meddic::card, objection::words},
    View,
};
use crate::book::{Snapshot, risk::Band};
use crate::console::{
    Failure, gate, risk,
    shell::quoted,
    wording::{count, distance, joined, money},
};
use crate::deal::{Contact, Day, FollowUp, Meeting, Outcome, next_step::NextStep};
use crate::render::{self, Section};
use crate::table::Tone;

const OVERDUE: &str = " (overdue)";

pub fn print(view: &View<'_>, width: usize, out: &mut dyn Write) -> Result<(), Failure> {
    let deal = &view.loaded.deal;
    let followups = deal.followups.iter().filter(|followup| followup.is_open());
    let meetings = deal
        .meetings
        .iter()
        .filter(|meeting| meeting.is_scheduled());
    let sections = [
        head(view),
        Section::new(card::title(view.book), card::known(&view.marks)),
        Section::new("contacts", deal.contacts.iter().map(contact)),
        Section::new("open objections", view.objections().map(words::row)),
        Section::new(
            "open follow-ups",
            followups.map(|followup| task(followup, view.on)),
        )
        .toned(|row| {
            let is_overdue = row.last().is_some_and(|what| what.ends_with(OVERDUE));
            is_overdue.then_some(Tone::Bad)
        }),
        Section::new(
            "upcoming meetings",
            meetings.map(|one| meeting(one, view.on)),
        ),
    ];
    render::sections(&sections, width, out)?;
    gate(view, out)?;
    if let Some(notes) = deal
        .notes
        .as_deref()
        .map(str::trim)
        .filter(|notes| !notes.is_empty())
    {
        writeln!(out)?;
        render::sections(
            &[Section::new("notes", [vec![notes.to_owned()]])],
            width,
            out,
        )?;
    }
    Ok(())
}

/// What it is, and how it stands.
pub fn head(view: &View<'_>) -> Section {
    let deal = &view.loaded.deal;
    let account = deal
        .account
        .as_ref()
        .map(|account| format!(" · {account}"))
        .unwrap_or_default();
    let title = format!("{}: {}{account}", view.loaded.file.id, deal.name);
    let rows = match &view.snapshot {
        Some(snapshot) => facts(view, snapshot),
        None => vec![(
            "starts",
            first_day(view).map(|day| format!("{day}, {}", distance(day, view.on))),
        )],
    };
    let row = |(key, value): (&str, Option<String>)| Some(vec![key.to_owned(), value?]);
    Section::new(title, rows.into_iter().filter_map(row)).toned(|row| tone(view, row.first()?))
}

/// How what a row says is to be taken.
fn tone(view: &View<'_>, key: &str) -> Option<Tone> {
    let snapshot = view.snapshot.as_ref().filter(|own| own.is_open())?;
    let is_past = |day: Day| day < view.on;
    match key {
        "stage" if snapshot.is_aging() => Some(Tone::Aging),
        "closes" if snapshot.state.close_date.is_some_and(is_past) => Some(Tone::Bad),
        "next step"
            if view
                .loaded
                .deal
                .next_step()
                .is_some_and(|own| is_past(own.day())) =>
        {
            Some(Tone::Bad)
        }
        "risk" => match view.risk.as_ref()?.band() {
            Band::Low => None,
            Band::Medium => Some(Tone::Aging),
            Band::High | Band::Critical => Some(Tone::Bad),
        },
        _ => None,
    }
}

fn first_day(view: &View<'_>) -> Option<Day> {
    crate::deal::history::History::new(&view.loaded.deal).created()
}

fn facts(view: &View<'_>, snapshot: &Snapshot<'_>) -> Vec<(&'static str, Option<String>)> {
    let state = &snapshot.state;
    let open = state.is_open();
    let close = state.close_date.map(|day| {
        if open {
            format!("{day}, {}", distance(day, view.on))
        } else {
            day.to_string()
        }
    });
    let several = view.book.pipelines.len() > 1;
    let hold = state
        .hold
        .filter(|_| open)
        .map(|until| match snapshot.hold_reason {
            Some(why) => format!("until {until}: {why}"),
            None => format!("until {until}"),
        });
    let next = view.loaded.deal.next_step().filter(|_| open);
    let heard = view.loaded.deal.last_heard(view.on).filter(|_| open);
    let heard = heard.map(|day| format!("{day}, {}", distance(day, view.on)));
    vec![
        ("stage", Some(stage(snapshot))),
        (
            "pipeline",
            state
                .pipeline
                .or(snapshot.pipeline.map(|p| p.id.as_str()))
                .filter(|_| several)
                .map(str::to_owned),
        ),
        (
            "amount",
            state
                .amount
                .map(|amount| money(amount, view.book.currency_of(state))),
        ),
        (if open { "closes" } else { "expected" }, close),
        (
            "reason",
            snapshot
                .reason
                .filter(|_| !open)
                .map(|reason| reason_in_full(reason, snapshot)),
        ),
        ("owner", state.owner.map(str::to_owned)),
        (
            "forecast",
            state.forecast.map(|forecast| forecast.to_string()),
        ),
        ("on hold", hold),
        ("last heard", heard),
        ("next step", next.map(|step| next_step(&step))),
        ("risk", view.risk.as_ref().map(risk::line)),
    ]
}

/// `competitor (Globex)`.
fn reason_in_full(reason: &str, snapshot: &Snapshot<'_>) -> String {
    match snapshot.competitor {
        Some(competitor) => format!("{reason} ({competitor})"),
        None => reason.to_owned(),
    }
}

/// `presentation (4 of 6), 12 days, expected 21`, or how and when it closed.
fn stage(snapshot: &Snapshot<'_>) -> String {
    let state = &snapshot.state;
    if state.outcome() != Outcome::Open {
        let took = snapshot
            .closed()
            .zip(snapshot.created())
            .map(|(end, start)| format!("after {}", count(end.since(start), "day")));
        let day = snapshot
            .closed()
            .map(|day| format!(" on {day}"))
            .unwrap_or_default();
        return joined([Some(format!("{}{day}", state.outcome().as_str())), took]);
    }
    let place = snapshot
        .rank()
        .zip(snapshot.pipeline)
        .map(|(rank, p)| format!(" ({rank} of {})", p.stages.len()));
    let place = place.unwrap_or_else(|| " (not in the pipeline)".to_owned());
    let expected = snapshot
        .stage
        .and_then(|stage| stage.expected_days)
        .map(|days| format!("expected {days}"));
    joined([
        Some(format!("{}{place}", snapshot.stage_id())),
        snapshot.days_in_stage().map(|days| count(days, "day")),
        expected,
    ])
}

fn next_step(step: &NextStep<'_>) -> String {
    let id = match step {
        NextStep::FollowUp(followup, _) => &followup.id,
        NextStep::Meeting(meeting) => &meeting.id,
    };
    format!("{} {} ({id})", step.day(), step.what())
}

fn contact(contact: &Contact) -> Vec<String> {
    let roles: Vec<&str> = contact.roles.iter().map(|role| role.as_str()).collect();
    let roles = (!roles.is_empty()).then(|| roles.join(", "));
    let since = contact.in_role_since.map(|day| format!("since {day}"));
    let what: Vec<String> = [contact.title.clone(), roles, since]
        .into_iter()
        .flatten()
        .collect();
    vec![
        contact.id.clone(),
        contact.name.clone().unwrap_or_default(),
        what.join(" · "),
    ]
}

fn task(followup: &FollowUp, as_of: Day) -> Vec<String> {
    let due = followup
        .due
        .map_or_else(|| "no due date".to_owned(), |due| due.to_string());
    let overdue = if followup.is_overdue(as_of) {
        OVERDUE
    } else {
        ""
    };
    let owner = followup.owner.clone().unwrap_or_default();
    vec![
        followup.id.clone(),
        due,
        owner,
        format!("{}{overdue}", followup.what),
    ]
}

fn meeting(meeting: &Meeting, as_of: Day) -> Vec<String> {
    let with = (!meeting.with.is_empty()).then(|| format!("with {}", meeting.with.join(", ")));
    let past = (meeting.date < as_of).then(|| "no outcome recorded".to_owned());
    let kind = meeting.kind.clone().unwrap_or_else(|| "meeting".to_owned());
    vec![
        meeting.id.clone(),
        meeting.date.to_string(),
        kind,
        joined([with, past]),
    ]
}

/// What the next stage asks: what is missing, with the command that supplies it, or the command
/// that goes there.
fn gate(view: &View<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let Some((ahead, snapshot)) = view.ahead.as_ref().zip(view.snapshot.as_ref()) else {
        return Ok(());
    };
    let id = &view.loaded.file.id;
    writeln!(
        out,
        "\n{}",
        gate::print::head(id, snapshot.stage_id(), &ahead.to, &ahead.gate)
    )?;
    let missing: Vec<_> = ahead
        .gate
        .iter()
        .filter(|requirement| !requirement.met)
        .cloned()
        .collect();
    gate::print::requirements(out, &missing, &view.loaded.deal, id)?;
    if missing.is_empty() {
        let verb = if Outcome::of_stage(&ahead.to) == Outcome::Won {
            "win"
        } else {
            "advance"
        };
        let command = format!("deal {verb} {}", quoted(id));
        writeln!(out, "  {}", render::command(&command))?;
    }
    Ok(())
}
