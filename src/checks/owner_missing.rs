//! An open deal that is nobody's.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "owner-missing",
    category: Category::Identity,
    checks: &[Check::Deal(check)],
    summary: "an open deal without an owner",
    docs: Docs {
        what: "An open deal has no `owner`, and the book has a team.",
        why: "Nobody calls this buyer, and no report by owner shows the deal.",
        book: "version: 1\ncurrency: EUR\nteam: [{id: mina}]\n",
        bad: "name: Acme rollout\nstage: prospecting\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: prospecting\ncreated: 2026-11-16\nowner: mina\n",
        fix: "Run `deal set DEAL owner=…`.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let has_nobody = subject.is_open() && subject.state.owner.is_none();
    (has_nobody && !subject.book.team.is_empty()).then(|| {
        let help = format!("deal set {} owner=…", subject.id);
        RULE.finding(KeyPath::top("name"), "no owner", help)
    })
}
