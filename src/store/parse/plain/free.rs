//! What a value without quotes is where its type takes anything: nothing, a truth value, a number or
//! text, as both parsers have it. What only looks like a number is odd.

use serde::de::Visitor;

use super::{Odd, Read, scalar::is_null};

/// Longer ones have more digits than a float.
const LONGEST_FRACTION: usize = 15;

pub fn visit<'de, V: Visitor<'de>>(text: &'de str, visitor: V) -> Read<V::Value> {
    match text {
        _ if is_null(text) => visitor.visit_unit(),
        "true" | "True" | "TRUE" => visitor.visit_bool(true),
        "false" | "False" | "FALSE" => visitor.visit_bool(false),
        _ if text.starts_with(|c: char| c.is_ascii_digit()) => number(text, visitor),
        _ if is_odd_number(text) => Err(Odd),
        _ => visitor.visit_borrowed_str(text),
    }
}

/// `.5`, `+1`, `-1` and words for what is no finite number.
fn is_odd_number(text: &str) -> bool {
    let words = ["inf", "nan", "infinity"];
    text.starts_with(['+', '-', '.']) || words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn number<'de, V: Visitor<'de>>(text: &'de str, visitor: V) -> Read<V::Value> {
    let bytes = text.as_bytes();
    let is_padded = bytes.len() > 1 && bytes.starts_with(b"0");
    if bytes.iter().all(u8::is_ascii_digit) {
        if is_padded {
            return visitor.visit_borrowed_str(text);
        }
        return visitor.visit_u64(text.parse().map_err(|_| Odd)?);
    }
    if is_day(bytes) {
        return visitor.visit_borrowed_str(text);
    }
    let Some((whole, fraction)) = text.split_once('.') else {
        return Err(Odd);
    };
    let are_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = are_digits(whole) && are_digits(fraction) && (whole == "0" || !is_padded);
    if is_plain && text.len() <= LONGEST_FRACTION {
        visitor.visit_f64(text.parse().map_err(|_| Odd)?)
    } else {
        Err(Odd)
    }
}

fn is_day(bytes: &[u8]) -> bool {
    let is_right = |(place, byte): (usize, &u8)| match place {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    bytes.len() == 10 && bytes.iter().enumerate().all(is_right)
}
