//! What silences a rule in a deal: the entries of its `ignore:` list, and comments such as
//! `# deal: ignore[close-date-past] waits for the board until=2026-12-01`.

use super::subject::Case;
use crate::deal::{Comment, Day};
use crate::finding::Finding;
use crate::key_path::KeyPath;
use crate::nearest::nearest;

/// One rule that is to be silent in a part of a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence<'a> {
    pub rule: &'a str,
    pub reason: &'a str,
    pub until: Option<Day>,
    /// The value in which the rule is silent; the whole deal for an entry of `ignore:`.
    pub covers: KeyPath,
    pub source: Source<'a>,
}

/// Where it is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source<'a> {
    /// The entry of `ignore:` at this position.
    Entry(usize),
    Comment(&'a Comment),
}

/// A comment that is meant to silence a rule and does not.
pub struct Malformed<'a> {
    pub comment: &'a Comment,
    pub message: String,
}

impl Source<'_> {
    /// The finding, moved to where this stands; of an entry to one of its keys.
    pub fn locate(&self, finding: Finding, key: Option<&str>) -> Finding {
        match self {
            Source::Entry(index) => {
                let at = KeyPath::top("ignore").index(*index);
                finding.at(match key {
                    Some(key) => at.key(key),
                    None => at,
                })
            }
            Source::Comment(comment) => at_comment(finding, comment),
        }
    }

    /// What a person calls it.
    pub fn noun(&self) -> &'static str {
        match self {
            Source::Entry(_) => "entry",
            Source::Comment(_) => "comment",
        }
    }
}

/// The finding, at a comment.
pub fn at_comment(finding: Finding, comment: &Comment) -> Finding {
    let covers = comment.covers.clone().unwrap_or_else(KeyPath::root);
    finding
        .at(covers)
        .at_columns(comment.line, &comment.columns)
}

/// Everything that silences a rule in a deal.
pub fn silences<'a>(case: &Case<'a>) -> Vec<Silence<'a>> {
    let entries = case.deal.ignore.iter().enumerate();
    let entries = entries.map(|(index, entry)| Silence {
        rule: &entry.rule,
        reason: &entry.reason,
        until: entry.until,
        covers: KeyPath::root(),
        source: Source::Entry(index),
    });
    let comments = case.remarks.comments.iter();
    let said = comments.filter_map(|comment| read(comment)?.ok()).flatten();
    entries.chain(said).collect()
}

/// The comments that say it wrongly.
pub fn malformed<'a>(case: &Case<'a>) -> Vec<Malformed<'a>> {
    let comments = case.remarks.comments.iter();
    let wrong = |comment: &'a Comment| {
        let message = read(comment)?.err()?;
        Some(Malformed { comment, message })
    };
    comments.filter_map(wrong).collect()
}

/// What a comment silences; `None` where it says something else.
fn read(comment: &Comment) -> Option<Result<Vec<Silence<'_>>, String>> {
    let text = comment.text.as_str();
    let end = text.find(|c: char| !c.is_alphabetic());
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    match word {
        "ignore" => Some(ignore(comment, rest)),
        _ if nearest(word, ["ignore"]).is_some() => {
            Some(Err(format!("`{word}` is not understood; write `ignore`")))
        }
        _ => None,
    }
}

fn ignore<'a>(comment: &'a Comment, rest: &'a str) -> Result<Vec<Silence<'a>>, String> {
    let rules = rest.trim_start().strip_prefix('[');
    let (rules, reason) = rules
        .and_then(|rest| rest.split_once(']'))
        .ok_or("the rule is not named: `ignore[RULE] REASON`")?;
    let (reason, until) = until(reason)?;
    let covers = comment.covers.as_ref();
    let covers = covers.ok_or("there is no value below this comment")?;
    let rules: Vec<&str> = rules.split(',').map(str::trim).collect();
    if rules.iter().any(|rule| rule.is_empty()) {
        return Err("a rule is not named: `ignore[RULE] REASON`".to_owned());
    }
    let silence = |rule| Silence {
        rule,
        reason,
        until,
        covers: covers.clone(),
        source: Source::Comment(comment),
    };
    Ok(rules.into_iter().map(silence).collect())
}

/// The reason without `until=DAY`, which may stand before or behind it.
fn until(text: &str) -> Result<(&str, Option<Day>), String> {
    let text = text.trim();
    let first = text.split_whitespace().next().unwrap_or_default();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let (day, reason) = match (first.strip_prefix("until="), last.strip_prefix("until=")) {
        (Some(day), _) => (day, text.strip_prefix(first)),
        (_, Some(day)) => (day, text.strip_suffix(last)),
        _ => return Ok((text, None)),
    };
    let until = day.parse();
    let until = until.map_err(|_| format!("`{day}` is no date: write until=YYYY-MM-DD"))?;
    Ok((reason.unwrap_or_default().trim(), Some(until)))
}
