//! A deal in the commit forecast that is not ready to close.

use super::engine::{BASE, Basis, Category, Docs, Rule, Subject, Violation};
use crate::book::gate::requirements;
use crate::deal::keywords::Forecast;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "commit-not-qualified",
    category: Category::Forecast,
    basis: Basis::Clock,
    each: Some(check),
    summary: "a commit deal that does not meet the last stage's gate, or is past its close date",
    docs: Docs {
        what: "An open deal has the forecast `commit`, and it does not meet the gate of its pipeline's last stage today, or its close date has passed.",
        why: "The company plans on the commit forecast; one deal that is not ready costs more than the deal.",
        book: "\
version: 1
currency: EUR
pipelines:
  sales: {stages: [{id: lead}, {id: closing, gate: {contacts: 1}}]}
",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
forecast: commit
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
forecast: commit
contacts: [{id: jane, name: Jane Roe}]
",
        fix: "Supply what is missing, or run `deal set DEAL forecast=best_case`.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    if !subject.is_open() || subject.state.forecast() != Forecast::Commit {
        return Vec::new();
    }
    let reasons: Vec<String> = past_due(subject)
        .into_iter()
        .chain(unmet(subject))
        .collect();
    let message = format!("in commit, but {}", reasons.join(", and "));
    let help = format!(
        "supply what is missing, or deal set {} forecast=best_case",
        subject.id
    );
    let found = || Violation::new(KeyPath::top("forecast"), message).help(help);
    (!reasons.is_empty()).then(found).into_iter().collect()
}

fn past_due(subject: &Subject<'_>) -> Option<String> {
    let day = subject
        .state
        .close_date
        .filter(|day| *day < subject.as_of)?;
    Some(format!("its close date {day} has passed"))
}

fn unmet(subject: &Subject<'_>) -> Option<String> {
    let last = subject.pipeline()?.stages.last()?;
    let gate = requirements(
        &last.gate,
        subject.deal,
        &subject.state,
        subject.book,
        subject.as_of,
    );
    let missing: Vec<&str> = gate
        .iter()
        .filter(|requirement| !requirement.met)
        .map(|requirement| requirement.ask.key())
        .collect();
    (!missing.is_empty()).then(|| format!("the gate of `{}` lacks {}", last.id, missing.join(", ")))
}
