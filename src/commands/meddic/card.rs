//! The scorecard as people and scripts read it.

use serde::Serialize;

use crate::book::{Book, scorecard::Mark};
use crate::console::wording::{count, joined};
use crate::deal::{
    Element, Evidence,
    meddic::{Criterion, ProcessStep},
};

/// One element in JSON.
#[derive(Debug, Serialize)]
pub struct ElementJson {
    pub element: &'static str,
    /// red, yellow or green, by the effective score
    pub state: &'static str,
    /// As written.
    pub score: u8,
    /// What is left of it on the as-of day, or was on the day of the closing.
    pub effective: u8,
    /// What the next stage's gate asks; 0 where it asks nothing.
    pub asked: u8,
    pub evidence: Option<String>,
    pub by: Option<String>,
    pub date: Option<String>,
    /// Up to the same day.
    pub age_days: Option<i64>,
}

impl ElementJson {
    pub fn from_mark(mark: &Mark<'_>) -> Self {
        let evidence = mark.evidence;
        Self {
            element: mark.element.as_str(),
            state: mark.light(),
            score: mark.score,
            effective: mark.effective,
            asked: mark.asked,
            evidence: evidence.and_then(|evidence| evidence.evidence.clone()),
            by: evidence.and_then(|evidence| evidence.by.clone()),
            date: evidence
                .and_then(|evidence| evidence.date)
                .map(|day| day.to_string()),
            age_days: mark.age,
        }
    }
}

/// MEDDIC or MEDDPICC.
pub fn title(book: &Book) -> String {
    book.methodology.as_str().to_uppercase()
}

/// The elements of which something is known, and in the last row the names of the others.
pub fn known(marks: &[Mark<'_>]) -> Vec<Vec<String>> {
    let (known, unknown): (Vec<&Mark<'_>>, Vec<&Mark<'_>>) =
        marks.iter().partition(|mark| mark.evidence.is_some());
    if known.is_empty() {
        return Vec::new();
    }
    let row = |mark: &&Mark<'_>| vec![mark.element.to_string(), score(mark), said(mark)];
    let mut rows: Vec<Vec<String>> = known.iter().map(row).collect();
    if !unknown.is_empty() {
        let names: Vec<&str> = unknown.iter().map(|mark| mark.element.as_str()).collect();
        rows.push(vec!["unknown".to_owned(), "0".to_owned(), names.join(", ")]);
    }
    rows
}

/// Every element with its light, or with what the next gate asks where that is more; below it what
/// it is made of.
pub fn full(marks: &[Mark<'_>]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for mark in marks {
        let state = if mark.is_short() {
            format!("needs {}", mark.asked)
        } else {
            mark.light().to_owned()
        };
        rows.push(vec![
            mark.element.to_string(),
            score(mark),
            state,
            said(mark),
        ]);
        let below = mark.evidence.map(parts).unwrap_or_default();
        rows.extend(
            below
                .into_iter()
                .map(|part| vec![String::new(), String::new(), String::new(), part]),
        );
    }
    rows
}

/// `3`, or `3 → 2` where it has aged.
pub fn score(mark: &Mark<'_>) -> String {
    if mark.is_aged() {
        format!("{} → {}", mark.score, mark.effective)
    } else {
        mark.score.to_string()
    }
}

/// The evidence with who said it, when, and how long ago.
fn said(mark: &Mark<'_>) -> String {
    let Some(evidence) = mark.evidence else {
        return String::new();
    };
    let is_somebody = matches!(mark.element, Element::EconomicBuyer | Element::Champion);
    let person = evidence
        .contact
        .as_ref()
        .filter(|_| is_somebody)
        .map(|contact| format!("{contact}: "));
    let words = evidence
        .evidence
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    let age = mark
        .age
        .filter(|days| *days > 0)
        .map(|days| format!("{} ago", count(days, "day")));
    let source = joined([
        evidence.by.clone(),
        evidence.date.map(|day| day.to_string()),
        age,
    ]);
    let source = if source.is_empty() {
        source
    } else {
        format!(" ({source})")
    };
    format!("{}{words}{source}", person.unwrap_or_default())
        .trim()
        .to_owned()
}

/// What an element is made of: the number, the criteria, the steps, the acts, each on a line.
fn parts(evidence: &Evidence) -> Vec<String> {
    let mut lines: Vec<String> = number(evidence).into_iter().collect();
    lines.extend(evidence.kind.iter().map(|kind| format!("- {kind}")));
    lines.extend(
        evidence
            .owner
            .iter()
            .map(|owner| format!("- owned by {owner}")),
    );
    lines.extend(evidence.criteria.iter().map(criterion));
    lines.extend(evidence.steps.iter().map(step));
    lines.extend(
        evidence
            .acts
            .iter()
            .map(|act| format!("- {} {}", act.date, act.what.as_deref().unwrap_or_default())),
    );
    lines
}

fn number(evidence: &Evidence) -> Option<String> {
    let ends = [evidence.baseline, evidence.target];
    let known = ends.iter().any(Option::is_some);
    let [from, to] =
        ends.map(|number| number.map_or_else(|| "?".to_owned(), |number| number.to_string()));
    let unit = evidence
        .unit
        .as_ref()
        .map(|unit| format!(" {unit}"))
        .unwrap_or_default();
    known.then(|| format!("- from {from} to {to}{unit}"))
}

fn criterion(criterion: &Criterion) -> String {
    let kind = criterion
        .kind
        .as_ref()
        .map(|kind| format!(" ({kind})"))
        .unwrap_or_default();
    let position = criterion
        .position
        .as_ref()
        .map(|position| format!(": {position}"))
        .unwrap_or_default();
    format!("- {}{kind}{position}", criterion.text)
}

fn step(step: &ProcessStep) -> String {
    let when = step
        .date
        .map_or_else(|| "no date".to_owned(), |day| day.to_string());
    let owner = step
        .owner
        .as_ref()
        .map(|owner| format!(" ({owner})"))
        .unwrap_or_default();
    format!("- {when} {}{owner}", step.what)
}
