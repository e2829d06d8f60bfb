//! What is on the page, for a machine.

use serde::Serialize;

use crate::book::{next_command::settle, scorecard::to_ask};
use crate::commands::show::{
    View,
    json::{self, NextStepJson, StateJson},
};
use crate::console::{
    gate::print::{self, RequirementJson},
    terminal,
};
use crate::deal::{Contact, Day, Deal, Objection, questions::questions};

/// So many earlier touches and questions fit a page.
const TOUCHES: usize = 3;
const QUESTIONS: usize = 2;

#[derive(Debug, Serialize)]
pub struct Brief {
    deal: String,
    name: String,
    account: Option<String>,
    as_of: String,
    state: Option<StateJson>,
    next_step: Option<NextStepJson>,
    last_heard: Option<String>,
    pub people: Vec<Person>,
    pub touches: Vec<Touch>,
    pub objections: Vec<Open>,
    /// The stage that the missing things are about.
    pub next_stage: Option<String>,
    missing: Vec<RequirementJson>,
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
    pub words: Option<String>,
    pub needs: &'static str,
    pub command: String,
}

impl Brief {
    pub fn new(view: &View<'_>) -> Self {
        let (deal, id, on) = (&view.loaded.deal, &view.loaded.file.id, view.on);
        let gate = view.ahead.as_ref().map_or(&[][..], |ahead| &ahead.gate);
        let mut missing = print::json(gate, deal, id);
        missing.retain(|requirement| !requirement.met);
        Self {
            deal: id.clone(),
            name: deal.name.clone(),
            account: deal.account.clone(),
            as_of: on.to_string(),
            state: json::state(view),
            next_step: json::next_step(view),
            last_heard: deal.last_heard(on).map(|day| day.to_string()),
            people: deal
                .contacts
                .iter()
                .map(|own| person(own, deal, on))
                .collect(),
            touches: touches(deal, on),
            objections: view.objections().map(|own| open(own, id)).collect(),
            next_stage: view.ahead.as_ref().map(|ahead| ahead.to.clone()),
            missing,
            questions: to_be_asked(view),
        }
    }
}

fn person(contact: &Contact, deal: &Deal, on: Day) -> Person {
    let heard = deal.heard();
    let heard = heard.filter(|(day, with)| *day <= on && with.contains(&contact.id));
    Person {
        id: contact.id.clone(),
        name: contact.name.clone(),
        title: contact.title.clone(),
        roles: contact.roles.iter().map(|role| role.as_str()).collect(),
        last_heard: heard.map(|(day, _)| day).max().map(|day| day.to_string()),
    }
}

/// The last ones, the newest first.
fn touches(deal: &Deal, on: Day) -> Vec<Touch> {
    let talks = deal.activities.iter().map(|own| {
        let kind = own.kind.as_deref().unwrap_or("activity");
        (own.date, kind, &own.with, own.note.as_ref())
    });
    let met = deal.meetings.iter().filter(|own| own.is_held()).map(|own| {
        let kind = own.kind.as_deref().unwrap_or("meeting");
        (own.date, kind, &own.with, None)
    });
    let mut all: Vec<_> = talks.chain(met).filter(|(day, ..)| *day <= on).collect();
    // Stable, so that those of one day stay in the order of the file.
    all.sort_by_key(|(day, ..)| *day);
    let last = all.into_iter().rev().take(TOUCHES);
    last.map(|(day, kind, with, note)| Touch {
        date: day.to_string(),
        kind: kind.to_owned(),
        with: with.clone(),
        note: note.cloned(),
    })
    .collect()
}

fn open(objection: &Objection, id: &str) -> Open {
    let (needs, command) = settle(objection, id);
    Open {
        id: objection.id.clone(),
        severity: objection.severity().to_string(),
        words: objection.words.clone(),
        needs,
        command,
    }
}

/// The first question about each of the weakest elements; none of a closed deal.
fn to_be_asked(view: &View<'_>) -> Vec<String> {
    if !view.is_open() {
        return Vec::new();
    }
    let (weakest, _) = to_ask(&view.marks);
    let first = weakest.into_iter().filter_map(|mark| {
        let (deal, fresh) = (&view.loaded.deal, &view.book.fresh_days);
        let asked = questions(deal, mark.element, fresh, view.on, terminal::lang());
        asked.into_iter().flat_map(|own| own.questions).next()
    });
    first.take(QUESTIONS).collect()
}
