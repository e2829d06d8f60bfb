//! Which rules run, how serious each is, and its options: the registry's defaults, changed by
//! `check:` in `dealfile.yaml`, changed by the flags of the command.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::book::config::CheckConfig;
use crate::checks::RULES;
use crate::finding::{BAD_VALUE, Finding, Place, Severity};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

use super::options::Options;
use super::rule::{Category, Rule, Violation};

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
}

impl UnknownRule {
    /// What to write instead.
    pub fn help(&self) -> String {
        match nearest(&self.name, RULES.iter().map(|rule| rule.name)) {
            Some(right) => format!("did you mean `{right}`?"),
            None => "run `deal rules` to list all rules".to_owned(),
        }
    }
}

impl Settings {
    /// What the book says of rules, or everything that is wrong with that.
    pub fn of(config: &CheckConfig) -> Result<Self, Vec<Finding>> {
        let mut settings = Self {
            entries: RULES.iter().map(|rule| Setting::of(rule)).collect(),
        };
        let mut errors = Vec::new();
        for (name, values) in &config.rules {
            let at = KeyPath::top("check").key("rules").key(name);
            match settings.find(name) {
                Ok(setting) => setting.configure(values, &at, &mut errors),
                Err(error) => errors.push(wrong(at, error.to_string(), error.help())),
            }
        }
        if errors.is_empty() {
            Ok(settings)
        } else {
            Err(errors)
        }
    }

    /// Only these rules, also those that are off.
    pub fn select(&mut self, names: &[String]) -> Result<(), UnknownRule> {
        self.entries
            .iter_mut()
            .for_each(|setting| setting.is_on = false);
        names
            .iter()
            .try_for_each(|name| self.find(name).map(|setting| setting.is_on = true))
    }

    /// All but these rules.
    pub fn skip(&mut self, names: &[String]) -> Result<(), UnknownRule> {
        names
            .iter()
            .try_for_each(|name| self.find(name).map(|setting| setting.is_on = false))
    }

    /// The rules that run.
    pub fn active(&self) -> impl Iterator<Item = &Setting> {
        self.entries.iter().filter(|setting| setting.is_on)
    }

    /// The rule as it runs; `None` where it does not.
    pub fn active_named(&self, name: &str) -> Option<&Setting> {
        self.active().find(|setting| setting.rule.has_name(name))
    }

    /// The rule as the book has it, whether it runs or not.
    pub fn get(&self, name: &str) -> Option<&Setting> {
        self.entries
            .iter()
            .find(|setting| setting.rule.has_name(name))
    }

    fn find(&mut self, name: &str) -> Result<&mut Setting, UnknownRule> {
        let found = self
            .entries
            .iter_mut()
            .find(|setting| setting.rule.has_name(name));
        found.ok_or_else(|| UnknownRule {
            name: name.to_owned(),
        })
    }
}

fn wrong(at: KeyPath, message: String, help: String) -> Finding {
    Finding::new(BAD_VALUE, message).at(at).help(help)
}

impl Setting {
    fn of(rule: &'static Rule) -> Self {
        Self {
            rule,
            is_on: rule.is_on,
            severity: None,
            options: Options::default(),
        }
    }

    pub fn severity(&self) -> Severity {
        self.severity.unwrap_or(self.rule.severity)
    }

    /// What the rule found, under its name.
    pub fn finding(&self, found: Violation) -> Finding {
        let Violation {
            at,
            about,
            message,
            help,
            fix,
            severity,
        } = found;
        let severity = severity.unwrap_or(self.severity());
        Finding {
            rule: self.rule.name,
            severity,
            place: Place {
                at,
                about,
                ..Place::default()
            },
            message,
            help,
            related: Vec::new(),
            fix,
        }
    }

    fn configure(
        &mut self,
        values: &BTreeMap<String, Value>,
        at: &KeyPath,
        errors: &mut Vec<Finding>,
    ) {
        for (key, value) in values {
            let fault = if key == "severity" {
                self.set_severity(value)
            } else {
                self.set_option(key, value)
            };
            if let Err((message, help)) = fault {
                errors.push(wrong(at.clone().key(key), message, help));
            }
        }
    }

    fn set_severity(&mut self, value: &Value) -> Result<(), (String, String)> {
        let severity = match value.as_str() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("info") => Some(Severity::Info),
            Some("off") => None,
            _ => {
                return Err((
                    format!("{value} is not a severity"),
                    "use error, warning, info or off".to_owned(),
                ));
            }
        };
        if severity.is_none() && self.rule.category == Category::Syntax {
            let message = format!(
                "`{}` cannot be turned off, since unreadable files are always reported",
                self.rule.name
            );
            return Err((message, "remove this line".to_owned()));
        }
        (self.is_on, self.severity) = (severity.is_some(), severity);
        Ok(())
    }

    fn set_option(&mut self, key: &str, value: &Value) -> Result<(), (String, String)> {
        let options = self.rule.options;
        let Some(spec) = options.iter().find(|spec| spec.name == key) else {
            let known: Vec<&str> = ["severity"]
                .into_iter()
                .chain(options.iter().map(|spec| spec.name))
                .collect();
            let help = match nearest(key, known.iter().copied()) {
                Some(right) => format!("did you mean `{right}`?"),
                None => format!("options: {}", known.join(", ")),
            };
            return Err((format!("`{}` has no option `{key}`", self.rule.name), help));
        };
        if self.options.set(spec, value) {
            return Ok(());
        }
        Err((
            format!("`{key}` must be {}, not {value}", spec.default.wanted()),
            format!("for example `{key}: {}`", spec.default),
        ))
    }
}
