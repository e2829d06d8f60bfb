//! An id that nobody has: of a contact of the deal, or of a member of the team.

use super::engine::{BASE, Category, Docs, Found, Rule, Subject};
use crate::deal::meddic::{Element, Evidence};
use crate::finding::Severity;
use crate::key_path::KeyPath;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: "dangling-reference",
    category: Category::Identity,
    severity: Severity::Error,
    each: Some(check),
    summary: "the id of a contact or team member that nobody has",
    docs: Docs {
        what: "Evidence, an objection or a meeting names a contact that the deal does not have, or an owner is no member of the team. A book without a team takes any owner.",
        why: "A champion who is nobody cannot sell for us, and a follow-up whose owner is nobody is never done.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meetings: [{id: w8d1, date: 2026-11-30, with: [jan]}]
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meetings: [{id: w8d1, date: 2026-11-30, with: [jane]}]
",
        fix: "Correct the id, or add the contact with `deal contact add`, or the member under `team:` in dealfile.yaml.",
        ..BASE.docs
    },
    ..BASE
};

/// Who can be meant.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Contact,
    Member,
    Either,
}

type Reference<'a> = (Who, &'a str, KeyPath);

fn check(subject: &Subject<'_>) -> Vec<Found> {
    let mut references = Vec::new();
    tracked(subject, &mut references);
    qualification(subject, &mut references);
    work(subject, &mut references);
    references.into_iter().filter(|(who, id, _)| !is_known(subject, *who, id)).map(|r| found(subject, r)).collect()
}

fn is_known(subject: &Subject<'_>, who: Who, id: &str) -> bool {
    let is_contact = who != Who::Member && subject.deal.contact(id).is_some();
    let is_member = who != Who::Contact && (subject.book.team.is_empty() || subject.book.member(id).is_some());
    is_contact || is_member
}

fn found(subject: &Subject<'_>, (who, id, at): Reference<'_>) -> Found {
    let contacts = subject.deal.contacts.iter().map(|contact| contact.id.as_str()).filter(|_| who != Who::Member);
    let members = subject.book.team.iter().map(|member| member.id.as_str()).filter(|_| who != Who::Contact);
    let (message, add) = match who {
        Who::Member => {
            (format!("the team has no member `{id}`"), "add the member under `team:` in dealfile.yaml".to_owned())
        }
        _ => (format!("the deal has no contact `{id}`"), format!("deal contact add {} \"NAME\" --id {id}", subject.id)),
    };
    let near = nearest(id, contacts.chain(members));
    Found::new(at, message).help(near.map_or(add, |right| format!("did you mean `{right}`?")))
}

fn add<'a>(list: &mut Vec<Reference<'a>>, who: Who, id: Option<&'a String>, at: KeyPath) {
    list.extend(id.map(|id| (who, id.as_str(), at)));
}

fn add_all<'a>(list: &mut Vec<Reference<'a>>, ids: &'a [String], at: &KeyPath) {
    list.extend(ids.iter().enumerate().map(|(index, id)| (Who::Contact, id.as_str(), at.clone().index(index))));
}

fn tracked<'a>(subject: &Subject<'a>, list: &mut Vec<Reference<'a>>) {
    let deal = subject.deal;
    add(list, Who::Member, deal.owner.as_ref(), KeyPath::top("owner"));
    for (index, line) in deal.history.iter().enumerate() {
        let at = KeyPath::top("history").index(index);
        add(list, Who::Member, line.owner.as_ref().and_then(Option::as_ref), at.clone().key("owner"));
        add(list, Who::Member, line.by.as_ref(), at.key("by"));
    }
}

fn qualification<'a>(subject: &Subject<'a>, list: &mut Vec<Reference<'a>>) {
    let deal = subject.deal;
    for element in Element::ALL {
        if let Some(evidence) = deal.meddic.get(*element) {
            of_element(evidence, &KeyPath::top("meddic").key(element.as_str()), list);
        }
    }
    let challenger = KeyPath::top("challenger");
    let told = deal.challenger.teach.as_ref().and_then(|teach| teach.to.as_ref());
    add(list, Who::Contact, told, challenger.clone().key("teach").key("to"));
    for (index, tailored) in deal.challenger.tailor.iter().enumerate() {
        let at = challenger.clone().key("tailor").index(index).key("contact");
        add(list, Who::Contact, Some(&tailored.contact), at);
    }
    for (index, objection) in deal.objections.iter().enumerate() {
        add(list, Who::Contact, objection.by.as_ref(), KeyPath::top("objections").index(index).key("by"));
    }
}

fn of_element<'a>(evidence: &'a Evidence, at: &KeyPath, list: &mut Vec<Reference<'a>>) {
    add(list, Who::Contact, evidence.by.as_ref(), at.clone().key("by"));
    add(list, Who::Contact, evidence.contact.as_ref(), at.clone().key("contact"));
    add(list, Who::Contact, evidence.owner.as_ref(), at.clone().key("owner"));
    for (index, step) in evidence.steps.iter().enumerate() {
        // A step towards the decision may be ours to take.
        add(list, Who::Either, step.owner.as_ref(), at.clone().key("steps").index(index).key("owner"));
    }
}

fn work<'a>(subject: &Subject<'a>, list: &mut Vec<Reference<'a>>) {
    let deal = subject.deal;
    for (index, task) in deal.followups.iter().enumerate() {
        add(list, Who::Member, task.owner.as_ref(), KeyPath::top("followups").index(index).key("owner"));
    }
    for (index, meeting) in deal.meetings.iter().enumerate() {
        let at = KeyPath::top("meetings").index(index);
        add(list, Who::Member, meeting.by.as_ref(), at.clone().key("by"));
        add_all(list, &meeting.with, &at.key("with"));
    }
    for (index, activity) in deal.activities.iter().enumerate() {
        let at = KeyPath::top("activities").index(index);
        add(list, Who::Member, activity.by.as_ref(), at.clone().key("by"));
        add_all(list, &activity.with, &at.key("with"));
    }
}
