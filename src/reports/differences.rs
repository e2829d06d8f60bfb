//! Whether the groups of a report differ in their win rate at all.

use super::{Notes, Query, groups::slices, notes::Code, query::By};
use crate::book::Snapshot;
use crate::stats::chi_square::Homogeneity;

/// Notes whether the groups differ more than chance would have it, by the deals closed in the
/// window.
pub fn note_differences(notes: &mut Notes, query: &Query<'_>, deals: &[Snapshot<'_>]) {
    let Some(by) = query.by else {
        return;
    };
    let slices = slices(deals, query);
    let groups: Vec<(u64, u64)> = slices
        .iter()
        .filter(|slice| slice.group.is_some())
        .map(|slice| {
            let closed = slice.filter(|deal| deal.closed_in(slice.window));
            closed.fold((0, 0), |(won, all), deal| {
                (won + u64::from(deal.is_won()), all + 1)
            })
        })
        .filter(|(_, all)| *all > 0)
        .collect();
    let Some(test) = Homogeneity::test(&groups) else {
        return;
    };
    let (code, verdict) = if test.p >= 0.05 {
        (Code::GroupsAlike, "no more than chance would have it")
    } else {
        (Code::GroupsDiffer, "more than chance would have it")
    };
    let left_out = match test.left_out {
        0 => String::new(),
        count => format!("; {count} with fewer than 5 closed left out"),
    };
    notes.say(
        code,
        format!(
            "the {} {} differ {verdict} (chi-square {:.1}, df {}, {}){left_out}",
            test.freedom + 1,
            plural(by),
            test.chi_square,
            test.freedom,
            probability(test.p)
        ),
    );
}

fn probability(p: f64) -> String {
    match p {
        _ if p < 0.001 => "p < 0.001".to_owned(),
        _ if p < 0.01 => format!("p = {p:.3}"),
        _ => format!("p = {p:.2}"),
    }
}

fn plural(by: By) -> &'static str {
    match by {
        By::Owner => "owners",
        By::Segment => "segments",
        By::Source => "sources",
        By::Product => "products",
        By::Pipeline => "pipelines",
        By::Account => "accounts",
        By::Month => "months",
        By::Quarter => "quarters",
    }
}
