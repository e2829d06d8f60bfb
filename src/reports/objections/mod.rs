//! Objections: how many of which kind, whether and how fast they are settled, and how the deals
//! with them ended.

mod figures;

use std::collections::BTreeMap;

use crate::book::snapshot::Snapshot;
use crate::deal::keywords::Category;
use crate::stats::kaplan_meier::KaplanMeier;
use crate::stats::proportion::wilson;
use crate::table::{Cell, Explanation, Group, Kind, Report, Row, View};

use super::flags::{FlagError, FlagValues};
use super::groups::{Slice, slices};
use super::measure::{Measure, cells, measure, table};
use super::notes::{Code, Notes, row_name};
use super::query::{Query, Window};
use super::with_without::WithWithout;
use super::{Reads, ReportBody, ReportSpec};

use figures::{Figures, Raised};

pub const SPEC: ReportSpec = ReportSpec {
    name: "objections",
    summary: "Which objections come up, how fast are they resolved, and how do those deals end?",
    definition: "Objections raised in the window, as they stand on the as-of date. Only the \
                 buyer's confirmation resolves one; accepted risk, withdrawal and closing the \
                 deal end it unresolved. Resolution rate = resolved / (resolved + ended \
                 unresolved), with Wilson interval; days to resolve by Kaplan–Meier, open and \
                 ended ones counting for as long as they were observed.\n\n\
                 Won with and without it: deals closed in the window that reached the stage where \
                 the category mostly comes up, with the difference and its interval (Newcombe \
                 1998). A comparison, not a cause: a buyer who objects is still talking.\n\n\
                 Lost for it = lost in the window for that reason; with it open = share of all \
                 losses with such an objection unresolved.",
    example: "deal report objections --by owner",
    flags: &[],
    reads: Reads::Details,
    run,
};

const MEASURES: &[Measure<Figures>] = &[
    measure("category", "category", Kind::Text, |f| {
        f.category
            .map_or(Cell::Total, |category| Cell::text(category.as_str()))
    }),
    measure("objections", "objections", Kind::Count, |f| {
        Cell::Count(f.objections)
    }),
    measure("deals", "deals", Kind::Count, |f| Cell::Count(f.deals)),
    measure("share_of_deals", "of all deals", Kind::Rate, |f| {
        Cell::share(f.deals, f.of)
    }),
    measure("resolved", "resolved", Kind::Count, |f| {
        Cell::Count(f.resolved)
    }),
    measure("settled", "ended", Kind::Count, |f| Cell::Count(f.settled)),
    measure("resolution_rate", "resolved", Kind::Rate, |f| {
        Cell::share(f.resolved, f.settled)
    }),
    measure("resolution_ci", "95% CI", Kind::Interval, |f| {
        let interval = wilson(f.resolved, f.settled);
        Cell::of(interval, |interval| Cell::Interval {
            lo: interval.lo,
            hi: interval.hi,
            n: f.settled,
        })
    }),
    measure("km_median_resolution", "median days", Kind::Days, |f| {
        median(&f.curve)
    }),
    measure("with_won", "won", Kind::Count, |f| side(f, |c| c.with.won)),
    measure("with_lost", "lost", Kind::Count, |f| {
        side(f, |c| c.with.lost)
    }),
    measure("with_rate", "won with it", Kind::Rate, |f| {
        Cell::of(f.contrast, |c| c.with.rate())
    }),
    measure("without_won", "won", Kind::Count, |f| {
        side(f, |c| c.without.won)
    }),
    measure("without_lost", "lost", Kind::Count, |f| {
        side(f, |c| c.without.lost)
    }),
    measure("without_rate", "without it", Kind::Rate, |f| {
        Cell::of(f.contrast, |c| c.without.rate())
    }),
    measure("lift", "difference", Kind::Rate, |f| {
        f.contrast.map_or(Cell::Missing, |c| c.lift())
    }),
    measure("lift_ci", "95% CI", Kind::Interval, |f| {
        f.contrast.map_or(Cell::Missing, |c| c.interval())
    }),
    measure("reading", "reading", Kind::Text, |f| {
        f.contrast.map_or(Cell::Missing, |c| c.reading())
    }),
    measure("lost_reason", "lost for this reason", Kind::Count, |f| {
        Cell::Count(f.reason)
    }),
    measure("kill_share", "with it open", Kind::Rate, |f| {
        Cell::share(f.killed, f.lost)
    }),
];

/// How the columns read in 80 characters.
const VIEWS: &[View] = &[
    View {
        title: "raised and resolved",
        columns: &[
            "category",
            "objections",
            "share_of_deals",
            "resolution_rate",
            "resolution_ci",
        ],
    },
    View {
        title: "closed deals that reached the stage where it mostly comes up",
        columns: &["category", "with_rate", "without_rate", "lift", "lift_ci"],
    },
    View {
        title: "days to resolve, significance, losses",
        columns: &[
            "category",
            "km_median_resolution",
            "reading",
            "lost_reason",
            "kill_share",
        ],
    },
];

