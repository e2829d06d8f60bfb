//! The baseline: findings that a book has accepted, so that only new ones count. It names values,
//! not lines, so that it still fits when lines move.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FileFacts, baseline_stale, named};
use crate::finding::Finding;

/// Which deal each file of a run holds: what names a finding while its file moves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DealIds(BTreeMap<String, String>);

impl DealIds {
    pub fn new(files: &[FileFacts]) -> Self {
        let ids = files
            .iter()
            .map(|file| (file.path.clone(), file.id.clone()));
        Self(ids.collect())
    }

    /// The id of the deal at a path; the path itself of any other file.
    pub fn of<'s>(&'s self, path: &'s str) -> &'s str {
        self.0.get(path).map_or(path, String::as_str)
    }
}

/// How many findings of a rule a value of a deal may have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Baseline(BTreeMap<Accepted, Entry>);

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Entry {
    n: usize,
    /// From 1; of one that is not written yet, 0.
    line: usize,
}

/// What is accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Accepted {
    deal: String,
    rule: String,
    at: String,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    deal: String,
    rule: String,
    at: String,
    n: usize,
}

/// A line that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {error}")]
pub struct LineError {
    line: usize,
    error: serde_json::Error,
}

/// The findings of a run, counted as the baseline counts them.
#[derive(Debug)]
pub struct Found(BTreeMap<Accepted, usize>);

impl Found {
    pub fn new(findings: &[Finding], ids: &DealIds) -> Self {
        let mut counts = BTreeMap::new();
        for accepted in findings.iter().filter_map(|finding| accepted(finding, ids)) {
            *counts.entry(accepted).or_default() += 1;
        }
        Self(counts)
    }

    fn count(&self, accepted: &Accepted) -> usize {
        self.0.get(accepted).copied().unwrap_or_default()
    }
}

/// What the baseline leaves of a run.
#[derive(Debug, Default)]
pub struct Compared {
    /// The findings that it does not accept.
    pub new: Vec<Finding>,
    /// How many it accepts.
    pub accepted: usize,
}

impl Baseline {
    /// Reads the lines of a file.
    ///
    /// # Errors
    /// A line is no entry.
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let mut entries: BTreeMap<Accepted, Entry> = BTreeMap::new();
        let lines = text.lines().enumerate();
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let line: Line = serde_json::from_str(line).map_err(|error| LineError {
                line: index + 1,
                error,
            })?;
            let (deal, rule, at) = (line.deal, line.rule, line.at);
            let entry = entries.entry(Accepted { deal, rule, at }).or_default();
            entry.n += line.n;
            entry.line = index + 1;
        }
        Ok(Self(entries))
    }

    /// The lines of its file, sorted, so that two branches merge.
    pub fn to_text(&self) -> String {
        let lines = self.0.iter().map(|(accepted, entry)| Line {
            deal: accepted.deal.clone(),
            rule: accepted.rule.clone(),
            at: accepted.at.clone(),
            n: entry.n,
        });
        let lines = lines.filter_map(|line| serde_json::to_string(&line).ok());
        lines.map(|line| line + "\n").collect()
    }

    /// How many findings it accepts.
    pub fn len(&self) -> usize {
        self.0.values().map(|entry| entry.n).sum()
    }

    /// Whether it accepts none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// With these findings as well.
    #[must_use]
    pub fn with(mut self, found: &Found) -> Self {
        for (accepted, n) in &found.0 {
            let there = self.0.entry(accepted.clone()).or_default();
            there.n = there.n.max(*n);
        }
        self
    }

    /// Without what is found no more, where `is_checked` says of a deal and a rule that the run
    /// would have found it.
    #[must_use]
    pub fn without_stale(mut self, found: &Found, is_checked: impl Fn(&str, &str) -> bool) -> Self {
        for (accepted, entry) in &mut self.0 {
            if is_checked(&accepted.deal, &accepted.rule) {
                entry.n = entry.n.min(found.count(accepted));
            }
        }
        self.0.retain(|_, entry| entry.n > 0);
        self
    }

    /// A finding about each entry that accepts more than there is; `path` is that of its file.
    pub fn stale(
        &self,
        found: &Found,
        path: &str,
        is_checked: impl Fn(&str, &str) -> bool,
    ) -> Vec<Finding> {
        let stale = self.0.iter().filter(|(accepted, entry)| {
            is_checked(&accepted.deal, &accepted.rule) && entry.n > found.count(accepted)
        });
        stale
            .map(|(accepted, entry)| {
                let Accepted { deal, rule, at } = accepted;
                baseline_stale::finding(deal, rule, at)
                    .in_file(path)
                    .at_line((entry.line, 1))
            })
            .collect()
    }

    /// Parts the findings in those that it accepts and the others. Of those at one value, it accepts
    /// the first ones.
    pub fn compare(&self, findings: Vec<Finding>, ids: &DealIds) -> Compared {
        let mut left = self.0.clone();
        let mut compared = Compared::default();
        for finding in findings {
            let entry = accepted(&finding, ids).and_then(|accepted| left.get_mut(&accepted));
            match entry.filter(|entry| entry.n > 0) {
                Some(entry) => {
                    entry.n -= 1;
                    compared.accepted += 1;
                }
                None => compared.new.push(finding),
            }
        }
        compared
    }
}

/// What accepts a finding; `None` where nothing can: an unreadable file stays one.
fn accepted(finding: &Finding, ids: &DealIds) -> Option<Accepted> {
    named(finding.rule).filter(|rule| rule.can_be_ignored())?;
    Some(Accepted {
        deal: ids.of(&finding.place.path).to_owned(),
        rule: finding.rule.to_owned(),
        at: finding.place.at.to_string(),
    })
}
