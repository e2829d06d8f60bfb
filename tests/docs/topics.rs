//! The tables of the help topics name what there is, no more and no fewer.

use std::collections::BTreeSet;
use std::path::Path;

use dealfile::book::filter::{Condition, field_names};
use dealfile::book::gate::{Gate, requirements};
use dealfile::book::preset::PRESETS;
use dealfile::book::{Book, Period};
use dealfile::console::exit::Exit;
use dealfile::deal::Deal;
use dealfile::deal::calendar::{Calendar, FiscalStart};
use dealfile::deal::day::{Day, Sense};
use dealfile::help::Topic;

use serde_json::{Map, Value};

use super::{AS_OF, run};

/// The rows of the tables of a topic whose head begins with this cell, each in cells.
fn rows(topic: &str, head: &str) -> Vec<Vec<String>> {
    let text = Topic::named(topic).unwrap().text;
    let table = text
        .split(&format!("| {head} |"))
        .nth(1)
        .unwrap_or_else(|| panic!("{topic} has lost its table of {head}"));
    let rows: Vec<Vec<String>> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(rows.len() > 2, "{topic}: {head}");
    rows
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_matches('|');
    inner
        .split(" |")
        .map(|cell| cell.trim().to_owned())
        .collect()
}

/// What stands between backticks.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn first_words(topic: &str, head: &str) -> BTreeSet<String> {
    let rows = rows(topic, head);
    let words = rows.iter().flat_map(|row| words(&row[0]));
    words.map(str::to_owned).collect()
}

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    words.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_topic_begins_with_what_it_is_about() {
    for topic in dealfile::help::TOPICS {
        let printed = run(&format!("deal help {}", topic.name), Path::new("."));
        let lines: Vec<&str> = topic.text.lines().collect();
        assert_eq!(printed[..lines.len()], lines[..], "{}", topic.name);
        assert!(topic.text.starts_with("# ") && topic.summary().len() < 60);
    }
}

#[test]
fn filters_are_understood() {
    for row in rows("filters", "term | matches deals") {
        let term = words(&row[0]).next().unwrap();
        let printed = run(&format!("deal list {term}"), Path::new("examples"));
        assert!(!printed[0].starts_with("error"), "{term}: {printed:?}");
    }
    let fields = field_names().chain(["meddic.ELEMENT", "x.KEY"]);
    assert_eq!(first_words("filters", "field | value"), set(fields));
    let conditions: Vec<String> = Condition::WORDS
        .iter()
        .map(|word| format!("is:{word}"))
        .collect();
    assert_eq!(
        first_words("filters", "term | a deal that is"),
        set(conditions.iter().map(String::as_str))
    );
}

#[test]
fn dates_are_understood() {
    let calendar = Calendar::new(["2026-12-24", "2026-12-25"].map(|day| day.parse().unwrap()));
    let today: Day = AS_OF.parse().unwrap();
    for row in rows("dates", "you write | date") {
        for phrase in words(&row[0]) {
            let day = Day::from_phrase(phrase, today, &calendar, Sense::ToCome).unwrap();
            assert_eq!(day.to_string(), row[1], "{phrase}");
        }
    }
}

#[test]
fn periods_are_understood() {
    let today: Day = AS_OF.parse().unwrap();
    for row in rows("dates", "period | days") {
        let name = words(&row[0]).next().unwrap();
        let period = Period::named(name, today, FiscalStart::CALENDAR).unwrap();
        assert_eq!(format!("{}..{}", period.from, period.to), row[1], "{name}");
    }
}

#[test]
fn gates_have_these_keys() {
    let schema = serde_json::to_value(schemars::schema_for!(Gate)).unwrap();
    let keys = schema["properties"].as_object().unwrap().keys();
    assert_eq!(
        first_words("gates", "key | requires"),
        set(keys.map(String::as_str))
    );
}

#[test]
fn the_gates_of_presets_are_those_of_the_program() {
    let book =
        serde_yaml::from_str("version: 1\nmethodology: meddpicc\nicp: {must: []}\n").unwrap();
    let book = Book::from_config(book).unwrap();
    let deal = Deal::default();
    for preset in PRESETS {
        let described = rows("gates", &format!("stage of `{}` | gate", preset.name));
        let stages = preset.pipeline(preset.name).stages;
        assert_eq!(described.len(), stages.len(), "{}", preset.name);
        for (row, stage) in described.iter().zip(&stages) {
            let day = AS_OF.parse().unwrap();
            let gate = requirements(&stage.gate, &deal, &deal.top(), &book, day);
            let needs: Vec<String> = gate
                .iter()
                .map(|requirement| match requirement.counts {
                    Some([least, _]) => format!("{} {least}", requirement.ask.key()),
                    None => requirement.ask.key().to_owned(),
                })
                .collect();
            assert_eq!(row[..], [stage.id.clone(), needs.join(", ")]);
        }
    }
}

