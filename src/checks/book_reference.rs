//! A name in the book's file that nothing has.

use std::collections::HashSet;

use super::prelude::*;
use crate::finding::BOOK_REFERENCE;

pub static RULE: Rule = Rule {
    name: BOOK_REFERENCE,
    category: Category::Schema,
    severity: Severity::Error,
    checks: &[Check::Book(check)],
    summary: "dealfile.yaml names what the book does not have",
    docs: Docs {
        what: "A cost is of a stage that no pipeline has; a target is of an owner, a pipeline or a segment that nobody has; a gate asks for an element that the methodology lacks; an alias is the id or an alias of another stage. Segments are those of the deals, once a deal has one.",
        why: "The figure stands in the file and in no report: a target that nobody is held to.",
        bad: "\
# dealfile.yaml
version: 1
currency: EUR
costs: [{stage: demo, period: 2026-Q4, amount: 40000}]
",
        good: "\
# dealfile.yaml
version: 1
currency: EUR
costs: [{stage: presentation, period: 2026-Q4, amount: 40000}]
",
        fix: "Correct the name in dealfile.yaml, or add what it names.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let faults = subject.faults(RULE.name);
    faults.chain(segments(subject)).collect()
}

/// The targets of segments that no deal has.
fn segments(subject: &BookSubject<'_>) -> Vec<Finding> {
    let deals = subject.deals();
    let known: HashSet<String> = deals
        .filter_map(|(_, deal)| Some(deal.segment.as_ref()?.to_lowercase()))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let targets = subject.book.targets.iter().enumerate();
    targets
        .filter_map(|(index, target)| {
            let segment = target.segment.as_ref()?;
            let at = KeyPath::top("targets").index(index).key("segment");
            let message = format!("no deal has the segment `{segment}`");
            (!known.contains(&segment.to_lowercase()))
                .then(|| RULE.finding(at, message, "use the segment of a deal, as deals write it"))
        })
        .collect()
}
