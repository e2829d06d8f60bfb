//! A name that no rule has, and the one that was meant.

use super::rule::Rule;
use crate::nearest::nearest;

/// A name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown rule `{name}`")]
pub struct UnknownRule {
    pub name: String,
    pub nearest: Option<&'static str>,
}

impl UnknownRule {
    pub fn new(name: &str, rules: &[&'static Rule]) -> Self {
        Self {
            name: name.to_owned(),
            nearest: nearest(name, rules.iter().map(|rule| rule.name)),
        }
    }

    /// What to write instead.
    pub fn help(&self) -> String {
        match self.nearest {
            Some(right) => format!("did you mean `{right}`?"),
            None => "run `deal rules` to list all rules".to_owned(),
        }
    }
}
