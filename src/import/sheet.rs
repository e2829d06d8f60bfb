//! A CSV file as rows of text, with the line that each begins on. RFC 4180, and the separators that
//! spreadsheets use.

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::{header::Header, lines::LineCounter, note::Note};
use crate::one_form::{composed, same_text};

/// What is between the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Separator {
    /// The comma last: of equal ones the last is taken.
    const ALL: [Self; 4] = [Self::Pipe, Self::Tab, Self::Semicolon, Self::Comma];

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
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
    /// Whether an empty line or row is before it.
    is_apart: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub separator: Separator,
    pub header: Header,
    pub rows: Vec<Row>,
    /// How many rows of empty cells there were, as spreadsheets leave them below a table.
    pub blank: usize,
    /// The lines of what a report prints below its table: how many, from and to.
    pub footer: Option<(usize, u64, u64)>,
    last_is_blank: bool,
}

/// Why a file is not a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("empty file: no header row")]
    Empty,
    #[error("the header is not valid UTF-8")]
    Header,
}

/// More than a deal file may hold.
const LONGEST_CELL: usize = 100_000;

/// What to do about another encoding.
pub const NOT_UTF8: &str =
    "save the file as CSV in UTF-8, or name its encoding, such as --encoding windows-1252";

/// The rows of a file, and what is wrong with some of them.
pub fn read(bytes: &[u8]) -> Result<(Sheet, Vec<Note>), SheetError> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (named, lines_before, text) = named_separator(text);
    let separator = named.unwrap_or_else(|| Separator::guess(text));
    let mut reader = reader(text, separator);
    let mut record = ByteRecord::new();
    let header = header(&mut reader, &mut record)?;
    let mut sheet = Sheet {
        separator,
        header,
        rows: Vec::new(),
        blank: 0,
        footer: None,
        last_is_blank: false,
    };
    let mut problems = Vec::new();
    let mut lines = LineCounter::new(text, 1 + lines_before);
    // Reading from memory cannot fail, and rows of any length are taken, so that an error ends the
    // file.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let (line, is_apart) = lines.line_of(&record);
        sheet.take(line, is_apart, &record, &mut problems);
        problems.extend(open_quote(line, text, &record, &reader));
    }
    sheet.cut_footer(&mut problems);
    Ok((sheet, problems))
}

/// The separator that a first line `sep=;` names, how many lines that takes, and the rest.
fn named_separator(text: &[u8]) -> (Option<Separator>, u64, &[u8]) {
    let end = text.iter().position(|byte| *byte == b'\n');
    let (first, rest) = text.split_at(end.map_or(text.len(), |end| end + 1));
    let first = first.trim_ascii_end();
    let first = first.strip_prefix(b"\"").unwrap_or(first);
    let first = first.strip_suffix(b"\"").unwrap_or(first);
    let named = first.strip_prefix(b"sep=").or(first.strip_prefix(b"SEP="));
    let mut known = Separator::ALL.into_iter();
    match named.and_then(|named| known.find(|separator| named == [separator.byte()])) {
        Some(separator) => (Some(separator), 1, rest),
        None => (None, 0, text),
    }
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
    /// `is_apart` where empty lines are before the row.
    fn take(&mut self, line: u64, is_apart: bool, record: &ByteRecord, problems: &mut Vec<Note>) {
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            self.blank += 1;
            self.last_is_blank = true;
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
        self.rows.push(Row {
            line,
            cells,
            is_apart: is_apart || std::mem::take(&mut self.last_is_blank),
        });
    }

    /// Takes away what a report prints below its table: behind an empty line only rows of one cell.
    fn cut_footer(&mut self, problems: &mut Vec<Note>) {
        let columns = self.header.names.len();
        let table = self.rows.iter().rposition(|row| row.cells.len() > 1);
        let behind = self.rows.iter().skip(table.map_or(0, |last| last + 1));
        let Some(first) = behind.clone().find(|row| row.is_apart).map(|row| row.line) else {
            return;
        };
        if columns > 1 {
            let rows = self.rows.extract_if(.., |row| row.line >= first);
            let lines: Vec<u64> = rows.map(|row| row.line).collect();
            problems.retain(|problem| problem.line < first);
            self.footer = lines.last().map(|last| (lines.len(), first, *last));
        }
    }

    /// Empties the cells that say nothing but one of these words, in any case.
    pub fn forget(&mut self, words: &[String]) {
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells);
        let is_one = |cell: &str| words.iter().any(|word| same_text(word.trim(), cell.trim()));
        cells.filter(|cell| is_one(cell)).for_each(String::clear);
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
                String::from_utf8_lossy(cell).into_owned()
            }
        }
    }
}

/// The text of a cell, or what is wrong with it and what to do.
fn text(cell: &[u8]) -> Result<&str, (&'static str, Option<&'static str>)> {
    match std::str::from_utf8(cell) {
        Err(_) => Err(("not valid UTF-8", Some(NOT_UTF8))),
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
