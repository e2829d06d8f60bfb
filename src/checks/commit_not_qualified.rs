//! A deal in the commit forecast that is not ready to close.

use super::prelude::*;
use crate::book::gate::requirements;
use crate::deal::keywords::Forecast;

pub static RULE: Rule = Rule {
    name: "commit-not-qualified",
    category: Category::Forecast,
    basis: Basis::Clock,
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    if !subject.is_open() || subject.state.forecast() != Forecast::Commit {
        return None;
    }
    let reasons = past_due(subject).into_iter().chain(unmet(subject));
    let reasons: Vec<String> = reasons.collect();
    if reasons.is_empty() {
        return None;
    }
    let message = format!("in commit, but {}", reasons.join(", and "));
    Some(RULE.finding(
        KeyPath::top("forecast"),
        message,
        format!(
            "supply what is missing, or deal set {} forecast=best_case",
            subject.id
        ),
    ))
}

fn past_due(subject: &Subject<'_>) -> Option<String> {
    let date = subject.state.close_date?;
    (date < subject.as_of).then(|| format!("its close date {date} has passed"))
}

fn unmet(subject: &Subject<'_>) -> Option<String> {
    let last = subject.pipeline()?.stages.last()?;
    let (deal, state) = (subject.deal, &subject.state);
    let gate = requirements(&last.gate, deal, state, subject.book, subject.as_of);
    let missing = gate.iter().filter(|requirement| !requirement.met);
    let keys: Vec<&str> = missing.map(|missing| missing.ask.key()).collect();
    (!keys.is_empty()).then(|| format!("the gate of `{}` lacks {}", last.id, keys.join(", ")))
}
