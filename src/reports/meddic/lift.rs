//! Whether deals that had an element by the day of the closing were won more often than those that had not.

use std::collections::BTreeMap;

use crate::deal::Deal;
use crate::deal::meddic::{Element, FreshDays};
use crate::reports::Found;
use crate::reports::case::Case;
use crate::reports::groups::{Slice, slices};
use crate::reports::measure::{Measure, cells, measure, table};
use crate::reports::notes::{Code, Notes, row_name};
use crate::reports::query::Query;
use crate::reports::whole::Whole;
use crate::stats::proportion::{Difference, newcombe};
use crate::table::{Cell, Explanation, Group, Kind, Row, View};

/// From this score on a deal has the element: a named buyer said so.
const HAS: u8 = 2;
/// With fewer deals on one side no difference is read out of them.
const LEAST_TO_READ: u64 = 5;
/// Below so many closed deals a rate is rough.
const LEAST_FOR_SURE: u64 = 30;

/// Deals that were closed, and how many of them were won.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    won: u64,
    lost: u64,
}

impl Tally {
    fn add(&mut self, won: bool) {
        if won { self.won += 1 } else { self.lost += 1 }
    }

    fn n(self) -> u64 {
        self.won + self.lost
    }

    fn rate(self) -> Cell {
        Cell::share(self.won, self.n())
    }
}

/// One element of some closed deals.
struct Figures {
    element: Element,
    with: Tally,
    without: Tally,
}

impl Figures {
    fn of<'c>(element: Element, fresh: &FreshDays, closed: impl Iterator<Item = (&'c Case<'c>, &'c Deal)>) -> Self {
        let (mut with, mut without) = (Tally::default(), Tally::default());
        for (case, deal) in closed {
            let has = case.journey.ended.is_some_and(|day| deal.meddic.effective(element, fresh, day) >= HAS);
            if has { with.add(case.is_won()) } else { without.add(case.is_won()) }
        }
        Self { element, with, without }
    }

    /// `None` where all deals are on one side.
    fn difference(&self) -> Option<Difference> {
        newcombe(self.with.won, self.with.n(), self.without.won, self.without.n())
    }

    /// The deals of the smaller side.
    fn n(&self) -> u64 {
        self.with.n().min(self.without.n())
    }

    fn interval_cell(&self) -> Cell {
        Cell::of(self.difference(), |d| Cell::Interval { lo: d.interval.lo, hi: d.interval.hi, n: self.n() })
    }

    /// What the interval allows to say.
    fn reading(&self) -> Cell {
        let named = |id: &str, title: &str| Cell::Named { id: id.to_owned(), title: title.to_owned() };
        Cell::of(self.difference(), |d| match d.is_clear() {
            false => named("no_clear_difference", "no clear difference"),
            true if self.n() < LEAST_TO_READ => named("too_few", "too few to say"),
            true if d.difference > 0.0 => named("won_more_often_with", "won more often with"),
            true => named("won_less_often_with", "won less often with"),
        })
    }
}

const MEASURES: &[Measure<Figures>] = &[
    measure("element", "element", Kind::Text, |f| Cell::text(f.element.as_str())),
    measure("with_won", "won", Kind::Count, |f| Cell::Count(f.with.won)),
    measure("with_lost", "lost", Kind::Count, |f| Cell::Count(f.with.lost)),
    measure("with_rate", "won with 2 and more", Kind::Rate, |f| f.with.rate()),
    measure("without_won", "won", Kind::Count, |f| Cell::Count(f.without.won)),
    measure("without_lost", "lost", Kind::Count, |f| Cell::Count(f.without.lost)),
    measure("without_rate", "won with less", Kind::Rate, |f| f.without.rate()),
    measure("lift", "difference", Kind::Rate, |f| {
        Cell::of(f.difference(), |d| Cell::Rate { value: d.difference, of: None })
    }),
    measure("lift_ci", "95 %", Kind::Interval, Figures::interval_cell),
    measure("reading", "reading", Kind::Text, Figures::reading),
];

/// How the columns read in 80 characters.
const VIEWS: &[View] = &[
    View { title: "", columns: &["element", "with_rate", "without_rate"] },
    View { title: "the difference of the two", columns: &["element", "lift", "lift_ci", "reading"] },
];

pub fn found(query: &Query<'_>) -> Found {
    let deals = Whole::all(query);
    let cases: Vec<Case<'_>> = deals.iter().map(|whole| whole.case.clone()).collect();
    let files: BTreeMap<&str, &Deal> = deals.iter().map(|whole| (whole.case.id(), whole.deal)).collect();
    let mut notes = Notes::default();
    notes.of_cases(&cases);
    let (mut rows, mut explanations, mut compared) = (Vec::new(), Vec::new(), 0);
    for slice in slices(&cases, query) {
        let closed: Vec<&Case<'_>> = slice.cases.iter().copied().filter(|case| case.closed_in(slice.window)).collect();
        if closed.is_empty() && slice.group.is_some() && !slice.is_period() {
            continue;
        }
        note(&mut notes, &slice, closed.len() as u64);
        let figures = of_slice(&closed, &files, query);
        compared += figures.iter().filter(|figures| figures.difference().is_some()).count();
        explanations.push(explain(&slice.group, &figures));
        rows.extend(figures.iter().map(|f| Row { group: slice.group.clone(), unit: None, cells: cells(MEASURES, f) }));
    }
    if compared > 1 {
        notes.add(Code::SeveralComparisons);
    }
    let closed = cases.iter().filter(|case| case.closed_in(query.window)).count();
    Found {
        basis: "deals closed in the window, scores as on the day of the closing".to_owned(),
        deals: cases.len() as u64,
        left_out: vec![((cases.len() - closed) as u64, "not closed in it")],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn of_slice<'c>(closed: &[&'c Case<'c>], files: &BTreeMap<&str, &'c Deal>, query: &Query<'_>) -> Vec<Figures> {
    let pairs = || closed.iter().filter_map(|case| Some((*case, *files.get(case.id())?)));
    query.book.elements().iter().map(|element| Figures::of(*element, &query.book.fresh_days, pairs())).collect()
}

fn note(notes: &mut Notes, slice: &Slice<'_, '_>, closed: u64) {
    let name = row_name(&slice.group, None);
    notes.row(Code::NoClosed, closed == 0, &name);
    notes.row(Code::LowN, closed > 0 && closed < LEAST_FOR_SURE, &name);
}

fn explain(group: &Group, figures: &[Figures]) -> Explanation {
    let line = |f: &Figures| {
        let count = |number| Cell::Count(number);
        let rates = line![count(f.with.won), " / ", count(f.with.n()), " − ", count(f.without.won), " / "];
        let lead = line![Cell::text(f.element.as_str()), ": "].into_iter().chain(rates);
        let tail = match f.difference() {
            None => line![count(f.without.n()), ": one side has no deals, so there is no difference"],
            Some(d) => line![
                count(f.without.n()),
                " = ",
                Cell::Number(d.difference),
                ", from the two Wilson intervals between ",
                Cell::Number(d.interval.lo),
                " and ",
                Cell::Number(d.interval.hi)
            ],
        };
        lead.chain(tail).collect()
    };
    Explanation { group: group.clone(), unit: None, lines: figures.iter().map(line).collect() }
}
