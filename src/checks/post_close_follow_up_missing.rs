//! A recent win without its post-sale follow-ups.

use super::prelude::*;
use crate::book::pipeline::AfterWin;
use crate::deal::{FollowUp, Outcome};

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
    checks: &[Check::Deal(check)],
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

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let won = subject.closing()?.entry.date?;
    let age = subject.as_of.since(won);
    let options = subject.options;
    let is_recent = age > options.whole(&DAYS) && age <= options.whole(&WITHIN);
    let plan = subject.pipeline()?.after_win.as_slice();
    let first = plan.first()?;
    let mut followups = subject.deal.followups.iter();
    if subject.state.outcome() != Outcome::Won
        || !is_recent
        || followups.any(|followup| is_planned(followup, plan))
    {
        return None;
    }
    let steps: Vec<&str> = plan.iter().map(|step| step.what.as_str()).collect();
    let steps = steps.join(", ");
    let message = format!("won on {won}, with no post-sale follow-ups: {steps}");
    Some(RULE.finding(
        KeyPath::top("stage"),
        message,
        format!(
            "deal followup add {} \"{}\" --due +1d --kind post_close",
            subject.id, first.what
        ),
    ))
}

fn is_planned(followup: &FollowUp, plan: &[AfterWin]) -> bool {
    let mut steps = plan.iter();
    steps.any(|step| {
        let is_same_kind = step.kind.is_some() && step.kind == followup.kind;
        step.what == followup.what || is_same_kind
    })
}
