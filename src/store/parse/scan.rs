//! One pass over the bytes before any parser sees them.
//!
//! It refuses what is no text at all, and chooses the parser. The fast parser has no budgets: a
//! small file can cost it gigabytes (aliases) or seconds (brackets), and it reads a few rare
//! characters by an older version of YAML. So whatever is not plainly harmless goes to the careful
//! parser, which takes twice the time and is right about everything.

use super::{Read, place::Place};
use crate::finding::{CONFLICT_MARKERS, Finding, UNREADABLE_DEAL};
use crate::store::yaml::line_column;

/// The largest file that is read at all, in bytes.
pub const LARGEST: usize = 1 << 20;
/// The largest file that the fast parser sees.
const LARGE: usize = 256 << 10;
/// The fast parser's time grows with the square of the brackets that are open at once. A thousand
/// take it a millisecond or two, and no deal has as many.
const MANY_BRACKETS: usize = 1000;

/// Which parser a file goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    Fast,
    Careful,
}

/// The text of a file and its parser, or what is wrong with its bytes.
pub(super) fn scan(bytes: &[u8]) -> Read<(&str, Route)> {
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let signs = Signs::new(bytes);
    if signs.control {
        refuse_control_characters(text)?;
    }
    if signs.conflict {
        refuse_conflict(text)?;
    }
    // A text block that ends with the file but without a line end is read in two ways.
    let open_end = !bytes.ends_with(b"\n");
    let odd = signs.odd || open_end || bytes.len() > LARGE || signs.brackets > MANY_BRACKETS;
    Ok((text, if odd { Route::Careful } else { Route::Fast }))
}

/// What one pass saw. A sign only says "look closer": a false alarm costs time and nothing else.
#[derive(Default)]
struct Signs {
    brackets: usize,
    /// Something for the careful parser.
    odd: bool,
    /// A control character, or a byte that one may begin with.
    control: bool,
    /// A line that begins like a conflict marker.
    conflict: bool,
}

impl Signs {
    fn new(bytes: &[u8]) -> Self {
        let mut signs = Signs::default();
        let mut before = b'\n';
        for (at, &byte) in bytes.iter().enumerate() {
            if NOTABLE[usize::from(byte)] || before == b'\n' {
                signs.see(before, byte, bytes.get(at..).unwrap_or_default());
            }
            before = byte;
        }
        signs
    }

    fn see(&mut self, before: u8, byte: u8, rest: &[u8]) {
        // What a text block holds that is a file's whole content, with `#` at the margin, is read
        // in two ways.
        self.odd |= before == b'\n' && begins_text_block(rest);
        match byte {
            b'[' | b'{' => self.brackets += 1,
            // A tab separates words in one parser and is part of them in the other.
            b'\t' => self.odd = true,
            b'&' | b'*' | b'!' | b'?' => self.odd |= begins_token(before, rest),
            // The parsers know different spellings of numbers that are not decimal.
            b'0' => {
                self.odd |= matches!(rest.get(1), Some(b'o' | b'O' | b'x' | b'X' | b'b' | b'B'))
            }
            b'<' => {
                self.odd |= rest.starts_with(b"<<");
                self.conflict |= before == b'\n' && rest.starts_with(b"<<<<<<<");
            }
            b'-' | b'.' | b'%' if before == b'\n' => {
                self.odd |= byte == b'%' || rest.starts_with(b"---") || rest.starts_with(b"...");
            }
            // Next line, line and paragraph separator: line ends in YAML 1.1 and letters in 1.2.
            0xC2 => self.control |= rest.get(1).is_some_and(|next| *next < 0xA0),
            0xE2 => {
                self.odd |= rest.starts_with(b"\xE2\x80\xA8") || rest.starts_with(b"\xE2\x80\xA9")
            }
            0xEF => self.control |= rest.starts_with(b"\xEF\xBF") || rest.starts_with(b"\xEF\xBB"),
            b'\n' | b'\r' => {}
            0x00..=0x1F | 0x7F => self.control = true,
            _ => {}
        }
        self.odd |= self.control;
    }
}

