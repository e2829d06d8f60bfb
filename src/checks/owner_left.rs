//! An open deal whose owner has left the team.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "owner-left",
    category: Category::Identity,
    basis: Basis::Clock,
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let left = subject.book.member(subject.state.owner?)?.left?;
    if !subject.is_open() || left > subject.as_of {
        return None;
    }
    Some(RULE.finding(
        KeyPath::top("owner"),
        format!("the owner left on {left}"),
        format!("deal set {} owner=…", subject.id),
    ))
}
