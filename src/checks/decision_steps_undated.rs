//! A decision process without dates.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "decision-steps-undated",
    category: Category::Meddic,
    checks: &[Check::Parts(check)],
    summary: "a decision process score of 2 or 3 with missing or undated steps",
    docs: Docs {
        what: "The decision process of an open deal has score 2 or 3, and it has no steps, or one of them has no date.",
        why: "Steps without dates are a wish list: nobody can see that the second one is late.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meddic:
  decision_process: {score: 2, evidence: Board, by: jane, date: 2026-11-20, steps: [{what: Board, owner: jane}]}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
contacts: [{id: jane, name: Jane Roe}]
meddic:
  decision_process: {score: 2, evidence: Board, by: jane, date: 2026-11-20, steps: [{what: Board, owner: jane, date: 2026-12-10}]}
",
        fix: "Ask to be walked through the steps from \"we like it\" to \"it is ordered\", with names and dates.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let process = subject.deal.meddic.decision_process.as_ref();
    let process = process.filter(|process| subject.is_open() && process.score() >= 2);
    let Some(process) = process else {
        return Vec::new();
    };
    let at = KeyPath::top("meddic").key("decision_process");
    if process.steps.is_empty() {
        return vec![RULE.finding(
            at.key("score"),
            "decision process without steps",
            "list the steps under `steps`, with dates",
        )];
    }
    let at = at.key("steps");
    let steps = process.steps.iter().enumerate();
    steps
        .filter(|(_, step)| step.date.is_none())
        .map(|(index, step)| undated(at.clone().index(index), &step.what))
        .collect()
}

fn undated(at: KeyPath, what: &str) -> Finding {
    RULE.finding(
        at,
        format!("\"{what}\" has no date"),
        "add `date: …` to the step",
    )
}
