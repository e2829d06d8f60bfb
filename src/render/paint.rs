//! Tones as a terminal shows them. What is painted here is taken out again by whoever writes to
//! something else than a terminal with colours, see [`unpainted`].

use std::borrow::Cow;

use crate::escape_controls::escape_controls;
use crate::table::Tone;

const PLAIN: &str = "\x1b[0m";

/// The words in a tone; each of their lines by itself.
pub fn paint(tone: Tone, words: &str) -> String {
    let style = match tone {
        Tone::Bad => "\x1b[31m",
        Tone::Aging => "\x1b[33m",
        Tone::Good => "\x1b[32m",
        Tone::Strong => "\x1b[1m",
        Tone::Quiet => "\x1b[2m",
    };
    let lines = words.split('\n').map(|line| match line {
        "" => String::new(),
        line => format!("{style}{line}{PLAIN}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The same where there may be no tone.
pub fn painted(tone: Option<Tone>, words: &str) -> Cow<'_, str> {
    match tone {
        Some(tone) => Cow::Owned(paint(tone, words)),
        None => Cow::Borrowed(words),
    }
}

/// A unified diff as git paints it.
pub fn diff(text: &str) -> String {
    let line = |line: &str| match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => paint(Tone::Strong, line),
        [b'@', b'@', ..] => paint(Tone::Quiet, line),
        [b'+', ..] => paint(Tone::Good, line),
        [b'-', ..] => paint(Tone::Bad, line),
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A command to copy. Its paint is what tells it from a text that somebody wrote, for
/// [`commands_from`].
pub fn command(words: &str) -> String {
    paint(Tone::Quiet, &escape_controls(words))
}

/// The same bytes with the folder of `-C` in every command that is painted as one.
pub fn commands_from<'b>(bytes: &'b [u8], folder: Option<&str>) -> Cow<'b, [u8]> {
    const DEAL: &[u8] = b"\x1b[2mdeal ";
    let Some(folder) = folder.filter(|_| memchr::memmem::find(bytes, DEAL).is_some()) else {
        return Cow::Borrowed(bytes);
    };
    let mut completed = Vec::with_capacity(bytes.len() + folder.len() + 4);
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, DEAL) {
        let (before, after) = rest.split_at(at + DEAL.len());
        completed.extend_from_slice(before);
        completed.extend_from_slice(format!("-C {folder} ").as_bytes());
        rest = after;
    }
    completed.extend_from_slice(rest);
    Cow::Owned(completed)
}

/// The same bytes without what [`paint`] put in.
pub fn unpainted(bytes: &[u8]) -> Cow<'_, [u8]> {
    const BEGIN: &[u8] = b"\x1b[";
    if memchr::memchr(BEGIN[0], bytes).is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, BEGIN) {
        let (before, style) = rest.split_at(at);
        plain.extend_from_slice(before);
        let end = memchr::memchr(b'm', style).map_or(style.len(), |end| end + 1);
        rest = style.get(end..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paint_goes_on_by_line_and_comes_off_whole() {
        let words = "a\n\nb";
        let shown = paint(Tone::Bad, words);
        assert_eq!(shown, "\x1b[31ma\x1b[0m\n\n\x1b[31mb\x1b[0m");
        assert_eq!(&*unpainted(shown.as_bytes()), words.as_bytes());
        let text = "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n";
        assert_eq!(&*unpainted(diff(text).as_bytes()), text.as_bytes());
    }
}
