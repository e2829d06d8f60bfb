//! Options of rules: each is declared with its default, which gives it its type.

use std::fmt;

use serde_json::Value;

/// An option as a rule declares it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionSpec {
    pub name: &'static str,
    pub default: OptionDefault,
    pub meaning: &'static str,
}

/// The value of an option that the book does not set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OptionDefault {
    /// Days, a count, a rank from 1, an amount in the book's currency.
    Whole(i64),
    Factor(f64),
    Words(&'static [&'static str]),
}

/// What the book sets of one rule's options.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options(Vec<(&'static str, Value)>);

impl OptionSpec {
    pub const fn whole(name: &'static str, default: i64, meaning: &'static str) -> Self {
        Self {
            name,
            default: OptionDefault::Whole(default),
            meaning,
        }
    }

    pub const fn factor(name: &'static str, default: f64, meaning: &'static str) -> Self {
        Self {
            name,
            default: OptionDefault::Factor(default),
            meaning,
        }
    }

    pub const fn words(
        name: &'static str,
        default: &'static [&'static str],
        meaning: &'static str,
    ) -> Self {
        Self {
            name,
            default: OptionDefault::Words(default),
            meaning,
        }
    }
}

impl OptionDefault {
    /// What a value has to be.
    pub fn expected(&self) -> &'static str {
        match self {
            OptionDefault::Whole(_) => "a whole number, 0 or more",
            OptionDefault::Factor(_) => "a number, 0 or more",
            OptionDefault::Words(_) => "a list of strings",
        }
    }

    fn accepts(&self, value: &Value) -> bool {
        match self {
            OptionDefault::Whole(_) => value.as_i64().is_some_and(|number| number >= 0),
            OptionDefault::Factor(_) => value.as_f64().is_some_and(|number| number >= 0.0),
            OptionDefault::Words(_) => value
                .as_array()
                .is_some_and(|words| words.iter().all(Value::is_string)),
        }
    }
}

impl fmt::Display for OptionDefault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OptionDefault::Whole(number) => number.fmt(f),
            OptionDefault::Factor(number) => number.fmt(f),
            OptionDefault::Words(words) => write!(f, "[{}]", words.join(", ")),
        }
    }
}

impl Options {
    /// Takes the book's value for an option; false where it is of another type.
    pub fn set(&mut self, spec: &OptionSpec, value: &Value) -> bool {
        let is_right = spec.default.accepts(value);
        if is_right {
            self.0.push((spec.name, value.clone()));
        }
        is_right
    }

    /// Whether the book sets it.
    pub fn is_set(&self, spec: &OptionSpec) -> bool {
        self.value(spec).is_some()
    }

    pub fn whole(&self, spec: &OptionSpec) -> i64 {
        let default = match spec.default {
            OptionDefault::Whole(number) => number,
            _ => 0,
        };
        let value = self.value(spec).and_then(Value::as_i64);
        value.unwrap_or(default)
    }

    /// A whole number as a count of things.
    pub fn count(&self, spec: &OptionSpec) -> usize {
        usize::try_from(self.whole(spec)).unwrap_or(usize::MAX)
    }

    pub fn factor(&self, spec: &OptionSpec) -> f64 {
        let default = match spec.default {
            OptionDefault::Factor(number) => number,
            _ => 0.0,
        };
        let value = self.value(spec).and_then(Value::as_f64);
        value.unwrap_or(default)
    }

    pub fn words<'a>(&'a self, spec: &OptionSpec) -> Vec<&'a str> {
        let value = self.value(spec).and_then(Value::as_array);
        match (value, spec.default) {
            (Some(words), _) => words.iter().filter_map(Value::as_str).collect(),
            (None, OptionDefault::Words(words)) => words.to_vec(),
            (None, _) => Vec::new(),
        }
    }

    /// What the book says of it.
    pub fn value(&self, spec: &OptionSpec) -> Option<&Value> {
        // The last one wins: an override comes after the whole book.
        let mut values = self.0.iter().rev();
        let (_, value) = values.find(|(name, _)| *name == spec.name)?;
        Some(value)
    }
}
