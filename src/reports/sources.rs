//! Where deals come from, what became of them, and what they cost.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec, Slice, WindowUse,
    draft::{Draft, ReportBody},
    formula::Line,
    groups::money_slices,
    measure::{Measure, count, days, estimate, money, share, text, wilson},
    money::Sum,
    notes::Code,
    targets::spent_in,
};
use crate::book::Snapshot;
use crate::stats::summary;
use crate::table::{Cell, Report};

pub const SPEC: ReportSpec = ReportSpec {
    name: "sources",
    summary: "Which sources bring deals, which bring wins, and at what cost?",
    definition: "By source: deals created in the window; deals won and lost in it, win rate = won / \
                 (won + lost) (Wilson 1927), their value, mean days open of the won ones.\n\n\
                 Cost = the book's `costs` of the source, spread over the days of their period; per \
                 deal created and per deal won. They cover the whole book, so they are not known for \
                 a part of it, and – where the book has none for the source; per deal in all, only where \
                 every source has one.",
    example: "deal report sources --from 2026-01-01",
    flags: &[],
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

/// What a source brought, or all of them.
#[derive(Default)]
struct Figures {
    /// `None` in the row of all sources.
    source: Option<String>,
    created: u64,
    won: u64,
    lost: u64,
    won_value: Sum,
    days: Vec<f64>,
    cost: Option<f64>,
    /// Whether some of its deals came from a source whose cost nobody knows.
    has_unknown_cost: bool,
}

impl Figures {
    fn add(&mut self, deal: &Snapshot<'_>, slice: &Slice<'_, '_>) {
        self.created += u64::from(deal.created_in(slice.window));
        if !deal.closed_in(slice.window) {
            return;
        }
        if deal.is_won() {
            self.won += 1;
            self.won_value.add(deal.value());
            self.days
                .extend(deal.open_days(false).map(|days| days as f64));
        } else {
            self.lost += 1;
        }
    }

    fn is_empty(&self) -> bool {
        self.created + self.won + self.lost == 0 && self.cost.is_none()
    }

    fn cost_per(&self, deals: u64) -> Option<f64> {
        let is_known = deals > 0 && !self.has_unknown_cost;
        is_known.then_some(self.cost? / deals as f64)
    }

    fn name(&self) -> &str {
        self.source.as_deref().unwrap_or("all sources")
    }

    fn explain(&self) -> Line {
        formula!(
            "{}: {} won / {} closed = {}; cost {} / {} created, / {} won",
            self.name(),
            self.won,
            self.won + self.lost,
            Cell::share(self.won, self.won + self.lost),
            self.cost,
            self.created,
            self.won
        )
    }
}

const MEASURES: &[Measure<Figures>] = &[
    text("source", "source", |f| {
        f.source.as_ref().map_or(Cell::Total, Cell::text)
    }),
    count("created", "created", |f| f.created),
    count("won", "won", |f| f.won),
    count("lost", "lost", |f| f.lost),
    share("win_rate", "win rate", |f| (f.won, f.won + f.lost)),
    wilson("win_ci", "95% CI", |f| (f.won, f.won + f.lost)),
    money("won_value", "won value", |f| f.won_value.known_total()),
    days("avg_cycle", "days to a win", |f| summary::mean(&f.days)),
    estimate("cost", "cost", |f| f.cost),
    estimate("cost_per_created", "per created", |f| f.cost_per(f.created)),
    estimate("cost_per_won", "per won", |f| f.cost_per(f.won)),
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    Ok(SPEC.report(query, flags, body(query)))
}

fn body(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    for slice in money_slices(&deals, query) {
        let rows = rows(&slice, query);
        for row in rows.iter().filter(|row| row.source.is_some()) {
            draft.notes.low_n(row.won + row.lost, row.name());
        }
        draft.explain(&slice, || rows.iter().map(Figures::explain).collect());
        draft.add_all(&slice, &rows);
    }
    let notes = &mut draft.notes;
    notes.of_deals(&deals);
    notes.unvalued(&deals, |deal| deal.is_won() && deal.closed_in(query.window));
    notes.undated(&deals);
    if query.is_partial() && query.book.costs.iter().any(|cost| cost.source.is_some()) {
        notes.add(Code::TargetOfBook);
    }
    ReportBody {
        basis: "deals created in the window, and deals closed in it".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![(
            notes.count_unvalued(),
            "won without a known amount (from won value)",
        )],
        ..draft.finish(&[])
    }
}

/// The sources that brought the most first, and all of them last.
fn rows(slice: &Slice<'_, '_>, query: &Query<'_>) -> Vec<Figures> {
    const UNKNOWN: &str = "unknown";
    let mut total = Figures::default();
    let mut sources: BTreeMap<String, Figures> = BTreeMap::new();
    for deal in &slice.deals {
        let source = deal.record.source.as_deref().unwrap_or(UNKNOWN);
        let own = sources.entry(source.to_owned()).or_default();
        own.add(deal, slice);
        total.add(deal, slice);
    }
    // Of a part of the deals nobody knows what they cost.
    if slice.group.is_none() && !query.is_partial() {
        for cost in &query.book.costs {
            let spent = spent_in(query, cost, slice.window, slice.currency);
            let spent = spent.filter(|spent| *spent > 0.0);
            let Some((source, value)) = cost.source.clone().zip(spent) else {
                continue;
            };
            let own = sources.entry(source).or_default();
            own.cost = Some(own.cost.unwrap_or(0.0) + value);
            total.cost = Some(total.cost.unwrap_or(0.0) + value);
        }
    }
    let named = sources.into_iter().map(|(source, figures)| Figures {
        source: Some(source),
        ..figures
    });
    let mut rows: Vec<Figures> = named.filter(|row| !row.is_empty()).collect();
    let value = |row: &Figures| row.won_value.known_total().and_then(|value| value.to_f64());
    // Stable, so that equals stay in the order of their names.
    rows.sort_by(|a, b| {
        let (a, b) = (value(a).unwrap_or(0.0), value(b).unwrap_or(0.0));
        b.total_cmp(&a)
    });
    total.has_unknown_cost = rows.iter().any(|row| row.cost.is_none());
    rows.push(total);
    rows
}
