//! The plan: how many deals a target takes at each stage, by when, and what a win costs.

mod figures;
mod funnel;
pub mod need;
mod options;

use std::rc::Rc;

use crate::book::period::Period;
use crate::book::pipeline::Pipeline;
use crate::book::snapshot::Snapshot;
use crate::deal::money::Currency;
use crate::table::{Cell, Explanation, Report, Row, Term};

use super::flags::{FlagError, FlagValues};
use super::groups::{Slice, slices};
use super::horizon::{note_target, periods, refuse_spans, target};
use super::measure::{cells, table};
use super::money::{DealValue, Sum, by_currency, unit, worth};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::query::Query;
use super::{Reads, ReportBody, ReportSpec};

use figures::{Line, MEASURES, Plan, VIEWS, float};
use funnel::Funnel;
use options::Options;

pub const SPEC: ReportSpec = ReportSpec {
    name: "plan",
    summary: "How many deals does a target take at each stage, by when, and at what cost?",
    definition: "Wins needed = target / mean amount of deals won in the window; deals needed at a \
                 stage = wins / product of the conversions from there on (advanced / (advanced + \
                 lost) of deals created in the window), rounded up for display only. Still needed \
                 subtracts what is closed in the period and what is open in that stage or later, \
                 deals × their chance.\n\n\
                 Enter by = end of the period − median days of the remaining stages (Kaplan–Meier \
                 from 8 stays, else expected_days).\n\n\
                 Wins by age = wins expected in the period from deals created so far: Σ F(age at \
                 its end) − F(age at its start), F = share won by an age (Aalen–Johansen) of \
                 deals created in the window.\n\n\
                 Costs are the book's, spread over the days of their period: per entrant, of \
                 earlier stages per entrant, and per win, which adds up to the acquisition cost; \
                 spending is taken --lag days before the window.\n\n\
                 One pipeline: the book's first, or --pipeline.",
    example: "deal report plan --period 2026-Q4 --target 500000 --lag 60",
    flags: options::FLAGS,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let (periods, options) = (periods(query, flags)?, Options::of(flags)?);
    let scoped = Query {
        pipeline: query.pipeline.or(query.book.default_pipeline()),
        ..*query
    };
    let none = || FlagError {
        flag: "pipeline".to_owned(),
        problem: "the book has no pipeline".to_owned(),
    };
    let pipeline = scoped.pipeline.ok_or_else(none)?;
    Ok(SPEC.report(&scoped, flags, found(&scoped, pipeline, &periods, &options)))
}

fn found(
    query: &Query<'_>,
    pipeline: &Pipeline,
    periods: &[Period],
    options: &Options,
) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&deals, query) {
        for (currency, slice) in by_currency(&slice, query.book) {
            let funnel = Rc::new(Funnel::of(&slice, query, pipeline, currency, options.lag));
            note_row(&mut notes, &funnel, &row_name(&slice.group, None));
            for period in periods {
                let plan = Rc::new(plan(&slice, query, *period, currency, options, &funnel));
                rows.extend(lines(&plan, &funnel).map(|line| row(&slice, currency, &line)));
                explanations.extend(query.explained(|| explain(&slice, currency, &plan, &funnel)));
            }
        }
    }
    note_deals(&mut notes, query, &deals);
    if options.target.is_none() {
        note_target(&mut notes, query, periods);
    }
    if query.filtered && !query.book.costs.is_empty() {
        notes.add(Code::TargetOfBook);
    }
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    ReportBody {
        basis: format!(
            "pipeline {}: deals created, entered and won in the window, open on the as-of date",
            pipeline.id
        ),
        deals: deals.len() as u64,
        left_out: vec![(
            notes.count(Code::MissingCreated),
            "without a creation date (from conversions)",
        )],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn plan(
    slice: &Slice<'_, '_>,
    query: &Query<'_>,
    period: Period,
    currency: Option<Currency>,
    options: &Options,
    funnel: &Funnel,
) -> Plan {
    let is_closed = |deal: &&&Snapshot<'_>| {
        deal.is_won() && deal.journey.ended.is_some_and(|day| period.has(day))
    };
    let closed = Sum::of(slice.deals.iter().filter(is_closed).copied(), query.book).total();
    let wanted = options
        .target
        .map(|amount| amount.0)
        .or_else(|| target(query, &slice.group, &period, currency));
    Plan::of(period, float(wanted), float(closed), funnel)
}

