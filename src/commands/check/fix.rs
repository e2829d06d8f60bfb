//! `--fix` and `--diff`: mends what rules can mend, with one write per file.

use super::pass::{Pass, Seen};
use crate::checks;
use crate::console::Failure;
use crate::deal::{Deal, History};
use crate::store::{Loaded, Mode};

/// Writes the fixes and returns how many files changed.
pub fn write(pass: &Pass<'_>, seen: &Seen<()>) -> Result<usize, Failure> {
    let mut diffs = each(pass, seen, Mode::Write)?;
    diffs.retain(|diff| !diff.is_empty());
    Ok(diffs.len())
}

/// What [`write`] would change.
pub fn diff(pass: &Pass<'_>, seen: &Seen<()>) -> Result<String, Failure> {
    Ok(each(pass, seen, Mode::DryRun)?.concat())
}

fn each(pass: &Pass<'_>, seen: &Seen<()>, mode: Mode) -> Result<Vec<String>, Failure> {
    let mut diffs = Vec::new();
    for file in &seen.fixable {
        let store = pass.store;
        let changed = store.change_file(file.clone(), mode, |deal, loaded| {
            mend(pass, deal, loaded);
            Ok::<_, Failure>(())
        })?;
        diffs.push(changed.diff);
    }
    Ok(diffs)
}

/// The deal is checked again here, because someone may have changed it in the meantime.
fn mend(pass: &Pass<'_>, deal: &mut Deal, loaded: &Loaded) {
    let history = History::new(deal);
    let judged = pass.judge(&loaded.file, deal, &history, &loaded.unknown);
    let fixable = judged.findings.iter().filter(|finding| finding.is_fixable);
    for mend in fixable.filter_map(|finding| checks::named(finding.rule)?.mend) {
        mend(deal, &pass.store.book, pass.selection.as_of);
    }
}
