//! Numbers as people write them: a comma between thousands, a zero without a sign.

use rust_decimal::{Decimal, RoundingStrategy};

/// A number with so many digits after the point.
pub fn float(value: f64, digits: u32) -> String {
    let text = format!("{value:.*}", digits as usize);
    let is_zero = text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
    if is_zero {
        grouped(text.trim_start_matches('-'))
    } else {
        grouped(&text)
    }
}

/// A number without the zeros at its end.
pub fn precise(value: f64) -> String {
    let text = float(value, 6);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A share from 0 to 1.
pub fn percent(share: f64) -> String {
    format!("{}%", float(share * 100.0, 1))
}

/// A sum of money with so many digits after the point, or with those that it has.
pub fn decimal(amount: Decimal, digits: Option<u32>) -> String {
    let digits = digits.unwrap_or_else(|| amount.normalize().scale());
    let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    let rounded = if rounded.is_zero() {
        rounded.abs()
    } else {
        rounded
    };
    grouped(&format!("{rounded:.*}", digits as usize))
}

/// A number with a comma between thousands.
pub fn grouped(number: &str) -> String {
    let start = usize::from(number.starts_with('-'));
    let point = number.find('.').unwrap_or(number.len());
    let mut text = String::with_capacity(number.len() + number.len() / 3);
    for (place, digit) in number.char_indices() {
        if place > start && place < point && (point - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
