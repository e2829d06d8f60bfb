//! Which rules run, how serious each is, and its options: the registry's defaults, changed by
//! `check:` in `dealfile.yaml`, changed by the flags of the command.

use std::{borrow::Cow, collections::HashMap, rc::Rc};

use super::{
    facts::FileFacts,
    overrides::Condition,
    rule::Rule,
    setting::{Setting, mistake},
    subject::Case,
    unknown_rule::UnknownRule,
};
use crate::book::config::{CheckConfig, RuleValues};
use crate::finding::Finding;
use crate::key_path::KeyPath;

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

    /// The settings of the files whose deals have other ones, by path.
    pub fn of_deals<'f>(&self, files: &'f [FileFacts]) -> HashMap<&'f str, Rc<Self>> {
        // Many deals share the same overrides.
        let mut shared: HashMap<&[usize], Rc<Self>> = HashMap::new();
        let deals = files.iter().filter_map(|file| {
            let overrides = file.deal.as_ref()?.overrides.as_slice();
            let settings = shared
                .entry(overrides)
                .or_insert_with(|| Rc::new(self.with_overrides(overrides).into_owned()));
            (!overrides.is_empty()).then(|| (file.path.as_str(), Rc::clone(settings)))
        });
        deals.collect()
    }

    /// The rules that run for any deal.
    pub fn active_anywhere(&self) -> impl Iterator<Item = &Setting> {
        let all: Vec<usize> = (0..self.overrides.len()).collect();
        let each: Vec<Cow<'_, Self>> = all.iter().map(|one| self.with_overrides(&[*one])).collect();
        self.entries
            .iter()
            .enumerate()
            .filter_map(move |(place, setting)| {
                let mut each = each.iter();
                let is_on = setting.is_on
                    || each.any(|own| own.entries.get(place).is_some_and(|own| own.is_on));
                is_on.then_some(setting)
            })
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
