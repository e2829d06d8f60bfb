//! One thing at a time for a terminal: sections of rows whose cells align and whose last cell wraps
//! below itself.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{
    align::{left, widest},
    paint::{paint, painted},
    wrap::{escaped_lines, wrapped},
};
use crate::escape_controls::escape_controls;
use crate::table::Tone;

/// Blanks before a row, and between two cells.
const GAP: usize = 2;
/// Words never get less width than this: if the cells before them leave less, they are below.
const NARROWEST: usize = 24;
/// Blanks before words that are below their cells.
const BELOW: usize = 2 * GAP;

/// Rows under a title. A section without rows is not printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    pub title: String,
    pub rows: Vec<Vec<String>>,
    /// The tones of rows, by their place.
    pub tones: BTreeMap<usize, Tone>,
}

impl Section {
    pub fn new(title: impl Into<String>, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        Self {
            title: title.into(),
            rows: rows.into_iter().collect(),
            tones: BTreeMap::new(),
        }
    }

    /// The same with the rows that are in a tone.
    #[must_use]
    pub fn toned(mut self, tone: impl Fn(&[String]) -> Option<Tone>) -> Self {
        let rows = self.rows.iter().enumerate();
        self.tones = rows
            .filter_map(|(place, row)| Some((place, tone(row)?)))
            .collect();
        self
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
    for line in wrapped(&escape_controls(&section.title), width) {
        writeln!(out, "{}", paint(Tone::Strong, &line))?;
    }
    let rows: Vec<Vec<String>> = section.rows.iter().map(|row| escaped(row)).collect();
    let layout = Layout::new(&rows, width);
    for (place, row) in rows.iter().enumerate() {
        let tone = section.tones.get(&place).copied();
        for line in layout.lines(row) {
            writeln!(out, "{}", painted(tone, line.trim_end()))?;
        }
    }
    Ok(())
}

fn escaped(row: &[String]) -> Vec<String> {
    row.iter().map(|cell| escaped_lines(cell)).collect()
}

/// Where the cells of a section stand.
struct Layout {
    /// Of the cells that align.
    widths: Vec<usize>,
    /// Words are below the cells that align, not beside them.
    is_below: bool,
    /// Blanks before words.
    indent: usize,
    /// The width of words.
    room: usize,
}

impl Layout {
    fn new(rows: &[Vec<String>], width: usize) -> Self {
        let columns = rows.iter().map(|row| aligned(row).len()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| widest(rows.iter().filter_map(|row| aligned(row).get(column))))
            .collect();
        let beside = GAP + widths.iter().map(|width| width + GAP).sum::<usize>();
        let is_below = columns > 0 && beside + NARROWEST > width;
        let indent = if is_below { BELOW } else { beside };
        Self {
            widths,
            is_below,
            indent,
            room: width.saturating_sub(indent).max(NARROWEST),
        }
    }

    fn lines(&self, row: &[String]) -> Vec<String> {
        let mut words = wrapped(row.last().map_or("", String::as_str), self.room);
        let mut first = self.cells(row);
        if !self.is_below {
            first.push_str(&words.remove(0));
        }
        let indent = " ".repeat(self.indent);
        let mut lines = vec![first];
        lines.extend(words.iter().map(|line| format!("{indent}{line}")));
        if self.is_below {
            lines.retain(|line| !line.trim().is_empty());
        }
        lines
    }

    fn cells(&self, row: &[String]) -> String {
        let mut line = " ".repeat(GAP);
        for (place, width) in self.widths.iter().enumerate() {
            let cell = aligned(row).get(place).map_or("", String::as_str);
            line.push_str(&left(cell, width + GAP));
        }
        line
    }
}

/// The cells that align: all but the words at the end.
fn aligned(row: &[String]) -> &[String] {
    row.split_last().map_or(&[], |(_, cells)| cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(section: Section, width: usize) -> String {
        let mut out = Vec::new();
        sections(&[Section::default(), section], width, &mut out)
            .expect("a vector takes everything");
        String::from_utf8(super::super::unpainted(&out).into_owned()).expect("text")
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
