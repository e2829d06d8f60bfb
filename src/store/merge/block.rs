//! Mappings and lists whose entries have lines of their own.

use super::{
    Markers, Sides, flow,
    order::names,
    piece::{Name, Piece, Region, content, shorter},
    tracked::{Days, Later},
};
use crate::deal::Deal;
use crate::edit::key_order;
use crate::key_path::KeyPath;

/// A merge under way.
pub struct Merge<'m> {
    pub markers: &'m Markers,
    pub days: Days,
    /// What could not be decided, by its keys.
    pub conflicts: Vec<String>,
}

type Pieces<'p, 't> = Sides<Option<&'p Piece<'t>>>;

impl Merge<'_> {
    /// The text of a whole file.
    pub fn file(&mut self, regions: &Sides<Region<'_>>) -> String {
        let text = self.region(regions, &Way::default());
        // A last line without an end is joined by what follows it.
        let ends = regions.map(|region| region.text.is_empty() || region.text.ends_with('\n'));
        match ends.settled() {
            Some(false) => text.strip_suffix('\n').map(str::to_owned).unwrap_or(text),
            _ => text,
        }
    }

    /// The merged lines of a collection.
    fn region(&mut self, regions: &Sides<Region<'_>>, at: &Way) -> String {
        let mut text = String::new();
        for name in names(regions, key_order::<Deal>(&at.typed)) {
            let pieces = regions.map(|region| region.find(&name));
            let at = at.below(&name);
            text.push_str(&self.piece(regions, &pieces, &at));
        }
        let tails = regions.map(|region| region.tail);
        let both = || self.marked("", &tails.map(|tail| with_end(tail)));
        text.push_str(&tails.settled().map_or_else(both, str::to_owned));
        text
    }

    /// The merged lines of one entry; empty where it is gone.
    fn piece(&mut self, regions: &Sides<Region<'_>>, pieces: &Pieces<'_, '_>, at: &Way) -> String {
        let says = pieces.map(|piece| piece.map(|piece| (piece.lead, with_end(piece.body))));
        if let Some(settled) = says.settled() {
            return settled
                .map(|(lead, body)| format!("{lead}{body}"))
                .unwrap_or_default();
        }
        match (pieces.base, pieces.ours, pieces.theirs) {
            (_, Some(ours), Some(theirs)) => self.both(regions, pieces, (ours, theirs), at),
            // What one side deleted and the other left as it was, be it with another comment.
            (Some(base), Some(kept), None) | (Some(base), None, Some(kept))
                if content(base.entry) == content(kept.entry) =>
            {
                String::new()
            }
            _ => self.decided_by_day(pieces, at),
        }
    }

    fn both(
        &mut self,
        regions: &Sides<Region<'_>>,
        pieces: &Pieces<'_, '_>,
        (ours, theirs): (&Piece<'_>, &Piece<'_>),
        at: &Way,
    ) -> String {
        let leads = pieces.map(|piece| piece.map_or("", |piece| piece.lead));
        let bodies = pieces.map(|piece| piece.map_or(String::new(), |piece| with_end(piece.body)));
        let Some(lead) = leads.settled() else {
            return self.conflict(pieces, at);
        };
        if let Some(body) = bodies.settled() {
            return format!("{lead}{body}");
        }
        if pieces.base.is_none() && content(ours.entry) == content(theirs.entry) {
            return format!("{lead}{}", shorter(&bodies.ours, &bodies.theirs));
        }
        if pieces.base.is_none() && !ours.name.is_key() {
            return self.conflict(pieces, at);
        }
        let merged = self
            .inside(regions, pieces, at)
            .or_else(|| line(regions, pieces));
        match merged {
            Some(body) => format!("{lead}{body}"),
            None => self.decided_by_day(pieces, at),
        }
    }

    /// The merged lines of an entry whose value is a collection in lines, on both sides.
    fn inside(
        &mut self,
        regions: &Sides<Region<'_>>,
        pieces: &Pieces<'_, '_>,
        at: &Way,
    ) -> Option<String> {
        let ours = Region::inside(regions.ours.text, pieces.ours?)?;
        let theirs = Region::inside(regions.theirs.text, pieces.theirs?)?;
        let base = match pieces.base {
            Some(base) => Region::inside(regions.base.text, base)?,
            None => ("", Region::empty()),
        };
        let is_list = |region: &Region<'_>| {
            let first = region.pieces.first();
            first.map(|piece| piece.entry.key.is_none())
        };
        let kinds = [&base.1, &ours.1, &theirs.1].map(is_list);
        let mut known = kinds.iter().flatten();
        let kind = known.next()?;
        if known.any(|other| other != kind) || shares_line(&ours, &theirs) {
            return None;
        }
        let heads = Sides {
            base: &base,
            ours: &ours,
            theirs: &theirs,
        };
        let head = head(&heads)?;
        let regions = Sides {
            base: base.1,
            ours: ours.1,
            theirs: theirs.1,
        };
        let lines = self.region(&regions, at);
        let is_emptied = lines.is_empty() && head.ends_with(":\n");
        let head = if is_emptied {
            head.replace(":\n", ": []\n")
        } else {
            head
        };
        Some(format!("{head}{lines}"))
    }

    /// The line of the side whose history tells that it is later; else a conflict.
    fn decided_by_day(&mut self, pieces: &Pieces<'_, '_>, at: &Way) -> String {
        let piece = match self.days.later(&at.typed) {
            Some(Later::Ours) => pieces.ours,
            Some(Later::Theirs) => pieces.theirs,
            None => return self.conflict(pieces, at),
        };
        piece
            .map(|piece| format!("{}{}", piece.lead, with_end(piece.body)))
            .unwrap_or_default()
    }

    fn conflict(&mut self, pieces: &Pieces<'_, '_>, at: &Way) -> String {
        self.conflicts.push(at.shown.clone());
        let leads = pieces.map(|piece| piece.map_or("", |piece| piece.lead));
        let lead = if leads.ours == leads.theirs {
            leads.ours
        } else {
            ""
        };
        let lines = pieces.map(|piece| {
            let lines = piece.map(|piece| {
                let own = if lead == piece.lead { "" } else { piece.lead };
                format!("{own}{}", with_end(piece.body))
            });
            lines.unwrap_or_default()
        });
        self.marked(lead, &lines)
    }

    fn marked(&self, lead: &str, lines: &Sides<String>) -> String {
        let mark = |sign: &str| sign.repeat(self.markers.size);
        let (ours, theirs) = (&self.markers.ours, &self.markers.theirs);
        format!(
            "{lead}{} {ours}\n{}{}\n{}{} {theirs}\n",
            mark("<"),
            lines.ours,
            mark("="),
            lines.theirs,
            mark(">"),
        )
    }
}

