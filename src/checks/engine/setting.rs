//! One rule as a book sets it.

use serde_json::Value;

use super::{
    options::Options,
    overrides::values,
    rule::{Category, Rule},
};
use crate::finding::{BAD_VALUE, Finding, Severity};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

/// One rule as this book has it.
#[derive(Clone)]
pub struct Setting {
    pub rule: &'static Rule,
    pub is_on: bool,
    /// What the book says; the rule's own where it says nothing.
    severity: Option<Severity>,
    pub options: Options,
}

/// A message and what to write instead.
type Mistake = (String, String);

impl Setting {
    pub fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            is_on: rule.is_on,
            severity: None,
            options: Options::default(),
        }
    }

    /// How serious its findings are in this book.
    pub fn severity(&self) -> Severity {
        self.severity.unwrap_or(self.rule.severity)
    }

    /// The finding with the severity that the book sets for its rule. One that the rule itself made
    /// more serious than usual stays so.
    pub fn decide_severity(&self, mut finding: Finding) -> Finding {
        if finding.severity == self.rule.severity {
            finding.severity = self.severity();
        }
        finding
    }

    /// Takes what the book says, and answers with what is wrong with it.
    pub fn configure(&mut self, said: &Value, at: &KeyPath) -> Vec<Finding> {
        let mut mistakes = Vec::new();
        for (key, value) in values(said) {
            let set = if key == "severity" {
                self.set_severity(&value)
            } else {
                self.set_option(&key, &value)
            };
            if let Err((message, help)) = set {
                let at = if said.is_object() {
                    at.clone().key(&key)
                } else {
                    at.clone()
                };
                mistakes.push(mistake(at, message, help));
            }
        }
        mistakes
    }

    fn set_severity(&mut self, value: &Value) -> Result<(), Mistake> {
        self.severity = match value.as_str() {
            Some("error") => Some(Severity::Error),
            Some("warning" | "warn") => Some(Severity::Warning),
            Some("info") => Some(Severity::Info),
            Some("off") if self.rule.category == Category::Syntax => {
                return Err((
                    format!(
                        "`{}` cannot be turned off, since unreadable files are always reported",
                        self.rule.name
                    ),
                    "remove this line".to_owned(),
                ));
            }
            Some("off") => {
                self.is_on = false;
                return Ok(());
            }
            _ => {
                return Err((
                    format!("{value} is not a severity"),
                    "use error, warning, info or off".to_owned(),
                ));
            }
        };
        self.is_on = self.severity.is_some();
        Ok(())
    }

    fn set_option(&mut self, key: &str, value: &Value) -> Result<(), Mistake> {
        let mut options = self.rule.options.iter();
        let Some(spec) = options.find(|spec| spec.name == key) else {
            return Err(self.unknown_option(key));
        };
        if self.options.set(spec, value) {
            return Ok(());
        }
        Err((
            format!("`{key}` must be {}, not {value}", spec.default.expected()),
            format!("for example `{key}: {}`", spec.default),
        ))
    }

    fn unknown_option(&self, key: &str) -> Mistake {
        let names = self.rule.options.iter().map(|spec| spec.name);
        let known: Vec<&str> = std::iter::once("severity").chain(names).collect();
        let help = match nearest(key, known.iter().copied()) {
            Some(right) => format!("did you mean `{right}`?"),
            None => format!("options: {}", known.join(", ")),
        };
        (format!("`{}` has no option `{key}`", self.rule.name), help)
    }
}

/// What is wrong, with what to write instead.
pub fn mistake(at: KeyPath, message: String, help: String) -> Finding {
    Finding::new(BAD_VALUE, message).at(at).help(help)
}
