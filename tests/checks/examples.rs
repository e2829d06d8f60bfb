//! The docs' examples: the bad one yields exactly its rule, the good one nothing, and a fix clears
//! it for good.

use dealfile::checks::engine::Fix;
use dealfile::checks::{Mend, Mending, RULES, Rule};
use dealfile::edit::{Edit, Style, Value};
use dealfile::finding::Finding;
use dealfile::key_path::KeyPath;
use dealfile::store::yaml::apply;
use dealfile::store::{edits, parse_deal};

use super::{AS_OF, book, files, findings};

fn found(rule: &Rule, example: &str) -> Vec<Finding> {
    // An example of the book's own file has no deals.
    let (own, deals) = match example.strip_prefix("# dealfile.yaml\n") {
        Some(text) => (text, Vec::new()),
        None => (rule.docs.book, files(example)),
    };
    let (book, settings) = book(own, rule.name);
    findings(&book, &settings, AS_OF, &deals)
}

fn told(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| {
            format!(
                "    {} at {}: {}\n",
                finding.rule, finding.place.at, finding.message
            )
        })
        .collect()
}

#[test]
fn the_bad_one_yields_exactly_the_rule_and_the_good_one_nothing() {
    let mut wrong = String::new();
    // It is about a file of its own, and no deal can show it.
    for rule in RULES.iter().filter(|rule| rule.name != "baseline-stale") {
        let (bad, good) = (found(rule, rule.docs.bad), found(rule, rule.docs.good));
        if bad.is_empty() || bad.iter().any(|finding| finding.rule != rule.name) {
            wrong += &format!("{}: the bad example yields\n{}", rule.name, told(&bad));
        }
        if !good.is_empty() {
            wrong += &format!("{}: the good example yields\n{}", rule.name, told(&good));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_finding_says_what_to_do() {
    for rule in RULES {
        let mut readers = found(rule, rule.docs.bad).into_iter();
        assert!(
            readers.all(|finding| finding.help.is_some_and(|help| !help.is_empty())),
            "{}",
            rule.name
        );
    }
}

#[test]
fn a_fix_clears_what_it_is_for_and_nothing_is_left_to_fix() {
    for rule in RULES {
        let bad = found(rule, rule.docs.bad);
        let is_fixable = bad.iter().any(|finding| finding.is_fixable);
        assert_eq!(is_fixable, rule.fix != Fix::None, "{}", rule.name);
        assert_eq!(is_fixable, rule.mend.is_some(), "{}", rule.name);
        let places = bad.iter().map(|finding| finding.place.at.clone());
        let edits = match rule.mend {
            None => continue,
            Some(Mend::WriteIds) => places.map(written_id).collect(),
            Some(Mend::Change(mend)) => {
                let (book, _) = book(rule.docs.book, rule.name);
                let deal = parse_deal("deals/acme.yaml", rule.docs.bad.as_bytes());
                let deal = deal.unwrap().deal;
                let mut mended = deal.clone();
                let mending = Mending {
                    book: &book,
                    places: &places.collect::<Vec<_>>(),
                    as_of: AS_OF.parse().unwrap(),
                };
                mend(&mut mended, &mending);
                edits(&deal, &mended).unwrap()
            }
        };
        let fixed = apply(rule.docs.bad, &edits, |_| &[]).unwrap();
        let left = found(rule, &fixed);
        assert!(left.is_empty(), "{}:\n{fixed}{}", rule.name, told(&left));
    }
}

fn written_id(entry: KeyPath) -> Edit {
    Edit::Set {
        at: entry.key("id"),
        value: Value::text("k2m9"),
        style: Style::Flow,
    }
}
