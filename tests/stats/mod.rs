//! The estimators against expected figures (`tests/vectors`), against properties that hold for any
//! data, and, on demand, against other implementations (`oracle.rs`).

use serde_json::Value;

mod aalen_johansen;
mod bernoulli_sum;
mod chi_square;
mod kaplan_meier;
mod markov;
mod oracle;
mod proportion;
mod shrink;
mod stage_durations;
mod summary;

fn vector(name: &str) -> Value {
    let path = format!("{}/tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the vector is there");
    serde_json::from_str(&text).expect("the vector is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn integers(value: &Value) -> Vec<i64> {
    list(value)
        .iter()
        .map(|v| v.as_i64().expect("an integer"))
        .collect()
}

fn floats(value: &Value) -> Vec<f64> {
    list(value)
        .iter()
        .map(|v| v.as_f64().expect("a number"))
        .collect()
}

fn integer(value: &Value) -> i64 {
    value.as_i64().expect("an integer")
}

fn count(value: &Value) -> u64 {
    value.as_u64().expect("a count")
}

fn float(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// Equal to 1e-9, relative; near 0 absolute.
fn close(actual: f64, expected: f64) -> bool {
    (actual - expected).abs() <= 1e-9 * expected.abs().max(1e-3)
}

#[track_caller]
fn assert_close(actual: f64, expected: f64) {
    assert!(close(actual, expected), "{actual} is not {expected}");
}

/// As [`assert_close`], where JSON's null stands for `None`.
#[track_caller]
fn assert_same(actual: Option<f64>, expected: &Value) {
    let same = match (actual, expected.as_f64()) {
        (Some(actual), Some(expected)) => close(actual, expected),
        (actual, expected) => actual == expected,
    };
    assert!(same, "{actual:?} is not {expected}");
}