/// Whether the line begins with the head of a text block.
fn begins_text_block(line: &[u8]) -> bool {
    matches!(line.iter().find(|byte| **byte != b' '), Some(b'|' | b'>'))
}

/// Whether an anchor, alias, tag or complex key may begin here; `R & D` and `Q&A` are text.
fn begins_token(before: u8, rest: &[u8]) -> bool {
    let spaced = rest.get(1).is_none_or(u8::is_ascii_whitespace);
    let nameless = matches!(rest, [b'&' | b'*', ..]) && spaced;
    b" \t\r\n[{,:-?!\"'".contains(&before) && !nameless
}

/// What [`Signs::see`] looks at wherever it stands; a table of all bytes, because this is
/// asked of every byte of every file.
static NOTABLE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = is_notable(byte as u8);
        byte += 1;
    }
    table
};

const fn is_notable(byte: u8) -> bool {
    match byte {
        b'\n' | b'\r' => false,
        b'0' | b'[' | b'{' | b'&' | b'*' | b'!' | b'?' | b'<' | 0x7F | 0xC2 | 0xE2 | 0xEF => true,
        other => other < 0x20,
    }
}

/// Whether YAML allows the character in a file.
fn is_printable(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        c => !c.is_control(),
    }
}

fn refuse_control_characters(text: &str) -> Read<()> {
    let Some((at, character)) = text.char_indices().find(|(_, c)| !is_printable(*c)) else {
        return Ok(());
    };
    let message = match character {
        '\0' => "NUL byte: not a text file".to_owned(),
        c => format!(
            "the control character {} is not allowed",
            c.escape_unicode()
        ),
    };
    let help = "delete the character, or restore the file from git";
    Err(unreadable(message, line_column(text, at), help))
}

fn unreadable(message: String, place: Place, help: &str) -> Box<Finding> {
    let problem = Finding::new(UNREADABLE_DEAL, message);
    Box::new(problem.at_line(place).help(help))
}

/// The problem of a file that is larger than a deal may be.
pub(in crate::store) fn too_large() -> Box<Finding> {
    let problem = Finding::new(UNREADABLE_DEAL, "the file is larger than 1 MiB")
        .help("deal files are small; keep documents in separate files");
    Box::new(problem)
}

fn not_utf8(bytes: &[u8], valid: usize) -> Box<Finding> {
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let message = if wide {
        "the file is UTF-16, not UTF-8"
    } else {
        "invalid UTF-8 from here on"
    };
    let place = line_column(&before, valid);
    unreadable(message.to_owned(), place, "save the file as UTF-8")
}

/// The three markers of git in their order; one alone may be a line of somebody's notes.
fn refuse_conflict(text: &str) -> Read<()> {
    let mut lines = text.lines().zip(1..);
    let ours = next_marker(&mut lines, "<<<<<<<");
    let base = next_marker(&mut lines, "=======");
    let theirs = next_marker(&mut lines, ">>>>>>>");
    let (Some(begin), Some(_), Some(end)) = (ours, base, theirs) else {
        return Ok(());
    };
    let message = format!("unresolved merge conflict, down to line {end}");
    let help =
        "keep the right parts and delete the marker lines `<<<<<<<`, `=======` and `>>>>>>>`";
    let problem = Finding::new(CONFLICT_MARKERS, message)
        .at_line((begin, 1))
        .help(help);
    Err(Box::new(problem))
}

fn next_marker<'t>(
    lines: &mut impl Iterator<Item = (&'t str, usize)>,
    marker: &str,
) -> Option<usize> {
    lines.find_map(|(line, number)| {
        let rest = line.strip_prefix(marker)?;
        (rest.is_empty() || rest.starts_with(' ')).then_some(number)
    })
}
