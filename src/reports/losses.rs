//! What was lost in the window: why, to whom, and in which stage.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::book::journey::Exit;
use crate::book::snapshot::Snapshot;
use crate::deal::money::Currency;
use crate::table::{Cell, Explanation, Kind, Report, Row, View};

use super::flags::{FlagError, FlagValues};
use super::groups::{Slice, slices};
use super::measure::{Measure, cells, measure, table};
use super::money::{DealValue, Sum, by_currency, unit, worth};
use super::notes::{Code, Notes, is_mixed};
use super::query::Query;
use super::{ReportBody, ReportSpec};

pub const SPEC: ReportSpec = ReportSpec {
    name: "losses",
    summary: "Why, to whom, and in which stage do we lose deals?",
    definition: "Deals lost in the window and not reopened, by loss reason, competitor and the \
                 stage they were lost from: number, share of all losses, total amount. A loss \
                 without a reason is shown as unknown.",
    example: "deal report losses --by segment",
    flags: &[],
    reads: crate::reports::Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    Ok(SPEC.report(query, flags, found(query)))
}

/// What tells losses apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Manner {
    reason: Option<String>,
    competitor: Option<String>,
    /// Id and title of the stage; `None` where the deal was in none that the book has.
    stage: Option<(String, String)>,
}

/// The losses of one manner, or all of them.
#[derive(Debug, Clone, Default)]
struct Figures {
    /// `None` in the row of all manners.
    manner: Option<Manner>,
    count: u64,
    /// How many were lost in all.
    of: u64,
    amount: Sum,
}

const MEASURES: &[Measure<Figures>] = &[
    measure("reason", "reason", Kind::Text, Figures::reason_cell),
    measure(
        "competitor",
        "competitor",
        Kind::Text,
        Figures::competitor_cell,
    ),
    measure("stage", "lost in", Kind::Text, Figures::stage_cell),
    measure("count", "deals", Kind::Count, |f| Cell::Count(f.count)),
    measure("share", "share", Kind::Rate, |f| Cell::share(f.count, f.of)),
    measure("amount", "amount", Kind::Money, |f| {
        Cell::of(f.amount.total(), Cell::Money)
    }),
];

const VIEWS: &[View] = &[];

impl Figures {
    fn reason_cell(&self) -> Cell {
        let unknown = || Cell::text("unknown");
        let reason = |manner: &Manner| manner.reason.clone().map_or_else(unknown, Cell::Text);
        self.manner.as_ref().map_or(Cell::Total, reason)
    }

    fn competitor_cell(&self) -> Cell {
        Cell::of(
            self.manner
                .as_ref()
                .and_then(|manner| manner.competitor.clone()),
            Cell::Text,
        )
    }

    fn stage_cell(&self) -> Cell {
        let stage = self.manner.as_ref().and_then(|manner| manner.stage.clone());
        Cell::of(stage, |(id, title)| Cell::Named { id, title })
    }

    fn add(&mut self, deal: &Snapshot<'_>, query: &Query<'_>) {
        self.count += 1;
        self.amount.add(worth(deal, query.book));
    }
}

fn found(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&deals, query) {
        let is_lost = |deal: &&Snapshot<'_>| deal.is_lost() && deal.closed_in(slice.window);
        let lost = Slice {
            deals: slice.deals.iter().copied().filter(is_lost).collect(),
            ..slice
        };
        if lost.deals.is_empty() && lost.group.is_some() && !lost.is_period() {
            continue;
        }
        for (currency, slice) in by_currency(&lost, query.book) {
            let figures = by_manner(&slice, query);
            explanations.extend(query.explained(|| explain(&slice, currency, &figures)));
            let row = |figures| Row {
                group: slice.group.clone(),
                unit: unit(currency),
                cells: cells(MEASURES, figures),
            };
            rows.extend(figures.iter().map(row));
        }
    }
    note(&mut notes, query, &deals);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    ReportBody {
        basis: "deals lost in the window".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![(
            notes.count(Code::MissingAmount),
            "lost without an amount (from sums)",
        )],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

/// The manners, the commonest first, and all of them last.
fn by_manner(slice: &Slice<'_, '_>, query: &Query<'_>) -> Vec<Figures> {
    let mut all = Figures::default();
    let mut manners: BTreeMap<Manner, Figures> = BTreeMap::new();
    for deal in &slice.deals {
        all.add(deal, query);
        manners
            .entry(manner(deal, query))
            .or_default()
            .add(deal, query);
    }
    let of = all.count;
    let named = |(manner, figures)| Figures {
        manner: Some(manner),
        of,
        ..figures
    };
    let mut rows: Vec<Figures> = manners.into_iter().map(named).collect();
    let is_unknown = |figures: &Figures| {
        figures
            .manner
            .as_ref()
            .is_none_or(|manner| manner.reason.is_none())
    };
    // Stable, so that the equally common ones stay in the order of their names.
    rows.sort_by_key(|figures| (Reverse(figures.count), is_unknown(figures)));
    rows.push(Figures { of, ..all });
    rows
}

fn manner(deal: &Snapshot<'_>, query: &Query<'_>) -> Manner {
    let lost_from = deal
        .journey
        .visits
        .last()
        .filter(|visit| matches!(visit.exit, Some((_, Exit::Lost))));
    let stage = lost_from.and_then(|visit| visit.stage).and_then(|stage| {
        let stage = query
            .book
            .pipelines
            .get(stage.pipeline)?
            .stages
            .get(stage.rank)?;
        Some((stage.id.clone(), stage.title().to_owned()))
    });
    Manner {
        reason: deal.reason.map(str::to_owned),
        competitor: deal.competitor.map(str::to_owned),
        stage,
    }
}

fn note(notes: &mut Notes, query: &Query<'_>, deals: &[Snapshot<'_>]) {
    let lost_and = |code: DealValue| {
        move |deal: &Snapshot<'_>| {
            deal.is_lost() && deal.closed_in(query.window) && worth(deal, query.book) == code
        }
    };
    notes.of_deals(deals);
    notes.deals(Code::MissingAmount, deals, lost_and(DealValue::Missing));
    notes.deals(Code::Unpriced, deals, lost_and(DealValue::Unpriced));
    notes.deals(Code::MissingCreated, deals, |deal| {
        deal.is_lost() && deal.journey.ended.is_none()
    });
}

fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, figures: &[Figures]) -> Explanation {
    let line = |f: &Figures| {
        let (count, of) = (Cell::Count(f.count), Cell::Count(f.of));
        let mut line = line![f.reason_cell()];
        for part in [f.competitor_cell(), f.stage_cell()]
            .into_iter()
            .filter(|part| *part != Cell::Missing)
        {
            line.extend(line![", ", part]);
        }
        line.extend(line![
            ": ",
            count,
            " / ",
            of,
            " lost = ",
            Cell::share(f.count, f.of)
        ]);
        line
    };
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines: figures.iter().map(line).collect(),
    }
}
