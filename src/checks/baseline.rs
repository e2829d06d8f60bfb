//! The baseline: findings that a book has accepted, so that only new ones count. It names values,
//! not lines, so that it still fits when lines move.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{baseline_stale, named};
use crate::finding::Finding;

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
    pub fn with(mut self, findings: &[Finding]) -> Self {
        for (accepted, n) in counted(findings) {
            let there = self.0.entry(accepted).or_default();
            there.n = n.max(there.n);
        }
        self
    }

    /// Without what is found no more, of the deals that were checked.
    #[must_use]
    pub fn without_stale(
        mut self,
        findings: &[Finding],
        is_checked: impl Fn(&str, &str) -> bool,
    ) -> Self {
        let found = counted(findings);
        for (accepted, entry) in &mut self.0 {
            if is_checked(&accepted.deal, &accepted.rule) {
                entry.n = entry
                    .n
                    .min(found.get(accepted).copied().unwrap_or_default());
            }
        }
        self.0.retain(|_, entry| entry.n > 0);
        self
    }

    /// Parts the findings in those that it accepts and the others. Of those at one value, it accepts
    /// the first ones.
    pub fn compare(&self, findings: Vec<Finding>) -> Compared {
        let mut left = self.0.clone();
        let mut compared = Compared::default();
        for finding in findings {
            let accepted = accepted(&finding);
            match accepted
                .and_then(|accepted| left.get_mut(&accepted))
                .filter(|entry| entry.n > 0)
            {
                Some(entry) => {
                    entry.n -= 1;
                    compared.accepted += 1;
                }
                None => compared.new.push(finding),
            }
        }
        compared
    }

    /// A finding about each entry that accepts more than there is, of the deals that were checked;
    /// `path` is that of its file.
    pub fn stale(
        &self,
        findings: &[Finding],
        path: &str,
        is_checked: impl Fn(&str, &str) -> bool,
    ) -> Vec<Finding> {
        let found = counted(findings);
        let stale = self.0.iter().filter(|(accepted, entry)| {
            is_checked(&accepted.deal, &accepted.rule)
                && entry.n > found.get(*accepted).copied().unwrap_or_default()
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
}

fn counted(findings: &[Finding]) -> BTreeMap<Accepted, usize> {
    let mut counts = BTreeMap::new();
    for accepted in findings.iter().filter_map(accepted) {
        *counts.entry(accepted).or_default() += 1;
    }
    counts
}

/// What accepts a finding; `None` where nothing can: an unreadable file stays one.
fn accepted(finding: &Finding) -> Option<Accepted> {
    named(finding.rule).filter(|rule| rule.can_be_ignored())?;
    Some(Accepted {
        deal: deal_of(&finding.place.path),
        rule: finding.rule.to_owned(),
        at: finding.place.at.to_string(),
    })
}

/// The id of the deal in a file; the path of any other file.
pub fn deal_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let id = name.strip_suffix(".yaml").or(name.strip_suffix(".yml"));
    let id = id.filter(|_| path.contains('/'));
    id.unwrap_or(path).to_owned()
}
