//! A problem as lines on a terminal: where and what, the line, a caret, and what to write instead.
//!
//! Whatever comes from a file is escaped first: an escape sequence in a value is shown, never sent.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::place;
use super::problem::Problem;
use crate::escape_controls::escape_controls;

/// How many characters of a long line are shown on either side of the place.
const AROUND: usize = 48;

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

/// A part of one line, escaped, and the bytes of it that the caret stands under.
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
        excerpt.push(characters.by_ref().take(column - first));
        excerpt.caret = excerpt.line.len();
        excerpt.push(std::iter::once(characters.next().unwrap_or(' ')));
        excerpt.caret_end = excerpt.line.len();
        excerpt.push(characters.by_ref().take(AROUND));
        if characters.next().is_some() {
            excerpt.line.push('…');
        }
        excerpt
    }

    fn push(&mut self, characters: impl Iterator<Item = char>) {
        let text: String = characters.collect();
        self.line.push_str(&escape_controls(&text));
    }
}
