//! The baseline of a book: `.dealfile/baseline.jsonl`.

use super::{
    Args,
    pass::{Pass, Seen},
};
use crate::checks::baseline::{Baseline, deal_of};
use crate::console::{Failure, Ui, wording::count};
use crate::store::Store;

/// Takes away the findings that the baseline accepts, after it was written or pruned where that is
/// asked for; how many those were.
pub fn apply<T>(
    args: &Args,
    pass: &Pass<'_>,
    seen: &mut Seen<T>,
    ui: &mut Ui,
) -> Result<usize, Failure> {
    if args.no_baseline {
        return Ok(0);
    }
    let store = pass.store;
    let mut baseline = read(store)?;
    let is_checked = checked(pass, seen);
    if args.write_baseline {
        let more = baseline.clone().with(&seen.findings);
        let added = more.len() - baseline.len();
        if added > 0 {
            store.write_baseline(&more.to_text())?;
        }
        let told = format!("{} added to the baseline", count(added, "finding"));
        ui.status(&told);
        baseline = more;
    } else if args.prune_baseline {
        let less = baseline.clone().without_stale(&seen.findings, &is_checked);
        let removed = baseline.len() - less.len();
        if removed > 0 {
            store.write_baseline(&less.to_text())?;
        }
        let told = format!("{} removed from the baseline", count(removed, "finding"));
        ui.status(&told);
        baseline = less;
    }
    let stale = match pass.settings.get("baseline-stale") {
        Some(setting) if setting.is_on && !args.write_baseline => {
            let stale = baseline.stale(&seen.findings, Store::BASELINE, &is_checked);
            let stale = stale.into_iter();
            let decided = stale.map(|finding| setting.decide_severity(finding));
            decided.collect()
        }
        _ => Vec::new(),
    };
    let compared = baseline.compare(std::mem::take(&mut seen.findings));
    seen.findings = compared.new;
    seen.findings.extend(stale);
    Ok(compared.accepted)
}

/// Whether this run would have found a rule's findings in a deal. One that is gone has none.
fn checked<'a, T>(pass: &'a Pass<'_>, seen: &Seen<T>) -> impl Fn(&str, &str) -> bool + use<'a, T> {
    let ids = |paths: &mut dyn Iterator<Item = &String>| -> std::collections::BTreeSet<String> {
        paths.map(|path| deal_of(path)).collect()
    };
    let selected = ids(&mut seen.selected.iter());
    let all = ids(&mut seen.facts.iter().map(|facts| &facts.path));
    let is_whole = selected.len() == all.len();
    move |deal, rule| {
        let is_on = pass.settings.get(rule).is_none_or(|setting| setting.is_on);
        is_on && (selected.contains(deal) || is_whole)
    }
}

fn read(store: &Store) -> Result<Baseline, Failure> {
    let Some(text) = store.baseline()? else {
        return Ok(Baseline::default());
    };
    Baseline::parse(&text).map_err(|error| {
        Failure::usage(format_args!("{}: {error}", Store::BASELINE))
            .help("correct the line, or delete the file and run `deal check --write-baseline`")
    })
}

/// ` · 12 more in the baseline`
pub fn told(accepted: usize) -> String {
    match accepted {
        0 => String::new(),
        accepted => format!(" · {accepted} more in the baseline"),
    }
}
