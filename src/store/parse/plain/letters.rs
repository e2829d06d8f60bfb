//! Which bytes a plain file has, and what they may be part of.

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
    const ODD: u8 = 1;
    const HIGH: u8 = 2;
    const RETURN: u8 = 4;
    let flags = |byte: u8| {
        let is_control = (byte < 0x20) & (byte != b'\n') & (byte != b'\r') | (byte == 0x7F);
        u8::from(is_control) | (u8::from(byte >= 0x80) << 1) | (u8::from(byte == b'\r') << 2)
    };
    // In chunks, which the compiler takes whole.
    let (chunks, rest) = bytes.as_chunks::<32>();
    let of_rest = rest.iter().fold(0, |seen, byte| seen | flags(*byte));
    let seen = chunks.iter().fold(of_rest, |seen, chunk| {
        chunk.iter().fold(seen, |seen, byte| seen | flags(*byte))
    });
    let has = |flag| seen & flag != 0;
    let is_odd =
        has(ODD) || (has(RETURN) && has_lone_return(bytes)) || (has(HIGH) && has_odd_letter(bytes));
    !is_odd
}

fn has_lone_return(bytes: &[u8]) -> bool {
    let pairs = bytes
        .windows(2)
        .any(|pair| pair[0] == b'\r' && pair[1] != b'\n');
    pairs || bytes.ends_with(b"\r")
}

/// C1 controls and the space that does not break, line ends of YAML 1.1, marks of byte order, and
/// the specials at the end of the first plane.
fn has_odd_letter(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().any(|(at, byte)| {
        let behind = |place: usize| bytes.get(at + place).copied().unwrap_or_default();
        match byte {
            0xC2 => behind(1) <= 0xA0,
            0xE2 => behind(1) == 0x80 && matches!(behind(2), 0xA8 | 0xA9),
            0xEF => matches!(behind(1), 0xBB | 0xBF),
            _ => false,
        }
    })
}
