//! The parser's events with their bytes; what a person would not write in a deal is refused.

use std::ops::Range;

use granit_parser::{Event, Parser, StrInput};

use super::{error::ParseError, lines::rest};

/// How deep collections may nest.
pub(super) const MAX_DEPTH: usize = 64;

/// An event and the bytes that the parser gives it.
pub(super) type Spanned<'t> = (Event<'t>, Range<usize>);

pub(super) struct Events<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> Events<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut options = granit_parser::options! {
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
            emit_unresolved_aliases: true,
        };
        options.set_emit_comments(false);
        let parser = Parser::new_from_str_with_options(text, options);
        Self { text, parser }
    }

    pub fn next(&mut self) -> Result<Spanned<'t>, ParseError> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                self.refuse_properties(&event, range.start)?;
                Ok((event, range))
            }
            Some(Err(error)) => {
                let offset = error.marker().byte_offset().unwrap_or_default();
                self.refuse(offset, error.info())
            }
            None => Ok((Event::StreamEnd, self.text.len()..self.text.len())),
        }
    }

    fn refuse_properties(&self, event: &Event<'t>, at: usize) -> Result<(), ParseError> {
        if matches!(event, Event::Alias(_) | Event::UnresolvedAlias(_)) {
            return self.refuse(at, "an alias (`*name`) is not allowed");
        }
        if event.anchor_id().is_some_and(|id| id > 0) {
            return self.refuse(at, "an anchor (`&name`) is not allowed");
        }
        if event.tag().is_some() {
            return self.refuse(at, "a tag (`!name`) is not allowed");
        }
        Ok(())
    }

    pub fn refuse<T>(&self, offset: usize, message: impl Into<String>) -> Result<T, ParseError> {
        Err(ParseError::new(self.text, offset, message))
    }

    /// Refuses the text if it does not go on with one of these characters.
    pub fn expect(&self, at: usize, any_of: &[char]) -> Result<(), ParseError> {
        if rest(self.text, at).starts_with(any_of) {
            return Ok(());
        }
        self.refuse(at, "this YAML style is not supported")
    }

    /// Refuses the text if an entry does not start where the parser says.
    pub fn expect_start(&self, start: usize, span: &Range<usize>) -> Result<(), ParseError> {
        if start == span.start {
            return Ok(());
        }
        if rest(self.text, start).starts_with('?') {
            return self.refuse(start, "a complex key (`? key`) is not allowed");
        }
        self.refuse(start, "this YAML style is not supported")
    }
}
