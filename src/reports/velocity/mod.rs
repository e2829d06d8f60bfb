//! Sales velocity: what the pipeline turns into won money a day, V = N · A · W / L.
//!
//! By Little's law that is revenue a day if N is a stock and L the time in the pipeline, which is
//! why N counts open deals by default. Vendors differ in four choices; each is a flag
//! ([`options`]).

mod cycle;
mod explain;
mod figures;
pub mod options;
mod win;

use crate::book::snapshot::Snapshot;
use crate::deal::day::Day;
use crate::table::{Report, Row};

use super::flags::{FlagError, FlagValues};
use super::groups::slices;
use super::measure::{cells, table};
use super::money::{DealValue, by_currency, unit, worth};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::query::Query;
use super::{Reads, ReportBody, ReportSpec};

use figures::{Figures, MEASURES, VIEWS, is_short};
use options::{Count, Options, WinBy};

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
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options::of(flags)?;
    let mut deals = query.snapshots(query.as_of);
    if let Some(days) = options.stale_after {
        deals
            .iter_mut()
            .for_each(|deal| lose_if_silent(deal, i64::from(days), query.as_of));
    }
    Ok(SPEC.report(query, flags, found(query, &options, &deals)))
}

fn found(query: &Query<'_>, options: &Options, deals: &[Snapshot<'_>]) -> ReportBody {
    let mut slices = slices(deals, query);
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    let totals = slices
        .pop()
        .map(|total| by_currency(&total, query.book))
        .unwrap_or_default();
    let mixes: Vec<_> = totals
        .iter()
        .map(|(currency, all)| (*currency, win::mix(all, query, options)))
        .collect();
    let grouped = slices
        .iter()
        .flat_map(|slice| by_currency(slice, query.book));
    for (currency, slice) in grouped.chain(totals.iter().cloned()) {
        let mix = mixes
            .iter()
            .find(|(of, _)| *of == currency)
            .map(|(_, mix)| mix)
            .filter(|_| options.standardize);
        let figures = Figures::of(&slice, query, options, mix);
        note_row(
            &mut notes,
            &figures,
            &row_name(&slice.group, None),
            is_short(slice.window, &figures),
        );
        explanations
            .extend(query.explained(|| explain::explain(&slice, currency, &figures, options)));
        rows.push(Row {
            group: slice.group,
            unit: unit(currency),
            cells: cells(MEASURES, &figures),
        });
    }
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    note_deals(&mut notes, query, options, deals);
    ReportBody {
        basis: basis(options),
        deals: deals.len() as u64,
        left_out: left_out(query, options, deals),
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

/// Takes an open deal for lost on the day on which it has been silent for so long.
fn lose_if_silent(deal: &mut Snapshot<'_>, days: i64, as_of: Day) {
    let lines = deal
        .record
        .history
        .lines()
        .iter()
        .filter_map(|line| line.date);
    let last = lines
        .chain(deal.record.two_way.iter().copied())
        .filter(|day| *day <= as_of)
        .max();
    if let Some(day) = last
        .map(|last| last.plus(days))
        .filter(|day| *day <= as_of && deal.is_open())
    {
        deal.journey.lose_on(day);
    }
}

fn note_row(notes: &mut Notes, figures: &Figures, name: &str, is_short: bool) {
    let judged = figures.win.tally.judged;
    notes.row(Code::NoClosed, judged == 0, name);
    notes.row(Code::NoWins, judged > 0 && figures.won == 0, name);
    notes.low_n(judged, name);
    notes.row(
        Code::Immature,
        5 * figures.win.tally.undecided > judged,
        name,
    );
    notes.row(Code::NotReached, figures.cycle.km_beyond.is_some(), name);
    notes.row(Code::CycleFloored, figures.cycle.is_floored(), name);
    notes.row(Code::ShortWindow, is_short, name);
    notes.row(Code::Skewed, figures.cycle.is_skewed(), name);
}

fn note_deals(notes: &mut Notes, query: &Query<'_>, options: &Options, deals: &[Snapshot<'_>]) {
    let is_valued = |deal: &Snapshot<'_>| {
        deal.closed_in(query.window)
            && (deal.is_won() || options.win_by == WinBy::Value && !win::is_left_out(deal, options))
    };
    notes.of_deals(deals);
    notes.deals(Code::MissingAmount, deals, |deal| {
        is_valued(deal) && worth(deal, query.book) == DealValue::Missing
    });
    notes.deals(Code::Unpriced, deals, |deal| {
        is_valued(deal) && worth(deal, query.book) == DealValue::Unpriced
    });
    notes.deals(Code::MissingCreated, deals, |deal| {
        deal.journey.created.is_none()
    });
    notes.deals(Code::OutOfOrder, deals, Snapshot::is_out_of_order);
    if options.count != Count::Open {
        notes.add(Code::ScalesWithWindow);
    }
}

fn left_out(
    query: &Query<'_>,
    options: &Options,
    deals: &[Snapshot<'_>],
) -> Vec<(u64, &'static str)> {
    let count = |holds: &dyn Fn(&Snapshot<'_>) -> bool| {
        deals.iter().filter(|deal| holds(deal)).count() as u64
    };
    let won = |deal: &Snapshot<'_>| deal.is_won() && deal.closed_in(query.window);
    vec![
        (
            count(&|deal| won(deal) && !matches!(worth(deal, query.book), DealValue::Known(_))),
            "won without a known amount",
        ),
        (
            count(&|deal| deal.journey.created.is_none()),
            "without a creation date (from durations)",
        ),
        (
            count(&|deal| deal.closed_in(query.window) && win::is_left_out(deal, options)),
            "lost, of an excluded class",
        ),
    ]
}

fn basis(options: &Options) -> String {
    let stock = match options.count {
        Count::Open => "deals open on the as-of date",
        Count::Created => "deals created in the window",
        Count::Closed => "deals closed in the window",
    };
    let judged = match options.win {
        options::Win::Closed => "closed in the window",
        options::Win::Cohort => "created in the window",
        options::Win::Horizon(_) => "created in the window and old enough",
    };
    let (by, stat, of) = (options.win_by, options.cycle_stat, options.cycle);
    format!(
        "N = {stock}, A = mean amount won, W by {by} of deals {judged}, L = {stat} days open of {of} deals"
    )
}
