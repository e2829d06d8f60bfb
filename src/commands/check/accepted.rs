//! The baseline of a book: `.dealfile/baseline.jsonl`.

use std::collections::BTreeSet;

use super::{
    Args,
    pass::{Pass, Seen},
};
use crate::checks::baseline::{Baseline, DealIds, Found};
use crate::console::{Failure, Ui, wording::count};
use crate::store::{Mode, Store};

/// Writes or prunes the baseline where that is asked for, then takes away what it accepts; how many
/// findings those were.
pub fn apply<T>(
    args: &Args,
    pass: &Pass<'_>,
    seen: &mut Seen<T>,
    ui: &mut Ui,
) -> Result<usize, Failure> {
    if args.no_baseline {
        return Ok(0);
    }
    if args.write_baseline || args.prune_baseline {
        update(args, pass, seen, ui)?;
    }
    accept(pass, seen)
}

fn update<T>(args: &Args, pass: &Pass<'_>, seen: &Seen<T>, ui: &mut Ui) -> Result<(), Failure> {
    let ids = DealIds::new(&seen.facts);
    let found = Found::new(&seen.findings, &ids);
    let mut changed = 0;
    pass.store
        .change_own_text(Store::BASELINE, Mode::Write, |text| {
            let before = parse(text)?;
            let after = if args.write_baseline {
                before.clone().with(&found)
            } else {
                let is_checked = checked(pass, seen, &ids);
                before.clone().without_stale(&found, is_checked)
            };
            changed = after.len().abs_diff(before.len());
            Ok::<_, Failure>(if changed > 0 {
                after.to_text()
            } else {
                text.to_owned()
            })
        })?;
    let done = if args.write_baseline {
        "added to"
    } else {
        "removed from"
    };
    ui.status(&format!(
        "{} {done} the baseline",
        count(changed, "finding")
    ));
    Ok(())
}

/// Takes away the findings that the baseline accepts, and adds those about its own entries; how many
/// it accepts.
pub fn accept<T>(pass: &Pass<'_>, seen: &mut Seen<T>) -> Result<usize, Failure> {
    let baseline = parse(&pass.store.own_text(Store::BASELINE)?)?;
    if baseline.is_empty() {
        return Ok(0);
    }
    let ids = DealIds::new(&seen.facts);
    let stale = pass.settings.get("baseline-stale");
    let stale = stale.filter(|setting| setting.is_on).map(|setting| {
        let found = Found::new(&seen.findings, &ids);
        let stale = baseline.stale(&found, Store::BASELINE, checked(pass, seen, &ids));
        let stale = stale.into_iter();
        stale.map(|finding| setting.decide_severity(finding))
    });
    let stale: Vec<_> = stale.into_iter().flatten().collect();
    let compared = baseline.compare(std::mem::take(&mut seen.findings), &ids);
    seen.findings = compared.new;
    seen.findings.extend(stale);
    Ok(compared.accepted)
}

/// Whether this run would have found a rule's findings in a deal. One that is gone has none, and of
/// a file that cannot be read nobody knows.
fn checked<'a, T>(
    pass: &'a Pass<'_>,
    seen: &'a Seen<T>,
    ids: &'a DealIds,
) -> impl Fn(&str, &str) -> bool {
    let selected: BTreeSet<&str> = seen.selected.iter().map(|path| ids.of(path)).collect();
    let unread = seen.facts.iter().filter(|file| file.deal.is_none());
    let unread: BTreeSet<&str> = unread.map(|file| file.id.as_str()).collect();
    move |deal, rule| {
        let is_on = pass.settings.get(rule).is_none_or(|setting| setting.is_on);
        is_on && !unread.contains(deal) && (seen.is_whole || selected.contains(deal))
    }
}

fn parse(text: &str) -> Result<Baseline, Failure> {
    Baseline::parse(text).map_err(|error| {
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
