//! Options of rules: each is declared with its default, which gives it its type.

use std::fmt;

/// An option as a rule declares it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OptionSpec {
    pub name: &'static str,
    pub default: Default,
    pub meaning: &'static str,
}

/// The value of an option that the book does not set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Default {
    /// Days, a count, a rank from 1, an amount in the book's currency.
    Whole(i64),
    Factor(f64),
    Words(&'static [&'static str]),
}

/// A value that the book gives.
#[derive(Debug, Clone, PartialEq)]
enum Given {
    Whole(i64),
    Factor(f64),
    Words(Vec<String>),
}

/// What the book says of one rule's options.
#[derive(Debug, Clone, PartialEq, std::default::Default)]
pub struct Options(Vec<(&'static str, Given)>);

impl OptionSpec {
    pub const fn whole(name: &'static str, default: i64, meaning: &'static str) -> Self {
        Self {
            name,
            default: Default::Whole(default),
            meaning,
        }
    }

    pub const fn factor(name: &'static str, default: f64, meaning: &'static str) -> Self {
        Self {
            name,
            default: Default::Factor(default),
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
            default: Default::Words(default),
            meaning,
        }
    }
}

impl Default {
    /// What a value has to be.
    pub fn wanted(&self) -> &'static str {
        match self {
            Default::Whole(_) => "a whole number, 0 or more",
            Default::Factor(_) => "a number, 0 or more",
            Default::Words(_) => "a list of strings",
        }
    }

    fn read(&self, value: &serde_json::Value) -> Option<Given> {
        match self {
            Default::Whole(_) => value
                .as_i64()
                .filter(|number| *number >= 0)
                .map(Given::Whole),
            Default::Factor(_) => value
                .as_f64()
                .filter(|number| *number >= 0.0)
                .map(Given::Factor),
            Default::Words(_) => {
                let words = value
                    .as_array()?
                    .iter()
                    .map(|word| word.as_str().map(str::to_owned));
                words.collect::<Option<_>>().map(Given::Words)
            }
        }
    }
}

impl fmt::Display for Default {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Default::Whole(number) => number.fmt(f),
            Default::Factor(number) => number.fmt(f),
            Default::Words(words) => write!(f, "[{}]", words.join(", ")),
        }
    }
}

impl Options {
    /// Takes the book's value for an option; false where it is of another type.
    pub fn set(&mut self, spec: &OptionSpec, value: &serde_json::Value) -> bool {
        let given = spec.default.read(value);
        let is_right = given.is_some();
        self.0.extend(given.map(|given| (spec.name, given)));
        is_right
    }

    pub fn whole(&self, spec: &OptionSpec) -> i64 {
        match (self.given(spec), spec.default) {
            (Some(Given::Whole(number)), _) => *number,
            (_, Default::Whole(number)) => number,
            _ => 0,
        }
    }

    /// A whole number as a count of things.
    pub fn count(&self, spec: &OptionSpec) -> usize {
        usize::try_from(self.whole(spec)).unwrap_or(usize::MAX)
    }

    pub fn factor(&self, spec: &OptionSpec) -> f64 {
        match (self.given(spec), spec.default) {
            (Some(Given::Factor(number)), _) => *number,
            (_, Default::Factor(number)) => number,
            _ => 0.0,
        }
    }

    pub fn words<'a>(&'a self, spec: &'a OptionSpec) -> Vec<&'a str> {
        match (self.given(spec), spec.default) {
            (Some(Given::Words(words)), _) => words.iter().map(String::as_str).collect(),
            (_, Default::Words(words)) => words.to_vec(),
            _ => Vec::new(),
        }
    }

    fn given(&self, spec: &OptionSpec) -> Option<&Given> {
        self.0
            .iter()
            .find(|(name, _)| *name == spec.name)
            .map(|(_, given)| given)
    }
}