#[test]
fn exit_codes_are_those_of_the_program() {
    let codes: Vec<String> = [Exit::Done, Exit::Found, Exit::Usage, Exit::Unreadable]
        .iter()
        .map(|exit| exit.code().to_string())
        .collect();
    let described: Vec<String> = rows("formats", "code | means")
        .into_iter()
        .map(|row| row[0].clone())
        .collect();
    assert_eq!(described, codes);
}

#[test]
fn formats_are_those_of_the_program() {
    let words = first_words("formats", "`--format` | for");
    let known = set(dealfile::render::Format::WORDS
        .iter()
        .copied()
        .chain(["text"]));
    let listed: BTreeSet<String> = words.union(&set(["text"])).cloned().collect();
    assert_eq!(listed, known);
}

/// The keys of a command, as the topic lists them.
struct Keys {
    command: String,
    /// A name and what it holds; the first line is of the whole.
    lines: Vec<(String, Vec<String>)>,
}

fn described_keys() -> Vec<Keys> {
    let text = Topic::named("formats").unwrap().text;
    let block = text.split("```json-keys\n").nth(1).unwrap();
    let block = block.split("\n```").next().unwrap();
    block
        .replace("\n    ", " ")
        .split("\n\n")
        .map(keys)
        .collect()
}

fn keys(paragraph: &str) -> Keys {
    let mut lines = paragraph.lines();
    Keys {
        command: lines.next().unwrap().to_owned(),
        lines: lines.map(labeled).collect(),
    }
}

fn labeled(line: &str) -> (String, Vec<String>) {
    let (label, names) = line.trim().split_once(": ").unwrap_or(("", line));
    let names = names.split_whitespace().map(str::to_owned).collect();
    (label.to_owned(), names)
}

/// A command that prints every key: a deal of the examples, a date on which there are findings.
fn runnable(command: &str) -> String {
    let deal = if command == "deal log DEAL" {
        "솔빛푸드"
    } else {
        "meridian-health"
    };
    let as_of = if command == "deal check" {
        " --as-of 2027-06-01"
    } else {
        ""
    };
    let line = command.replace("DEAL", deal).replace("NAME", "velocity");
    format!("{line}{as_of} --format json 2>/dev/null")
}

/// The first value of that key, at whatever depth, that has something in it.
fn found<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let inner: Vec<&Value> = match value {
        Value::Array(list) => list.iter().collect(),
        Value::Object(map) => {
            if let Some(own) = map.get(key).filter(|own| first_object(own).is_some()) {
                return Some(own);
            }
            map.values().collect()
        }
        _ => Vec::new(),
    };
    inner.into_iter().find_map(|value| found(value, key))
}

fn first_object(value: &Value) -> Option<&Map<String, Value>> {
    value.get(0).unwrap_or(value).as_object()
}

#[test]
fn json_keys_are_those_that_are_printed() {
    let described = described_keys();
    assert!(described.len() >= 20, "formats has lost its keys");
    for Keys { command, lines } in described {
        let line = runnable(&command);
        let printed = run(&line, Path::new("examples")).join("\n");
        let whole: Value = serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{line}"));
        for (label, names) in lines {
            let key = label.trim_end_matches("[]");
            let part = if key.is_empty() {
                Some(&whole)
            } else {
                found(&whole, key)
            };
            // No deal of the examples lacks anything under Challenger.
            if key == "gaps" && part.is_none() {
                continue;
            }
            let part = part.and_then(first_object);
            let part = part.unwrap_or_else(|| panic!("{command}: no {label}"));
            compare(&format!("{command}: {label}"), &names, part);
        }
    }
}

fn compare(place: &str, names: &[String], printed: &Map<String, Value>) {
    let is_open = names.last().is_some_and(|name| name == "…");
    let names = &names[..names.len() - usize::from(is_open)];
    let known: Vec<&str> = names
        .iter()
        .map(|name| name.trim_end_matches(['[', ']', '{', '}']))
        .collect();
    let keys: Vec<&str> = printed.keys().map(String::as_str).collect();
    if is_open {
        assert!(keys.starts_with(&known), "{place}: {keys:?}");
    } else {
        assert_eq!(known, keys, "{place}");
    }
    for (name, key) in names.iter().zip(&known) {
        let value = &printed[*key];
        let is_named_so = match value {
            Value::Array(_) => name.ends_with("[]"),
            Value::Object(_) => name.ends_with("{}"),
            Value::Null => true,
            _ => !name.ends_with(['}', ']']),
        };
        assert!(is_named_so, "{place}: {name} is {value}");
    }
}
