//! What is on the page.

use serde::Serialize;

use crate::book::{
    Book, Requirement, Snapshot,
    next_command::settle,
    scorecard::{scorecard, to_ask},
};
use crate::console::{
    terminal,
    wording::{count, distance, joined, money},
};
use crate::deal::{
    Contact, Day, Deal, Objection,
    questions::{Lang, questions},
};

/// So many earlier touches and questions fit a page.
const TOUCHES: usize = 3;
const QUESTIONS: usize = 2;

/// A page for a machine.
#[derive(Debug, Serialize)]
pub struct Brief {
    pub deal: String,
    pub name: String,
    pub account: Option<String>,
    pub as_of: String,
    pub facts: serde_json::Map<String, serde_json::Value>,
    pub people: Vec<Person>,
    pub touches: Vec<Touch>,
    pub objections: Vec<Open>,
    /// The stage that the missing things are about.
    pub next_stage: Option<String>,
    pub missing: Vec<Missing>,
    pub questions: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub title: Option<String>,
    pub roles: Vec<&'static str>,
    pub last_heard: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Touch {
    pub date: String,
    pub kind: String,
    pub with: Vec<String>,
    pub note: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Open {
    pub id: String,
    pub severity: String,
    pub words: String,
    pub needs: &'static str,
    pub command: String,
}

#[derive(Debug, Serialize)]
pub struct Missing {
    pub what: &'static str,
    pub need: String,
    pub have: String,
    pub command: String,
}

impl Brief {
    pub fn new(
        id: &str,
        deal: &Deal,
        snapshot: Option<&Snapshot<'_>>,
        book: &Book,
        on: Day,
    ) -> Self {
        let ahead = snapshot.and_then(|snapshot| snapshot.next_stage(deal));
        let gate = ahead.as_ref().map_or(&[][..], |ahead| &ahead.gate);
        let is_open = snapshot.is_some_and(Snapshot::is_open);
        let objections = deal.objections.iter();
        let objections = objections.filter(|own| is_open && own.was_open_on(on));
        Self {
            deal: id.to_owned(),
            name: deal.name.clone(),
            account: deal.account.clone(),
            as_of: on.to_string(),
            facts: snapshot
                .map_or_else(Default::default, |snapshot| facts(snapshot, deal, book, on)),
            people: deal
                .contacts
                .iter()
                .map(|own| person(own, deal, on))
                .collect(),
            touches: touches(deal, on),
            objections: objections.map(|own| open(own, id)).collect(),
            missing: gate
                .iter()
                .filter(|requirement| !requirement.met)
                .map(|requirement| missing(requirement, deal, id))
                .collect(),
            questions: if is_open {
                to_be_asked(deal, gate, book, on)
            } else {
                Vec::new()
            },
            next_stage: ahead.map(|ahead| ahead.to),
        }
    }
}

fn facts(
    snapshot: &Snapshot<'_>,
    deal: &Deal,
    book: &Book,
    on: Day,
) -> serde_json::Map<String, serde_json::Value> {
    let state = &snapshot.state;
    let days = snapshot.days_in_stage().map(|days| count(days, "day"));
    let close = state
        .close_date
        .map(|day| format!("{day}, {}", distance(day, on)));
    let next = deal.next_step().filter(|_| state.is_open());
    let heard = last_heard(deal, on).map(|day| format!("{day}, {}", distance(day, on)));
    let amount = state
        .amount
        .map(|amount| money(amount, book.currency_of(state)));
    let facts = [
        (
            "stage",
            Some(joined([Some(snapshot.stage_id().to_owned()), days])),
        ),
        ("amount", amount),
        ("closes", close),
        ("owner", state.owner.map(str::to_owned)),
        ("last heard", heard),
        (
            "next step",
            next.map(|step| format!("{} {}", step.day(), step.what())),
        ),
    ];
    let known = facts
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?.into())));
    known.collect()
}

/// The last day on which the buyer spoke.
fn last_heard(deal: &Deal, on: Day) -> Option<Day> {
    deal.two_way_days().filter(|day| *day <= on).max()
}

fn person(contact: &Contact, deal: &Deal, on: Day) -> Person {
    let is_with = |with: &[String]| with.contains(&contact.id);
    let talks = deal.activities.iter();
    let talks = talks.filter(|own| own.is_heard() && is_with(&own.with));
    let met = deal.meetings.iter();
    let met = met.filter(|own| own.is_held() && is_with(&own.with));
    let days = talks.map(|own| own.date).chain(met.map(|own| own.date));
    Person {
        id: contact.id.clone(),
        name: contact.name.clone(),
        title: contact.title.clone(),
        roles: contact.roles.iter().map(|role| role.as_str()).collect(),
        last_heard: days
            .filter(|day| *day <= on)
            .max()
            .map(|day| day.to_string()),
    }
}

/// The last ones, the newest first.
fn touches(deal: &Deal, on: Day) -> Vec<Touch> {
    let talks = deal.activities.iter().map(|own| {
        let kind = own.kind.clone().unwrap_or_else(|| "activity".to_owned());
        (own.date, kind, own.with.clone(), own.note.clone())
    });
    let met = deal.meetings.iter().filter(|own| own.is_held()).map(|own| {
        let kind = own.kind.clone().unwrap_or_else(|| "meeting".to_owned());
        (own.date, kind, own.with.clone(), None)
    });
    let mut all: Vec<_> = talks.chain(met).filter(|(day, ..)| *day <= on).collect();
    // Stable, so that those of one day stay in the order of the file.
    all.sort_by_key(|(day, ..)| *day);
    let last = all.into_iter().rev().take(TOUCHES);
    last.map(|(day, kind, with, note)| Touch {
        date: day.to_string(),
        kind,
        with,
        note,
    })
    .collect()
}

fn open(objection: &Objection, id: &str) -> Open {
    let (needs, command) = settle(objection, id);
    Open {
        id: objection.id.clone(),
        severity: objection.severity().to_string(),
        words: objection.words.clone().unwrap_or_default(),
        needs,
        command,
    }
}

fn missing(requirement: &Requirement, deal: &Deal, id: &str) -> Missing {
    Missing {
        what: requirement.ask.key(),
        need: requirement.need.clone(),
        have: requirement.have.clone(),
        command: requirement.ask.command(deal, id),
    }
}

/// The first question about each of the weakest elements.
fn to_be_asked(deal: &Deal, gate: &[Requirement], book: &Book, on: Day) -> Vec<String> {
    let lang = if terminal::speaks_korean() {
        Lang::Ko
    } else {
        Lang::En
    };
    let marks = scorecard(book, deal, gate, on);
    let (weakest, _) = to_ask(&marks);
    let asked = weakest.into_iter().filter_map(|mark| {
        let asked = questions(deal, mark.element, &book.fresh_days, on, lang);
        asked.into_iter().flat_map(|own| own.questions).next()
    });
    asked.take(QUESTIONS).collect()
}
