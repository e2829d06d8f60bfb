//! Risk: which open deals need attention first, and why.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse,
    draft::ReportBody,
    formula::join,
    measure::{Measure, cells, money, number, table, text},
    money::{DealValue, unit},
    notes::Code,
    query::refuse_periods,
    typical_stay::TypicalStays,
};
use crate::book::{
    Snapshot,
    risk::{Factor, Facts, Risk},
};
use crate::table::{Cell, Explanation, Group, Report, Row, Unit, View};

pub const SPEC: ReportSpec = ReportSpec {
    name: "risk",
    summary: "Which open deals need attention first, and why?",
    definition: "A score from 0 to 100 per open deal, highest first: 30 × MEDDIC gap to the next \
                 stage's gate with aged scores (in the last stage, its own gate) + 15 × time in \
                 stage beyond usual (twice usual = 1) + 15 × buyer's silence (up to 7 days = 0, \
                 30 days or never heard = 1) + 15 × close date (past = 1, else ⅓ per push) + 10 × \
                 next step (none or overdue = 1, undated = ½) + 5 × contacts (0–1 = 1, 2 = ½) + \
                 10 × worst open objection (minor 0.2, major 0.5, blocker 1). Usual = \
                 Kaplan–Meier median of all stays in the book if there are 8 or more, else \
                 expected_days.\n\n\
                 Below 25 low, below 50 medium, below 75 high, else critical. It shows where to \
                 look; it is not a probability, so do not multiply amounts by it.",
    example: "deal report risk owner:mina --explain",
    flags: &[],
    window: WindowUse::Never,
    reads: Reads::DetailsWithExcluded,
    run,
};

/// An open deal.
struct Figures {
    group: Group,
    deal: String,
    stage: Cell,
    owner: Option<String>,
    amount: Option<Decimal>,
    unit: Option<Unit>,
    risk: Risk,
}

/// The components are an object in JSON.
const MEASURES: &[Measure<Figures>] = &[
    text("deal", "deal", |f| Cell::text(&f.deal)),
    text("stage", "stage", |f| f.stage.clone()),
    text("owner", "owner", |f| {
        Cell::optional(f.owner.clone(), Cell::Text)
    }),
    money("amount", "amount", |f| f.amount),
    number("score", "score", |f| Some(f.risk.score())),
    text("band", "band", |f| Cell::text(f.risk.band().as_str())),
    number("components.qualification", "MEDDIC", |f| {
        f.level(Factor::Qualification)
    }),
    number("components.stage_age", "stage", |f| {
        f.level(Factor::StageAge)
    }),
    number("components.inactivity", "silence", |f| {
        f.level(Factor::Inactivity)
    }),
    number("components.close_date", "close", |f| {
        f.level(Factor::CloseDate)
    }),
    number("components.next_step", "next", |f| {
        f.level(Factor::NextStep)
    }),
    number("components.threading", "contacts", |f| {
        f.level(Factor::Threading)
    }),
    number("components.objections", "objections", |f| {
        f.level(Factor::Objections)
    }),
];

const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &["deal", "stage", "owner", "amount", "score", "band"],
    },
    View {
        title: "factors, 0 to 1",
        columns: &[
            "deal",
            "components.qualification",
            "components.stage_age",
            "components.inactivity",
            "components.close_date",
            "components.next_step",
            "components.threading",
            "components.objections",
        ],
    },
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_periods(query)?;
    Ok(SPEC.report(query, flags, body(query)))
}

fn body(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let all = query.records.iter().chain(query.excluded);
    let usual = TypicalStays::new(all, query.book, query.as_of);
    let mut open: Vec<Figures> = deals
        .iter()
        .filter_map(|deal| Figures::new(deal, &usual, query))
        .collect();
    open.sort_by(by_risk);
    let mut notes = Notes::default();
    for deal in deals.iter().filter(|deal| deal.is_open()) {
        notes.of_deals([deal]);
        if deal.value() == DealValue::Unpriced {
            notes.deal(Code::Unpriced, deal);
        }
    }
    ReportBody {
        basis: "deals open on the as-of date, highest risk first".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![((deals.len() - open.len()) as u64, "closed or transferred")],
        notes,
        explanations: open.iter().map(Figures::explain).collect(),
        table: table(MEASURES, VIEWS, open.iter().map(Figures::row).collect()),
        ..ReportBody::default()
    }
}

/// By group, those without one last; in each the highest risk first.
fn by_risk(a: &Figures, b: &Figures) -> Ordering {
    a.group_rank()
        .cmp(&b.group_rank())
        .then(b.risk.score().total_cmp(&a.risk.score()))
        .then_with(|| a.deal.cmp(&b.deal))
}

impl Figures {
    /// `None` for a deal that is not open.
    fn new(deal: &Snapshot<'_>, usual: &TypicalStays, query: &Query<'_>) -> Option<Self> {
        let facts = Facts::new(deal, &deal.record.details, usual.here(&deal.journey))?;
        Some(Self {
            group: deal.group_of(query),
            deal: deal.id().to_owned(),
            stage: deal.stage_cell(),
            owner: deal.owner.map(str::to_owned),
            amount: deal.value().known(),
            unit: unit(deal.currency()),
            risk: Risk::from_facts(&facts),
        })
    }

    fn group_rank(&self) -> Option<(bool, Option<&str>)> {
        let (_, name) = self.group.as_ref()?;
        Some((name.is_none(), name.as_deref()))
    }

    fn level(&self, factor: Factor) -> Option<f64> {
        Some(self.risk.level(factor))
    }

    fn row(&self) -> Row {
        Row {
            group: self.group.clone(),
            unit: self.unit.clone(),
            cells: cells(MEASURES, self),
        }
    }

    /// The sum, and below it why each part of it is there.
    fn explain(&self) -> Explanation {
        let causes = self.risk.causes();
        let parts = causes.iter().map(|own| {
            formula!(
                "{} × {} {}",
                own.factor.weight(),
                own.level,
                own.factor.title()
            )
        });
        let sum = match causes.is_empty() {
            true => formula!("{}: {}", self.deal.as_str(), self.risk.score()),
            false => formula!(
                "{}: {} = {}",
                self.deal.as_str(),
                join(" + ", parts),
                self.risk.score()
            ),
        };
        let mut lines = vec![sum];
        lines.extend(
            causes
                .iter()
                .map(|own| formula!("{}: {}", own.factor.title(), own.reason.as_str())),
        );
        Explanation {
            group: None,
            unit: None,
            lines,
        }
    }
}
