//! How wide the columns of a table are drawn if it is wider than the terminal. Figures are never
//! squeezed.

use super::{align::widest, columns::TextColumn, wrap::widest_piece};
use crate::table::Kind;

/// Blanks between two columns.
pub const GAP: usize = 2;
/// Sentences are never wrapped to less, nor are ids if that suffices.
const NARROWEST: usize = 24;
/// No text is squeezed into less.
const LEAST: usize = 8;

/// What is wrapped, one level after the other, until the columns fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrapLevel {
    /// Sentences, at their blanks.
    Sentences,
    /// Ids wider than a sentence needs to be, after their hyphens and underscores.
    LongIds,
    /// Every text, down to the widest piece that stays whole.
    Pieces,
    /// Every text, within its words.
    Words,
}

/// Whether the columns fit this width side by side at a level of wrapping.
pub fn fit(columns: &[&TextColumn], width: usize, level: WrapLevel) -> bool {
    total(columns.iter().map(|column| column.least(level))) <= width
}

/// The width of each column: wrapped no more than needed, the widest first.
pub fn widths(columns: &[&TextColumn], limit: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.width()).collect();
    for level in [
        WrapLevel::Sentences,
        WrapLevel::LongIds,
        WrapLevel::Pieces,
        WrapLevel::Words,
    ] {
        let least: Vec<usize> = columns.iter().map(|column| column.least(level)).collect();
        squeeze(&mut widths, &least, limit);
    }
    widths
}

/// The width of columns with the gaps between them.
fn total(widths: impl Iterator<Item = usize>) -> usize {
    widths
        .map(|width| width + GAP)
        .sum::<usize>()
        .saturating_sub(GAP)
}

fn squeeze(widths: &mut [usize], least: &[usize], limit: usize) {
    while total(widths.iter().copied()) > limit {
        let can_yield = widths
            .iter_mut()
            .zip(least)
            .filter(|(width, least)| **width > **least);
        let Some((widest, _)) = can_yield.max_by_key(|(width, _)| **width) else {
            return;
        };
        *widest -= 1;
    }
}

impl TextColumn {
    /// The least width that it takes.
    pub fn least(&self, level: WrapLevel) -> usize {
        let width = self.width();
        let narrowest = match level {
            _ if self.kind != Kind::Text => width,
            WrapLevel::Sentences | WrapLevel::LongIds if self.is_prose() => NARROWEST,
            WrapLevel::Sentences => width,
            WrapLevel::LongIds => NARROWEST.max(self.widest_piece()),
            WrapLevel::Pieces => LEAST.max(self.widest_piece()),
            WrapLevel::Words => LEAST,
        };
        width.min(narrowest)
    }

    fn is_prose(&self) -> bool {
        self.cells.iter().any(|cell| cell.contains(' '))
    }

    pub fn width(&self) -> usize {
        widest(self.texts())
    }

    fn widest_piece(&self) -> usize {
        self.texts()
            .map(|text| widest_piece(text))
            .max()
            .unwrap_or(0)
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        self.cells.iter().chain([&self.title])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: Kind, title: &str, cells: &[&str]) -> TextColumn {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        TextColumn {
            title: title.to_owned(),
            kind,
            names: kind == Kind::Text,
            cells,
            tones: Vec::new(),
        }
    }

    #[test]
    fn sentences_level_way_before_ids_and_figures_never() {
        let id = column(
            Kind::Text,
            "deal",
            &["deutsche-bahn-fernverkehr-abrechnung-2026"],
        );
        let words = column(
            Kind::Text,
            "words",
            &["The spreadsheet has worked for twelve years and we like it"],
        );
        let figure = column(Kind::Count, "a figure", &["12"]);
        let columns = [&id, &words, &figure];
        assert_eq!(widths(&columns, 200), [41, 58, 8]);
        assert_eq!(widths(&columns, 90), [41, 37, 8]);
        assert_eq!(widths(&columns, 70), [34, 24, 8]);
        assert_eq!(widths(&columns, 50), [19, 19, 8]);
        assert!(widths(&columns, 20)[2] == 8);
    }
}
