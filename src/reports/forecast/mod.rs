//! The forecast: what a period brings, by what sellers say and by what the figures say.

pub mod figures;
pub mod odds;

use crate::book::period::Period;
use crate::deal::money::Currency;
use crate::table::{Cell, Explanation, Kind, Report, Row, Term, View};

use super::case::Case;
use super::choices::{ChoiceError, Choices, Flag};
use super::groups::{Slice, slices};
use super::horizon::{PERIOD, periods, refuse_spans, target};
use super::measure::{Measure, cells, measure, table};
use super::notes::{Code, Notes, is_mixed};
use super::purse::{Sum, Worth, by_currency, unit, worth};
use super::query::Query;
use super::{About, Found, Reads};

use figures::{Figures, Part};
use odds::{METHOD, Odds, PRIOR_WEIGHT, PROB};

pub const ABOUT: About = About {
    name: "forecast",
    summary: "What does a period bring: closed, committed, weighted, and with which chance the target?",
    definition: "Per period: closed is won in it; commit, best case, pipeline and omitted are open deals whose close \
                 date lies in it, single and added up. Weighted is Σ amount × p over them, without the omitted; deals \
                 past their close date stand apart and are not counted. p of a stage is (won + 10 × the book's \
                 probability) / (won + lost + 10) of the deals that reached it, or with --method survival the chance to \
                 be won by the period's end at the deal's age. sd, quantiles and the chance of the target come from the \
                 exact distribution of the sum of independent deals; what hangs together is riskier than that. The \
                 target is the book's for exactly that period, and stands in the row of all deals.",
    example: "deal report forecast --period 2026-Q3 --period 2026-Q4 --prob config",
    flags: FLAGS,
    reads: Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[PERIOD, PROB, METHOD];

macro_rules! quantile {
    ($key:literal, $title:literal, $q:literal) => {
        measure($key, $title, Kind::Money, |f| Cell::of(f.quantile($q), Cell::Money))
    };
}

const MEASURES: &[Measure<Figures>] = &[
    measure("period", "period", Kind::Text, |f| Cell::text(f.period.to_string())),
    measure("target", "target", Kind::Money, |f| Cell::of(f.target, Cell::Money)),
    measure("single.closed", "closed", Kind::Money, |f| money(f.closed)),
    measure("single.commit", "commit", Kind::Money, |f| money(f.commit)),
    measure("single.best_case", "best case", Kind::Money, |f| money(f.best_case)),
    measure("single.pipeline", "pipeline", Kind::Money, |f| money(f.pipeline)),
    measure("single.omitted", "omitted", Kind::Money, |f| money(f.omitted)),
    measure("cumulative.closed", "closed", Kind::Money, |f| money(f.closed)),
    measure("cumulative.commit_forecast", "+ commit", Kind::Money, |f| money(f.closed.and(f.commit))),
    measure("cumulative.best_case_forecast", "+ best case", Kind::Money, |f| {
        money(f.closed.and(f.commit).and(f.best_case))
    }),
    measure("cumulative.open_pipeline", "all open", Kind::Money, |f| money(f.open_pipeline())),
    measure("weighted_open", "open, weighted", Kind::Money, |f| Cell::of(f.weighted_open(), Cell::MoneyRate)),
    measure("weighted_total", "with closed", Kind::Money, |f| Cell::of(f.weighted_total(), Cell::MoneyRate)),
    measure("sd", "± sd", Kind::Money, |f| Cell::of(f.sd(), Cell::MoneyRate)),
    quantile!("quantiles_open.0.05", "P5", 0.05),
    quantile!("quantiles_open.0.1", "P10", 0.1),
    quantile!("quantiles_open.0.25", "P25", 0.25),
    quantile!("quantiles_open.0.5", "P50", 0.5),
    quantile!("quantiles_open.0.75", "P75", 0.75),
    quantile!("quantiles_open.0.9", "P90", 0.9),
    quantile!("quantiles_open.0.95", "P95", 0.95),
    measure("p_reach_target", "P(target)", Kind::Rate, |f| Cell::of(f.reach(), |value| Cell::Rate { value, of: None })),
    measure("past_due", "past due", Kind::Money, |f| money(f.past_due)),
];

const VIEWS: &[View] = &[
    View {
        title: "what sellers say",
        columns: &[
            "period",
            "single.closed",
            "single.commit",
            "single.best_case",
            "single.pipeline",
            "single.omitted",
            "past_due",
        ],
    },
    View {
        title: "added up",
        columns: &[
            "period",
            "target",
            "cumulative.commit_forecast",
            "cumulative.best_case_forecast",
            "cumulative.open_pipeline",
        ],
    },
    View {
        title: "weighted with the chance of each deal",
        columns: &["period", "weighted_open", "weighted_total", "sd", "p_reach_target"],
    },
    View {
        title: "open deals bring at most",
        columns: &[
            "period",
            "quantiles_open.0.1",
            "quantiles_open.0.25",
            "quantiles_open.0.5",
            "quantiles_open.0.75",
            "quantiles_open.0.9",
        ],
    },
];

fn money(sum: Sum) -> Cell {
    Cell::of(sum.total(), Cell::Money)
}

fn run(query: &Query<'_>, choices: &Choices) -> Result<Report, ChoiceError> {
    refuse_spans(query)?;
    let (periods, odds) = (periods(query, choices)?, Odds::of(query, choices)?);
    Ok(ABOUT.report(query, choices, found(query, &periods, &odds)))
}

fn found(query: &Query<'_>, periods: &[Period], odds: &Odds) -> Found {
    let cases = Case::all(query, query.as_of);
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&cases, query) {
        for (currency, slice) in by_currency(&slice, query.book) {
            for figures in forecasts(&slice, query, periods, currency, odds) {
                explanations.push(explain(&slice, currency, &figures));
                let cells = cells(MEASURES, &figures);
                rows.push(Row { group: slice.group.clone(), unit: unit(currency), cells });
            }
        }
    }
    let mut notes = Notes::default();
    note(&mut notes, query, &cases, periods, odds);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    if let (Odds::Stages(_), Some(first)) = (odds, explanations.first_mut()) {
        first.lines.splice(0..0, explain_stages(query, odds));
    }
    Found {
        basis: "deals won in each period, and those open at as-of that are to close in it".to_owned(),
        deals: cases.len() as u64,
        left_out: left_out(query, &cases, periods),
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

/// The figures of a slice in each period; of a group only those that say something.
pub fn forecasts(
    slice: &Slice<'_, '_>,
    query: &Query<'_>,
    periods: &[Period],
    currency: Option<Currency>,
    odds: &Odds,
) -> Vec<Figures> {
    let figures = |period: &Period| {
        let mut figures = Figures::of(slice, query, *period, currency, odds);
        figures.target = target(query, &slice.group, period, currency);
        figures
    };
    periods.iter().map(figures).filter(|figures| slice.group.is_none() || !figures.is_empty()).collect()
}

/// Notes what is counted in a period and cannot be summed or weighted.
pub fn note(notes: &mut Notes, query: &Query<'_>, cases: &[Case<'_>], periods: &[Period], odds: &Odds) {
    let parts = |case: &Case<'_>| {
        let part = |period: &Period| Some((*period, Part::of(case, period, query.as_of)?));
        periods.iter().filter_map(part).collect::<Vec<_>>()
    };
    notes.of_cases(cases);
    for case in cases {
        let parts = parts(case);
        let worth = worth(case, query.book);
        let is_unweighted = |(period, part): &(Period, Part)| {
            part.is_weighted() && odds.of_case(case, query.as_of, period.to).is_none()
        };
        for (code, holds) in [
            (Code::MissingAmount, !parts.is_empty() && worth == Worth::Missing),
            (Code::Unpriced, !parts.is_empty() && worth == Worth::Unpriced),
            (Code::Unweighted, parts.iter().any(is_unweighted)),
        ] {
            notes.deals(code, [case], |_| holds);
        }
    }
}

