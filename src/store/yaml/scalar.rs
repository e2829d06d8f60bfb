//! How a text is written so that every reader of YAML 1.1 or 1.2 reads that text again.

/// What some reader takes for null, a truth value or a number.
const RESERVED: &[&str] = &[
    "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "nan", "inf",
    "infinity", "<<", "=",
];

/// What starts something else at the start of a plain text.
const INDICATORS: &[char] = &[
    '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
];

/// What ends or splits a plain text inside braces for some reader.
const FLOW_INDICATORS: &[char] = &[',', '[', ']', '{', '}', ':', '?'];

/// A text plain, or in double quotes where it would be taken for something else.
pub(super) fn text(text: &str, in_flow: bool) -> String {
    if can_be_plain(text, in_flow) {
        return text.to_owned();
    }
    double_quoted(text)
}

/// A text in single quotes, where they can carry it.
pub(super) fn single_quoted(text: &str) -> Option<String> {
    let carries = text.chars().all(|c| is_printable(c) || c == '\t');
    carries.then(|| format!("'{}'", text.replace('\'', "''")))
}

/// A text in double quotes, without a raw control character.
pub(super) fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => out.push_str(&escape(c)),
        }
    }
    out.push('"');
    out
}

fn escape(c: char) -> String {
    match u32::from(c) {
        code @ ..=0xff => format!("\\x{code:02X}"),
        code @ ..=0xffff => format!("\\u{code:04X}"),
        code => format!("\\U{code:08X}"),
    }
}

/// Whether a character may stand raw on a line: no control, nothing that some reader takes for a
/// line break or a mark.
pub(super) fn is_printable(c: char) -> bool {
    const SPECIAL: [char; 5] = ['\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];
    !c.is_control() && !SPECIAL.contains(&c)
}

fn can_be_plain(text: &str, in_flow: bool) -> bool {
    !text.is_empty()
        && text.trim() == text
        && text.chars().all(is_printable)
        && !text.starts_with(INDICATORS)
        && !text.starts_with("...")
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !(in_flow && text.contains(FLOW_INDICATORS))
        && !is_taken_for_something_else(text)
}

/// Whether some reader takes a plain text for null, a truth value, a number or a date.
pub(super) fn is_taken_for_something_else(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['+', '-']);
    text.is_empty()
        || RESERVED.contains(&lower.as_str())
        || RESERVED.contains(&unsigned)
        || is_number(unsigned)
        || is_date(&lower)
}

/// Decimal, octal, hexadecimal, binary and sexagesimal numbers of either version, and what is close
/// to them.
fn is_number(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0x") {
        return digits.bytes().all(|b| b.is_ascii_hexdigit() || b == b'_');
    }
    if let Some(digits) = text.strip_prefix("0o").or_else(|| text.strip_prefix("0b")) {
        return are_digits_or(digits, "_");
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, ""));
    let exponent = exponent.trim_start_matches(['+', '-']);
    let has_digit = mantissa.contains(|c: char| c.is_ascii_digit());
    has_digit && are_digits_or(mantissa, "._,:") && are_digits_or(exponent, "")
}

fn are_digits_or(text: &str, others: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || others.contains(c))
}

/// `2026-12-18`, with or without a time after it.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    (1..=4).contains(&year.len())
        && (1..=2).contains(&month.len())
        && are_digits_or(year, "")
        && are_digits_or(month, "")
        && day.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_where_every_reader_agrees() {
        for plain in [
            "Acme GmbH",
            "탐사",
            "7f3k",
            "18 % lower",
            "2026-Q3",
            "roi-model-v2",
            "auditor's letter",
            "a:b",
            "x#y",
        ] {
            assert_eq!(text(plain, false), plain);
        }
        assert_eq!(text("Move 🚀, now", false), "Move 🚀, now");
    }

    #[test]
    fn quoted_where_some_reader_would_not() {
        let cases = [
            "",
            " a",
            "a ",
            "no",
            "Y",
            "~",
            "null",
            "007",
            "1_000",
            "0x1F",
            "0o7",
            "1e5",
            "12e03",
            "+5",
            "-x",
            ".5",
            "1.",
            "190:20:30",
            "2026-12-18",
            "2026-1-1 10:00:00",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "- a",
            "...",
            "@a",
            "`a",
            "%a",
            "+.inf",
            "<<",
            "[a",
            "a\tb",
        ];
        for quoted in cases {
            assert_eq!(text(quoted, false), double_quoted(quoted), "{quoted:?}");
        }
        for flow in ["a, b", "a]", "https://x", "why?"] {
            assert_eq!(text(flow, false), flow);
            assert_eq!(text(flow, true), format!("\"{flow}\""));
        }
    }

    #[test]
    fn no_raw_control_character() {
        assert_eq!(
            text("a\u{7}\u{85}\u{2028}\u{feff}\"\\\r\n", false),
            r#""a\x07\x85\u2028\uFEFF\"\\\r\n""#
        );
    }
}
