//! Time to close as competing risks: by an age, what share of deals is won, lost, or still open?

mod curve;
mod explain;
pub mod waits;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse,
    charts::by_days,
    competing_risks::{self, Point},
    draft::{Draft, ReportBody},
    flags::{CHART, EXCLUDE_HOLD, Flag, Takes},
    groups::slices,
    measure::Measure,
    notes::Code,
};
use crate::book::Snapshot;
use crate::table::{Chart, Report};
use curve::Curve;
use explain::explain;

pub const SPEC: ReportSpec = ReportSpec {
    name: "outcome",
    summary: "By a given age, what share of deals is won, lost or still open?",
    definition: "Deals created in the window, by days open. F_won(t) and F_lost(t) are the shares \
                 won and lost by age t, S(t) the share still open; they add up to 1. Open deals \
                 count for as long as they were observed (cumulative incidence, Aalen and \
                 Johansen 1978); counting losses as open (1 − Kaplan–Meier) would overstate wins. \
                 Rows end at the horizon, or at the longest time observed.\n\n\
                 With --age A: what lies ahead of a deal still open after A days, F(t) = (F(A + \
                 t) − F(A)) / S(A).",
    example: "deal report outcome --horizon 60 --by segment",
    flags: FLAGS,
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[
    Flag::new("horizon", Takes::Days, "Last age shown").or("90"),
    Flag::new(
        "age",
        Takes::Days,
        "Only deals still open at this age, counting days from then",
    ),
    EXCLUDE_HOLD,
    CHART,
];

const MEASURES: &[Measure<Point>] = &competing_risks::measures(
    ["F_won", "F_won_ci", "F_lost", "F_lost_ci", "S", "S_ci"],
    ["won", "lost", "open"],
);

/// How to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Options {
    horizon: u32,
    /// The age at which a deal must still be open.
    age: Option<u32>,
    exclude_hold: bool,
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options {
        horizon: flags.one("horizon")?,
        age: flags.maybe("age")?,
        exclude_hold: flags.is_on("exclude_hold"),
    };
    Ok(SPEC.report(query, flags, body(query, options)))
}

fn body(query: &Query<'_>, options: Options) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    for slice in slices(&deals, query) {
        let curve = Curve::new(&slice, options);
        if curve.waits.is_empty() && !slice.is_always_shown() {
            continue;
        }
        note_row(&mut draft.notes, &curve, &slice.name());
        draft.explain(&slice, || explain(&curve, options));
        draft.add_all(&slice, &curve.points);
        if slice.group.is_none() {
            draft.charts.push(chart(&curve, options));
        }
    }
    let notes = &mut draft.notes;
    notes.of_deals(&deals);
    notes.undated(&deals);
    notes.deals(Code::OutOfOrder, &deals, Snapshot::is_out_of_order);
    ReportBody {
        basis: basis(options),
        deals: deals.len() as u64,
        left_out: left_out(query, &deals, notes),
        ..draft.finish(&[])
    }
}

fn note_row(notes: &mut Notes, curve: &Curve, name: &str) {
    notes.row(Code::NotReached, curve.last().known.is_none(), name);
    notes.low_n(curve.risks.n(), name);
}

fn basis(options: Options) -> String {
    match options.age {
        None => "deals created in the window, by days open".to_owned(),
        Some(age) => format!(
            "deals created in the window and open for more than {age} days, by days since then"
        ),
    }
}

fn left_out(query: &Query<'_>, deals: &[Snapshot<'_>], notes: &Notes) -> Vec<(u64, &'static str)> {
    let outside = deals
        .iter()
        .filter(|deal| deal.created().is_some() && !deal.created_in(query.window));
    let undated = notes.count(Code::MissingCreated);
    let out_of_order = notes.count(Code::OutOfOrder);
    vec![
        (outside.count() as u64, "created outside the window"),
        (undated, "without a creation date"),
        (out_of_order, "ending before they begin"),
    ]
}

fn chart(curve: &Curve, options: Options) -> Chart {
    let horizon = i64::from(options.horizon);
    by_days("by days open", horizon, curve.series().into_iter())
}
