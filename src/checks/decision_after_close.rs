//! A decision step dated after the close date.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "decision-after-close",
    category: Category::Meddic,
    checks: &[Check::Deal(check)],
    summary: "a decision step dated after the close date",
    docs: Docs {
        what: "The decision process of an open deal has a step dated after the close date.",
        why: "The buyer has told us that it closes later than our forecast says.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-12-18
meddic:
  decision_process: {score: 1, steps: [{what: Board, date: 2027-01-10}]}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
close_date: 2026-12-18
meddic:
  decision_process: {score: 1, steps: [{what: Board, date: 2026-12-18}]}
",
        fix: "Move the close date to the last step or later.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let process = subject.deal.meddic.decision_process.as_ref()?;
    let close = subject.state.close_date?;
    let steps = process.steps.iter().enumerate();
    let dated = steps.filter_map(|(index, step)| Some((index, step, step.date?)));
    let (index, step, date) = dated.max_by_key(|(_, _, date)| *date)?;
    if !subject.is_open() || date <= close {
        return None;
    }
    let process = KeyPath::top("meddic").key("decision_process");
    let at = process.key("steps").index(index).key("date");
    let message = format!(
        "\"{}\" is on {date}, after the close date {close}",
        step.what
    );
    let help = format!("deal set {} close_date={date} or later", subject.id);
    let finding = RULE.finding(at, message, help);
    Some(finding.related(KeyPath::top("close_date"), "the close date"))
}
