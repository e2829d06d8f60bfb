//! New values as text: on one line, or as lines of a block.

use super::literal;
use super::scalar;
use super::tree::{Document, Node};
use crate::edit::{Style, Value};

/// How this file is laid out, for what is new in it.
pub(super) struct Format {
    /// How far a list's dashes stand behind its key.
    pub list_step: usize,
    /// How far a mapping's keys stand behind the key above.
    pub map_step: usize,
}

impl Format {
    /// As the first block list and the first nested block mapping of the file have it, else 2.
    pub fn of(document: &Document) -> Self {
        let step = |of_list| first_step(&document.root, of_list).unwrap_or(2);
        Self {
            list_step: step(true),
            map_step: step(false).max(1),
        }
    }
}

fn first_step(node: &Node, of_list: bool) -> Option<usize> {
    let entries = &node.collection()?.entries;
    let below = |child: &Node| {
        let step = child.block_column()?.checked_sub(node.block_column()?)?;
        (!node.is_list() && child.is_list() == of_list).then_some(step)
    };
    let found = |child: &Node| below(child).or_else(|| first_step(child, of_list));
    entries.iter().find_map(|entry| found(&entry.value))
}

/// What is to be written at a place: a value, perhaps below keys that are new as well.
pub(super) struct Fresh<'v> {
    pub keys: Vec<&'v str>,
    pub content: Content<'v>,
    pub style: Style,
}

