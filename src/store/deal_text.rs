//! From the text of a file to a deal, and what the text shows beside it.

use super::{
    parse::{self, Parsed, Read},
    yaml::{Document, Kind, Node, Scalar},
};
use crate::deal::{Deal, Remarks};
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;

/// A deal as its file says it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDeal {
    pub deal: Deal,
    pub remarks: Remarks,
}

/// Reads a deal; `shown` is its file's name in messages.
///
/// # Errors
/// The first thing that is wrong with the file, with its place.
pub fn parse_deal(shown: &str, bytes: &[u8]) -> Read<ReadDeal> {
    let Parsed { value, unknown } = parse::parse::<Deal>(shown, bytes)?;
    let mut deal = value;
    let remarks = Remarks {
        unknown,
        without_id: deal.mint_missing_ids(),
        ..Remarks::default()
    };
    Ok(ReadDeal { deal, remarks })
}

/// A deal in spite of wrong values: they are put aside one after the other, so that one of them
/// hides nothing else.
#[derive(Debug)]
pub struct Rest {
    pub read: ReadDeal,
    /// What is wrong with the values, the first one included.
    pub wrong: Vec<Finding>,
}

/// More wrong values than these are not looked for.
const MOST_WRONG: usize = 50;

/// What can be read of a file whose first problem is a wrong value; `None` where the problem is of
/// another kind.
pub fn parse_rest(shown: &str, bytes: &[u8], first: &Finding) -> Option<Rest> {
    let mut text = std::str::from_utf8(bytes).ok()?.to_owned();
    let mut wrong = vec![first.clone()];
    while wrong.len() <= MOST_WRONG {
        let last = wrong.last().filter(|last| last.rule == BAD_VALUE)?;
        text = without_value(&text, &last.place.at)?;
        match parse_deal(shown, text.as_bytes()) {
            Ok(read) => return Some(Rest { read, wrong }),
            Err(next) if wrong.iter().any(|other| other.place.at == next.place.at) => return None,
            Err(next) => wrong.push(*next),
        }
    }
    None
}

/// The text with nothing in the place of a scalar, every other byte where it was.
fn without_value(text: &str, at: &KeyPath) -> Option<String> {
    let range = Document::parse(text).ok()?.value_range(at)?;
    let value = text
        .get(range.clone())
        .filter(|value| !value.is_empty() && !value.contains('\n'))?;
    let blank = format!("~{}", " ".repeat(value.chars().count() - 1));
    Some(format!(
        "{}{blank}{}",
        text.get(..range.start)?,
        text.get(range.end..)?
    ))
}

/// The texts without quotes that end before ` #` and a letter or digit: whoever wrote `ticket #881`
/// lost the number. A comment is written with a blank behind the sign.
pub fn cut_texts(bytes: &[u8]) -> Vec<KeyPath> {
    let text = String::from_utf8_lossy(bytes);
    let is_cut = |at: usize| begins_no_comment(text.get(at..).unwrap_or_default());
    if !text.match_indices(" #").any(|(at, _)| is_cut(at)) {
        return Vec::new();
    }
    let mut cut = Vec::new();
    if let Ok(document) = Document::parse(&text) {
        collect(&document.root, KeyPath::root(), &is_cut, &mut cut);
    }
    cut
}

fn collect(node: &Node, at: KeyPath, is_cut: &impl Fn(usize) -> bool, cut: &mut Vec<KeyPath>) {
    if let Kind::Scalar {
        style: Scalar::Plain,
        ..
    } = node.kind
        && is_cut(node.range.end)
    {
        cut.push(at.clone());
    }
    for (index, entry) in node.entries().iter().enumerate() {
        let at = match &entry.key {
            Some(key) => at.clone().key(&key.text),
            None => at.clone().index(index),
        };
        collect(&entry.value, at, is_cut, cut);
    }
}

fn begins_no_comment(rest: &str) -> bool {
    let sign = rest.trim_start_matches([' ', '\t']);
    let behind = sign.strip_prefix('#').filter(|_| sign.len() < rest.len());
    behind.is_some_and(|behind| behind.starts_with(char::is_alphanumeric))
}
