//! A CSV file as rows of text, with the line that each begins on. RFC 4180, and the separators that
//! spreadsheets use.

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::{header::Header, lines::LineCounter, note::Note};
use crate::one_form::composed;

/// What is between the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
}

impl Separator {
    /// The comma last: of equal ones the last is taken.
    const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        }
    }

    /// The one that cuts the header into the most columns.
    fn guess(text: &[u8]) -> Self {
        Self::ALL
            .into_iter()
            .max_by_key(|separator| separator.columns(text))
            .unwrap_or(Self::Comma)
    }

    fn columns(self, text: &[u8]) -> usize {
        let mut header = ByteRecord::new();
        let read = reader(text, self).read_byte_record(&mut header);
        read.map_or(0, |_| header.len())
    }
}

/// A row and the line of the file on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub cells: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub separator: Separator,
    pub header: Header,
    pub rows: Vec<Row>,
    /// How many rows of empty cells there were, as spreadsheets leave them below a table.
    pub blank: usize,
}

/// Why a file is not a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("empty file: no header row")]
    Empty,
    #[error("the file is UTF-16, not UTF-8")]
    Utf16,
    #[error("the header is not valid UTF-8")]
    Header,
}

/// More than a deal file may hold.
const LONGEST_CELL: usize = 100_000;

/// The rows of a file, and what is wrong with some of them.
pub fn read(bytes: &[u8]) -> Result<(Sheet, Vec<Note>), SheetError> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(SheetError::Utf16);
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let separator = Separator::guess(text);
    let mut reader = reader(text, separator);
    let mut record = ByteRecord::new();
    let header = header(&mut reader, &mut record)?;
    let mut sheet = Sheet {
        separator,
        header,
        rows: Vec::new(),
        blank: 0,
    };
    let mut problems = Vec::new();
    let mut lines = LineCounter::new(text);
    // Reading from memory cannot fail, and rows of any length are taken, so that an error ends the
    // file.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let line = lines.line_of(&record);
        sheet.take(line, &record, &mut problems);
        problems.extend(open_quote(line, text, &record, &reader));
    }
    Ok((sheet, problems))
}

fn reader(text: &[u8], separator: Separator) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(separator.byte())
        .has_headers(false)
        .flexible(true)
        .from_reader(text)
}

fn header(reader: &mut Reader<&[u8]>, record: &mut ByteRecord) -> Result<Header, SheetError> {
    if !reader.read_byte_record(record).unwrap_or(false) {
        return Err(SheetError::Empty);
    }
    let names = StringRecord::from_byte_record(record.clone()).map_err(|_| SheetError::Header)?;
    Ok(Header {
        names: names
            .iter()
            .map(|name| composed(name.trim().into()).into_owned())
            .collect(),
    })
}

impl Sheet {
    fn take(&mut self, line: u64, record: &ByteRecord, problems: &mut Vec<Note>) {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            self.blank += 1;
            return;
        }
        if record.len() != self.header.names.len() {
            problems.push(self.wrong_length(line, record.len()));
        }
        let cells = record
            .iter()
            .enumerate()
            .map(|(at, cell)| self.cell(line, at, cell, problems))
            .collect();
        self.rows.push(Row { line, cells });
    }

    fn wrong_length(&self, line: u64, cells: usize) -> Note {
        let columns = self.header.names.len();
        let message = format!("{cells} cells in this row, {columns} in the header");
        Note::new(line, message)
            .help("put text that contains the separator or a line break in double quotes")
    }

    fn cell(&self, line: u64, at: usize, cell: &[u8], problems: &mut Vec<Note>) -> String {
        match text(cell) {
            Ok(text) => composed(text.into()).into_owned(),
            Err((message, help)) => {
                let mut note = Note::new(line, message).column(self.header.name(at));
                note.help = help.map(str::to_owned);
                problems.push(note);
                String::new()
            }
        }
    }
}

/// The text of a cell, or what is wrong with it and what to do.
fn text(cell: &[u8]) -> Result<&str, (&'static str, Option<&'static str>)> {
    match std::str::from_utf8(cell) {
        Err(_) => Err(("not valid UTF-8", Some("save the file as CSV in UTF-8"))),
        Ok(text) if text.contains('\0') => Err(("the text contains a NUL character", None)),
        Ok(text) if text.len() > LONGEST_CELL => Err(("too long for a deal file", None)),
        Ok(text) => Ok(text),
    }
}

/// A quote that is never closed makes one cell of the rest of the file: rows would be lost in
/// silence.
fn open_quote(line: u64, text: &[u8], record: &ByteRecord, reader: &Reader<&[u8]>) -> Option<Note> {
    let start = usize::try_from(record.position()?.byte()).ok()?;
    let end = usize::try_from(reader.position().byte()).ok()?;
    let raw = text.get(start..end).filter(|_| end >= text.len())?;
    let quotes = raw.iter().filter(|byte| **byte == b'"').count();
    let has_several_lines = raw.trim_ascii().contains(&b'\n');
    (quotes % 2 == 1 && has_several_lines).then(|| {
        Note::new(line, "unclosed double quote")
            .help("close it; inside quoted text, write a double quote twice")
    })
}
