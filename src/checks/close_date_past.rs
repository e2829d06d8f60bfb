//! An open deal that should have closed by now.

use super::engine::{BASE, Basis, Category, Docs, OptionSpec, Rule, Subject, Violation};
use crate::deal::day::spell;
use crate::key_path::KeyPath;

const GRACE: OptionSpec =
    OptionSpec::whole("grace", 0, "days behind the close date that are let pass");

pub static RULE: Rule = Rule {
    name: "close-date-past",
    category: Category::Forecast,
    basis: Basis::Clock,
    options: &[GRACE],
    each: Some(check),
    summary: "an open deal whose close date is past",
    docs: Docs {
        what: "The deal is open and its close date lies before today. A deal on hold is not asked.",
        why: "A close date that is past is a forecast that nobody believes, and past-due deals are counted in no period.",
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
        fix: "Ask the buyer for the day and write it with `deal set DEAL close_date=…`, or close the deal.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let Some(day) = subject.state.close_date.filter(|_| subject.is_active()) else {
        return Vec::new();
    };
    let late = subject.as_of.since(day);
    if late <= subject.options.whole(&GRACE) {
        return Vec::new();
    }
    let message = format!("the close date is {} past", spell(late));
    let help = format!(
        "deal set {} close_date=… with the buyer's day, or close the deal",
        subject.id
    );
    vec![Violation::new(KeyPath::top("close_date"), message).help(help)]
}
