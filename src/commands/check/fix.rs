//! `--fix` and `--diff`: applies the edits that come with findings, with one write per file.

use crate::console::failure::Failure;
use crate::deal::history::History;
use crate::edit::Edit;
use crate::store::{Loaded, Mode};

use super::pass::{Pass, Seen};

/// Writes the fixes and returns how many files changed.
pub fn write(pass: &Pass<'_>, seen: &Seen<()>) -> Result<usize, Failure> {
    Ok(each(pass, seen, Mode::Write)?
        .into_iter()
        .filter(|diff| !diff.is_empty())
        .count())
}

/// What [`write`] would change.
pub fn diff(pass: &Pass<'_>, seen: &Seen<()>) -> Result<String, Failure> {
    Ok(each(pass, seen, Mode::DryRun)?.concat())
}

fn each(pass: &Pass<'_>, seen: &Seen<()>, mode: Mode) -> Result<Vec<String>, Failure> {
    let correct = |file: &crate::store::files::DealFile| {
        let edited = pass.store.change_by_hand(file.clone(), mode, |loaded| {
            Ok::<_, Failure>(edits(pass, loaded))
        })?;
        Ok(edited.diff)
    };
    seen.fixable.iter().map(correct).collect()
}

/// The deal is checked again under the lock, because someone may have changed it in the meantime.
fn edits(pass: &Pass<'_>, loaded: &Loaded) -> Vec<Edit> {
    let history = History::of(&loaded.deal);
    let judged = pass.judge(&loaded.file, &loaded.deal, &history, &loaded.unknown);
    judged
        .findings
        .into_iter()
        .flat_map(|finding| finding.fix)
        .collect()
}
