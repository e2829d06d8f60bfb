//! Text below a `|` or a `>`: with its line ends, or folded into one line.

use super::{Odd, Read, lines::Lines};

/// The text while it is read.
#[derive(Default)]
struct Block {
    text: String,
    /// How far its first line is indented, once that is seen.
    depth: usize,
    /// Empty lines since the last one.
    empty: usize,
    is_folded: bool,
}

impl Lines<'_> {
    /// The text below the sign that stands here, in a line that is indented so far.
    ///
    /// A folded one only where all its lines are as deep as the first and none is empty: the rest
    /// of folding is left to the parsers.
    pub fn text_block(&mut self, parent: usize) -> Read<String> {
        let mut block = Block {
            is_folded: self.here() == b'>',
            ..Block::default()
        };
        self.at += 1;
        let keeps_end = self.here() != b'-';
        self.at += usize::from(!keeps_end);
        self.leave_comment()?;
        loop {
            if self.is_at_end() {
                if keeps_end && !self.has_last_line_end() {
                    return Err(Odd);
                }
                self.indent = None;
                break;
            }
            let start = self.at;
            self.skip_spaces();
            let width = self.at - start;
            if self.ends_line(self.at) {
                block.see_empty(width)?;
                self.leave_line();
            } else if block.depth > 0 && width < block.depth {
                self.at = start;
                self.find_line();
                break;
            } else {
                block.see(width, parent)?;
                self.at = start + block.depth;
                let from = self.at;
                self.leave_line();
                block.push(self.slice(from, self.at)?)?;
            }
        }
        if self.is_deeper(parent) || block.text.is_empty() {
            return Err(Odd);
        }
        if keeps_end {
            block.text.push('\n');
        }
        Ok(block.text)
    }
}

impl Block {
    fn see_empty(&mut self, width: usize) -> Read<()> {
        if self.depth == 0 || width > self.depth || self.is_folded {
            return Err(Odd);
        }
        self.empty += 1;
        Ok(())
    }

    fn see(&mut self, width: usize, parent: usize) -> Read<()> {
        if self.depth == 0 {
            if width <= parent {
                return Err(Odd);
            }
            self.depth = width;
        }
        if self.is_folded && width > self.depth {
            return Err(Odd);
        }
        Ok(())
    }

    fn push(&mut self, line: &str) -> Read<()> {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if self.is_folded && line.ends_with(' ') {
            return Err(Odd);
        }
        if !self.text.is_empty() {
            self.text.push(if self.is_folded { ' ' } else { '\n' });
        }
        let empty = std::mem::take(&mut self.empty);
        self.text.extend(std::iter::repeat_n('\n', empty));
        self.text.push_str(line);
        Ok(())
    }
}