fn median(curve: &KaplanMeier) -> Cell {
    let beyond = || curve.t_max().map_or(Cell::Missing, Cell::Beyond);
    curve
        .median()
        .map_or_else(beyond, |days| Cell::Days(days as f64))
}

fn side(figures: &Figures, count: fn(&WithWithout) -> u64) -> Cell {
    figures
        .contrast
        .as_ref()
        .map_or(Cell::Missing, |contrast| Cell::Count(count(contrast)))
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    Ok(SPEC.report(query, flags, found(query)))
}

fn found(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let raised = Raised::all(&deals, query);
    let mut files: Files<'_> = deals
        .iter()
        .map(|deal| (deal.id(), (deal, Vec::new())))
        .collect();
    for own in &raised {
        files
            .entry(own.deal.id())
            .and_modify(|(_, list)| list.push(own));
    }
    let mut notes = Notes::default();
    notes.of_deals(&deals);
    let (mut rows, mut explanations, mut compared) = (Vec::new(), Vec::new(), 0);
    for slice in slices(&deals, query) {
        let figures = of_slice(&slice, &files);
        if slice.group.is_some() && !slice.is_period() && figures.len() == 1 {
            continue;
        }
        note(&mut notes, &slice, &figures);
        compared += figures
            .iter()
            .filter_map(|f| f.contrast?.difference())
            .count();
        explanations.extend(query.explained(|| explain(&slice.group, &figures)));
        rows.extend(figures.iter().map(|f| Row {
            group: slice.group.clone(),
            unit: None,
            cells: cells(MEASURES, f),
        }));
    }
    if compared > 1 {
        notes.add(Code::SeveralComparisons);
    }
    let (undated, outside) = left_out(&deals, &raised, query.window);
    ReportBody {
        basis: "objections raised in the window, as they stand on the as-of date".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![
            (undated, "objections without a date"),
            (outside, "objections raised outside the window"),
        ],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn left_out(deals: &[Snapshot<'_>], raised: &[Raised<'_>], window: Window) -> (u64, u64) {
    let undated = deals
        .iter()
        .flat_map(|deal| &deal.record.details.objections)
        .filter(|o| o.date.is_none())
        .count();
    let outside = raised
        .iter()
        .filter(|raised| !window.has(Some(raised.on)))
        .count();
    (undated as u64, outside as u64)
}

/// The deals by id, each with its objections.
type Files<'a> = BTreeMap<&'a str, (&'a Snapshot<'a>, Vec<&'a Raised<'a>>)>;

/// The categories in which something was raised, in the order of their list, and all of them last.
fn of_slice(slice: &Slice<'_, '_>, files: &Files<'_>) -> Vec<Figures> {
    let own = || slice.deals.iter().filter_map(|deal| files.get(deal.id()));
    let deals: Vec<&Snapshot<'_>> = own().map(|(deal, _)| *deal).collect();
    let own: Vec<&Raised<'_>> = own()
        .flat_map(|(_, raised)| raised.iter().copied())
        .collect();
    let categories = Category::ALL
        .iter()
        .map(|category| Figures::of(Some(*category), &deals, &own, slice.window));
    let mut figures: Vec<Figures> = categories.filter(|f| f.objections > 0).collect();
    figures.push(Figures::of(None, &deals, &own, slice.window));
    figures
}

fn note(notes: &mut Notes, slice: &Slice<'_, '_>, figures: &[Figures]) {
    let name = row_name(&slice.group, None);
    figures.iter().for_each(|f| notes.low_n(f.settled, &name));
    notes.row(
        Code::NotReached,
        figures
            .iter()
            .any(|f| f.objections > 0 && f.curve.median().is_none()),
        &name,
    );
}

fn explain(group: &Group, figures: &[Figures]) -> Explanation {
    let mut lines = Vec::new();
    for f in figures {
        let name = f.category.map_or("total", Category::as_str);
        let (resolved, settled) = (Cell::Count(f.resolved), Cell::Count(f.settled));
        let rate = Cell::share(f.resolved, f.settled);
        let mut line = line![
            Cell::text(name),
            ": ",
            resolved,
            " resolved / ",
            settled,
            " ended = ",
            rate
        ];
        line.extend(line![
            "; half of ",
            Cell::Count(f.objections),
            " raised are resolved after ",
            median(&f.curve),
            " days"
        ]);
        lines.push(line);
        lines.extend(
            f.contrast
                .map(|contrast| contrast.line(&format!("{name}, won with and without it"))),
        );
        let (killed, lost) = (Cell::Count(f.killed), Cell::Count(f.lost));
        lines.push(line![
            Cell::text(name),
            ": ",
            killed,
            " lost with it unresolved / ",
            lost,
            " lost"
        ]);
    }
    Explanation {
        group: group.clone(),
        unit: None,
        lines,
    }
}
