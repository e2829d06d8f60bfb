//! Text in the cells of a table, broken into lines. Nothing is lost but the blanks at the breaks.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text in lines no wider than `width`: broken at blanks, behind hyphens and underscores where a word is wider than a
/// line, and within a piece where there is no other way.
pub fn broken(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = vec![String::new()];
    for (place, word) in text.split(' ').enumerate() {
        let room = width.saturating_sub(last(&lines).width());
        if place > 0 && word.width() < room {
            add(&mut lines, " ");
        } else if place > 0 {
            lines.push(String::new());
        }
        pieces(word).for_each(|piece| push(&mut lines, piece, width));
    }
    lines
}

/// How wide the widest piece of the text is that stays whole.
pub fn widest_piece(text: &str) -> usize {
    text.split(' ').flat_map(pieces).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// A word with its hyphens and underscores as the ends of its pieces: an id reads on behind them.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '_'])
}

fn push(lines: &mut Vec<String>, piece: &str, width: usize) {
    if !last(lines).is_empty() && last(lines).width() + piece.width() > width {
        lines.push(String::new());
    }
    for character in piece.chars() {
        if !last(lines).is_empty() && last(lines).width() + character.width().unwrap_or(0) > width {
            lines.push(String::new());
        }
        add(lines, character.encode_utf8(&mut [0; 4]));
    }
}

fn last(lines: &[String]) -> &str {
    lines.last().map_or("", String::as_str)
}

fn add(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_on_behind_a_hyphen() {
        let id = "deutsche-bahn-abrechnung-2026";
        assert_eq!(broken(id, 14), ["deutsche-bahn-", "abrechnung-", "2026"]);
        assert_eq!(broken(id, 15).concat(), id);
        assert_eq!(broken("deutsche-bahn", 20), ["deutsche-bahn"]);
        assert_eq!(widest_piece(id), "abrechnung-".len());
    }

    #[test]
    fn a_sentence_is_broken_at_blanks() {
        assert_eq!(broken("Not before Christmas, the shop", 12), ["Not before", "Christmas,", "the shop"]);
        assert_eq!(broken("so a-long-id goes", 9), ["so", "a-long-id", "goes"]);
    }

    #[test]
    fn what_has_no_break_is_broken_anywhere_and_whole() {
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(broken("한빛은행-정산", 6), ["한빛은", "행-", "정산"]);
        assert_eq!(broken("", 3), [""]);
    }
}
