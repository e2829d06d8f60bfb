//! The registry as a whole: names, docs, and one file of cases for each rule.

use std::collections::BTreeSet;

use dealfile::checks::RULES;
use dealfile::checks::engine::{Basis, Docs};
use dealfile::finding::Severity;

#[test]
fn names_are_kebab_case_and_stand_once() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        for name in std::iter::once(&rule.name).chain(rule.former_names) {
            let is_kebab = name
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
            assert!(is_kebab, "{name}");
            assert!(seen.insert(*name), "{name} stands twice");
        }
    }
}

#[test]
fn every_rule_has_docs() {
    for rule in RULES {
        let Docs {
            what,
            why,
            book,
            bad,
            good,
            fix,
        } = rule.docs;
        // No deal can show what is wrong with the baseline.
        let examples = if rule.name == "baseline-stale" {
            [what; 2]
        } else {
            [bad, good]
        };
        for text in [rule.summary, what, why, book, fix].iter().chain(&examples) {
            assert!(!text.trim().is_empty(), "{}", rule.name);
        }
        assert!(
            rule.options.iter().all(|option| !option.meaning.is_empty()),
            "{}",
            rule.name
        );
        assert!(
            [what, why, fix].iter().all(|text| text.ends_with('.')),
            "{}: a sentence ends with a point",
            rule.name
        );
    }
}

#[test]
fn nothing_turns_red_by_the_calendar_alone() {
    for rule in RULES {
        assert!(
            rule.basis == Basis::Static || rule.severity <= Severity::Warning,
            "{}",
            rule.name
        );
    }
}

#[test]
fn each_rule_has_a_file_of_its_own_and_a_file_of_cases() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for rule in RULES {
        let source = root
            .join("src/checks")
            .join(format!("{}.rs", rule.name.replace('-', "_")));
        let cases = root
            .join("tests/checks/cases")
            .join(format!("{}.yaml", rule.name));
        assert!(source.is_file(), "{}", source.display());
        let is_shown = cases.is_file() || rule.name == "baseline-stale";
        assert!(is_shown, "{}", cases.display());
    }
}
