//! Time to close as competing risks: by an age, what share of deals is won, lost, or still open?

mod explain;
pub mod waits;

use crate::book::snapshot::Snapshot;
use crate::table::{Cell, Chart, Column, Report, Row, Series, Shape, Table, View};

use super::competing_risks::{CompetingRisks, End, Known, Point, Wait, columns};
use super::flags::{CHART, EXCLUDE_HOLD, Flag, FlagError, FlagValues, Takes};
use super::groups::{Slice, slices};
use super::notes::{Code, Notes, row_name};
use super::query::Query;
use super::{ReportBody, ReportSpec};

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
    reads: crate::reports::Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[
    Flag {
        name: "horizon",
        takes: Takes::Days,
        default: Some("90"),
        help: "Last age shown",
    },
    Flag {
        name: "age",
        takes: Takes::Days,
        default: None,
        help: "Only deals still open at this age, counting days from then",
    },
    EXCLUDE_HOLD,
    CHART,
];

const COLUMNS: &[Column] = &columns(
    ["F_won", "F_won_ci", "F_lost", "F_lost_ci", "S", "S_ci"],
    ["won", "lost", "open"],
);

const VIEWS: &[View] = &[];

/// How to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Options {
    horizon: u32,
    /// The age at which a deal has to be open still.
    age: Option<u32>,
    exclude_hold: bool,
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options {
        horizon: flags.one("horizon")?,
        age: flags.maybe("age")?,
        exclude_hold: flags.is_on("exclude_hold"),
    };
    let (found, chart) = found(query, options);
    let charts = if flags.is_on("chart") {
        vec![chart]
    } else {
        Vec::new()
    };
    Ok(Report {
        charts,
        ..SPEC.report(query, flags, found)
    })
}

/// What became of the deals of one row of groups.
struct Curve {
    waits: Vec<Wait>,
    risks: CompetingRisks,
    /// Up to the horizon, and last at it.
    points: Vec<Point>,
}

impl Curve {
    fn of(slice: &Slice<'_, '_>, options: Options) -> Self {
        let created = slice
            .deals
            .iter()
            .copied()
            .filter(|deal| deal.created_in(slice.window));
        let mut waits = waits::waits(created, options.exclude_hold);
        if let Some(age) = options.age {
            waits = waits::beyond(&waits, i64::from(age));
        }
        let risks = CompetingRisks::fit(&waits);
        let horizon = i64::from(options.horizon);
        let before = risks.points().filter(|point| point.t < horizon);
        let points = before.chain([risks.at(horizon)]).collect();
        Self {
            waits,
            risks,
            points,
        }
    }

    /// At the horizon; none where no deal has been watched for as long.
    fn last(&self) -> Option<Known> {
        self.points.last().and_then(|point| point.known)
    }

    fn count(&self, end: End) -> u64 {
        self.waits
            .iter()
            .filter(|wait| wait.cause == Some(end))
            .count() as u64
    }
}

fn found(query: &Query<'_>, options: Options) -> (ReportBody, Chart) {
    let deals = query.snapshots(query.as_of);
    let mut notes = Notes::default();
    let (mut rows, mut explanations, mut all) = (Vec::new(), Vec::new(), None);
    for slice in slices(&deals, query) {
        let curve = Curve::of(&slice, options);
        if curve.waits.is_empty() && slice.group.is_some() && !slice.is_period() {
            continue;
        }
        notes.row(
            Code::NotReached,
            curve.last().is_none(),
            &row_name(&slice.group, None),
        );
        notes.low_n(curve.risks.n(), &row_name(&slice.group, None));
        explanations.extend(query.explained(|| explain::explain(&slice, &curve, options)));
        let row = |point: &Point| Row {
            group: slice.group.clone(),
            unit: None,
            cells: point.cells(curve.risks.n()),
        };
        rows.extend(curve.points.iter().map(row));
        all = Some(curve);
    }
    notes.of_deals(&deals);
    notes.deals(Code::MissingCreated, &deals, |deal| {
        deal.journey.created.is_none()
    });
    notes.deals(Code::OutOfOrder, &deals, Snapshot::is_out_of_order);
    let dated =
        |deal: &&Snapshot<'_>| deal.journey.created.is_some() && !deal.created_in(query.window);
    let found = ReportBody {
        basis: match options.age {
            None => "deals created in the window, by days open".to_owned(),
            Some(age) => format!(
                "deals created in the window and open for more than {age} days, by days since then"
            ),
        },
        deals: deals.len() as u64,
        left_out: vec![
            (
                deals.iter().filter(dated).count() as u64,
                "created outside the window",
            ),
            (notes.count(Code::MissingCreated), "without a creation date"),
            (notes.count(Code::OutOfOrder), "ending before they begin"),
        ],
        notes,
        table: Table {
            columns: COLUMNS.to_vec(),
            rows,
            views: VIEWS,
            ..Table::default()
        },
        explanations,
    };
    (found, chart(all.as_ref(), options))
}

fn chart(curve: Option<&Curve>, options: Options) -> Chart {
    let series = |name: &'static str, start: f64, share: fn(&Known) -> f64| {
        let points = curve.iter().flat_map(|curve| &curve.points);
        let known = points.filter_map(|point| Some((point.t as f64, share(&point.known?))));
        Series {
            label: Cell::text(name),
            points: [(0.0, start)].into_iter().chain(known).collect(),
        }
    };
    let horizon = f64::from(options.horizon);
    let shape = Shape::Steps {
        from: (0.0, Cell::Days(0.0)),
        to: (horizon, Cell::Days(horizon)),
        series: vec![
            series("won", 0.0, |known| known.ahead.incidence),
            series("lost", 0.0, |known| known.lost.incidence),
            series("open", 1.0, |known| known.ahead.survival),
        ],
    };
    Chart {
        title: "by days open".to_owned(),
        unit: None,
        shape,
    }
}
