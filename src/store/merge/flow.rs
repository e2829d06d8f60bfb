//! Mappings in braces and lists in brackets, which stand on one line.

use super::{
    Sides,
    order::names,
    piece::{Piece, Placed, Region, content, shorter},
};

/// The merged text of three values, of which the base may be none; `None` where it is a conflict.
pub fn merge(sides: &Sides<Option<Placed<'_>>>) -> Option<String> {
    let written = sides.map(|side| side.map(Placed::written));
    if let Some(settled) = written.settled() {
        return settled.map(str::to_owned);
    }
    let (ours, theirs) = (sides.ours?, sides.theirs?);
    let mut all = [ours, theirs].into_iter().chain(sides.base);
    if !all.all(|side| side.is_mergeable() && side.is_list() == ours.is_list()) {
        return None;
    }
    let regions = sides.map(|side| {
        side.map_or_else(Region::empty, |side| {
            Region::in_flow(side.text, side.node.entries())
        })
    });
    let mut parts = Vec::new();
    for name in names(&regions, &[]) {
        let pieces = regions.map(|region| region.find(&name));
        parts.extend(entry(&regions, &pieces)?);
    }
    let parts = parts.join(", ");
    Some(if ours.is_list() {
        format!("[{parts}]")
    } else {
        format!("{{{parts}}}")
    })
}

/// The text of one entry, within `None` where it is gone; `None` where it is a conflict.
fn entry(
    regions: &Sides<Region<'_>>,
    pieces: &Sides<Option<&Piece<'_>>>,
) -> Option<Option<String>> {
    match (pieces.base, pieces.ours, pieces.theirs) {
        (None, Some(ours), Some(theirs)) if !ours.name.is_key() => (content(ours.entry)
            == content(theirs.entry))
        .then(|| Some(shorter(ours.body, theirs.body))),
        (_, Some(ours), Some(_)) => {
            let name = &ours.name;
            let values = Sides {
                base: regions.base.value(name),
                ours: regions.ours.value(name),
                theirs: regions.theirs.value(name),
            };
            let head = ours.entry.value.range.start - ours.start;
            let head = ours.body.get(..head).unwrap_or_default();
            Some(Some(format!("{head}{}", merge(&values)?)))
        }
        (None, Some(only), None) | (None, None, Some(only)) => Some(Some(only.body.to_owned())),
        (Some(base), Some(kept), None) | (Some(base), None, Some(kept)) => {
            (content(base.entry) == content(kept.entry)).then_some(None)
        }
        (_, None, None) => Some(None),
    }
}
