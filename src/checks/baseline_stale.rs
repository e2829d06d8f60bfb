//! An entry of the baseline that accepts what is found no more.

use super::prelude::*;

pub static RULE: Rule = Rule {
    name: "baseline-stale",
    category: Category::Meta,
    severity: Severity::Info,
    summary: "an entry of the baseline that accepts what is found no more",
    docs: Docs {
        what: "`.dealfile/baseline.jsonl` accepts a finding that the deal no longer has.",
        why: "The entry would hide the next finding of that rule there.",
        fix: "Run `deal check --prune-baseline`.",
        ..BASE.docs
    },
    ..BASE
};

/// The finding about one entry.
pub fn finding(deal: &str, rule: &str, at: &str) -> Finding {
    let message = format!("`{rule}` is found no more at `{at}` of {deal}");
    RULE.finding(KeyPath::root(), message, "deal check --prune-baseline")
}
