//! A CSV file as rows of text, with the line that each begins on. RFC 4180, and the separators that
//! spreadsheets use.

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::header::Header;
use super::lines::Lines;
use super::note::Note;

/// What parts the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
}

impl Separator {
    /// The comma last: of equals the last one is taken.
    const ALL: [Self; 3] = [Self::Tab, Self::Semicolon, Self::Comma];

    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// In words, several of them.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
        }
    }

    /// The one that parts the header into the most columns.
    fn of(text: &[u8]) -> Self {
        let columns = |separator: &Self| {
            let mut header = ByteRecord::new();
            let read = reader(text, *separator).read_byte_record(&mut header);
            read.map_or(0, |_| header.len())
        };
        Self::ALL
            .into_iter()
            .max_by_key(columns)
            .unwrap_or(Self::Comma)
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
    /// Rows of empty cells, as spreadsheets leave them below a table.
    pub blank: usize,
}

/// Why a file is no table at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("the file is empty: it has no header")]
    Empty,
    #[error("the file is UTF-16, not UTF-8")]
    Utf16,
    #[error("the header is not UTF-8 text")]
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
    let separator = Separator::of(text);
    let mut reader = reader(text, separator);
    let mut record = ByteRecord::new();
    let header = header(&mut reader, &mut record)?;
    let mut sheet = Sheet {
        separator,
        header,
        rows: Vec::new(),
        blank: 0,
    };
    let (mut problems, mut lines) = (Vec::new(), Lines::new(text));
    // Reading from memory cannot fail, and rows of any length are taken, so that an error ends the
    // file.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let line = lines.of(&record);
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
        names: names.iter().map(|name| name.trim().to_owned()).collect(),
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
        let message = format!(
            "the row has {cells} cells, the header {}",
            self.header.names.len()
        );
        Note::row(line, message)
            .help("put text that holds the separator or a line end in double quotes")
    }

    fn cell(&self, line: u64, at: usize, cell: &[u8], problems: &mut Vec<Note>) -> String {
        let wrong = |message: &str| Note::row(line, message).column(self.header.name(at));
        match std::str::from_utf8(cell) {
            Err(_) => problems.push(
                wrong("this is not UTF-8 text")
                    .help("save the file as CSV with the encoding UTF-8"),
            ),
            Ok(text) if text.contains('\0') => {
                problems.push(wrong("the text holds a NUL character"))
            }
            Ok(text) if text.len() > LONGEST_CELL => {
                problems.push(wrong("the text is longer than a deal may be"))
            }
            Ok(text) => return text.to_owned(),
        }
        String::new()
    }
}

/// A quote that nobody closes makes one cell of the rest of the file: rows would be lost in
/// silence.
fn open_quote(line: u64, text: &[u8], record: &ByteRecord, reader: &Reader<&[u8]>) -> Option<Note> {
    let start = usize::try_from(record.position()?.byte()).ok()?;
    let end = usize::try_from(reader.position().byte()).ok()?;
    let raw = text.get(start..end).filter(|_| end >= text.len())?;
    let quotes = raw.iter().filter(|byte| **byte == b'"').count();
    let several_lines = raw.trim_ascii().contains(&b'\n');
    (quotes % 2 == 1 && several_lines).then(|| {
        Note::row(line, "a double quote opens in this row and is never closed")
            .help("close it, or write a quote inside quoted text twice")
    })
}
