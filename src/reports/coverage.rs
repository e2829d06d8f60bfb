//! Coverage: whether what is open in a period can carry what is still to be won in it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::book::period::Period;
use crate::deal::money::Currency;
use crate::table::{Cell, Explanation, Kind, Report, Row, View};

use super::case::Case;
use super::choices::{ChoiceError, Choices, Flag};
use super::forecast::figures::{Figures as Forecast, Part};
use super::forecast::odds::{METHOD, Odds, PROB};
use super::forecast::{forecasts, left_out, note};
use super::groups::{Slice, slices};
use super::horizon::{PERIOD, periods, refuse_spans};
use super::measure::{Measure, cells, measure, table};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::purse::{Sum, by_currency, currency, unit};
use super::query::Query;
use super::{About, Found, Reads};

pub const ABOUT: About = About {
    name: "coverage",
    summary: "Is enough open in a period to reach its target?",
    definition: "Per period: remaining = target − closed; open is commit, best case and pipeline that are to close in it. \
                 Raw coverage is open / remaining, weighted is Σ amount × p / remaining. Required is 1 / the win rate by \
                 value of deals closed in the window, not a fixed 3; required pipeline is remaining × that, and the gap \
                 what open lacks of it. Yield is what past periods of the same kind, whole and in the window, brought \
                 for what stood open for them at their start. A target that is reached reads `met`. Look at segments: \
                 a blend hides that one of them carries another.",
    example: "deal report coverage --period 2026-Q4 --by segment",
    flags: FLAGS,
    reads: Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[PERIOD, PROB, METHOD];

struct Figures {
    forecast: Forecast,
    /// Won and lost in the window.
    won: Sum,
    lost: Sum,
    /// Of past periods: what stood open for them at their start, and what was won in them.
    stood: Sum,
    brought: Sum,
}

impl Figures {
    fn remaining(&self) -> Option<Decimal> {
        self.forecast.target?.checked_sub(self.forecast.closed.total()?)
    }

    fn is_met(&self) -> bool {
        self.remaining().is_some_and(|remaining| remaining <= Decimal::ZERO)
    }

    /// What is still to be won; `None` without a target, and where it is met.
    fn missing(&self) -> Option<f64> {
        self.remaining().filter(|_| !self.is_met())?.to_f64()
    }

    fn open(&self) -> Option<Decimal> {
        self.forecast.open_pipeline().total()
    }

    fn raw(&self) -> Option<f64> {
        Some(self.open()?.to_f64()? / self.missing()?)
    }

    fn weighted(&self) -> Option<f64> {
        Some(self.forecast.weighted_open()? / self.missing()?)
    }

    /// won / (won + lost) by value; `None` where nothing of value was closed.
    fn win_rate(&self) -> Option<f64> {
        share(self.won, self.won.and(self.lost))
    }

    fn required_ratio(&self) -> Option<f64> {
        self.win_rate().filter(|rate| *rate > 0.0).map(|rate| 1.0 / rate)
    }

    fn required_pipeline(&self) -> Option<f64> {
        Some(self.missing()? * self.required_ratio()?)
    }

    fn gap(&self) -> Option<f64> {
        if self.is_met() { Some(0.0) } else { Some((self.required_pipeline()? - self.open()?.to_f64()?).max(0.0)) }
    }

    /// A ratio, or the word that none is needed.
    fn ratio(&self, value: Option<f64>) -> Cell {
        if self.is_met() { Cell::Called("met") } else { Cell::of(value, Cell::Number) }
    }
}

fn share(part: Sum, whole: Sum) -> Option<f64> {
    let whole = whole.total()?.to_f64().filter(|whole| *whole > 0.0)?;
    Some(part.total()?.to_f64()? / whole)
}

fn rate(value: Option<f64>) -> Cell {
    Cell::of(value, |value| Cell::Rate { value, of: None })
}

const MEASURES: &[Measure<Figures>] = &[
    measure("period", "period", Kind::Text, |f| Cell::text(f.forecast.period.to_string())),
    measure("target", "target", Kind::Money, |f| Cell::of(f.forecast.target, Cell::Money)),
    measure("remaining", "remaining", Kind::Money, |f| Cell::of(f.remaining(), Cell::Money)),
    measure("open_in_period", "open", Kind::Money, |f| Cell::of(f.open(), Cell::Money)),
    measure("raw", "coverage", Kind::Number, |f| f.ratio(f.raw())),
    measure("weighted", "weighted", Kind::Number, |f| f.ratio(f.weighted())),
    measure("win_rate_value", "win rate", Kind::Rate, |f| rate(f.win_rate())),
    measure("required_ratio", "required", Kind::Number, |f| Cell::of(f.required_ratio(), Cell::Number)),
    measure("required_pipeline", "required open", Kind::Money, |f| {
        if f.is_met() { Cell::Called("met") } else { Cell::of(f.required_pipeline(), Cell::MoneyRate) }
    }),
    measure("gap", "gap", Kind::Money, |f| Cell::of(f.gap(), Cell::MoneyRate)),
    measure("yield", "yield", Kind::Rate, |f| rate(share(f.brought, f.stood))),
];

const VIEWS: &[View] = &[
    View { title: "", columns: &["period", "target", "remaining", "open_in_period", "raw", "weighted"] },
    View {
        title: "what it takes",
        columns: &["period", "win_rate_value", "required_ratio", "required_pipeline", "gap", "yield"],
    },
];

fn run(query: &Query<'_>, choices: &Choices) -> Result<Report, ChoiceError> {
    refuse_spans(query)?;
    let (periods, odds) = (periods(query, choices)?, Odds::of(query, choices)?);
    Ok(ABOUT.report(query, choices, found(query, &periods, &odds)))
}

fn found<'a>(query: &Query<'a>, periods: &[Period], odds: &Odds) -> Found {
    let cases = Case::all(query, query.as_of);
    let pasts: Vec<Vec<Past<'a>>> = periods.iter().map(|period| Past::of(query, period)).collect();
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&cases, query) {
        for (currency, slice) in by_currency(&slice, query.book) {
            for forecast in forecasts(&slice, query, periods, currency, odds) {
                let past =
                    periods.iter().position(|period| *period == forecast.period).and_then(|place| pasts.get(place));
                let figures = figures(&slice, query, currency, forecast, past.map_or(&[], Vec::as_slice));
                notes.row(Code::NoClosed, figures.win_rate().is_none(), &row_name(&slice.group, None));
                explanations.push(explain(&slice, currency, &figures));
                rows.push(Row { group: slice.group.clone(), unit: unit(currency), cells: cells(MEASURES, &figures) });
            }
        }
    }
    note(&mut notes, query, &cases, periods, odds);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    Found {
        basis: "open deals that are to close in each period; win rate of the window".to_owned(),
        deals: cases.len() as u64,
        left_out: left_out(query, &cases, periods),
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn figures<'a>(
    slice: &Slice<'_, 'a>,
    query: &Query<'a>,
    row: Option<Currency>,
    forecast: Forecast,
    past: &[Past<'a>],
) -> Figures {
    let closed = |won: bool| {
        let of = slice.cases.iter().filter(|case| case.closed_in(query.window) && case.is_won() == won);
        Sum::of(of.copied(), query.book)
    };
    let in_row = |case: &&Case<'a>| {
        let group = query.by.filter(|_| slice.group.is_some()).map(|by| case.group(by, query).map(str::to_owned));
        group == slice.group.clone().map(|(_, value)| value) && currency(case, query.book) == row
    };
    let stood = Sum::of(past.iter().flat_map(|past| &past.stood).filter(in_row), query.book);
    let brought = Sum::of(past.iter().flat_map(|past| &past.brought).filter(in_row), query.book);
    Figures { forecast, won: closed(true), lost: closed(false), stood, brought }
}

