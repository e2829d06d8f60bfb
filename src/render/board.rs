//! Columns of cards side by side: in bands if the terminal is too narrow for all, one below the
//! other for a pipe.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{align::left, paint::painted};
use crate::escape_controls::escape_controls;
use crate::table::Tone;

/// No column is narrower than this, if the terminal is not.
const NARROWEST: usize = 18;
const GAP: usize = 2;

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardColumn {
    /// Its title and what stands below it, a line each.
    pub head: Vec<String>,
    pub cards: Vec<BoardCard>,
}

/// One card.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BoardCard {
    /// The first one says what it is.
    pub lines: Vec<String>,
    /// That of its last line, which says how it stands.
    pub tone: Option<Tone>,
}

/// Writes the columns; without a width each is below the one before, and nothing is cut.
pub fn board(columns: &[BoardColumn], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let Some(width) = width else {
        return columns.iter().try_for_each(|column| whole(column, out));
    };
    let most = ((width + GAP) / (NARROWEST + GAP)).max(1);
    let bands = columns.len().div_ceil(most).max(1);
    let side_by_side = columns.len().div_ceil(bands).max(1);
    let own = (width + GAP) / side_by_side - GAP;
    for (place, band) in columns.chunks(side_by_side).enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_band(band, own, out)?;
    }
    Ok(())
}

fn whole(column: &BoardColumn, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escape_controls(&column.head.join(", ")))?;
    for card in &column.cards {
        let words: Vec<&str> = card.lines.iter().map(|line| line.trim()).collect();
        writeln!(out, "  {}", escape_controls(&words.join(", ")))?;
    }
    Ok(())
}

fn write_band(band: &[BoardColumn], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let heads = band
        .iter()
        .map(|column| column.head.len())
        .max()
        .unwrap_or(0);
    let columns: Vec<Vec<Line>> = band
        .iter()
        .map(|column| lines(column, heads, width))
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let line: String = columns
            .iter()
            .map(|lines| match lines.get(row) {
                Some((tone, text)) => {
                    let padded = left(text, width + GAP);
                    let blanks = &padded[text.len()..];
                    format!("{}{blanks}", painted(*tone, text))
                }
                None => " ".repeat(width + GAP),
            })
            .collect();
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A line of a column, and its tone.
type Line = (Option<Tone>, String);

fn lines(column: &BoardColumn, heads: usize, width: usize) -> Vec<Line> {
    let head = column.head.iter();
    let mut lines: Vec<Line> = head.map(|line| (None, cut(line, width))).collect();
    lines.resize(heads, Line::default());
    lines.push((None, "─".repeat(width)));
    for card in &column.cards {
        let last = card.lines.len().saturating_sub(1);
        lines.extend(card.lines.iter().enumerate().map(|(place, line)| {
            let tone = match place {
                0 if last > 0 => Some(Tone::Strong),
                _ if place == last => card.tone,
                _ => None,
            };
            (tone, cut(line, width))
        }));
    }
    lines
}

/// The text, ended by `…` where it is too wide.
fn cut(text: &str, width: usize) -> String {
    let text = escape_controls(text);
    if text.width() <= width {
        return text.into_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        if kept.width() + character.width().unwrap_or(0) + 1 > width {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(columns: &[BoardColumn], width: Option<usize>) -> String {
        let mut out = Vec::new();
        board(columns, width, &mut out).expect("a vector takes everything");
        String::from_utf8(super::super::unpainted(&out).into_owned()).expect("text")
    }

    fn column(title: &str, cards: &[&str]) -> BoardColumn {
        let cards = cards
            .iter()
            .map(|card| BoardCard {
                lines: vec![(*card).to_owned(), "  3 days".to_owned()],
                tone: None,
            })
            .collect();
        BoardColumn {
            head: vec![title.to_owned(), "1 deal".to_owned()],
            cards,
        }
    }

    #[test]
    fn wide_characters_align_and_are_cut_whole() {
        let columns = [
            column("발굴", &["한빛은행-정산-플랫폼-도입"]),
            column("closing", &["acme"]),
        ];
        let text = drawn(&columns, Some(38));
        let expected = "\
발굴                closing
1 deal              1 deal
──────────────────  ──────────────────
한빛은행-정산-플…   acme
  3 days              3 days
";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_does_not_fit_goes_into_a_band_below() {
        let columns = ["a", "b", "c", "d"].map(|title| column(title, &[]));
        let text = drawn(&columns, Some(60));
        assert_eq!(text.lines().filter(|line| line.starts_with('─')).count(), 2);
        assert!(text.lines().all(|line| line.width() <= 60), "{text}");
    }

    #[test]
    fn nothing_is_cut_for_a_pipe() {
        let text = drawn(
            &[column(
                "closing",
                &["a-very-long-id-of-a-deal-that-is-whole"],
            )],
            None,
        );
        assert_eq!(
            text,
            "closing, 1 deal\n  a-very-long-id-of-a-deal-that-is-whole, 3 days\n"
        );
    }
}
