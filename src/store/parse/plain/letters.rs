//! Which bytes a plain file has, and what they may be part of.

use memchr::{memchr_iter, memchr3_iter};

/// Part of a key without quotes.
pub const KEY: u8 = 1;
/// Where a scalar without quotes may end in a line of its own, and between brackets.
pub const ENDS: u8 = 2;
pub const ENDS_IN_BRACKETS: u8 = 4;
/// What no scalar without quotes begins with.
pub const NO_START: u8 = 8;

/// The classes of each byte.
static CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = classes(byte as u8);
        byte += 1;
    }
    table
};

const fn classes(byte: u8) -> u8 {
    let key = byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte >= 0x80;
    let ends = matches!(byte, b'\n' | b'\r' | b':' | b'#');
    let brackets = matches!(byte, b',' | b'[' | b']' | b'{' | b'}');
    let sign = matches!(
        byte,
        b'&' | b'*' | b'!' | b'|' | b'>' | b'<' | b'=' | b'\'' | b'"' | b'%' | b'@' | b'`' | b' '
    );
    (if key { KEY } else { 0 })
        | (if ends { ENDS } else { 0 })
        | (if ends || brackets || byte == b'?' {
            ENDS_IN_BRACKETS | NO_START
        } else {
            0
        })
        | (if sign { NO_START } else { 0 })
}

pub fn is(byte: u8, class: u8) -> bool {
    CLASSES[usize::from(byte)] & class != 0
}

/// Whether there are no tabs and other control characters, no line ends but LF and CR LF, and none
/// of the letters that the parsers read in two ways.
pub fn are_plain(bytes: &[u8]) -> bool {
    // One thing at a time and without a way out, so that the compiler takes many bytes at once.
    let is_control = |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\r') | (byte == 0x7F);
    let controls = bytes
        .iter()
        .fold(0, |seen, byte| seen | u8::from(is_control(*byte)));
    let returns = bytes
        .iter()
        .fold(0, |seen, byte| seen | u8::from(*byte == b'\r'));
    let is_odd = controls != 0
        || (returns != 0 && has_lone_return(bytes))
        || (!bytes.is_ascii() && has_odd_letter(bytes));
    !is_odd
}

fn has_lone_return(bytes: &[u8]) -> bool {
    memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// C1 controls and the space that does not break, line ends of YAML 1.1, marks of byte order, and
/// the specials at the end of the first plane.
fn has_odd_letter(bytes: &[u8]) -> bool {
    memchr3_iter(0xC2, 0xE2, 0xEF, bytes).any(|at| match bytes.get(at..).unwrap_or_default() {
        [0xC2, next, ..] => *next <= 0xA0,
        [0xE2, 0x80, last, ..] => matches!(last, 0xA8 | 0xA9),
        [0xEF, next, ..] => matches!(next, 0xBB | 0xBF),
        _ => false,
    })
}
