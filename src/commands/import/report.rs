//! What an import says on stderr: what it found, what it brought.

use std::path::Path;

use crate::deal::history::Outcome;
use crate::import::convert::Conversion;
use crate::import::note::{Group, Notes, grouped};
use crate::import::plan::Plan;
use crate::import::sheet::{Separator, Sheet};

use crate::console::failure::Failure;
use crate::console::terminal::note;
use crate::console::wording::count;

/// So many of a list are named.
const SHOWN: usize = 10;

/// The columns that no field takes, and what parts them where that is no comma.
pub fn unused(sheet: &Sheet, plan: &Plan<'_>) {
    if sheet.separator != Separator::Comma {
        note(&format!(
            "the columns are parted by {}",
            sheet.separator.as_str()
        ));
    }
    let unused = plan.unused();
    if !unused.is_empty() {
        note(&format!("columns not used: {}", unused.join(", ")));
    }
}

/// Warnings first, then every problem; a problem stops the import.
pub fn notes(file: &Path, notes: &Notes) -> Result<(), Failure> {
    grouped(&notes.warnings)
        .iter()
        .for_each(|group| note(&format!("warning: {}", told(file, group))));
    grouped(&notes.problems)
        .iter()
        .for_each(|group| note(&told(file, group)));
    match notes.problems.len() {
        0 => Ok(()),
        number => {
            let problems = count(number, "problem");
            Err(Failure::usage(format_args!(
                "{problems} in {}: nothing was written",
                file.display()
            )))
        }
    }
}

/// `crm.csv:5: Stage: message (help)`, and the other lines of which the same is true.
fn told(file: &Path, group: &Group) -> String {
    let first = &group.first;
    let column = first
        .column
        .as_ref()
        .map(|column| format!("{column}: "))
        .unwrap_or_default();
    let help = first
        .help
        .as_ref()
        .map(|help| format!("; {help}"))
        .unwrap_or_default();
    format!(
        "{}:{}: {column}{}{help}{}",
        file.display(),
        first.line,
        first.message,
        others(group)
    )
}

fn others(group: &Group) -> String {
    let others: Vec<String> = group.lines.iter().skip(1).map(u64::to_string).collect();
    if others.is_empty() {
        String::new()
    } else {
        format!(" (also {})", first_of(others))
    }
}

/// The first of a list, and how many more there are.
fn first_of(mut words: Vec<String>) -> String {
    let more = words.len().saturating_sub(SHOWN);
    words.truncate(SHOWN);
    if more == 0 {
        words.join(", ")
    } else {
        format!("{} and {more} more", words.join(", "))
    }
}

/// What came, or would come.
pub fn summary(sheet: &Sheet, conversion: &Conversion, dry_run: bool) {
    let [won, lost, open] =
        [Outcome::Won, Outcome::Lost, Outcome::Open].map(|outcome| conversion.count(outcome));
    let lead = if dry_run { "dry run: " } else { "" };
    let deals = count(conversion.drafts.len(), "deal");
    note(&format!(
        "{lead}{deals}: {won} won, {lost} lost, {open} open"
    ));
    if !conversion.members.is_empty() {
        let names = conversion
            .members
            .iter()
            .map(|member| member.name.clone())
            .collect();
        note(&format!(
            "{} new in the team: {}",
            conversion.members.len(),
            first_of(names)
        ));
    }
    if !conversion.open_statuses.is_empty() {
        let words = conversion.open_statuses.iter().cloned().collect();
        note(&format!(
            "these statuses leave a deal open: {}",
            first_of(words)
        ));
    }
    if sheet.blank > 0 {
        note(&format!("left out: {}", count(sheet.blank, "empty row")));
    }
}

/// How many files of a dry run were not shown.
pub fn hidden(number: usize) {
    if number > 0 {
        note(&format!("and {} more", count(number, "file")));
    }
}