/// The open deals that no period counts, and why.
pub fn left_out(query: &Query<'_>, cases: &[Case<'_>], periods: &[Period]) -> Vec<(u64, &'static str)> {
    let count =
        |holds: &dyn Fn(&Case<'_>) -> bool| cases.iter().filter(|case| case.is_open() && holds(case)).count() as u64;
    let due = |case: &Case<'_>| case.state.close_date.filter(|day| *day >= query.as_of);
    vec![
        (count(&|case| case.state.close_date.is_some_and(|day| day < query.as_of)), "open and past their close date"),
        (count(&|case| case.state.close_date.is_none()), "open without a close date"),
        (
            count(&|case| due(case).is_some_and(|day| !periods.iter().any(|period| period.has(day)))),
            "open, to close in none of the periods",
        ),
    ]
}

fn explain_stages(query: &Query<'_>, odds: &Odds) -> Vec<Vec<Term>> {
    let weight = Cell::Number(PRIOR_WEIGHT);
    let mut lines = vec![line!["p of a stage = (won + ", weight.clone(), " × book) / (won + lost + ", weight, ")"]];
    for (pipeline, own) in query.book.pipelines.iter().enumerate() {
        for (rank, stage) in own.stages.iter().enumerate() {
            let Some(of) = odds.of_stage(crate::book::journey::StageRef { pipeline, rank }) else { continue };
            let (won, decided) = (Cell::Count(of.won), Cell::Count(of.decided));
            let mut line = line![Cell::text(stage.title()), ": (", won, " + ", Cell::Number(PRIOR_WEIGHT), " × "];
            line.extend(line![Cell::Number(of.prior), ") / (", decided, " + ", Cell::Number(PRIOR_WEIGHT)]);
            line.extend(line![") = ", Cell::Number(of.p)]);
            lines.push(line);
        }
    }
    lines
}

fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, figures: &Figures) -> Explanation {
    let weighted = |part| Cell::of(part, Cell::MoneyRate);
    let period = Cell::text(figures.period.to_string());
    let (open, total) = (weighted(figures.weighted_open()), weighted(figures.weighted_total()));
    let deals = figures.chances.iter().map(|chance| {
        let amount = Cell::Money(chance.amount);
        let product = amount_times(chance);
        line!["    ", Cell::text(&chance.id), ": ", amount, " × ", Cell::Number(chance.p), " = ", product]
    });
    let sum = line![
        period,
        ": weighted open = ",
        open.clone(),
        " over ",
        Cell::Count(figures.chances.len() as u64),
        " deals"
    ];
    let all = line!["    with closed ", money(figures.closed), " + ", open, " = ", total];
    let lines = std::iter::once(sum).chain(deals).chain([all]).collect();
    Explanation { group: slice.group.clone(), unit: unit(currency), lines }
}

fn amount_times(chance: &figures::Chance) -> Cell {
    use rust_decimal::prelude::ToPrimitive;
    Cell::of(chance.amount.to_f64(), |amount| Cell::MoneyRate(amount * chance.p))
}
