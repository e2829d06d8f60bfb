//! An open deal whose close date has passed.

use super::prelude::*;
use crate::deal::day::spell;

const GRACE: OptionSpec = OptionSpec::whole("grace", 0, "grace period in days");

pub static RULE: Rule = Rule {
    name: "close-date-past",
    category: Category::Forecast,
    basis: Basis::Clock,
    options: &[GRACE],
    checks: &[Check::Deal(check)],
    summary: "an open deal whose close date has passed",
    docs: Docs {
        what: "The deal is open and its close date is before today. Deals on hold are exempt.",
        why: "Nobody believes a forecast with a past close date, and past-due deals count in no period.",
        bad: "\
name: Acme rollout
stage: closing
created: 2026-11-16
amount: 40000
close_date: 2026-11-22
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        good: "\
name: Acme rollout
stage: closing
created: 2026-11-16
amount: 40000
close_date: 2026-11-23
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
",
        fix: "Get a new date from the buyer and run `deal set DEAL close_date=…`, or close the deal.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let late = subject.as_of.since(subject.state.close_date?);
    if !subject.is_active() || late <= subject.options.whole(&GRACE) {
        return None;
    }
    let message = format!("close date passed {} ago", spell(late));
    let help = format!(
        "get a new date from the buyer (deal set {} close_date=…), or close the deal",
        subject.id
    );
    Some(RULE.finding(KeyPath::top("close_date"), message, help))
}
