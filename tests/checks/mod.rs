//! Rules by themselves: no files, the day given.

mod cases;
mod command;
mod examples;
mod registry;
mod severity;

use dealfile::book::Book;
use dealfile::checks::engine::DealFacts;
use dealfile::checks::{Case, FileFacts, RULES, Settings, judge, judge_book, unreadable};
use dealfile::deal::history::History;
use dealfile::finding::Finding;
use dealfile::store::parse::{Parsed, parse};
use dealfile::store::{ReadDeal, cut_texts, parse_deal};

/// The day of the docs' examples.
pub const AS_OF: &str = "2026-11-23";

/// A book as text, with one rule turned on that may be off.
pub fn book(text: &str, on: &str) -> (Book, Settings) {
    let parsed: Parsed<dealfile::book::config::Config> =
        parse("dealfile.yaml", text.as_bytes()).unwrap();
    let mut book = Book::from_config(parsed.value).unwrap();
    let rule = dealfile::checks::named(on).unwrap();
    let values = book.check.rules.entry(on.to_owned());
    let values = values.or_insert_with(|| serde_json::json!({}));
    if values.get("severity").is_none() {
        values["severity"] = rule.severity.to_string().into();
    }
    let settings = Settings::new(RULES, &book.check).unwrap();
    (book, settings)
}

/// Every finding in these files (path and text).
pub fn findings(
    book: &Book,
    settings: &Settings,
    as_of: &str,
    files: &[(String, String)],
) -> Vec<Finding> {
    let mut all = Vec::new();
    let mut facts = Vec::new();
    for (path, text) in files {
        let id = path
            .rsplit('/')
            .next()
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned();
        let (findings, deal) = of_file(book, settings, as_of, path, &id, text);
        all.extend(findings);
        facts.push(FileFacts {
            id,
            path: path.clone(),
            deal,
        });
    }
    all.extend(judge_book(&facts, book, settings));
    all
}

fn of_file(
    book: &Book,
    settings: &Settings,
    as_of: &str,
    path: &str,
    id: &str,
    text: &str,
) -> (Vec<Finding>, Option<DealFacts>) {
    match parse_deal(path, text.as_bytes()) {
        Ok(ReadDeal { deal, mut remarks }) => {
            remarks.cut = cut_texts(text.as_bytes());
            let history = History::new(&deal);
            let as_of = as_of.parse().unwrap();
            let case = Case {
                path,
                below_book: path,
                id,
                deal: &deal,
                history: &history,
                remarks: &remarks,
                book,
                as_of,
            };
            let judged = judge(&case, settings);
            (judged.findings, Some(judged.facts))
        }
        Err(problem) => (vec![unreadable(*problem, settings)], None),
    }
}

/// An example as files: each begins with a comment that is its path; without one it is
/// `deals/acme.yaml`.
pub fn files(example: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in example.lines() {
        let path = line
            .strip_prefix("# ")
            .filter(|path| path.starts_with("deals/"));
        if path.is_some() || files.is_empty() {
            files.push((path.unwrap_or("deals/acme.yaml").to_owned(), String::new()));
        }
        if path.is_none() {
            let (_, text) = files.last_mut().unwrap();
            *text += &format!("{line}\n");
        }
    }
    files
}
