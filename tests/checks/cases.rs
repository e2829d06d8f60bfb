//! Boundary cases as data: `cases/RULE.yaml` says of each deal how often the rule finds something
//! in it.

use dealfile::checks::RULES;
use dealfile::checks::engine::EXAMPLE_BOOK;
use serde::Deserialize;

use super::{book, files, findings};

#[derive(Debug, Deserialize)]
struct Case {
    name: String,
    /// The day; that of the boundary facts where it is not given.
    as_of: Option<String>,
    book: Option<String>,
    deal: String,
    finds: usize,
    /// A part of the first message, or the place of the first finding.
    says: Option<String>,
    at: Option<String>,
}

#[test]
fn every_case_finds_what_it_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks/cases");
    let mut wrong = String::new();
    for rule in RULES {
        let text =
            std::fs::read_to_string(folder.join(format!("{}.yaml", rule.name))).unwrap_or_default();
        let cases: Vec<Case> =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", rule.name));
        for case in cases {
            if let Some(fault) = fault(rule.name, &case) {
                wrong += &format!("{}, {}: {fault}\n", rule.name, case.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn fault(rule: &str, case: &Case) -> Option<String> {
    let (book, settings) = book(case.book.as_deref().unwrap_or(EXAMPLE_BOOK), rule);
    let mut all = findings(
        &book,
        &settings,
        case.as_of.as_deref().unwrap_or("2026-06-30"),
        &files(&case.deal),
    );
    all.retain(|finding| finding.rule == rule);
    let first = all.first();
    let says = case
        .says
        .as_deref()
        .is_none_or(|part| first.is_some_and(|first| first.message.contains(part)));
    let at = case
        .at
        .as_deref()
        .is_none_or(|at| first.is_some_and(|first| first.place.at.to_string() == at));
    (all.len() != case.finds || !says || !at).then(|| format!("{all:#?}"))
}
