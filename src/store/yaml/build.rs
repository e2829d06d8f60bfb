//! Parser events to a tree with exact byte ranges.
//!
//! The parser's spans are taken for scalars, keys and brackets. Where they mislead (an empty
//! value's lies before its colon, a block text's after its header and over the blank lines that
//! follow, a block list's at its first value) the place is found in the text, where only blanks,
//! comments and one indicator can stand between two tokens.

use std::{collections::HashSet, ops::Range};

use granit_parser::{Event, ScalarStyle, StructureStyle};

use super::{
    error::ParseError,
    events::{Events, MAX_DEPTH, Spanned},
    lines::{column, rest, skip_trivia},
    literal,
    tree::{Collection, Document, Entry, Key, Kind, Layout, Node, Scalar},
};

impl Document {
    /// Reads one YAML document.
    ///
    /// # Errors
    /// What is not YAML, and what a person would not write in a deal: anchors, aliases, tags,
    /// several documents, duplicate or complex keys, a merge key, nesting over 64.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let events = Events::new(text);
        let root = Builder { text, events }.document()?;
        let text = text.to_owned();
        Ok(Self { text, root })
    }
}

struct Builder<'t> {
    text: &'t str,
    events: Events<'t>,
}

/// How a collection starts.
struct Opening {
    is_list: bool,
    is_block: bool,
    /// The bracket; empty for a mapping without one.
    bracket: Range<usize>,
    /// Where its entries may start.
    from: usize,
}

impl<'t> Builder<'t> {
    fn document(mut self) -> Result<Node, ParseError> {
        loop {
            let (event, span) = self.events.next()?;
            match event {
                Event::StreamStart => {}
                Event::DocumentStart(marked, _) => {
                    let from = if marked { span.end } else { 0 };
                    let next = self.events.next()?;
                    let root = self.node(next, from, 0)?;
                    self.finish()?;
                    return Ok(root);
                }
                _ => return Ok(empty(skip_trivia(self.text, 0))),
            }
        }
    }

    fn finish(mut self) -> Result<(), ParseError> {
        loop {
            match self.events.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(..), span) => {
                    let message = "a second document (`---`) starts here";
                    return self.events.refuse(span.start, message);
                }
                _ => {}
            }
        }
    }

    /// One value; `from` is the byte after what announces it.
    fn node(&mut self, next: Spanned<'t>, from: usize, depth: usize) -> Result<Node, ParseError> {
        let (event, span) = next;
        let (is_list, style) = match event {
            Event::Scalar(text, style, ..) => {
                return self.scalar(text.into_owned(), style, span, from);
            }
            _ if depth >= MAX_DEPTH => {
                return self
                    .events
                    .refuse(span.start, "nested more than 64 levels deep");
            }
            Event::SequenceStart(style, ..) => (true, style),
            Event::MappingStart(style, ..) => (false, style),
            _ => return self.events.refuse(span.start, "expected a value here"),
        };
        let is_block = style == StructureStyle::Block;
        let from = if is_block { from } else { span.end };
        let opening = Opening {
            is_list,
            is_block,
            bracket: span,
            from,
        };
        self.collection(&opening, depth + 1)
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
        Ok(Node::scalar(span, text, style))
    }

    fn block_text(&self, text: String, end: usize, from: usize) -> Result<Node, ParseError> {
        let header = skip_trivia(self.text, from);
        self.events.expect(header, &['|', '>'])?;
        let (range, indent) = literal::extent(self.text, header, end, &text);
        Ok(Node::scalar(range, text, Scalar::Block { indent }))
    }

    fn collection(&mut self, opening: &Opening, depth: usize) -> Result<Node, ParseError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let next = self.events.next()?;
            if matches!(next.0, Event::SequenceEnd | Event::MappingEnd) {
                return Ok(self.closed(opening, entries, next.1.end));
            }
            let start = self.next_start(opening, entries.last());
            entries.push(if opening.is_list {
                self.item(next, start, opening.is_block, depth)?
            } else {
                self.pair(next, start, &mut seen, depth)?
            });
        }
    }

    /// Where the entry after `last` starts.
    fn next_start(&self, opening: &Opening, last: Option<&Entry>) -> usize {
        let at = skip_trivia(self.text, last.map_or(opening.from, Entry::end));
        if !opening.is_block && rest(self.text, at).starts_with(',') {
            skip_trivia(self.text, at + 1)
        } else {
            at
        }
    }

    /// The collection with all its entries; `end` is where its closing bracket ends.
    fn closed(&self, opening: &Opening, entries: Vec<Entry>, end: usize) -> Node {
        let Opening { bracket, from, .. } = opening;
        let last = entries.last().map_or(*from, Entry::end);
        let (range, layout) = if opening.is_block {
            let start = entries.first().map_or(*from, |entry| entry.start);
            let column = column(self.text, start);
            (start..last, Layout::Block { column })
        } else if bracket.is_empty() && !opening.is_list {
            (bracket.start..last, Layout::Bare)
        } else {
            (bracket.start..end, Layout::Flow)
        };
        let collection = Collection { layout, entries };
        let kind = if opening.is_list {
            Kind::List(collection)
        } else {
            Kind::Map(collection)
        };
        Node { range, kind }
    }

    fn item(
        &mut self,
        next: Spanned<'t>,
        start: usize,
        marked: bool,
        depth: usize,
    ) -> Result<Entry, ParseError> {
        let lead = if marked {
            self.events.expect(start, &['-'])?;
            start + 1
        } else {
            self.events.expect_start(start, &next.1)?;
            start
        };
        let value = self.node(next, lead, depth)?;
        Ok(Entry {
            key: None,
            start,
            lead,
            marked,
            value,
        })
    }

    fn pair(
        &mut self,
        next: Spanned<'t>,
        start: usize,
        seen: &mut HashSet<String>,
        depth: usize,
    ) -> Result<Entry, ParseError> {
        let key = self.key(next, start)?;
        if !seen.insert(key.text.clone()) {
            let message = format!("duplicate key `{}`", key.text);
            return self.events.refuse(start, message);
        }
        let colon = skip_trivia(self.text, key.range.end);
        let marked = rest(self.text, colon).starts_with(':');
        let lead = if marked { colon + 1 } else { key.range.end };
        let next = self.events.next()?;
        let value = self.node(next, lead, depth)?;
        Ok(Entry {
            key: Some(key),
            start,
            lead,
            marked,
            value,
        })
    }

    fn key(&self, next: Spanned<'t>, start: usize) -> Result<Key, ParseError> {
        let (event, range) = next;
        self.events.expect_start(start, &range)?;
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<" => self
                .events
                .refuse(start, "a merge key (`<<`) is not allowed"),
            Event::Scalar(text, ..) if !range.is_empty() => {
                let text = text.into_owned();
                Ok(Key { text, range })
            }
            _ => self
                .events
                .refuse(start, "a key must be a plain or quoted string"),
        }
    }
}

fn empty(at: usize) -> Node {
    Node::scalar(at..at, String::new(), Scalar::Empty)
}
