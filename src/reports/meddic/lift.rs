//! Whether deals that had an element by the day of the closing were won more often than those that
//! had not.

use crate::book::snapshot::Snapshot;
use crate::deal::meddic::{Element, FreshDays};
use crate::reports::ReportBody;
use crate::reports::groups::{Slice, slices};
use crate::reports::measure::{Measure, cells, measure, table};
use crate::reports::notes::{Code, Notes, row_name};
use crate::reports::query::Query;
use crate::reports::with_without::WithWithout;

use crate::table::{Cell, Explanation, Group, Kind, Row, View};

/// From this score on a deal has the element: a named buyer said so.
const HAS: u8 = 2;

/// One element of some closed deals.
struct Figures {
    element: Element,
    contrast: WithWithout,
}

impl Figures {
    fn of(element: Element, fresh: &FreshDays, closed: &[&Snapshot<'_>]) -> Self {
        let mut contrast = WithWithout::default();
        for deal in closed {
            let has = deal.journey.ended.is_some_and(|day| {
                deal.record.details.scores.effective(element, fresh, day) >= HAS
            });
            contrast.add(has, deal.is_won());
        }
        Self { element, contrast }
    }
}

const MEASURES: &[Measure<Figures>] = &[
    measure("element", "element", Kind::Text, |f| {
        Cell::text(f.element.as_str())
    }),
    measure("with_won", "won", Kind::Count, |f| {
        Cell::Count(f.contrast.with.won)
    }),
    measure("with_lost", "lost", Kind::Count, |f| {
        Cell::Count(f.contrast.with.lost)
    }),
    measure("with_rate", "won with 2 or more", Kind::Rate, |f| {
        f.contrast.with.rate()
    }),
    measure("without_won", "won", Kind::Count, |f| {
        Cell::Count(f.contrast.without.won)
    }),
    measure("without_lost", "lost", Kind::Count, |f| {
        Cell::Count(f.contrast.without.lost)
    }),
    measure("without_rate", "won with less", Kind::Rate, |f| {
        f.contrast.without.rate()
    }),
    measure("lift", "difference", Kind::Rate, |f| f.contrast.lift()),
    measure("lift_ci", "95% CI", Kind::Interval, |f| {
        f.contrast.interval()
    }),
    measure("reading", "reading", Kind::Text, |f| f.contrast.reading()),
];

/// How the columns read in 80 characters.
const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &["element", "with_rate", "without_rate"],
    },
    View {
        title: "difference",
        columns: &["element", "lift", "lift_ci", "reading"],
    },
];

pub fn found(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut notes = Notes::default();
    notes.of_deals(&deals);
    let (mut rows, mut explanations, mut compared) = (Vec::new(), Vec::new(), 0);
    for slice in slices(&deals, query) {
        let closed: Vec<&Snapshot<'_>> = slice
            .deals
            .iter()
            .copied()
            .filter(|deal| deal.closed_in(slice.window))
            .collect();
        if closed.is_empty() && slice.group.is_some() && !slice.is_period() {
            continue;
        }
        note(&mut notes, &slice, closed.len() as u64);
        let figures = of_slice(&closed, query);
        compared += figures
            .iter()
            .filter(|figures| figures.contrast.difference().is_some())
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
    let closed = deals
        .iter()
        .filter(|deal| deal.closed_in(query.window))
        .count();
    ReportBody {
        basis: "deals closed in the window, with their scores on the closing date".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![((deals.len() - closed) as u64, "not closed in the window")],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn of_slice(closed: &[&Snapshot<'_>], query: &Query<'_>) -> Vec<Figures> {
    let elements = query.book.elements().iter();
    elements
        .map(|element| Figures::of(*element, &query.book.fresh_days, closed))
        .collect()
}

fn note(notes: &mut Notes, slice: &Slice<'_, '_>, closed: u64) {
    let name = row_name(&slice.group, None);
    notes.row(Code::NoClosed, closed == 0, &name);
    notes.low_n(closed, &name);
}

fn explain(group: &Group, figures: &[Figures]) -> Explanation {
    let line = |f: &Figures| f.contrast.line(f.element.as_str());
    Explanation {
        group: group.clone(),
        unit: None,
        lines: figures.iter().map(line).collect(),
    }
}
