//! Who decides how serious a finding is.

use dealfile::finding::Severity;

use super::{AS_OF, book, files, findings};

const PUSHED_TWICE: &str = "\
name: Acme rollout
stage: lead
close_date: 2027-01-31
history:
  - {date: 2026-11-10, stage: lead, close_date: 2026-11-30}
  - {date: 2026-11-12, close_date: 2026-12-31}
  - {date: 2026-11-16, close_date: 2027-01-31}
";

fn severity(setting: &str, deal: &str) -> Severity {
    let text = format!(
        "version: 1\ncurrency: EUR\npipelines: {{sales: {{stages: [{{id: lead}}]}}}}\n{setting}"
    );
    let (book, settings) = book(&text, "close-date-pushed");
    let found = findings(&book, &settings, AS_OF, &files(deal));
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    finding.severity
}

#[test]
fn the_book_overrides_the_rule_but_not_what_the_rule_found_worse_than_usual() {
    let info = "check: {rules: {close-date-pushed: {severity: info}}}\n";
    let worse = "check: {rules: {close-date-pushed: {severity: info, error: 2}}}\n";
    assert_eq!(severity("", PUSHED_TWICE), Severity::Warning);
    assert_eq!(severity(info, PUSHED_TWICE), Severity::Info);
    assert_eq!(severity(worse, PUSHED_TWICE), Severity::Error);
}
