//! Calculations written out, so that they can be done again on paper.
//!
//! A line is a sentence with a hole for each value: `formula!("W = {} won / {} closed", 5, 8)`.
//! How a value reads is the business of `render`.

use rust_decimal::Decimal;

use crate::deal::Day;
use crate::table::{Cell, Term};

/// One line of a calculation.
pub type Line = Vec<Term>;

/// A line of a calculation: a sentence, and a value for each `{}` in it.
macro_rules! formula {
    ($sentence:literal $(, $value:expr)* $(,)?) => {{
        use $crate::reports::formula;
        const { assert!(formula::holes($sentence) == <[&str]>::len(&[$(stringify!($value)),*])) };
        formula::fill($sentence, [$(formula::Value::line($value)),*])
    }};
}

/// What can stand in a hole.
pub trait Value {
    fn line(self) -> Line;
}

impl Value for Line {
    fn line(self) -> Line {
        self
    }
}

impl<T: Value> Value for Option<T> {
    fn line(self) -> Line {
        self.map_or_else(|| Cell::Missing.line(), Value::line)
    }
}

macro_rules! values {
    ($($type:ty: $cell:expr),* $(,)?) => {
        $(impl Value for $type {
            fn line(self) -> Line {
                vec![Term::Value($cell(self))]
            }
        })*
    };
}

values! {
    Cell: Cell::from,
    u64: Cell::Count,
    f64: Cell::Number,
    Decimal: Cell::Money,
    Day: |day: Day| Cell::Date(day.into()),
    &str: Cell::text,
    String: Cell::Text,
}

/// How many values a sentence takes.
pub const fn holes(sentence: &str) -> usize {
    let (text, mut at, mut count) = (sentence.as_bytes(), 0, 0);
    while at < text.len() {
        count += (text[at] == b'{') as usize;
        at += 1;
    }
    count
}

pub fn fill<const N: usize>(sentence: &'static str, values: [Line; N]) -> Line {
    let mut words = sentence.split("{}");
    let first = words.next().map(Term::Word);
    let rest = values
        .into_iter()
        .zip(words)
        .flat_map(|(value, words)| value.into_iter().chain([Term::Word(words)]));
    first.into_iter().chain(rest).collect()
}

/// Parts with a sign between them.
pub fn join(sign: &'static str, parts: impl IntoIterator<Item = Line>) -> Line {
    let mut line = Line::new();
    for part in parts {
        if !line.is_empty() {
            line.push(Term::Word(sign));
        }
        line.extend(part);
    }
    line
}
