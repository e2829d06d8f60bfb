//! What an import says on stderr: what it found, what it wrote.

use std::{collections::BTreeSet, path::Path};

use crate::console::{Failure, Ui, wording::count};
use crate::deal::Outcome;
use crate::import::{
    convert::Conversion,
    note::{NoteGroup, Notes, grouped},
    plan::Plan,
    sheet::{Separator, Sheet},
};

/// So many of a list are named.
const SHOWN: usize = 10;

/// The columns that fill no field, and the separator if it is not the comma.
pub fn unused(sheet: &Sheet, plan: &Plan<'_>, ui: &mut Ui) {
    if sheet.separator != Separator::Comma {
        ui.status(&format!("separator: {}", sheet.separator.as_str()));
    }
    let unused = plan.unused();
    if !unused.is_empty() {
        ui.status(&format!("unused columns: {}", unused.join(", ")));
    }
}

/// Warnings first, then every problem; a problem stops the import.
pub fn notes(file: &Path, notes: &Notes, ui: &mut Ui) -> Result<(), Failure> {
    for group in grouped(&notes.warnings) {
        ui.status(&format!("warning: {}", described(file, &group)));
    }
    if let Some(warning) = unknown_reasons(file, &notes.unknown_reasons) {
        ui.status(&format!("warning: {warning}"));
    }
    for group in grouped(&notes.problems) {
        ui.status(&described(file, &group));
    }
    if notes.problems.is_empty() {
        return Ok(());
    }
    let problems = count(notes.problems.len(), "problem");
    Err(Failure::usage(format_args!(
        "{problems} in {}; nothing was written",
        file.display()
    )))
}

/// One line for all loss reasons that mean none of the format's.
fn unknown_reasons(file: &Path, reasons: &[(String, u64)]) -> Option<String> {
    let (_, line) = reasons.first()?;
    let words: BTreeSet<&str> = reasons.iter().map(|(word, _)| word.as_str()).collect();
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let number = count(words.len(), "loss reason");
    let file = file.display();
    Some(format!(
        "{file}:{line}: {number} not among those of the format, kept as `why`: {}; translate them \
         with `reasons` in the map, or set `default_reason`",
        first_of(&words)
    ))
}

/// `crm.csv:5: Stage: message; help (also 7, 9)`.
fn described(file: &Path, group: &NoteGroup) -> String {
    let note = &group.first;
    let mut text = format!("{}:{}: ", file.display(), note.line);
    if let Some(column) = &note.column {
        text.push_str(&format!("{column}: "));
    }
    text.push_str(&note.message);
    if let Some(help) = &note.help {
        text.push_str(&format!("; {help}"));
    }
    let others: Vec<String> = group.lines.iter().skip(1).map(u64::to_string).collect();
    if !others.is_empty() {
        text.push_str(&format!(" (also {})", first_of(&others)));
    }
    text
}

/// The first of a list, and how many more there are.
fn first_of(words: &[String]) -> String {
    let shown = &words[..words.len().min(SHOWN)];
    match words.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What was imported, or would be.
pub fn summary(sheet: &Sheet, conversion: &Conversion, dry_run: bool, ui: &mut Ui) {
    let imported = if dry_run { "would import" } else { "imported" };
    ui.status(&format!(
        "{imported} {}: {} won, {} lost, {} open",
        count(conversion.deals.len(), "deal"),
        conversion.count(Outcome::Won),
        conversion.count(Outcome::Lost),
        conversion.count(Outcome::Open),
    ));
    let members = &conversion.members;
    if !members.is_empty() {
        let names: Vec<String> = members
            .iter()
            .filter_map(|member| member.name.clone())
            .collect();
        let members = count(members.len(), "new team member");
        ui.status(&format!("{members}: {}", first_of(&names)));
    }
    if !conversion.open_statuses.is_empty() {
        let statuses: Vec<String> = conversion.open_statuses.iter().cloned().collect();
        ui.status(&format!(
            "statuses imported as open: {}",
            first_of(&statuses)
        ));
    }
    if let Some((rows, first, last)) = sheet.footer {
        let rows = count(rows, "row");
        ui.status(&format!(
            "skipped: {rows} below the table (lines {first} to {last})"
        ));
    }
    if sheet.blank > 0 {
        ui.status(&format!("skipped: {}", count(sheet.blank, "empty row")));
    }
}

/// How many files a dry run did not show.
pub fn hidden(number: usize, ui: &mut Ui) {
    if number > 0 {
        ui.status(&format!("and {}", count(number, "more file")));
    }
}
