//! One thing at a time for a terminal: sections of rows whose cells align and whose last cell wraps
//! below itself.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::escape_controls::escape_controls;

use super::wrap::wrapped;

/// Blanks before a row, and between two cells.
const GAP: usize = 2;
/// Words are never squeezed into less than this: where the cells before them leave no more, they
/// stand below.
const NARROWEST: usize = 24;
/// Blanks before words that stand below their cells.
const BELOW: usize = 2 * GAP;

/// Rows under a title. A section without rows is not printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    pub title: String,
    pub rows: Vec<Vec<String>>,
}

impl Section {
    pub fn new(title: impl Into<String>, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        Self {
            title: title.into(),
            rows: rows.into_iter().collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Writes the sections that have rows, a blank line between two.
pub fn sections(sections: &[Section], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for (place, section) in sections
        .iter()
        .filter(|section| !section.is_empty())
        .enumerate()
    {
        if place > 0 {
            writeln!(out)?;
        }
        write(section, width, out)?;
    }
    Ok(())
}

fn write(section: &Section, width: usize, out: &mut dyn Write) -> io::Result<()> {
    wrapped(&escape_controls(&section.title), width)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"))?;
    let rows: Vec<(Vec<String>, String)> = section.rows.iter().map(|row| split(row)).collect();
    let columns = rows.iter().map(|(lead, _)| lead.len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(|column| widest(&rows, column)).collect();
    let beside = GAP + widths.iter().map(|width| width + GAP).sum::<usize>();
    let is_below = columns > 0 && beside + NARROWEST > width;
    let indent = if is_below { BELOW } else { beside };
    let (room, further) = (
        width.saturating_sub(indent).max(NARROWEST),
        " ".repeat(indent),
    );
    for (lead, words) in &rows {
        let cells = widths
            .iter()
            .enumerate()
            .map(|(at, width)| padded(lead.get(at).map_or("", String::as_str), width + GAP));
        let before = " ".repeat(GAP) + &cells.collect::<String>();
        let mut lines = wrapped(words, room);
        let beside = if is_below {
            String::new()
        } else {
            lines.remove(0)
        };
        let lines = std::iter::once(before + &beside)
            .chain(lines.iter().map(|line| format!("{further}{line}")));
        for line in lines.filter(|line| !is_below || !line.trim().is_empty()) {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

/// The cells that align, and the words behind them.
fn split(row: &[String]) -> (Vec<String>, String) {
    let cells: Vec<String> = row.iter().map(|cell| spelled(cell)).collect();
    match cells.split_last() {
        Some((words, lead)) => (lead.to_vec(), words.clone()),
        None => (Vec::new(), String::new()),
    }
}

/// Line ends stay: they are where the writer of a text of several lines wants them.
pub(super) fn spelled(text: &str) -> String {
    text.lines()
        .map(escape_controls)
        .collect::<Vec<_>>()
        .join("\n")
}

fn widest(rows: &[(Vec<String>, String)], column: usize) -> usize {
    rows.iter()
        .filter_map(|(lead, _)| lead.get(column))
        .map(|cell| cell.width())
        .max()
        .unwrap_or(0)
}

pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(section: Section, width: usize) -> String {
        let mut out = Vec::new();
        sections(&[Section::default(), section], width, &mut out)
            .expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn the_last_cell_wraps_below_itself() {
        let rows = [
            ["한빛", "It is all about the price of it"],
            ["jane", "Two\nlines"],
            ["x", ""],
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let expected = "who\n  한빛  It is all about the price\n        of it\n  jane  Two\n        lines\n  x\n";
        assert_eq!(drawn(Section::new("who", rows), 34), expected);
    }

    #[test]
    fn words_stand_below_cells_that_leave_them_no_room() {
        let row = [
            "silence",
            "15.00 of 15",
            "the buyer has been silent for two weeks",
        ]
        .map(str::to_owned);
        let expected =
            "why\n  silence  15.00 of 15\n    the buyer has been silent\n    for two weeks\n";
        assert_eq!(drawn(Section::new("why", [row.to_vec()]), 30), expected);
    }
}
