//! Whether deals that had an element on the closing date were won more often than the others.

use crate::book::Snapshot;
use crate::deal::Element;
use crate::reports::{
    Query, Slice,
    draft::{Draft, ReportBody},
    formula::Line,
    groups::slices,
    measure::{Measure, count, measure, text},
    notes::Code,
    with_without::WithWithout,
};
use crate::table::{Cell, Kind, View};

/// From this score on a deal has the element: a named buyer said so.
const HAS: u8 = 2;

/// One element of some closed deals.
struct Figures {
    element: Element,
    comparison: WithWithout,
}

impl Figures {
    fn new(element: Element, closed: &[&Snapshot<'_>]) -> Self {
        let mut comparison = WithWithout::default();
        for deal in closed {
            comparison.add(has(deal, element), deal.is_won());
        }
        Self {
            element,
            comparison,
        }
    }

    fn explain(&self) -> Line {
        self.comparison.explain(self.element.as_str())
    }
}

fn has(deal: &Snapshot<'_>, element: Element) -> bool {
    let scores = &deal.record.details.scores;
    deal.closed()
        .is_some_and(|day| scores.effective(element, &deal.book.fresh_days, day) >= HAS)
}

const MEASURES: &[Measure<Figures>] = &[
    text("element", "element", |f| Cell::text(f.element.as_str())),
    count("with_won", "won", |f| f.comparison.with.won),
    count("with_lost", "lost", |f| f.comparison.with.lost),
    measure("with_rate", "won with 2 or more", Kind::Rate, |f| {
        f.comparison.with.rate()
    }),
    count("without_won", "won", |f| f.comparison.without.won),
    count("without_lost", "lost", |f| f.comparison.without.lost),
    measure("without_rate", "won with less", Kind::Rate, |f| {
        f.comparison.without.rate()
    }),
    measure("lift", "difference", Kind::Rate, |f| f.comparison.lift()),
    measure("lift_ci", "95% CI", Kind::Interval, |f| {
        f.comparison.interval()
    }),
    text("reading", "reading", |f| f.comparison.reading()),
];

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

pub fn body(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    draft.notes.of_deals(&deals);
    let mut compared = 0;
    for slice in slices(&deals, query) {
        let closed = slice.filter(|deal| deal.closed_in(slice.window));
        let closed: Vec<&Snapshot<'_>> = closed.collect();
        if closed.is_empty() && !slice.is_always_shown() {
            continue;
        }
        let figures = figures(&closed, query);
        compared += how_many_compare(&figures);
        note_row(&mut draft, &slice, closed.len() as u64);
        draft.explain(&slice, || figures.iter().map(Figures::explain).collect());
        draft.add_all(&slice, &figures);
    }
    if compared > 1 {
        draft.notes.add(Code::SeveralComparisons);
    }
    let open = deals.iter().filter(|deal| !deal.closed_in(query.window));
    ReportBody {
        basis: "deals closed in the window, with their scores on the closing date".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![(open.count() as u64, "not closed in the window")],
        ..draft.finish(VIEWS)
    }
}

fn figures(closed: &[&Snapshot<'_>], query: &Query<'_>) -> Vec<Figures> {
    let elements = query.book.elements().iter();
    elements
        .map(|element| Figures::new(*element, closed))
        .collect()
}

fn how_many_compare(figures: &[Figures]) -> usize {
    let compared = figures.iter().filter_map(|own| own.comparison.difference());
    compared.count()
}

fn note_row(draft: &mut Draft<Figures>, slice: &Slice<'_, '_>, closed: u64) {
    let name = slice.name();
    draft.notes.row(Code::NoClosed, closed == 0, &name);
    draft.notes.low_n(closed, &name);
}
