//! Risk: which open deals need a look first, and why.

use std::cmp::Ordering;

use crate::book::risk::{Component, Factor, Facts, Risk};
use crate::book::snapshot::Snapshot;
use crate::table::{Cell, Explanation, Group, Kind, Report, Row, Unit, View};

use super::flags::{FlagError, FlagValues};
use super::measure::{Measure, cells, measure, table};
use super::money::{DealValue, currency, unit, worth};
use super::notes::{Code, Notes};
use super::query::{Query, refuse_periods};
use super::typical_stay::TypicalStays;
use super::{Reads, ReportBody, ReportSpec};

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
    reads: Reads::DetailsWithExcluded,
    run,
};

/// An open deal.
struct Figures {
    group: Group,
    deal: String,
    stage: Cell,
    owner: Option<String>,
    worth: DealValue,
    unit: Option<Unit>,
    risk: Risk,
}

impl Figures {
    fn amount_cell(&self) -> Cell {
        match self.worth {
            DealValue::Known(amount) => Cell::Money(amount),
            DealValue::Missing | DealValue::Unpriced => Cell::Missing,
        }
    }
}

macro_rules! component {
    ($key:literal, $title:literal, $factor:ident) => {
        measure($key, $title, Kind::Number, |f| {
            Cell::Number(f.risk.level(Factor::$factor))
        })
    };
}

/// The components are an object in JSON.
const MEASURES: &[Measure<Figures>] = &[
    measure("deal", "deal", Kind::Text, |f| Cell::text(&f.deal)),
    measure("stage", "stage", Kind::Text, |f| f.stage.clone()),
    measure("owner", "owner", Kind::Text, |f| {
        Cell::of(f.owner.clone(), Cell::Text)
    }),
    measure("amount", "amount", Kind::Money, Figures::amount_cell),
    measure("score", "score", Kind::Number, |f| {
        Cell::Number(f.risk.score())
    }),
    measure("band", "band", Kind::Text, |f| {
        Cell::text(f.risk.band().as_str())
    }),
    component!("components.qualification", "MEDDIC", Qualification),
    component!("components.stage_age", "stage", StageAge),
    component!("components.inactivity", "silence", Inactivity),
    component!("components.close_date", "close", CloseDate),
    component!("components.next_step", "next", NextStep),
    component!("components.threading", "contacts", Threading),
    component!("components.objections", "objections", Objections),
];

/// How the columns read in 80 characters.
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
    Ok(SPEC.report(query, flags, found(query)))
}

fn found(query: &Query<'_>) -> ReportBody {
    let snapshots = query.snapshots(query.as_of);
    let usual = TypicalStays::of(
        query.records.iter().chain(query.excluded),
        query.book,
        query.as_of,
    );
    let mut open: Vec<Figures> = snapshots
        .iter()
        .filter_map(|deal| figures(deal, &usual, query))
        .collect();
    open.sort_by(in_order);
    let deals = snapshots.iter().filter(|deal| deal.is_open());
    let mut notes = Notes::default();
    notes.of_deals(deals.clone());
    notes.deals(Code::Unpriced, deals, |deal| {
        worth(deal, query.book) == DealValue::Unpriced
    });
    let explanations = if query.explain {
        open.iter().map(explain).collect()
    } else {
        Vec::new()
    };
    ReportBody {
        basis: "deals open on the as-of date, highest risk first".to_owned(),
        deals: snapshots.len() as u64,
        left_out: vec![(
            (snapshots.len() - open.len()) as u64,
            "closed or transferred",
        )],
        notes,
        explanations,
        table: table(MEASURES, VIEWS, open.into_iter().map(row).collect()),
    }
}

/// By group, those without one last; in each the most risky first.
fn in_order(a: &Figures, b: &Figures) -> Ordering {
    let group = |figures: &Figures| {
        figures
            .group
            .as_ref()
            .map(|(_, name)| (name.is_none(), name.clone()))
    };
    let groups = group(a).cmp(&group(b));
    groups
        .then(b.risk.score().total_cmp(&a.risk.score()))
        .then_with(|| a.deal.cmp(&b.deal))
}

/// `None` for a deal that is not open.
fn figures(deal: &Snapshot<'_>, usual: &TypicalStays, query: &Query<'_>) -> Option<Figures> {
    let facts = Facts::new(deal, &deal.record.details, usual.here(&deal.journey))?;
    Some(Figures {
        group: deal.group_of(query),
        deal: deal.id().to_owned(),
        stage: deal.stage_cell(),
        owner: deal.owner.map(str::to_owned),
        worth: worth(deal, query.book),
        unit: unit(currency(deal, query.book)),
        risk: Risk::of(&facts),
    })
}

fn row(figures: Figures) -> Row {
    let cells = cells(MEASURES, &figures);
    Row {
        group: figures.group,
        unit: figures.unit,
        cells,
    }
}

/// The sum, and below it why each part of it is there.
fn explain(figures: &Figures) -> Explanation {
    let causes = figures.risk.causes();
    let mut sum = line![Cell::text(&figures.deal), ": "];
    for (place, cause) in causes.iter().enumerate() {
        sum.extend(line![
            if place > 0 { " + " } else { "" },
            Cell::Number(cause.factor.weight()),
            " × "
        ]);
        sum.extend(line![Cell::Number(cause.level), " ", cause.factor.title()]);
    }
    sum.extend(line![
        if causes.is_empty() { "" } else { " = " },
        Cell::Number(figures.risk.score())
    ]);
    let why = |cause: &&Component| line![cause.factor.title(), ": ", Cell::text(&cause.reason)];
    let lines = std::iter::once(sum).chain(causes.iter().map(why)).collect();
    Explanation {
        group: None,
        unit: None,
        lines,
    }
}
