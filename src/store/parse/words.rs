//! Types and values in a seller's words; no name of a Rust type gets past here.

use std::fmt;

use serde::de::Visitor;

/// What a visitor says of what it wants.
pub(super) fn expectation<'de, V: Visitor<'de>>(visitor: &V) -> String {
    struct Expectation<'a, V>(&'a V);
    impl<'de, V: Visitor<'de>> fmt::Display for Expectation<'_, V> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(f)
        }
    }
    Expectation(visitor).to_string()
}

/// The same in a seller's words, from what its visitor says of itself.
pub(super) fn wanted(visitor: &str) -> String {
    let words = match visitor {
        "a string" | "a borrowed string" | "string" | "str" | "a character" | "an identifier" => {
            "text"
        }
        "a boolean" => "true or false",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number, not negative",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" | "a number" => "a number",
        "a sequence" | "a set" => "a list",
        "a map" | "a mapping" => "keys with values",
        "unit" | "nothing" => "nothing",
        "a formatted date string" => "a day",
        text if text.contains("Decimal") => "a number",
        text if text.starts_with("struct ") || text.starts_with("internally tagged enum") => {
            "keys with values"
        }
        text if text.starts_with("tuple")
            || text.starts_with("a tuple")
            || text.starts_with("an array") =>
        {
            "a list"
        }
        text if text.starts_with("enum ") || text.starts_with("variant") => "one word",
        text if is_internal(text) => "another value",
        text => text,
    };
    words.to_owned()
}

/// What was found, from how serde names it.
pub(super) fn found(unexpected: &str) -> String {
    match unexpected {
        "sequence" => "a list".to_owned(),
        "map" => "keys with values".to_owned(),
        "unit value" | "null" | "Option value" => "nothing".to_owned(),
        other => match other.split_once([' ']) {
            Some((_, value)) => quoted(value.trim_matches(['"', '`'])),
            None => other.to_owned(),
        },
    }
}

/// A value of a file within a sentence.
pub(super) fn quoted(value: &str) -> String {
    format!("`{}`", short(value, 60))
}

/// The text, or as many characters of it as a sentence bears.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or(text).to_owned() + "…",
        None => text.to_owned(),
    }
}

/// What kind of node begins here; asked only where it is no scalar.
pub(super) fn node(rest_of_line: &str) -> &'static str {
    let is_list =
        rest_of_line.starts_with('[') || rest_of_line == "-" || rest_of_line.starts_with("- ");
    if is_list {
        "a list"
    } else {
        "keys with values"
    }
}

/// How to write what is wanted.
pub(super) fn advice(wanted: &str) -> Option<&'static str> {
    Some(match wanted {
        "text" => "write it on the same line, in quotes where it has a colon or brackets",
        "true or false" => "write true or false",
        "a list" => "write one entry a line, each behind `- `, or `[one, two]`",
        "keys with values" => "write one `key: value` a line, indented, or `{key: value}`",
        "a day" => DAY,
        text if text.contains("number") => {
            "write digits alone: no unit, no thousands separator, a point before decimals"
        }
        _ => return None,
    })
}

/// How to write a day.
pub(super) const DAY: &str = "write the day as year-month-day, such as 2026-12-18";

/// A sentence from a type's own error, with the scalar that it is about.
pub(super) fn refusal(message: &str, scalar: Option<&str>) -> (String, Option<String>) {
    let value = scalar.map_or_else(|| "this".to_owned(), quoted);
    match message {
        "input is out of range" => (
            format!("{value} is no day of the calendar"),
            Some(DAY.to_owned()),
        ),
        "premature end of input" | "trailing input" | "input contains invalid characters" => {
            (format!("{value} is no date"), Some(DAY.to_owned()))
        }
        other if is_internal(other) => (format!("{value} is not allowed here"), None),
        other => (short(other, 300), None),
    }
}

/// Where a closed list of words was asked for: what to write instead.
pub(super) fn nearest(word: &str, allowed: &[&'static str]) -> String {
    let lower = word.to_lowercase();
    let best = allowed
        .iter()
        .map(|candidate| (strsim::jaro_winkler(&lower, candidate), *candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((likeness, candidate)) if likeness > 0.75 => {
            format!(
                "did you mean `{candidate}`? Allowed are {}",
                allowed.join(", ")
            )
        }
        _ => format!("allowed are {}", allowed.join(", ")),
    }
}

/// Words that only a programmer would understand.
fn is_internal(text: &str) -> bool {
    [
        "::",
        "struct ",
        "enum ",
        "deserializ",
        "variant",
        "Option<",
        "Vec<",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}
