//! An open deal whose owner has left the team.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "owner-left",
    category: Category::Identity,
    basis: Basis::Clock,
    each: Some(check),
    summary: "an open deal whose owner has left the team",
    docs: Docs {
        what: "The owner of an open deal has a `left` date on or before today.",
        why: "Nobody is calling this buyer any more.",
        book: "\
version: 1
currency: EUR
team: [{id: mina}, {id: lee, left: 2026-06-30}]
",
        bad: "\
name: Acme rollout
stage: prospecting
created: 2026-11-16
owner: lee
",
        good: "\
name: Acme rollout
stage: prospecting
created: 2026-11-16
owner: mina
",
        fix: "Run `deal set DEAL owner=…`.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let owner = subject.state.owner.filter(|_| subject.is_open());
    let left = owner
        .and_then(|owner| subject.book.member(owner)?.left)
        .filter(|left| *left <= subject.as_of);
    let message = |left| format!("the owner left on {left}");
    let help = format!("deal set {} owner=…", subject.id);
    left.map(|left| Violation::new(KeyPath::top("owner"), message(left)).help(help))
        .into_iter()
        .collect()
}
