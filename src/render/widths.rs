//! How wide the columns of a table are drawn where it is wider than the terminal. Figures are never
//! squeezed.

use unicode_width::UnicodeWidthStr;

use crate::table::Kind;

use super::text::Drawn;
use super::wrap::widest_piece;

/// Blanks between two columns.
pub const GAP: usize = 2;
/// Sentences are wrapped to this width at most, and so are ids where that will do.
const NARROWEST: usize = 24;
/// No text is squeezed into less.
const LEAST: usize = 8;

/// What gives way, in this order, until the columns fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yield {
    /// Sentences, at their blanks.
    Sentences,
    /// Ids that are wider than a sentence has to be, behind their hyphens and underscores.
    LongIds,
    /// Every text, down to the widest piece that stays whole.
    Pieces,
    /// Every text, within its words.
    Words,
}

/// Whether the columns stand side by side in this width once so much has given way.
pub fn fit(columns: &[&Drawn], width: usize, give: Yield) -> bool {
    total(columns.iter().map(|column| column.least(give))) <= width
}

/// The width of each column: what has to gives way, the widest first, and no more than it has to.
pub fn widths(columns: &[&Drawn], limit: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.width()).collect();
    for give in [
        Yield::Sentences,
        Yield::LongIds,
        Yield::Pieces,
        Yield::Words,
    ] {
        let least: Vec<usize> = columns.iter().map(|column| column.least(give)).collect();
        squeeze(&mut widths, &least, limit);
    }
    widths
}

/// The width of columns with the gaps between them.
pub fn total(widths: impl Iterator<Item = usize>) -> usize {
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

impl Drawn {
    /// The least width that it takes.
    pub fn least(&self, give: Yield) -> usize {
        let width = self.width();
        let narrowest = match give {
            _ if self.kind != Kind::Text => width,
            Yield::Sentences | Yield::LongIds if self.is_prose() => NARROWEST,
            Yield::Sentences => width,
            Yield::LongIds => NARROWEST.max(self.widest_piece()),
            Yield::Pieces => LEAST.max(self.widest_piece()),
            Yield::Words => LEAST,
        };
        width.min(narrowest)
    }

    fn is_prose(&self) -> bool {
        self.cells.iter().any(|cell| cell.contains(' '))
    }

    pub fn width(&self) -> usize {
        self.texts().map(UnicodeWidthStr::width).max().unwrap_or(0)
    }

    fn widest_piece(&self) -> usize {
        self.texts().map(widest_piece).max().unwrap_or(0)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().chain([&self.title]).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: Kind, title: &str, cells: &[&str]) -> Drawn {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Drawn {
            title: title.to_owned(),
            kind,
            names: kind == Kind::Text,
            cells,
        }
    }

    #[test]
    fn sentences_give_way_before_ids_and_figures_never() {
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
