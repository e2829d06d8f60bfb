//! New values as text: on one line, or as lines of a block.

use super::{
    literal::{self, Lines},
    scalar,
    tree::{Document, Node},
};
use crate::edit::{Style, Value};

/// How this file is laid out, for what is new in it.
pub(super) struct Format {
    /// How far a list's dashes are indented from its key.
    pub list_step: usize,
    /// How far a mapping's keys are indented from the key above.
    pub map_step: usize,
}

impl Format {
    /// As the first block list and the first nested block mapping of the file have it, else 2.
    pub fn from_document(document: &Document) -> Self {
        Self {
            list_step: first_step(&document.root, true).unwrap_or(2),
            map_step: first_step(&document.root, false).unwrap_or(2).max(1),
        }
    }
}

fn first_step(node: &Node, of_list: bool) -> Option<usize> {
    node.entries().iter().find_map(|entry| {
        let child = &entry.value;
        step(node, child, of_list).or_else(|| first_step(child, of_list))
    })
}

fn step(parent: &Node, child: &Node, of_list: bool) -> Option<usize> {
    let step = child.block_column()?.checked_sub(parent.block_column()?)?;
    (!parent.is_list() && child.is_list() == of_list).then_some(step)
}

/// What is to be written at a place: a value, perhaps below keys that are new as well.
pub(super) struct NewNode<'v> {
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

impl<'v> NewNode<'v> {
    /// The value, if there is no key above it.
    fn only_value(&self) -> Option<&'v Value> {
        match self.content {
            Content::Value(value) if self.keys.is_empty() => Some(value),
            _ => None,
        }
    }

    /// The text, if it is nothing else.
    pub fn only_text(&self) -> Option<&'v str> {
        match self.only_value()? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text or the date, if it is nothing else: what may be quoted and means the same.
    pub fn only_quotable(&self) -> Option<&'v str> {
        match self.only_value()? {
            Value::Text(text) => Some(text),
            Value::Plain(date) if scalar::is_date(date) => Some(date),
            _ => None,
        }
    }

    /// Its first key, and what is below that.
    pub fn split_key(&self) -> Option<(&'v str, Self)> {
        let (first, deeper) = self.keys.split_first()?;
        let keys = deeper.to_vec();
        Some((first, Self { keys, ..*self }))
    }

    /// On one line, with the braces that it needs.
    pub fn flow(&self, in_flow: bool) -> String {
        let in_flow = in_flow || !self.keys.is_empty();
        let mut out = match self.content {
            Content::Value(value) => flow(value, in_flow),
            Content::NewList(entry) => format!("[{}]", flow(entry, true)),
        };
        for key in self.keys.iter().rev() {
            out = format!("{{{}}}", flow_pair(key, &out));
        }
        out
    }

    /// In a block, below a key or dash in this column.
    pub fn block(&self, column: usize, format: &Format) -> Lines {
        match self.split_key() {
            Some(_) if self.style == Style::Flow && self.is_one_mapping() => {
                Lines::head(self.flow(false))
            }
            Some((first, deeper)) => {
                let column = column + format.map_step;
                Lines::below(pair(column, first, deeper.block(column, format)))
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
                let column = column + format.list_step;
                Lines::below(item(entry, column, 2, self.style, format))
            }
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
        Value::List(list) => {
            let entries: Vec<String> = list.iter().map(|entry| flow(entry, true)).collect();
            format!("[{}]", entries.join(", "))
        }
        Value::Map(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| flow_pair(key, &flow(value, true)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key and its value inside braces.
pub(super) fn flow_pair(key: &str, value: &str) -> String {
    format!("{}: {value}", scalar::text(key, true))
}

/// A key in this column, with its value.
pub(super) fn pair(column: usize, key: &str, value: Lines) -> Vec<String> {
    let indent = " ".repeat(column);
    let key = scalar::text(key, false);
    let first = format!("{indent}{key}:{}", value.spaced_head());
    with_first(first, value.below)
}

fn with_first(first: String, below: Vec<String>) -> Vec<String> {
    std::iter::once(first).chain(below).collect()
}

/// An entry of a block list whose dash is in this column and its value `spacing` after the dash.
pub(super) fn item(
    entry: &Value,
    column: usize,
    spacing: usize,
    style: Style,
    format: &Format,
) -> Vec<String> {
    let indent = " ".repeat(column);
    let dash = format!("{indent}-{}", " ".repeat(spacing.saturating_sub(1)));
    match entry {
        Value::Map(map) if style == Style::Block && !map.is_empty() => {
            let mut lines = pairs(map, column + spacing, format);
            if let Some(first) = lines.first_mut() {
                *first = dash + first.trim_start();
            }
            lines
        }
        _ => {
            let map_step = spacing;
            let format = Format {
                map_step,
                ..*format
            };
            let lines = block(entry, column, Style::Flow, &format);
            with_first(dash + &lines.head, lines.below)
        }
    }
}

/// Pairs in this column, each value on one line unless it is a text of several.
fn pairs(map: &[(String, Value)], column: usize, format: &Format) -> Vec<String> {
    let pairs = map.iter().map(|(key, value)| {
        let value = block(value, column, Style::Flow, format);
        pair(column, key, value)
    });
    pairs.flatten().collect()
}

fn block(value: &Value, column: usize, style: Style, format: &Format) -> Lines {
    let map_step = format.map_step;
    match value {
        Value::Text(text) if text.contains('\n') => {
            literal::new_block(text, column + map_step, map_step)
                .unwrap_or_else(|| Lines::head(flow(value, false)))
        }
        Value::Map(map) if style == Style::Block && !map.is_empty() => {
            Lines::below(pairs(map, column + map_step, format))
        }
        Value::List(list) if style == Style::Block && !list.is_empty() => {
            let column = column + format.list_step;
            let items = list
                .iter()
                .map(|entry| item(entry, column, 2, Style::Flow, format));
            Lines::below(items.flatten().collect())
        }
        _ => Lines::head(flow(value, false)),
    }
}