/// The stages in their order, then the wins.
fn lines(plan: &Rc<Plan>, funnel: &Rc<Funnel>) -> impl Iterator<Item = Line> {
    let stages = (0..funnel.stages.len()).map(Some).chain([None]);
    stages.map(|stage| Line {
        plan: Rc::clone(plan),
        funnel: Rc::clone(funnel),
        stage,
    })
}

fn row(slice: &Slice<'_, '_>, currency: Option<Currency>, line: &Line) -> Row {
    Row {
        group: slice.group.clone(),
        unit: unit(currency),
        cells: cells(MEASURES, line),
    }
}

fn note_row(notes: &mut Notes, funnel: &Funnel, name: &str) {
    funnel
        .stages
        .iter()
        .for_each(|stage| notes.low_n(stage.advanced + stage.lost, name));
    notes.row(Code::NoWins, funnel.spending.wins == 0, name);
}

fn note_deals(notes: &mut Notes, query: &Query<'_>, deals: &[Snapshot<'_>]) {
    let won = |deal: &Snapshot<'_>| deal.is_won() && deal.closed_in(query.window);
    notes.of_deals(deals);
    notes.deals(Code::MissingAmount, deals, |deal| {
        won(deal) && worth(deal, query.book) == DealValue::Missing
    });
    notes.deals(Code::Unpriced, deals, |deal| {
        won(deal) && worth(deal, query.book) == DealValue::Unpriced
    });
    notes.deals(Code::MissingCreated, deals, |deal| {
        deal.journey.created.is_none()
    });
}

fn explain(
    slice: &Slice<'_, '_>,
    currency: Option<Currency>,
    plan: &Plan,
    funnel: &Funnel,
) -> Explanation {
    let (money, number) = (
        |value| Cell::of(value, Cell::MoneyRate),
        |value| Cell::of(value, Cell::Number),
    );
    let period = Cell::text(plan.period.to_string());
    let mut lines: Vec<Vec<Term>> = vec![
        line![
            period,
            ": wins = ",
            money(plan.target),
            " / ",
            money(plan.won_value),
            " = ",
            number(plan.wins)
        ],
        line![
            "minus closed ",
            money(plan.closed),
            ": ",
            number(plan.wins_left),
            "; minus open: ",
            number(plan.wins_missing())
        ],
    ];
    for (rank, stage) in funnel.stages.iter().enumerate() {
        let chance = number(plan.chances.get(rank).copied().flatten());
        let (advanced, decided) = (
            Cell::Count(stage.advanced),
            Cell::Count(stage.advanced + stage.lost),
        );
        let mut line = line![
            Cell::text(&stage.title),
            ": ",
            advanced,
            " / ",
            decided,
            " advance, → won ",
            chance.clone()
        ];
        line.extend(line![
            "; wins / ",
            chance.clone(),
            " needed; open ",
            Cell::Count(stage.open),
            " × ",
            chance
        ]);
        lines.push(line);
    }
    let (cost, wins) = (
        money(funnel.spending.total()),
        Cell::Count(funnel.spending.wins),
    );
    let mut cac = line![
        "cost per win = ",
        cost,
        " / ",
        wins,
        " wins = ",
        money(funnel.spending.cac())
    ];
    cac.extend(line![
        ", spent ",
        Cell::Number(funnel.lag as f64),
        " days before the window"
    ]);
    lines.push(cac);
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines,
    }
}