/// A period that is over.
struct Past<'a> {
    /// Open at its start, to close in it.
    stood: Vec<Case<'a>>,
    /// Won in it.
    brought: Vec<Case<'a>>,
}

impl<'a> Past<'a> {
    /// The periods of the same kind before one, that are over and lie in the window as a whole.
    fn of(query: &Query<'a>, period: &Period) -> Vec<Self> {
        let before = std::iter::successors(Some(period.previous()), |later| Some(later.previous()));
        let in_window = before.take_while(|past| past.from >= query.window.from);
        in_window
            .filter(|past| past.to <= query.window.to.min(query.as_of))
            .map(|past| Self::one(query, &past))
            .collect()
    }

    fn one(query: &Query<'a>, past: &Period) -> Self {
        let start = past.from.plus(-1);
        let is = |case: &Case<'a>, wanted: fn(Part) -> bool, day| Part::of(case, past, day).is_some_and(wanted);
        let mut stood = Case::all(query, start);
        stood.retain(|case| is(case, Part::is_weighted, start));
        let mut brought = Case::all(query, query.as_of);
        brought.retain(|case| is(case, |part| part == Part::Closed, query.as_of));
        Self { stood, brought }
    }
}

fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, f: &Figures) -> Explanation {
    let money = |sum: Option<Decimal>| Cell::of(sum, Cell::Money);
    let estimate = |value: Option<f64>| Cell::of(value, Cell::MoneyRate);
    let number = |value: Option<f64>| Cell::of(value, Cell::Number);
    let (remaining, open) = (money(f.remaining()), money(f.open()));
    let target = money(f.forecast.target);
    let decided = f.won.and(f.lost).total();
    let lines = vec![
        line![
            Cell::text(f.forecast.period.to_string()),
            ": remaining = target ",
            target,
            " − closed ",
            money(f.forecast.closed.total()),
            " = ",
            remaining.clone()
        ],
        line!["raw = open ", open.clone(), " / ", remaining.clone(), " = ", number(f.raw())],
        line![
            "weighted = ",
            estimate(f.forecast.weighted_open()),
            " / ",
            remaining.clone(),
            " = ",
            number(f.weighted())
        ],
        line![
            "W = ",
            money(f.won.total()),
            " won / ",
            money(decided),
            " decided in the window = ",
            number(f.win_rate())
        ],
        line![
            "required = 1 / W = ",
            number(f.required_ratio()),
            "; × ",
            remaining,
            " = ",
            estimate(f.required_pipeline())
        ],
        line!["gap = required − open ", open, ", 0 at least = ", estimate(f.gap())],
        line![
            "yield = ",
            money(f.brought.total()),
            " won / ",
            money(f.stood.total()),
            " open at the start of past periods"
        ],
    ];
    Explanation { group: slice.group.clone(), unit: unit(currency), lines }
}
