//! `--fix` and `--diff`: mends what rules can mend, with one write per file.

use super::pass::{Pass, Seen};
use crate::checks::{self, Mend, Mending};
use crate::console::Failure;
use crate::deal::{Deal, History};
use crate::key_path::KeyPath;
use crate::store::{Loaded, Mode};

/// What became of the files.
#[derive(Default)]
pub struct Fixed {
    /// One for each file that was fixed, or would be.
    pub diffs: Vec<String>,
    /// The files that could not be fixed, and why.
    pub failed: Vec<(String, Failure)>,
}

/// Fixes one file after the other. That one cannot be fixed is no reason to leave the others.
pub fn write(pass: &Pass<'_>, seen: &Seen<()>, mode: Mode) -> Fixed {
    let mut fixed = Fixed::default();
    for file in &seen.fixable {
        let changed = pass
            .store
            .change_with_ids(file.clone(), mode, |deal, loaded| {
                Ok::<_, Failure>(mend(pass, deal, loaded))
            });
        match changed {
            Ok(changed) if changed.diff.is_empty() => {}
            Ok(changed) => fixed.diffs.push(changed.diff),
            Err(failure) => fixed.failed.push((file.shown.clone(), failure)),
        }
    }
    fixed
}

/// The deal is checked again here, because someone may have changed it in the meantime. Answers
/// with the entries whose ids are to be written.
fn mend(pass: &Pass<'_>, deal: &mut Deal, loaded: &Loaded) -> Vec<KeyPath> {
    let history = History::new(deal);
    let mut fixable = pass
        .judge(&loaded.file, deal, &history, &loaded.remarks)
        .findings;
    fixable.retain(|finding| finding.is_fixable);
    let mut without_id = Vec::new();
    for findings in fixable.chunk_by(|a, b| a.rule == b.rule) {
        let places = findings.iter().map(|finding| finding.place.at.clone());
        let places: Vec<KeyPath> = places.collect();
        let rule = findings.first().and_then(|first| checks::named(first.rule));
        match rule.and_then(|rule| rule.mend) {
            Some(Mend::Change(mend)) => mend(
                deal,
                &Mending {
                    book: &pass.store.book,
                    places: &places,
                    as_of: pass.selection.as_of,
                },
            ),
            Some(Mend::WriteIds) => without_id.extend(places),
            None => {}
        }
    }
    without_id
}
