//! Which rules run, how serious each is, and its options: the registry's defaults, changed by
//! `check:` in `dealfile.yaml`, changed by the flags of the command.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    options::Options,
    rule::{Category, Rule},
};
use crate::book::config::CheckConfig;
use crate::finding::{BAD_VALUE, Finding, Severity};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

/// The rules of a run.
#[derive(Clone)]
pub struct Settings {
    entries: Vec<Setting>,
}

/// One rule as this book has it.
#[derive(Clone)]
pub struct Setting {
    pub rule: &'static Rule,
    pub is_on: bool,
    /// What the book says; the rule's own where it says nothing.
    severity: Option<Severity>,
    pub options: Options,
}

/// A name that no rule has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown rule `{name}`")]
pub struct UnknownRule {
    pub name: String,
    pub nearest: Option<&'static str>,
}

/// A message and what to write instead.
type Mistake = (String, String);

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

impl Settings {
    /// These rules as the book configures them, or everything that is wrong with that.
    pub fn new(rules: &[&'static Rule], config: &CheckConfig) -> Result<Self, Vec<Finding>> {
        let mut settings = Self::defaults(rules);
        let mut mistakes = Vec::new();
        for (name, values) in &config.rules {
            let at = KeyPath::top("check").key("rules").key(name);
            match settings.find(name) {
                Ok(setting) => mistakes.extend(setting.configure(values, &at)),
                Err(error) => mistakes.push(mistake(at, error.to_string(), error.help())),
            }
        }
        if mistakes.is_empty() {
            Ok(settings)
        } else {
            Err(mistakes)
        }
    }

    /// These rules as they are where a book does not say otherwise.
    pub fn defaults(rules: &[&'static Rule]) -> Self {
        Self {
            entries: rules.iter().map(|rule| Setting::new(rule)).collect(),
        }
    }

    /// Only these rules, even those that are off.
    pub fn select(&mut self, names: &[String]) -> Result<(), UnknownRule> {
        for setting in &mut self.entries {
            setting.is_on = false;
        }
        self.turn(names, true)
    }

    /// All but these rules.
    pub fn skip(&mut self, names: &[String]) -> Result<(), UnknownRule> {
        self.turn(names, false)
    }

    fn turn(&mut self, names: &[String], on: bool) -> Result<(), UnknownRule> {
        for name in names {
            self.find(name)?.is_on = on;
        }
        Ok(())
    }

    /// The rules that run.
    pub fn active(&self) -> impl Iterator<Item = &Setting> {
        self.entries.iter().filter(|setting| setting.is_on)
    }

    /// The rule as the book has it, whether it runs or not.
    pub fn get(&self, name: &str) -> Option<&Setting> {
        let mut entries = self.entries.iter();
        entries.find(|setting| setting.rule.has_name(name))
    }

    fn find(&mut self, name: &str) -> Result<&mut Setting, UnknownRule> {
        let mut entries = self.entries.iter();
        match entries.position(|setting| setting.rule.has_name(name)) {
            Some(position) => Ok(&mut self.entries[position]),
            None => {
                let rules: Vec<_> = self.entries.iter().map(|setting| setting.rule).collect();
                Err(UnknownRule::new(name, &rules))
            }
        }
    }
}

fn mistake(at: KeyPath, message: String, help: String) -> Finding {
    Finding::new(BAD_VALUE, message).at(at).help(help)
}

impl Setting {
    fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            is_on: rule.is_on,
            severity: None,
            options: Options::default(),
        }
    }

    /// The finding with the severity that the book sets for its rule. One that the rule itself made
    /// more serious than usual stays so.
    pub fn decide_severity(&self, mut finding: Finding) -> Finding {
        if finding.severity == self.rule.severity {
            finding.severity = self.severity.unwrap_or(self.rule.severity);
        }
        finding
    }

    fn configure(&mut self, values: &BTreeMap<String, Value>, at: &KeyPath) -> Vec<Finding> {
        let mut mistakes = Vec::new();
        for (key, value) in values {
            let set = if key == "severity" {
                self.set_severity(value)
            } else {
                self.set_option(key, value)
            };
            if let Err((message, help)) = set {
                mistakes.push(mistake(at.clone().key(key), message, help));
            }
        }
        mistakes
    }

    fn set_severity(&mut self, value: &Value) -> Result<(), Mistake> {
        self.severity = match value.as_str() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
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
            Some("off") => None,
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
