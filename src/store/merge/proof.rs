//! What a merge must not lose: every entry of both sides is in the result, and what one side deleted
//! is not.

use std::collections::BTreeMap;

use super::{CannotMerge, Markers, Sides, piece::Region};
use crate::store::yaml::{Document, Entry, Kind, Node};

/// How often each entry of each list is there, by the way to it and its name.
type Count = BTreeMap<String, usize>;

/// Reads the result back. With conflicts both ways to settle them have to be YAML.
///
/// # Errors
/// It does not read back, or an entry is missing or there twice.
pub fn prove(
    documents: &Sides<Document>,
    text: &str,
    conflicts: &[String],
    markers: &Markers,
) -> Result<(), CannotMerge> {
    let unreadable = |reason: String| CannotMerge::Unreadable {
        side: "the merged text",
        reason,
    };
    let (ours, theirs) = settled(text, markers.size);
    for side in [&ours, &theirs] {
        Document::parse(side).map_err(|error| unreadable(error.to_string()))?;
    }
    if !conflicts.is_empty() {
        return Ok(());
    }
    let merged = Document::parse(text).map_err(|error| unreadable(error.to_string()))?;
    let counts = documents.map(counted);
    let merged = counted(&merged);
    let names = counts
        .base
        .keys()
        .chain(counts.ours.keys())
        .chain(counts.theirs.keys());
    for name in names.chain(merged.keys()) {
        let of = |counts: &Count| counts.get(name).copied().unwrap_or_default();
        let (base, ours, theirs) = (of(&counts.base), of(&counts.ours), of(&counts.theirs));
        let wanted = Sides { base, ours, theirs }.settled();
        if wanted.is_some_and(|wanted| wanted != of(&merged)) {
            return Err(CannotMerge::Loss(name.clone()));
        }
    }
    Ok(())
}

fn counted(document: &Document) -> Count {
    let mut count = Count::new();
    walk(&document.root, "", &mut count);
    count
}

fn walk(node: &Node, way: &str, count: &mut Count) {
    let region = Region::in_flow("", node.entries());
    for piece in &region.pieces {
        let way = format!("{way}/{:?}", piece.name);
        let is_list = matches!(node.kind, Kind::List(_));
        if is_list || is_scalar(piece.entry) {
            *count.entry(way.clone()).or_default() += 1;
        }
        walk(&piece.entry.value, &way, count);
    }
}

fn is_scalar(entry: &Entry) -> bool {
    matches!(entry.value.kind, Kind::Scalar { .. })
}

/// The text with every conflict settled for our side, and for theirs.
fn settled(text: &str, size: usize) -> (String, String) {
    let (mut ours, mut theirs) = (String::new(), String::new());
    let (mut to_ours, mut to_theirs) = (true, true);
    for line in text.split_inclusive('\n') {
        match mark(line, size) {
            Some('<') => to_theirs = false,
            Some('=') => (to_ours, to_theirs) = (false, true),
            Some('>') => to_ours = true,
            _ => {
                ours.push_str(if to_ours { line } else { "" });
                theirs.push_str(if to_theirs { line } else { "" });
            }
        }
    }
    (ours, theirs)
}

/// The sign of a marker line.
fn mark(line: &str, size: usize) -> Option<char> {
    let sign = line.chars().next().filter(|sign| "<=>".contains(*sign))?;
    let rest = line.trim_start_matches(sign);
    let is_mark = line.len() - rest.len() == size && (rest.starts_with(' ') || rest == "\n");
    is_mark.then_some(sign)
}
