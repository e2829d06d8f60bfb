//! Columns of cards side by side: in bands where the terminal is too narrow for all, one below the
//! other for a pipe.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::escape_controls::escape_controls;

use super::sheet::padded;

/// No column is narrower than this, if the terminal is not.
const NARROWEST: usize = 18;
const GAP: usize = 2;

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Its title and what stands below it, a line each.
    pub head: Vec<String>,
    /// The lines of each card.
    pub cards: Vec<Vec<String>>,
}

/// Writes the columns; without a width each stands below the one before, and nothing is cut.
pub fn board(lanes: &[Lane], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let Some(width) = width else {
        return lanes.iter().try_for_each(|lane| whole(lane, out));
    };
    let most = ((width + GAP) / (NARROWEST + GAP)).max(1);
    let bands = lanes.len().div_ceil(most).max(1);
    let columns = lanes.len().div_ceil(bands).max(1);
    let own = (width + GAP) / columns - GAP;
    for (place, band) in lanes.chunks(columns).enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_band(band, own, out)?;
    }
    Ok(())
}

fn whole(lane: &Lane, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escape_controls(&lane.head.join(", ")))?;
    for card in &lane.cards {
        let words: Vec<&str> = card.iter().map(|line| line.trim()).collect();
        writeln!(out, "  {}", escape_controls(&words.join(", ")))?;
    }
    Ok(())
}

fn write_band(band: &[Lane], width: usize, out: &mut dyn Write) -> io::Result<()> {
    let heads = band.iter().map(|lane| lane.head.len()).max().unwrap_or(0);
    let columns: Vec<Vec<String>> = band.iter().map(|lane| lines(lane, heads, width)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..height {
        let cells = columns
            .iter()
            .map(|column| column.get(row).map_or("", String::as_str));
        let line: String = cells.map(|cell| padded(cell, width + GAP)).collect();
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn lines(lane: &Lane, heads: usize, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = lane.head.iter().map(|line| cut(line, width)).collect();
    lines.resize(heads, String::new());
    lines.push("─".repeat(width));
    lines.extend(lane.cards.iter().flatten().map(|line| cut(line, width)));
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

    fn drawn(lanes: &[Lane], width: Option<usize>) -> String {
        let mut out = Vec::new();
        board(lanes, width, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    fn lane(title: &str, cards: &[&str]) -> Lane {
        let cards = cards
            .iter()
            .map(|card| vec![(*card).to_owned(), "  3 days".to_owned()])
            .collect();
        Lane {
            head: vec![title.to_owned(), "1 deal".to_owned()],
            cards,
        }
    }

    #[test]
    fn wide_characters_align_and_are_cut_whole() {
        let lanes = [
            lane("발굴", &["한빛은행-정산-플랫폼-도입"]),
            lane("closing", &["acme"]),
        ];
        let text = drawn(&lanes, Some(38));
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
        let lanes = ["a", "b", "c", "d"].map(|title| lane(title, &[]));
        let text = drawn(&lanes, Some(60));
        assert_eq!(text.lines().filter(|line| line.starts_with('─')).count(), 2);
        assert!(text.lines().all(|line| line.width() <= 60), "{text}");
    }

    #[test]
    fn nothing_is_cut_for_a_pipe() {
        let text = drawn(
            &[lane("closing", &["a-very-long-id-of-a-deal-that-is-whole"])],
            None,
        );
        assert_eq!(
            text,
            "closing, 1 deal\n  a-very-long-id-of-a-deal-that-is-whole, 3 days\n"
        );
    }
}
