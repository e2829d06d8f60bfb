//! On which line of the file a row begins.

use csv::ByteRecord;

/// Counts the lines up to a row. The reader's own count is one too low after CRLF.
pub(super) struct LineCounter<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> LineCounter<'t> {
    /// `first` is the number of the text's first line.
    pub fn new(text: &'t [u8], first: u64) -> Self {
        Self {
            text,
            at: 0,
            line: first,
        }
    }

    /// The line on which the row begins, and whether an empty one is before it.
    pub fn line_of(&mut self, record: &ByteRecord) -> (u64, bool) {
        let start = record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or(self.at);
        // The reader lets a row begin after the last one's carriage return.
        let mut ends = 0;
        while self.at < start || matches!(self.byte(0), Some(b'\r' | b'\n')) {
            let Some(byte) = self.byte(0) else { break };
            let is_end = byte == b'\n' || (byte == b'\r' && self.byte(1) != Some(b'\n'));
            let is_break = matches!(byte, b'\r' | b'\n');
            ends = if is_break {
                ends + u64::from(is_end)
            } else {
                0
            };
            self.line += u64::from(is_end);
            self.at += 1;
        }
        (self.line, ends > 1)
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }
}
