//! A reference to a contact or team member that does not exist.

use super::prelude::*;
use crate::deal::{Element, Evidence};
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: "dangling-reference",
    category: Category::Identity,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a reference to a contact or team member that does not exist",
    docs: Docs {
        what: "Evidence, an objection, a meeting or another entry names a contact that the deal does not have, or an owner who is not on the team. A book without a team accepts any owner.",
        why: "A champion who does not exist cannot sell for us, and a follow-up without a real owner is never done.",
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
        fix: "Correct the id, add the contact with `deal contact add`, or add the member under `team:` in dealfile.yaml.",
        ..BASE.docs
    },
    ..BASE
};

/// Whose id is expected.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Contact,
    Member,
    Either,
}

/// Collects the dangling references of one deal.
struct Search<'a> {
    subject: &'a Subject<'a>,
    found: Vec<Finding>,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut search = Search {
        subject,
        found: Vec::new(),
    };
    search.tracked();
    search.meddic();
    search.challenger();
    search.objections();
    search.followups();
    search.meetings();
    search.activities();
    search.found
}

impl Search<'_> {
    fn look(&mut self, who: Who, id: Option<&String>, at: impl Fn() -> KeyPath) {
        if let Some(id) = id.filter(|id| !is_known(self.subject, who, id)) {
            self.found.push(dangling(self.subject, who, id, at()));
        }
    }

    fn look_at_contacts(&mut self, ids: &[String], at: impl Fn() -> KeyPath) {
        for (index, id) in ids.iter().enumerate() {
            self.look(Who::Contact, Some(id), || at().index(index));
        }
    }

    fn tracked(&mut self) {
        let deal = self.subject.deal;
        self.look(Who::Member, deal.owner.as_ref(), || KeyPath::top("owner"));
        for (index, entry) in deal.history.iter().enumerate() {
            let at = KeyPath::top("history").index(index);
            let owner = entry.owner.as_ref().and_then(Option::as_ref);
            self.look(Who::Member, owner, || at.clone().key("owner"));
            self.look(Who::Member, entry.by.as_ref(), || at.clone().key("by"));
        }
    }

    fn meddic(&mut self) {
        for element in Element::ALL {
            if let Some(evidence) = self.subject.deal.meddic.get(*element) {
                self.evidence(*element, evidence);
            }
        }
    }

    fn evidence(&mut self, element: Element, evidence: &Evidence) {
        let at = |key: &str| KeyPath::top("meddic").key(element.as_str()).key(key);
        self.look(Who::Contact, evidence.by.as_ref(), || at("by"));
        self.look(Who::Contact, evidence.contact.as_ref(), || at("contact"));
        self.look(Who::Contact, evidence.owner.as_ref(), || at("owner"));
        for (index, step) in evidence.steps.iter().enumerate() {
            // A step towards the decision may be ours to take.
            self.look(Who::Either, step.owner.as_ref(), || {
                at("steps").index(index).key("owner")
            });
        }
    }

    fn challenger(&mut self) {
        let challenger = &self.subject.deal.challenger;
        let at = |key: &str| KeyPath::top("challenger").key(key);
        let teach = challenger.teach.as_ref();
        self.look(
            Who::Contact,
            teach.and_then(|teach| teach.to.as_ref()),
            || at("teach").key("to"),
        );
        for (index, tailored) in challenger.tailor.iter().enumerate() {
            self.look(Who::Contact, Some(&tailored.contact), || {
                at("tailor").index(index).key("contact")
            });
        }
    }

    fn objections(&mut self) {
        for (index, objection) in self.subject.deal.objections.iter().enumerate() {
            let who = objection.by.as_ref();
            self.look(Who::Contact, who, || part("objections", index, "by"));
        }
    }

    fn followups(&mut self) {
        for (index, followup) in self.subject.deal.followups.iter().enumerate() {
            let who = followup.owner.as_ref();
            self.look(Who::Member, who, || part("followups", index, "owner"));
        }
    }

    fn meetings(&mut self) {
        for (index, meeting) in self.subject.deal.meetings.iter().enumerate() {
            let who = meeting.by.as_ref();
            self.look(Who::Member, who, || part("meetings", index, "by"));
            self.look_at_contacts(&meeting.with, || part("meetings", index, "with"));
        }
    }

    fn activities(&mut self) {
        for (index, activity) in self.subject.deal.activities.iter().enumerate() {
            let who = activity.by.as_ref();
            self.look(Who::Member, who, || part("activities", index, "by"));
            self.look_at_contacts(&activity.with, || part("activities", index, "with"));
        }
    }
}

fn part(list: &str, index: usize, key: &str) -> KeyPath {
    KeyPath::top(list).index(index).key(key)
}

fn is_known(subject: &Subject<'_>, who: Who, id: &str) -> bool {
    let book = subject.book;
    let is_contact = who != Who::Member && subject.deal.contact(id).is_some();
    let is_member = who != Who::Contact && (book.team.is_empty() || book.member(id).is_some());
    is_contact || is_member
}

fn dangling(subject: &Subject<'_>, who: Who, id: &str, at: KeyPath) -> Finding {
    let mut known = Vec::new();
    if who != Who::Member {
        known.extend(
            subject
                .deal
                .contacts
                .iter()
                .map(|contact| contact.id.as_str()),
        );
    }
    if who != Who::Contact {
        known.extend(subject.book.team.iter().map(|member| member.id.as_str()));
    }
    let (kind, add) = match who {
        Who::Member => (
            "team member",
            "add the member under `team:` in dealfile.yaml".to_owned(),
        ),
        _ => (
            "contact",
            format!("deal contact add {} \"NAME\" --id {id}", subject.id),
        ),
    };
    let near = nearest(id, known).map(|right| format!("did you mean `{right}`?"));
    RULE.finding(at, format!("unknown {kind} `{id}`"), near.unwrap_or(add))
}
