//! Types and values in a seller's words; no name of a Rust type gets past here.

use std::fmt;

use serde::de::Visitor;

use crate::nearest::nearest;

pub(super) const MAPPING: &str = "a mapping (`key: value`)";

/// What a visitor says it expects.
pub(super) fn expectation<'de, V: Visitor<'de>>(visitor: &V) -> String {
    struct Expectation<'a, V>(&'a V);
    impl<'de, V: Visitor<'de>> fmt::Display for Expectation<'_, V> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(f)
        }
    }
    Expectation(visitor).to_string()
}

/// The same in a seller's words.
pub(super) fn expected(expectation: &str) -> &str {
    match expectation {
        "a string" | "a borrowed string" | "string" | "str" | "a character" | "an identifier" => {
            "a string"
        }
        "a boolean" => "true or false",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number, 0 or more",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" | "a number" => "a number",
        "a sequence" | "a set" => "a list",
        "a map" | "a mapping" => MAPPING,
        "unit" | "nothing" => "nothing",
        "a formatted date string" => "a date",
        text if text.contains("Decimal") => "a number",
        text if text.starts_with("struct ") || text.starts_with("internally tagged enum") => {
            MAPPING
        }
        text if ["tuple", "a tuple", "an array"]
            .iter()
            .any(|list| text.starts_with(list)) =>
        {
            "a list"
        }
        text if text.starts_with("enum ") || text.starts_with("variant") => "one word",
        text if is_internal(text) => "another value",
        text => text,
    }
}

/// What was found, from how serde names it.
pub(super) fn found(unexpected: &str) -> String {
    match unexpected {
        "sequence" => "a list".to_owned(),
        "map" => MAPPING.to_owned(),
        "unit value" | "null" | "Option value" => "nothing".to_owned(),
        other => match other.split_once(' ') {
            Some((_, value)) => quoted(value.trim_matches(['"', '`'])),
            None => other.to_owned(),
        },
    }
}

/// A value of a file within a sentence.
pub(super) fn quoted(value: &str) -> String {
    format!("`{}`", truncated(value, 60))
}

/// The text, or as many characters of it as a sentence bears.
pub(super) fn truncated(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or(text).to_owned() + "…",
        None => text.to_owned(),
    }
}

/// What kind of node begins here; asked only where it is no scalar.
pub(super) fn node(rest_of_line: &str) -> &'static str {
    let is_list =
        rest_of_line.starts_with('[') || rest_of_line == "-" || rest_of_line.starts_with("- ");
    if is_list { "a list" } else { MAPPING }
}

/// How to write what is expected.
pub(super) fn advice(expected: &str) -> Option<&'static str> {
    Some(match expected {
        "a string" => "write it on one line, quoted if it has a colon or brackets",
        "true or false" => "write true or false",
        "a list" => "write one entry per line, each after `- `, or `[one, two]`",
        MAPPING => "write one `key: value` per line, indented, or `{key: value}`",
        "a date" => DATE,
        text if text.contains("number") => {
            "use digits only: no unit, no thousands separator, a decimal point"
        }
        _ => return None,
    })
}

/// How to write a date.
const DATE: &str = "use YYYY-MM-DD, for example 2026-12-18";

/// A sentence from a type's own error, with the scalar that it is about.
pub(super) fn refusal(message: &str, scalar: Option<&str>) -> (String, Option<&'static str>) {
    let value = scalar.map_or_else(|| "this".to_owned(), quoted);
    match message {
        "input is out of range" => (format!("{value} is not a calendar date"), Some(DATE)),
        "premature end of input" | "trailing input" | "input contains invalid characters" => {
            (format!("{value} is not a date"), Some(DATE))
        }
        other if is_internal(other) => (format!("{value} is not allowed here"), None),
        other => (truncated(other, 300), None),
    }
}

/// What to write instead of a word that is not in a closed list.
pub(super) fn choices(word: &str, allowed: &[&'static str]) -> String {
    let all = allowed.join(", ");
    match nearest(word, allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? Allowed: {all}"),
        None => format!("allowed: {all}"),
    }
}

/// Words that only a programmer would understand.
fn is_internal(text: &str) -> bool {
    const SIGNS: [&str; 7] = [
        "::",
        "struct ",
        "enum ",
        "deserializ",
        "variant",
        "Option<",
        "Vec<",
    ];
    SIGNS.iter().any(|sign| text.contains(sign))
}
