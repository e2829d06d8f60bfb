//! A recent win without its post-sale follow-ups.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::deal::history::Outcome;
use crate::deal::work::FollowUp;
use crate::key_path::KeyPath;

const DAYS: OptionSpec = OptionSpec::whole("days", 2, "grace period in days after the win");
const WITHIN: OptionSpec = OptionSpec::whole(
    "within",
    90,
    "maximum age of a win in days (imports bring old ones)",
);

pub static RULE: Rule = Rule {
    name: "post-close-follow-up-missing",
    category: Category::Activity,
    basis: Basis::Clock,
    options: &[DAYS, WITHIN],
    each: Some(check),
    summary: "a recent win without its post-sale follow-ups",
    docs: Docs {
        what: "The deal was won 3 to 90 days ago and has none of its pipeline's `after_win` follow-ups.",
        why: "The next sale to this customer starts with the handover of this one.",
        book: "\
version: 1
currency: EUR
pipelines:
  sales:
    stages: [{id: lead}, {id: offer}]
    after_win: [{kind: post_close, what: Thank-you note, days: 1}]
",
        bad: "\
name: Acme rollout
stage: won
amount: 900
history:
  - {date: 2026-11-10, stage: lead, amount: 900}
  - {date: 2026-11-20, stage: won}
",
        good: "\
name: Acme rollout
stage: won
amount: 900
followups: [{id: k2m9, due: 2026-11-24, what: Thank-you note, kind: post_close}]
history:
  - {date: 2026-11-10, stage: lead, amount: 900}
  - {date: 2026-11-20, stage: won}
",
        fix: "Run `deal followup add DEAL \"…\" --kind post_close`. `deal win` adds them automatically.",
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let won = subject.state.outcome() == Outcome::Won;
    let Some(day) = subject
        .closing()
        .filter(|_| won)
        .and_then(|event| event.line.date)
    else {
        return Vec::new();
    };
    let (age, options) = (subject.as_of.since(day), subject.options);
    let asked = age > options.whole(&DAYS) && age <= options.whole(&WITHIN);
    let plan = subject
        .pipeline()
        .map_or(&[][..], |pipeline| &pipeline.after_win);
    let is_planned = |task: &FollowUp| {
        plan.iter()
            .any(|step| step.what == task.what || (step.kind.is_some() && step.kind == task.kind))
    };
    if !asked || plan.is_empty() || subject.deal.followups.iter().any(is_planned) {
        return Vec::new();
    }
    let steps: Vec<&str> = plan.iter().map(|step| step.what.as_str()).collect();
    let message = format!(
        "won on {day}, with no post-sale follow-ups: {}",
        steps.join(", ")
    );
    let help = format!(
        "deal followup add {} \"{}\" --due +1d --kind post_close",
        subject.id,
        steps.first().unwrap_or(&"…")
    );
    vec![Violation::new(KeyPath::top("stage"), message).help(help)]
}
