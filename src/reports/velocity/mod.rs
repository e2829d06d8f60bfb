//! Sales velocity: the won value that the pipeline produces per day, V = N · A · W / L.
//!
//! By Little's law that is revenue per day if N is a stock and L the time in the pipeline, which is
//! why N counts open deals by default. Vendors differ in four choices; each is a flag
//! ([`options`]). What counts as won and as lost is said in [`closed`].

mod closed;
mod cycle;
mod explain;
mod figures;
pub mod options;
mod win;
mod young;

use std::collections::BTreeMap;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Slice, WindowUse,
    differences::note_differences,
    draft::{Draft, ReportBody},
    groups::money_slices,
    notes::Code,
};
use crate::book::Snapshot;
use crate::deal::Currency;
use crate::table::Report;
use closed::{is_excluded, is_won, lose_if_silent};
use explain::explain;
use figures::{Figures, MEASURES, VIEWS};
use options::{Count, CycleStat, Options, Win, WinBy};
use win::{Mix, mix};
use young::{sentence, since_first};

pub const SPEC: ReportSpec = ReportSpec {
    name: "velocity",
    summary: "How much won value does the pipeline produce per day?",
    definition: "V = N × A × W / L: N deals open on the as-of date, A mean amount of deals won in \
                 the window, W won / (won + lost) of deals closed in it, L mean days open of \
                 deals won in it.\n\n\
                 Compare V with realized per day (won value / days in the window) and flow per \
                 day (deals created per day × A × W, without L): a V far above both means that \
                 deals are open in name only, or that L is too short.",
    example: "deal report velocity --by owner --cycle closed",
    flags: options::FLAGS,
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options::new(flags)?;
    let mut deals = query.snapshots(query.as_of);
    if let Some(days) = options.stale_after {
        for deal in &mut deals {
            lose_if_silent(deal, i64::from(days), query.as_of);
        }
    }
    Ok(SPEC.report(query, flags, body(query, &options, &deals)))
}

fn body(query: &Query<'_>, options: &Options, deals: &[Snapshot<'_>]) -> ReportBody {
    let slices = money_slices(deals, query);
    let mixes = mixes(&slices, query, options);
    let mut draft = Draft::new(MEASURES, query);
    let since = since_first(query, deals);
    for slice in &slices {
        let figures = Figures::new(slice, query, options, mixes.get(&slice.currency));
        if let Some(window) = since.filter(|_| slice.group.is_none()) {
            let sentence = sentence(&figures, slice.currency, window);
            draft.notes.say(Code::WindowBeforeBook, sentence);
        }
        note_row(&mut draft.notes, &figures, &slice.name());
        draft.explain(slice, || explain(slice, &figures, options));
        draft.add(slice, &figures);
    }
    note_deals(&mut draft.notes, query, options, deals);
    ReportBody {
        basis: basis(options),
        deals: deals.len() as u64,
        left_out: left_out(query, options, deals),
        ..draft.finish(VIEWS)
    }
}

/// The mix of segments among all deals of each currency, to which groups are standardized.
fn mixes<'a>(
    slices: &[Slice<'_, 'a>],
    query: &Query<'a>,
    options: &Options,
) -> BTreeMap<Option<Currency>, Mix<'a>> {
    slices
        .iter()
        .filter(|slice| options.standardize && slice.group.is_none())
        .map(|slice| (slice.currency, mix(slice, query, options)))
        .collect()
}

fn note_row(notes: &mut Notes, figures: &Figures, name: &str) {
    let (tally, cycle) = (&figures.win.tally, &figures.cycle);
    let has_no_wins = tally.judged > 0 && figures.won == 0;
    notes.low_n(tally.judged, name);
    notes.row(Code::NoClosed, tally.judged == 0, name);
    notes.row(Code::NoWins, has_no_wins, name);
    notes.row(Code::Immature, 5 * tally.undecided > tally.judged, name);
    notes.row(Code::NotReached, cycle.is_not_reached(), name);
    notes.row(Code::CycleFloored, cycle.is_floored(), name);
    notes.row(Code::ShortWindow, figures.is_short(), name);
    notes.row(Code::Skewed, cycle.is_skewed(), name);
}

fn note_deals(notes: &mut Notes, query: &Query<'_>, options: &Options, deals: &[Snapshot<'_>]) {
    notes.of_deals(deals);
    notes.unvalued(deals, |deal| {
        let is_judged = options.win_by == WinBy::Value && !is_excluded(deal, options);
        deal.closed_in(query.window) && (deal.is_won() || is_judged)
    });
    notes.undated(deals);
    if (options.win, options.win_by) == (Win::Closed, WinBy::Count) {
        note_differences(notes, query, deals);
    }
    notes.deals(Code::OutOfOrder, deals, Snapshot::is_out_of_order);
    if options.cycle_stat == CycleStat::Km {
        notes.add(Code::LossesCensored);
    }
    if options.count != Count::Open {
        notes.add(Code::ScalesWithWindow);
    }
}

fn left_out(
    query: &Query<'_>,
    options: &Options,
    deals: &[Snapshot<'_>],
) -> Vec<(u64, &'static str)> {
    let (mut unvalued, mut undated, mut excluded) = (0, 0, 0);
    for deal in deals {
        let is_unvalued = is_won(deal, query.window) && deal.value().known().is_none();
        unvalued += u64::from(is_unvalued);
        undated += u64::from(deal.created().is_none());
        excluded += u64::from(deal.closed_in(query.window) && is_excluded(deal, options));
    }
    vec![
        (unvalued, "won without a known amount"),
        (undated, "without a creation date (from durations)"),
        (excluded, "lost, of an excluded class"),
    ]
}

fn basis(options: &Options) -> String {
    let counted = match options.count {
        Count::Open => "deals open on the as-of date",
        Count::Created => "deals created in the window",
        Count::Closed => "deals closed in the window",
    };
    let judged = match options.win {
        Win::Closed => "closed in the window",
        Win::Cohort => "created in the window",
        Win::Horizon(_) => "created in the window and old enough",
    };
    let stat = match options.cycle_stat {
        CycleStat::Mean => "mean",
        CycleStat::Median => "median",
        CycleStat::Km => "Kaplan–Meier median",
    };
    format!(
        "N = {counted}, A = mean amount won, W by {} of deals {judged}, L = {stat} days open of {} deals",
        options.win_by, options.cycle
    )
}
