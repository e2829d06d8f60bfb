//! A reference to a contact or team member that does not exist.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::meddic::{Element, Evidence};
use crate::finding::Severity;
use crate::key_path::KeyPath;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: "dangling-reference",
    category: Category::Identity,
    severity: Severity::Error,
    each: Some(check),
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
    found: Vec<Violation>,
}

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let mut search = Search {
        subject,
        found: Vec::new(),
    };
    search.tracked();
    search.qualification();
    search.work();
    search.found
}

impl Search<'_> {
    fn look(&mut self, who: Who, id: Option<&String>, at: impl Fn() -> KeyPath) {
        if let Some(id) = id.filter(|id| !is_known(self.subject, who, id)) {
            self.found.push(found(self.subject, who, id, at()));
        }
    }

    fn look_at_all(&mut self, ids: &[String], at: impl Fn() -> KeyPath) {
        for (index, id) in ids.iter().enumerate() {
            self.look(Who::Contact, Some(id), || at().index(index));
        }
    }

    fn tracked(&mut self) {
        let deal = self.subject.deal;
        self.look(Who::Member, deal.owner.as_ref(), || KeyPath::top("owner"));
        for (index, line) in deal.history.iter().enumerate() {
            let at = |key: &str| KeyPath::top("history").index(index).key(key);
            self.look(
                Who::Member,
                line.owner.as_ref().and_then(Option::as_ref),
                || at("owner"),
            );
            self.look(Who::Member, line.by.as_ref(), || at("by"));
        }
    }

    fn qualification(&mut self) {
        let deal = self.subject.deal;
        for element in Element::ALL {
            if let Some(evidence) = deal.meddic.get(*element) {
                self.element(*element, evidence);
            }
        }
        let challenger = || KeyPath::top("challenger");
        let told = deal
            .challenger
            .teach
            .as_ref()
            .and_then(|teach| teach.to.as_ref());
        self.look(Who::Contact, told, || challenger().key("teach").key("to"));
        for (index, tailored) in deal.challenger.tailor.iter().enumerate() {
            self.look(Who::Contact, Some(&tailored.contact), || {
                challenger().key("tailor").index(index).key("contact")
            });
        }
        for (index, objection) in deal.objections.iter().enumerate() {
            self.look(Who::Contact, objection.by.as_ref(), || {
                KeyPath::top("objections").index(index).key("by")
            });
        }
    }

    fn element(&mut self, element: Element, evidence: &Evidence) {
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

    fn work(&mut self) {
        let deal = self.subject.deal;
        let at = |list: &str, index: usize, key: &str| KeyPath::top(list).index(index).key(key);
        for (index, task) in deal.followups.iter().enumerate() {
            self.look(Who::Member, task.owner.as_ref(), || {
                at("followups", index, "owner")
            });
        }
        for (index, meeting) in deal.meetings.iter().enumerate() {
            self.look(Who::Member, meeting.by.as_ref(), || {
                at("meetings", index, "by")
            });
            self.look_at_all(&meeting.with, || at("meetings", index, "with"));
        }
        for (index, activity) in deal.activities.iter().enumerate() {
            self.look(Who::Member, activity.by.as_ref(), || {
                at("activities", index, "by")
            });
            self.look_at_all(&activity.with, || at("activities", index, "with"));
        }
    }
}

fn is_known(subject: &Subject<'_>, who: Who, id: &str) -> bool {
    let is_contact = who != Who::Member && subject.deal.contact(id).is_some();
    let is_member =
        who != Who::Contact && (subject.book.team.is_empty() || subject.book.member(id).is_some());
    is_contact || is_member
}

fn found(subject: &Subject<'_>, who: Who, id: &str, at: KeyPath) -> Violation {
    let contacts = subject
        .deal
        .contacts
        .iter()
        .map(|contact| contact.id.as_str())
        .filter(|_| who != Who::Member);
    let members = subject
        .book
        .team
        .iter()
        .map(|member| member.id.as_str())
        .filter(|_| who != Who::Contact);
    let (message, add) = match who {
        Who::Member => (
            format!("unknown team member `{id}`"),
            "add the member under `team:` in dealfile.yaml".to_owned(),
        ),
        _ => (
            format!("unknown contact `{id}`"),
            format!("deal contact add {} \"NAME\" --id {id}", subject.id),
        ),
    };
    let near = nearest(id, contacts.chain(members));
    Violation::new(at, message).help(near.map_or(add, |right| format!("did you mean `{right}`?")))
}
