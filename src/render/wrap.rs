//! Text broken into lines. Nothing is lost but the blanks at the breaks.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::escape_controls::escape_controls;

/// The text in lines no wider than `width`: broken at blanks, behind hyphens and underscores where
/// a word is wider than a line, and within a piece where there is no other way.
pub fn broken(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = Lines::new(width, width);
    text.split(' ').for_each(|word| lines.add(word, false));
    lines.finish()
}

/// Running text of one line or several: what is wider than a line, as an id or a path, stays whole,
/// so that it can be copied. Scripts without blanks are broken anywhere.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.split('\n')
        .flat_map(|line| hanging(line, width, 0))
        .collect()
}

/// One line of running text; what goes on below is set in.
pub fn hanging(text: &str, width: usize, indent: usize) -> Vec<String> {
    let mut lines = Lines::new(width, width.saturating_sub(indent));
    text.split(' ')
        .for_each(|word| lines.add(word, word.is_ascii()));
    let mut lines = lines.finish();
    for line in lines.iter_mut().skip(1) {
        line.insert_str(0, &" ".repeat(indent));
    }
    lines
}

/// The text with everything escaped but its line ends.
pub fn escaped_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(escape_controls).collect();
    lines.join("\n")
}

/// How wide the widest piece of the text is that stays whole.
pub fn widest_piece(text: &str) -> usize {
    text.split(' ')
        .flat_map(pieces)
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

/// A word with its hyphens and underscores as the ends of its pieces: an id reads on behind them.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '_'])
}

/// Lines that are filled word by word.
struct Lines {
    full: Vec<String>,
    line: String,
    /// How wide the line is so far.
    filled: usize,
    first: usize,
    further: usize,
}

impl Lines {
    /// As wide as that: the first line, and all further ones.
    fn new(first: usize, further: usize) -> Self {
        Self {
            full: Vec::new(),
            line: String::new(),
            filled: 0,
            first,
            further,
        }
    }

    /// What is left of the line.
    fn room(&self) -> usize {
        let width = if self.full.is_empty() {
            self.first
        } else {
            self.further
        };
        width.saturating_sub(self.filled)
    }

    fn add(&mut self, word: &str, whole: bool) {
        if !self.line.is_empty() && word.width() < self.room() {
            self.line.push(' ');
            self.filled += 1;
        } else if !self.line.is_empty() {
            self.end();
        }
        if whole {
            self.line.push_str(word);
            self.filled += word.width();
        } else {
            pieces(word).for_each(|piece| self.push(piece));
        }
    }

    fn push(&mut self, piece: &str) {
        if !self.line.is_empty() && piece.width() > self.room() {
            self.end();
        }
        for character in piece.chars() {
            let width = character.width().unwrap_or(0);
            if !self.line.is_empty() && width > self.room() {
                self.end();
            }
            self.line.push(character);
            self.filled += width;
        }
    }

    fn end(&mut self) {
        self.full.push(std::mem::take(&mut self.line));
        self.filled = 0;
    }

    fn finish(mut self) -> Vec<String> {
        self.end();
        self.full
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
        assert_eq!(
            broken("Not before Christmas, the shop", 12),
            ["Not before", "Christmas,", "the shop"]
        );
        assert_eq!(broken("so a-long-id goes", 9), ["so", "a-long-id", "goes"]);
    }

    #[test]
    fn words_of_scripts_without_blanks_break_anywhere() {
        assert_eq!(wrapped("日本語日本語", 6), ["日本語", "日本語"]);
        assert_eq!(
            wrapped("a-very-long-id-is-whole", 6),
            ["a-very-long-id-is-whole"]
        );
    }

    #[test]
    fn what_goes_on_below_is_set_in() {
        assert_eq!(
            hanging("! one deal lacks an amount", 12, 2),
            ["! one deal", "  lacks an", "  amount"]
        );
        assert_eq!(
            hanging("! 한빛은행 정산", 10, 4),
            ["! 한빛은행", "    정산"]
        );
    }

    #[test]
    fn what_has_no_break_is_broken_anywhere_and_whole() {
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(broken("한빛은행-정산", 6), ["한빛은", "행-", "정산"]);
        assert_eq!(broken("", 3), [""]);
    }
}
