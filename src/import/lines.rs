//! On which line of the file a row begins.

use csv::ByteRecord;

/// Counts the lines up to a row. The reader's own count is one too low behind CRLF.
pub(super) struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line on which the row begins, from 1.
    pub fn of(&mut self, record: &ByteRecord) -> u64 {
        let start = record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or(self.at);
        // A row is said to begin behind the last one's carriage return.
        while self.at < self.text.len()
            && (self.at < start || self.byte(0).is_some_and(|byte| b"\r\n".contains(&byte)))
        {
            let ends = self.byte(0) == Some(b'\n')
                || (self.byte(0) == Some(b'\r') && self.byte(1) != Some(b'\n'));
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }
}
