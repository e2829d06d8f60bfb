//! The comments of a file that speak to this program: `# deal: …`, with what they cover.

use std::ops::Range;

use super::{
    line_index::LineIndex,
    yaml::{Document, Node},
};
use crate::deal::Comment;
use crate::key_path::KeyPath;

/// What a comment begins with, behind its `#`.
const ADDRESS: &str = "deal:";

/// Those of a file that can be parsed, in order.
pub fn comments(bytes: &[u8]) -> Vec<Comment> {
    let text = String::from_utf8_lossy(bytes);
    let found: Vec<usize> = text
        .match_indices('#')
        .map(|(at, _)| at)
        .filter(|at| said(&text, *at).is_some() && begins_comment(&text, *at))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let Ok(document) = Document::parse(&text) else {
        return Vec::new();
    };
    let mut tree = Tree::default();
    tree.add(&document.root, &KeyPath::root());
    let index = LineIndex::new(&text);
    let comments = found.into_iter().filter(|at| !tree.is_in_text(*at));
    comments
        .map(|at| {
            let said = said(&text, at).unwrap_or_default();
            let (line, column) = index.place(&text, at);
            let width = comment_at(&text, at).chars().count();
            Comment {
                text: said.trim().to_owned(),
                covers: tree.covered(&text, at),
                line,
                columns: column..column + width,
            }
        })
        .collect()
}

/// From the sign to the end of the line.
fn comment_at(text: &str, at: usize) -> &str {
    let line = text.get(at..).and_then(|rest| rest.lines().next());
    line.unwrap_or_default().trim_end()
}

/// What stands behind the address.
fn said(text: &str, at: usize) -> Option<&str> {
    let words = comment_at(text, at).strip_prefix('#')?;
    words.trim_start_matches([' ', '\t']).strip_prefix(ADDRESS)
}

fn begins_comment(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.is_empty() || before.ends_with([' ', '\t', '\n', '\r', '\u{feff}'])
}

/// The entries and texts of a file by their bytes.
#[derive(Default)]
struct Tree {
    /// An outer one stands before those in it.
    entries: Vec<(Range<usize>, KeyPath)>,
    texts: Vec<Range<usize>>,
}

impl Tree {
    fn add(&mut self, node: &Node, at: &KeyPath) {
        if node.collection().is_none() {
            self.texts.push(node.range.clone());
        }
        for (index, entry) in node.entries().iter().enumerate() {
            let at = match &entry.key {
                Some(key) => {
                    self.texts.push(key.range.clone());
                    at.clone().key(&key.text)
                }
                None => at.clone().index(index),
            };
            self.entries.push((entry.start..entry.end(), at.clone()));
            self.add(&entry.value, &at);
        }
    }

    fn is_in_text(&self, at: usize) -> bool {
        self.texts.iter().any(|range| range.contains(&at))
    }

    /// The entry behind whose value a comment stands, or that begins on the next line with one.
    fn covered(&self, text: &str, at: usize) -> Option<KeyPath> {
        let before = text.get(..at)?;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let is_alone = before
            .get(start..)?
            .trim_matches(['\u{feff}', ' ', '\t'])
            .is_empty();
        let line = if is_alone {
            next_content(text, at)?
        } else {
            start..at
        };
        let begins = |range: &Range<usize>| line.contains(&range.start);
        let first = self.entries.iter().find(|(range, _)| begins(range));
        let around = || {
            let mut entries = self.entries.iter().rev();
            entries
                .find(|(range, _)| !is_alone && range.start < line.start && range.end >= line.start)
        };
        first.or_else(around).map(|(_, at)| at.clone())
    }
}

/// The next line that is neither blank nor a comment.
fn next_content(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from + text.get(from..)?.find('\n')? + 1;
    for line in text.get(start..)?.split_inclusive('\n') {
        let content = line.trim();
        if !content.is_empty() && !content.starts_with('#') {
            return Some(start..start + line.len());
        }
        start += line.len();
    }
    None
}
