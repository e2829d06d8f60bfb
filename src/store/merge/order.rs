//! The order of the entries of two lists that began as one.

use std::collections::BTreeMap;

use super::{
    Sides,
    piece::{Name, Piece, Region, scalar},
};

/// Every name of the three regions, in the order of the result: the entries of the base as they
/// follow there, or as the side that moved them has them; behind each of them what is new there, by
/// day, then by name.
pub fn names(regions: &Sides<Region<'_>>, key_order: &[&str]) -> Vec<Name> {
    let all = regions.map(|region| {
        let pieces = region.pieces.iter();
        pieces
            .map(|piece| piece.name.clone())
            .collect::<Vec<Name>>()
    });
    let old = kept_order(&all);
    // Of an entry that both sides added, the place that comes first in the base.
    let mut new: BTreeMap<&Name, (usize, &Piece<'_>)> = BTreeMap::new();
    for region in [&regions.ours, &regions.theirs] {
        let mut anchor = 0;
        for piece in &region.pieces {
            match old.iter().position(|name| *name == piece.name) {
                Some(position) => anchor = position + 1,
                None => {
                    let place = new.entry(&piece.name).or_insert((anchor, piece));
                    place.0 = place.0.min(anchor);
                }
            }
        }
    }
    let mut new: Vec<(usize, &Piece<'_>)> = new.into_values().collect();
    new.sort_by_key(|(anchor, piece)| (*anchor, place(piece, key_order)));
    let mut new = new.into_iter().peekable();
    let mut names = Vec::with_capacity(old.len());
    for (position, name) in old.iter().map(Some).chain([None]).enumerate() {
        while let Some((_, piece)) = new.next_if(|(anchor, _)| *anchor == position) {
            names.push(piece.name.clone());
        }
        names.extend(name.cloned());
    }
    names
}

/// The names of the base, as the one side that moved them has them.
fn kept_order(names: &Sides<Vec<Name>>) -> Vec<Name> {
    let Sides { base, ours, theirs } = names;
    let moved = |side: &[Name]| {
        let kept: Vec<&Name> = base.iter().filter(|name| side.contains(name)).collect();
        let now: Vec<&Name> = side.iter().filter(|name| base.contains(name)).collect();
        kept != now
    };
    let mut order: Vec<Name> = match (moved(ours), moved(theirs)) {
        (true, false) => ours
            .iter()
            .filter(|name| base.contains(name))
            .cloned()
            .collect(),
        (false, true) => theirs
            .iter()
            .filter(|name| base.contains(name))
            .cloned()
            .collect(),
        _ => return base.to_vec(),
    };
    let gone: Vec<Name> = base
        .iter()
        .filter(|name| !order.contains(name))
        .cloned()
        .collect();
    order.extend(gone);
    order
}

/// Keys follow as the format has them, entries by their day and then by their name.
fn place(piece: &Piece<'_>, key_order: &[&str]) -> (usize, String, Name) {
    let key = key_order.iter().position(|key| *key == piece.entry.name());
    let days = ["date", "due", "booked"].iter();
    let day = days
        .filter_map(|key| scalar(&piece.entry.value, key))
        .next();
    let rank = key.unwrap_or(key_order.len());
    (rank, day.unwrap_or_default().to_owned(), piece.name.clone())
}
