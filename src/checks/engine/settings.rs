//! Which rules run, how serious each is, and its options: the registry's defaults, changed by
//! `check:` in `dealfile.yaml`, changed by the flags of the command.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    options::Options,
    overrides::{Condition, values},
    rule::{Category, Rule},
    subject::Case,
    unknown_rule::UnknownRule,
};
use crate::book::config::{CheckConfig, RuleValues};
use crate::finding::{BAD_VALUE, Finding, Severity};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

/// The rules of a run.
#[derive(Clone)]
pub struct Settings {
    entries: Vec<Setting>,
    /// What is so for some deals; a later one wins.
    overrides: Vec<(Condition, RuleValues)>,
    /// Whether the flags of the command name the rules that run: then only these do.
    are_named: bool,
    /// The rules that the flags of the command turn off.
    skipped: Vec<&'static str>,
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

/// A message and what to write instead.
type Mistake = (String, String);

impl Settings {
    /// These rules as the book configures them, or everything that is wrong with that.
    pub fn new(rules: &[&'static Rule], config: &CheckConfig) -> Result<Self, Vec<Finding>> {
        let mut settings = Self::defaults(rules);
        let mut mistakes = Vec::new();
        settings.configure(
            &config.rules,
            &KeyPath::top("check").key("rules"),
            &mut mistakes,
        );
        for (index, entry) in config.overrides.iter().enumerate() {
            let at = KeyPath::top("check").key("overrides").index(index);
            let tried = &mut settings.clone();
            tried.configure(&entry.rules, &at.clone().key("rules"), &mut mistakes);
            match Condition::new(entry, &at) {
                Ok(condition) => settings.overrides.push((condition, entry.rules.clone())),
                Err(mistake) => mistakes.push(*mistake),
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
            overrides: Vec::new(),
            are_named: false,
            skipped: Vec::new(),
        }
    }

    fn configure(&mut self, rules: &RuleValues, at: &KeyPath, mistakes: &mut Vec<Finding>) {
        for (name, said) in rules {
            let at = at.clone().key(name);
            match self.find(name) {
                Ok(setting) => mistakes.extend(setting.configure(said, &at)),
                Err(error) => mistakes.push(mistake(at, error.to_string(), error.help())),
            }
        }
    }

    /// The positions of the overrides that are for a deal.
    pub fn overriding(&self, case: &Case<'_>) -> Vec<usize> {
        let state = case.deal.top();
        let overrides = self.overrides.iter().enumerate();
        let matching = overrides.filter(|(_, (condition, _))| {
            condition.matches(case.below_book, case.deal, &state, case.book)
        });
        matching.map(|(index, _)| index).collect()
    }

    pub fn has_overrides(&self) -> bool {
        !self.overrides.is_empty()
    }

    /// The settings with these overrides.
    pub fn with_overrides(&self, overrides: &[usize]) -> Cow<'_, Self> {
        if overrides.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut settings = self.clone();
        for (_, rules) in overrides
            .iter()
            .filter_map(|index| self.overrides.get(*index))
        {
            settings.configure(rules, &KeyPath::root(), &mut Vec::new());
        }
        for (setting, before) in settings.entries.iter_mut().zip(&self.entries) {
            if self.are_named || self.skipped.contains(&setting.rule.name) {
                setting.is_on = before.is_on;
            }
        }
        Cow::Owned(settings)
    }

    /// Only these rules, even those that are off.
    pub fn select(&mut self, names: &[String]) -> Result<(), UnknownRule> {
        for setting in &mut self.entries {
            setting.is_on = false;
        }
        self.are_named = true;
        self.turn(names, true)
    }

    /// All but these rules.
    pub fn skip(&mut self, names: &[String]) -> Result<(), UnknownRule> {
        self.turn(names, false)?;
        for name in names {
            let rule = self.find(name)?.rule.name;
            self.skipped.push(rule);
        }
        Ok(())
    }

    fn turn(&mut self, names: &[String], on: bool) -> Result<(), UnknownRule> {
        for name in names {
            self.find(name)?.is_on = on;
        }
        Ok(())
    }

    /// Every rule, whether it runs or not.
    pub fn all(&self) -> impl Iterator<Item = &Setting> {
        self.entries.iter()
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

    fn configure(&mut self, said: &Value, at: &KeyPath) -> Vec<Finding> {
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
