//! Parser events to a tree with exact byte ranges.
//!
//! The parser's spans are taken for scalars, keys and brackets. Where they mislead (an empty
//! value's lies before its colon, a block text's behind its header and over the blank lines that
//! follow, a block list's at its first value) the place is found in the text, where only blanks,
//! comments and one indicator can stand between two tokens.

use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle};

use super::lines::{column, rest, skip_trivia};
use super::literal;
use super::tree::{Collection, Entry, Key, Kind, Layout, Node, ParseError, Scalar};

/// How deep collections may nest.
const DEPTH: usize = 64;

/// Reads the one document of a text.
pub(super) fn tree(text: &str) -> Result<Node, ParseError> {
    let mut options = granit_parser::options! {
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
        emit_unresolved_aliases: true,
    };
    options.set_emit_comments(false);
    let events = Parser::new_from_str_with_options(text, options);
    Builder { text, events }.document()
}

struct Builder<'t> {
    text: &'t str,
    events: Parser<'t, StrInput<'t>>,
}

type Next<'t> = (Event<'t>, Range<usize>);

impl<'t> Builder<'t> {
    fn document(mut self) -> Result<Node, ParseError> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart => {}
                Event::DocumentStart(marked, _) => {
                    let from = if marked { span.end } else { 0 };
                    let next = self.next()?;
                    let root = self.node(next, from, 0)?;
                    return self.finish(root);
                }
                _ => return Ok(empty(skip_trivia(self.text, 0))),
            }
        }
    }

    fn finish(mut self, root: Node) -> Result<Node, ParseError> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(root),
                (Event::DocumentStart(..), span) => {
                    return self.refuse(span.start, "a second document (`---`) starts here");
                }
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<Next<'t>, ParseError> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, span.byte_range().unwrap_or_default())),
            Some(Err(error)) => {
                let offset = error.marker().byte_offset().unwrap_or_default();
                self.refuse(offset, error.info())
            }
            None => Ok((Event::StreamEnd, self.text.len()..self.text.len())),
        }
    }

    fn refuse<T>(&self, offset: usize, message: impl Into<String>) -> Result<T, ParseError> {
        Err(ParseError::new(self.text, offset, message))
    }

    /// One value; `from` is the byte behind what announces it.
    fn node(&mut self, next: Next<'t>, from: usize, depth: usize) -> Result<Node, ParseError> {
        let (event, span) = next;
        self.refuse_properties(&event, &span)?;
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, span, from),
            _ if depth >= DEPTH => self.refuse(span.start, "nested more than 64 deep"),
            Event::SequenceStart(StructureStyle::Block, ..) => self.block_list(from, depth + 1),
            Event::SequenceStart(..) => self.flow_list(span, depth + 1),
            Event::MappingStart(StructureStyle::Block, ..) => self.block_map(from, depth + 1),
            Event::MappingStart(..) => self.flow_map(span, depth + 1),
            _ => self.refuse(span.start, "a value was expected here"),
        }
    }

    fn refuse_properties(&self, event: &Event<'t>, span: &Range<usize>) -> Result<(), ParseError> {
        if matches!(event, Event::Alias(_) | Event::UnresolvedAlias(_)) {
            return self.refuse(span.start, "an alias (`*name`) is not accepted");
        }
        if event.anchor_id().is_some_and(|id| id > 0) {
            return self.refuse(span.start, "an anchor (`&name`) is not accepted");
        }
        if event.tag().is_some() {
            return self.refuse(span.start, "a tag (`!name`) is not accepted");
        }
        Ok(())
    }

    fn scalar(
        &self,
        text: String,
        style: ScalarStyle,
        span: Range<usize>,
        from: usize,
    ) -> Result<Node, ParseError> {
        let style = match style {
            ScalarStyle::Plain if span.is_empty() => return Ok(empty(from)),
            ScalarStyle::Plain => Scalar::Plain,
            ScalarStyle::SingleQuoted => Scalar::Single,
            ScalarStyle::DoubleQuoted => Scalar::Double,
            ScalarStyle::Literal | ScalarStyle::Folded => {
                return self.block_text(text, span.end, from);
            }
        };
        let kind = Kind::Scalar { text, style };
        Ok(Node { range: span, kind })
    }

    fn block_text(&self, text: String, end: usize, from: usize) -> Result<Node, ParseError> {
        let header = skip_trivia(self.text, from);
        self.expect(header, &['|', '>'])?;
        let (range, indent) = literal::extent(self.text, header, end, &text);
        let style = Scalar::Block { indent };
        let kind = Kind::Scalar { text, style };
        Ok(Node { range, kind })
    }

    fn expect(&self, at: usize, any_of: &[char]) -> Result<(), ParseError> {
        if rest(self.text, at).starts_with(any_of) {
            return Ok(());
        }
        self.refuse(at, "this way of writing YAML is not accepted")
    }

    fn block_list(&mut self, from: usize, depth: usize) -> Result<Node, ParseError> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let next = self.next()?;
            if matches!(next.0, Event::SequenceEnd) {
                return self.block(entries, Kind::List, from);
            }
            let start = skip_trivia(self.text, entries.last().map_or(from, Entry::end));
            self.expect(start, &['-'])?;
            let lead = start + 1;
            let value = self.node(next, lead, depth)?;
            entries.push(item(start, lead, true, value));
        }
    }

    fn block_map(&mut self, from: usize, depth: usize) -> Result<Node, ParseError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let next = self.next()?;
            if matches!(next.0, Event::MappingEnd) {
                return self.block(entries, Kind::Map, from);
            }
            let start = skip_trivia(self.text, entries.last().map_or(from, Entry::end));
            entries.push(self.pair(next, start, &mut seen, depth)?);
        }
    }

    fn block(
        &self,
        entries: Vec<Entry>,
        kind: fn(Collection) -> Kind,
        from: usize,
    ) -> Result<Node, ParseError> {
        let start = entries.first().map_or(from, |entry| entry.start);
        let end = entries.last().map_or(from, Entry::end);
        let column = column(self.text, start);
        let layout = Layout::Block { column };
        let kind = kind(Collection { layout, entries });
        Ok(Node {
            range: start..end,
            kind,
        })
    }

    fn flow_list(&mut self, open: Range<usize>, depth: usize) -> Result<Node, ParseError> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let next = self.next()?;
            if matches!(next.0, Event::SequenceEnd) {
                let layout = Layout::Flow;
                let kind = Kind::List(Collection { layout, entries });
                return Ok(Node {
                    range: open.start..next.1.end,
                    kind,
                });
            }
            let start = self.behind_comma(entries.last(), open.end);
            self.expect_start(start, &next.1)?;
            let value = self.node(next, start, depth)?;
            entries.push(item(start, start, false, value));
        }
    }

    fn flow_map(&mut self, open: Range<usize>, depth: usize) -> Result<Node, ParseError> {
        let layout = if open.is_empty() {
            Layout::Bare
        } else {
            Layout::Flow
        };
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let next = self.next()?;
            if matches!(next.0, Event::MappingEnd) {
                let end = if layout == Layout::Flow {
                    next.1.end
                } else {
                    entries.last().map_or(open.end, Entry::end)
                };
                let kind = Kind::Map(Collection { layout, entries });
                return Ok(Node {
                    range: open.start..end,
                    kind,
                });
            }
            let start = self.behind_comma(entries.last(), open.end);
            entries.push(self.pair(next, start, &mut seen, depth)?);
        }
    }

    fn behind_comma(&self, last: Option<&Entry>, open: usize) -> usize {
        let at = skip_trivia(self.text, last.map_or(open, Entry::end));
        match rest(self.text, at).starts_with(',') {
            true => skip_trivia(self.text, at + 1),
            false => at,
        }
    }

    fn pair(
        &mut self,
        next: Next<'t>,
        start: usize,
        seen: &mut HashSet<String>,
        depth: usize,
    ) -> Result<Entry, ParseError> {
        let key = self.key(next, start)?;
        if !seen.insert(key.text.clone()) {
            return self.refuse(
                start,
                format!("the key `{}` stands here a second time", key.text),
            );
        }
        let colon = skip_trivia(self.text, key.range.end);
        let marked = rest(self.text, colon).starts_with(':');
        let lead = if marked { colon + 1 } else { key.range.end };
        let next = self.next()?;
        let value = self.node(next, lead, depth)?;
        Ok(Entry {
            key: Some(key),
            start,
            lead,
            marked,
            value,
        })
    }

    fn key(&mut self, next: Next<'t>, start: usize) -> Result<Key, ParseError> {
        let (event, range) = next;
        self.refuse_properties(&event, &range)?;
        self.expect_start(start, &range)?;
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<" => {
                self.refuse(start, "a merge key (`<<`) is not accepted")
            }
            Event::Scalar(text, ..) if !range.is_empty() => {
                let text = text.into_owned();
                Ok(Key { text, range })
            }
            _ => self.refuse(start, "a key must be one plain or quoted word or text"),
        }
    }

    fn expect_start(&self, start: usize, span: &Range<usize>) -> Result<(), ParseError> {
        if start == span.start {
            return Ok(());
        }
        if rest(self.text, start).starts_with('?') {
            return self.refuse(start, "a complex key (`? key`) is not accepted");
        }
        self.refuse(start, "this way of writing YAML is not accepted")
    }
}

fn empty(at: usize) -> Node {
    let text = String::new();
    let style = Scalar::Empty;
    let kind = Kind::Scalar { text, style };
    Node {
        range: at..at,
        kind,
    }
}

fn item(start: usize, lead: usize, marked: bool, value: Node) -> Entry {
    Entry {
        key: None,
        start,
        lead,
        marked,
        value,
    }
}