/// The line above the entries; `None` where both sides changed it. An empty `[]` has no line to go on
/// from.
fn head(sides: &Sides<&(&str, Region<'_>)>) -> Option<String> {
    let heads = sides.map(|(head, region)| (!region.pieces.is_empty()).then_some(*head));
    let ours = heads.ours.or(heads.base).or(heads.theirs)?;
    let theirs = heads.theirs.or(heads.base).or(heads.ours)?;
    match heads.base {
        None => Some(shorter(ours, theirs)),
        Some(base) => Sides { base, ours, theirs }.settled().map(str::to_owned),
    }
}

/// An entry's first key stands behind the dash: both sides have to begin with the same one.
fn shares_line(ours: &(&str, Region<'_>), theirs: &(&str, Region<'_>)) -> bool {
    let first = |side: &(&str, Region<'_>)| side.1.pieces.first().map(|piece| piece.name.clone());
    let is_shared = |side: &(&str, Region<'_>)| side.0.is_empty();
    (is_shared(ours) || is_shared(theirs)) && first(ours) != first(theirs)
}

/// The merged line of an entry that stands on one: its key, its value and its comment.
fn line(regions: &Sides<Region<'_>>, pieces: &Pieces<'_, '_>) -> Option<String> {
    let parts = |region: &Region<'_>, piece: Option<&Piece<'_>>| -> Option<(String, String)> {
        let piece = piece?;
        let range = &piece.entry.value.range;
        let head = region.text.get(piece.start..range.start)?.to_owned();
        let tail = region.text.get(range.end..piece.start + piece.body.len())?;
        Some((head, with_end(tail)))
    };
    let all = Sides {
        base: parts(&regions.base, pieces.base),
        ours: parts(&regions.ours, pieces.ours),
        theirs: parts(&regions.theirs, pieces.theirs),
    };
    let heads = all.map(|parts| parts.as_ref().map(|parts| parts.0.as_str()));
    let tails = all.map(|parts| parts.as_ref().map(|parts| parts.1.as_str()));
    let name = &pieces.ours?.name;
    let values = regions.map(|region| region.value(name));
    let value = flow::merge(&values)?;
    Some(format!("{}{value}{}", heads.settled()??, tails.settled()??))
}

/// The lines with an end, as the last one of a file may have none.
fn with_end(body: &str) -> String {
    if body.is_empty() || body.ends_with('\n') {
        body.to_owned()
    } else {
        format!("{body}\n")
    }
}

/// Where a merge is: by the keys of the format, and as it is told.
#[derive(Default)]
struct Way {
    typed: KeyPath,
    shown: String,
}

impl Way {
    fn below(&self, name: &Name) -> Self {
        let at = self.typed.clone();
        let shown = &self.shown;
        match name {
            Name::Key(key) if shown.is_empty() => Self {
                typed: at.key(key),
                shown: key.clone(),
            },
            Name::Key(key) => Self {
                typed: at.key(key),
                shown: format!("{shown}.{key}"),
            },
            Name::Named(_, value) => Self {
                typed: at.index(0),
                shown: format!("{shown}[{value}]"),
            },
            Name::Content(..) => Self {
                typed: at.index(0),
                shown: format!("{shown}[]"),
            },
        }
    }
}
