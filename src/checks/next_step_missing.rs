//! An open deal without a next step.

use super::prelude::*;

const FROM_RANK: OptionSpec = OptionSpec::whole(
    "from_rank",
    2,
    "first stage (from 1) that requires a next step",
);

pub static RULE: Rule = Rule {
    name: "next-step-missing",
    category: Category::Activity,
    severity: Severity::Error,
    options: &[FROM_RANK],
    checks: &[Check::Deal(check)],
    summary: "an open deal without a dated follow-up or scheduled meeting",
    docs: Docs {
        what: "An open deal has neither an open follow-up with a due date nor a scheduled meeting. Deals in the first stage and deals on hold are exempt.",
        why: "A deal without a next step is waiting for the buyer to remember it. One dated step per deal is the habit that pays most.",
        bad: "name: Acme rollout\nstage: talk\ncreated: 2026-11-16\n",
        good: "\
name: Acme rollout
stage: talk
created: 2026-11-16
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        fix: "Run `deal followup add DEAL \"…\" --due fri` or `deal meeting book`, or put the deal on hold until there is something to do.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let is_judged = subject.is_active() && subject.has_reached(subject.options.whole(&FROM_RANK));
    if !is_judged || subject.deal.next_step().is_some() {
        return None;
    }
    let mut followups = subject.deal.followups.iter();
    Some(match followups.position(|followup| followup.is_open()) {
        Some(index) => RULE.finding(
            KeyPath::top("followups").index(index),
            "the next step has no due date",
            "add `due: …` to the follow-up",
        ),
        None => RULE.finding(
            KeyPath::top("stage"),
            "no next step",
            format!("deal followup add {} \"…\" --due +1w", subject.id),
        ),
    })
}
