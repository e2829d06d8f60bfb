//! What was lost in the window: why, to whom, and in which stage.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec, Slice, WindowUse,
    cells::StageName,
    draft::{Draft, ReportBody},
    formula::{Line, join},
    groups::slices,
    measure::{Measure, count, money, share, text},
    money::Sum,
    notes::Code,
};
use crate::book::{Snapshot, journey::Exit};
use crate::table::{Cell, Report};

pub const SPEC: ReportSpec = ReportSpec {
    name: "losses",
    summary: "Why, to whom, and in which stage do we lose deals?",
    definition: "Deals lost in the window and not reopened, by loss reason, competitor and the \
                 stage they were lost from: number, share of all losses, total amount. A loss \
                 without a reason is shown as unknown.",
    example: "deal report losses --by segment",
    flags: &[],
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    Ok(SPEC.report(query, flags, body(query)))
}

/// What tells losses apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct LossKind {
    reason: Option<String>,
    competitor: Option<String>,
    /// `None` where the deal was in a stage that the book lacks.
    stage: Option<StageName>,
}

impl LossKind {
    fn new(deal: &Snapshot<'_>) -> Self {
        Self {
            reason: deal.reason.map(str::to_owned),
            competitor: deal.competitor.map(str::to_owned),
            stage: lost_from(deal),
        }
    }
}

fn lost_from(deal: &Snapshot<'_>) -> Option<StageName> {
    let visit = deal.journey.visits.last()?;
    let (_, Exit::Lost) = visit.exit? else {
        return None;
    };
    let stage = visit.stage?;
    let stages = &deal.book.pipelines.get(stage.pipeline)?.stages;
    stages.get(stage.rank).map(StageName::from)
}

/// The losses of one kind, or all of them.
#[derive(Debug, Clone, Default)]
struct Figures {
    /// `None` in the row of all kinds.
    kind: Option<LossKind>,
    count: u64,
    /// How many deals were lost in total.
    all: u64,
    amount: Sum,
}

const MEASURES: &[Measure<Figures>] = &[
    text("reason", "reason", Figures::reason_cell),
    text("competitor", "competitor", Figures::competitor_cell),
    text("stage", "lost in", Figures::stage_cell),
    count("count", "deals", |f| f.count),
    share("share", "share", |f| (f.count, f.all)),
    money("amount", "amount", |f| f.amount.total()),
];

impl Figures {
    fn reason_cell(&self) -> Cell {
        match &self.kind {
            None => Cell::Total,
            Some(kind) => Cell::text(kind.reason.as_deref().unwrap_or("unknown")),
        }
    }

    fn competitor_cell(&self) -> Cell {
        let competitor = self.kind.as_ref().and_then(|kind| kind.competitor.clone());
        Cell::optional(competitor, Cell::Text)
    }

    fn stage_cell(&self) -> Cell {
        let stage = self.kind.as_ref().and_then(|kind| kind.stage.as_ref());
        Cell::optional(stage, StageName::cell)
    }

    fn add(&mut self, deal: &Snapshot<'_>) {
        self.count += 1;
        self.amount.add(deal.value());
    }

    fn explain(&self) -> Line {
        let names = [
            self.reason_cell(),
            self.competitor_cell(),
            self.stage_cell(),
        ];
        let names = names.into_iter().filter(|name| *name != Cell::Missing);
        formula!(
            "{}: {} / {} lost = {}",
            join(", ", names.map(|name| formula!("{}", name))),
            self.count,
            self.all,
            Cell::share(self.count, self.all)
        )
    }
}

fn body(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    for slice in slices(&deals, query) {
        let lost = slice.filter(|deal| deal.is_lost() && deal.closed_in(slice.window));
        let lost = slice.with(None, lost.collect());
        if lost.deals.is_empty() && !lost.is_always_shown() {
            continue;
        }
        for slice in lost.by_currency(query.book) {
            let figures = by_kind(&slice);
            draft.explain(&slice, || figures.iter().map(Figures::explain).collect());
            draft.add_all(&slice, &figures);
        }
    }
    let notes = &mut draft.notes;
    notes.of_deals(&deals);
    notes.unvalued(&deals, |deal| {
        deal.is_lost() && deal.closed_in(query.window)
    });
    notes.deals(Code::MissingCreated, &deals, |deal| {
        deal.is_lost() && deal.closed().is_none()
    });
    ReportBody {
        basis: "deals lost in the window".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![(
            notes.count(Code::MissingAmount),
            "lost without an amount (from sums)",
        )],
        ..draft.finish(&[])
    }
}

/// The kinds, the most frequent first, and all of them last.
fn by_kind(slice: &Slice<'_, '_>) -> Vec<Figures> {
    let mut total = Figures::default();
    let mut kinds: BTreeMap<LossKind, Figures> = BTreeMap::new();
    for deal in &slice.deals {
        total.add(deal);
        kinds.entry(LossKind::new(deal)).or_default().add(deal);
    }
    let mut rows: Vec<(LossKind, Figures)> = kinds.into_iter().collect();
    // Stable, so that equally frequent ones stay in the order of their names.
    rows.sort_by_key(|(kind, figures)| (Reverse(figures.count), kind.reason.is_none()));
    let all = total.count;
    let rows = rows
        .into_iter()
        .map(|(kind, figures)| (Some(kind), figures));
    rows.chain([(None, total)])
        .map(|(kind, figures)| Figures {
            kind,
            all,
            ..figures
        })
        .collect()
}
