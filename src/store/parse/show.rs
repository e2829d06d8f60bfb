//! A problem as lines on a terminal: where and what, the line, a caret, and what to write instead.
//!
//! Whatever comes from a file is made visible first: an escape sequence in a value is shown, never
//! sent.

use std::borrow::Cow;
use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::place;
use super::problem::Problem;

/// How many characters of a long line are shown on either side of the place.
const AROUND: usize = 48;

/// The text with every character that could steer a terminal written out: `\x1b`, `\n`, `\u{202e}`.
pub fn escape_controls(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| !steers(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| push_visible(&mut shown, c));
    Cow::Owned(shown)
}

/// Control characters, other line ends, and marks that turn the direction of the text around them.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn push_visible(shown: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match c {
        '\n' => write!(shown, "\\n"),
        '\t' => write!(shown, "\\t"),
        '\r' => write!(shown, "\\r"),
        c if steers(c) && u32::from(c) < 0x100 => write!(shown, "\\x{:02x}", u32::from(c)),
        c if steers(c) => write!(shown, "{}", c.escape_unicode()),
        c => write!(shown, "{c}"),
    };
}

impl Problem {
    /// The problem with the line that it is about; `source` is the file as it was read.
    pub fn render(&self, source: Option<&[u8]>, color: bool) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let excerpt = self.excerpt(source.unwrap_or_default());
        let snippet = excerpt.as_ref().map(|excerpt| {
            let caret = excerpt.caret..excerpt.caret_end;
            Element::from(
                Snippet::source(&excerpt.line)
                    .line_start(excerpt.number)
                    .annotation(AnnotationKind::Primary.span(caret)),
            )
        });
        let help = self
            .help
            .as_deref()
            .map(|help| Element::from(Level::HELP.message(escape_controls(help))));
        let title = Level::ERROR.no_name().primary_title(self.to_string());
        renderer.render(&[title.elements(snippet.into_iter().chain(help))])
    }

    fn excerpt(&self, source: &[u8]) -> Option<Excerpt> {
        let (number, column) = (self.line?, self.column?);
        let text = String::from_utf8_lossy(source);
        Some(Excerpt::of(place::line(&text, number)?, number, column))
    }
}

/// A part of one line, made visible, and the bytes of it that the caret stands under.
struct Excerpt {
    number: usize,
    line: String,
    caret: usize,
    caret_end: usize,
}

impl Excerpt {
    fn of(line: &str, number: usize, column: usize) -> Self {
        let column = column.saturating_sub(1);
        let first = column.saturating_sub(AROUND);
        let mut excerpt = Excerpt {
            number,
            line: String::new(),
            caret: 0,
            caret_end: 0,
        };
        if first > 0 {
            excerpt.line.push('…');
        }
        let mut characters = line.chars().skip(first);
        characters
            .by_ref()
            .take(column - first)
            .for_each(|c| push_visible(&mut excerpt.line, c));
        excerpt.caret = excerpt.line.len();
        push_visible(&mut excerpt.line, characters.next().unwrap_or(' '));
        excerpt.caret_end = excerpt.line.len();
        characters
            .by_ref()
            .take(AROUND)
            .for_each(|c| push_visible(&mut excerpt.line, c));
        if characters.next().is_some() {
            excerpt.line.push('…');
        }
        excerpt
    }
}