/// The value itself.
#[derive(Clone, Copy)]
pub(super) enum Content<'v> {
    Value(&'v Value),
    /// A list that begins with this entry: a block list wherever it can be one.
    NewList(&'v Value),
}

/// A value in a block: what stands behind the colon or dash, and the lines below.
#[derive(Default)]
pub(super) struct Lines {
    pub head: String,
    pub below: Vec<String>,
}

impl<'v> Fresh<'v> {
    /// The text, where it is nothing else.
    pub fn only_text(&self) -> Option<&'v str> {
        match (self.keys.is_empty(), self.content) {
            (true, Content::Value(Value::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// The text or the date, where it is nothing else: what may stand in quotes and means the same.
    pub fn only_quotable(&self) -> Option<&'v str> {
        let date = match (self.keys.is_empty(), self.content) {
            (true, Content::Value(Value::Plain(value))) => {
                Some(value.as_str()).filter(|value| scalar::is_date(value))
            }
            _ => None,
        };
        self.only_text().or(date)
    }

    /// Without its first key.
    pub fn split_key(mut self) -> Option<(&'v str, Self)> {
        let rest = self.keys.split_off(self.keys.len().min(1));
        let key = self.keys.pop()?;
        Some((key, Self { keys: rest, ..self }))
    }

    /// On one line, with the braces that it needs.
    pub fn flow(&self, in_flow: bool) -> String {
        let in_flow = in_flow || !self.keys.is_empty();
        let mut out = match self.content {
            Content::Value(value) => flow(value, in_flow),
            Content::NewList(entry) => format!("[{}]", flow(entry, true)),
        };
        for key in self.keys.iter().rev() {
            out = format!("{{{}: {out}}}", scalar::text(key, true));
        }
        out
    }

    /// In a block, below a key or dash in this column.
    pub fn block(&self, column: usize, format: &Format) -> Lines {
        match self.keys.split_first() {
            Some(_) if self.style == Style::Flow && self.is_one_mapping() => {
                Lines::of(self.flow(false))
            }
            Some((first, deeper)) => {
                let column = column + format.map_step;
                let keys = deeper.to_vec();
                let below = Fresh { keys, ..*self }.block(column, format);
                Lines {
                    head: String::new(),
                    below: pair(column, first, below),
                }
            }
            None => self.content_block(column, format),
        }
    }

    /// Whether it is a mapping that holds no other: the ones above it are clearer with a key a
    /// line.
    fn is_one_mapping(&self) -> bool {
        self.keys.len() == 1
            && matches!(self.content, Content::Value(value) if !matches!(value, Value::Map(_)))
    }

    fn content_block(&self, column: usize, format: &Format) -> Lines {
        match self.content {
            Content::Value(value) => block(value, column, self.style, format),
            Content::NewList(entry) => {
                let below = item(entry, column + format.list_step, 2, self.style, format);
                Lines {
                    head: String::new(),
                    below,
                }
            }
        }
    }
}

impl Lines {
    fn of(head: String) -> Self {
        let below = Vec::new();
        Self { head, below }
    }

    /// The head with the blank that parts it from a colon or dash.
    pub fn spaced_head(&self) -> String {
        match self.head.as_str() {
            "" => String::new(),
            head => format!(" {head}"),
        }
    }
}

/// A value on one line.
pub(super) fn flow(value: &Value, in_flow: bool) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Plain(text) if text.is_empty() => "null".to_owned(),
        Value::Plain(text) => text.clone(),
        Value::Text(text) => scalar::text(text, in_flow),
        Value::List(list) => format!("[{}]", joined(list, |entry| flow(entry, true))),
        Value::Map(map) => format!(
            "{{{}}}",
            joined(map, |(key, value)| flow_pair(key, &flow(value, true)))
        ),
    }
}

/// A key and its value inside braces.
pub(super) fn flow_pair(key: &str, value: &str) -> String {
    format!("{}: {value}", scalar::text(key, true))
}

fn joined<T>(all: &[T], one: impl Fn(&T) -> String) -> String {
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A key in this column, with its value.
pub(super) fn pair(column: usize, key: &str, value: Lines) -> Vec<String> {
    let pad = " ".repeat(column);
    let key = scalar::text(key, false);
    let first = format!("{pad}{key}:{}", value.spaced_head());
    std::iter::once(first).chain(value.below).collect()
}

/// An entry of a block list whose dash stands in this column and its value `spacing` behind the
/// dash.
pub(super) fn item(
    entry: &Value,
    column: usize,
    spacing: usize,
    style: Style,
    format: &Format,
) -> Vec<String> {
    let dash = format!(
        "{}-{}",
        " ".repeat(column),
        " ".repeat(spacing.saturating_sub(1))
    );
    let inner = column + spacing;
    match entry {
        Value::Map(map) if style == Style::Block && !map.is_empty() => {
            let mut lines = pairs(map, inner, format);
            if let Some(first) = lines.first_mut() {
                *first = format!("{dash}{}", first.trim_start());
            }
            lines
        }
        _ => {
            let format = Format {
                map_step: spacing,
                ..*format
            };
            let lines = block(entry, column, Style::Flow, &format);
            std::iter::once(dash + &lines.head)
                .chain(lines.below)
                .collect()
        }
    }
}

/// Pairs in this column, each value on one line unless it is a text of several.
fn pairs(map: &[(String, Value)], column: usize, format: &Format) -> Vec<String> {
    let one = |(key, value): &(String, Value)| {
        pair(column, key, block(value, column, Style::Flow, format))
    };
    map.iter().flat_map(one).collect()
}

fn block(value: &Value, column: usize, style: Style, format: &Format) -> Lines {
    let step = format.map_step;
    let below = match value {
        Value::Text(text) if text.contains('\n') => {
            let block = literal::new_block(text, column + step, step);
            return match block {
                Some(block) => Lines {
                    head: block.head,
                    below: block.lines,
                },
                None => Lines::of(flow(value, false)),
            };
        }
        Value::Map(map) if style == Style::Block && !map.is_empty() => {
            pairs(map, column + step, format)
        }
        Value::List(list) if style == Style::Block && !list.is_empty() => {
            let column = column + format.list_step;
            list.iter()
                .flat_map(|entry| item(entry, column, 2, Style::Flow, format))
                .collect()
        }
        _ => return Lines::of(flow(value, false)),
    };
    Lines {
        head: String::new(),
        below,
    }
}
