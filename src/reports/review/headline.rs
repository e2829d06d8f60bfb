//! The figures of the period, now and then.

use rust_decimal::prelude::ToPrimitive;

use super::{Question, WAY, span};
use crate::deal::Day;
use crate::reports::{
    Query, Slice, Window, coverage,
    forecast::{
        calibrated::Calibrated,
        figures::Figures as Forecast,
        method::{ByCurrency, Stand},
        odds::Odds,
        past::Past,
    },
    measure::{Measure, columns, measure, text},
    money::Sum,
};
use crate::table::{Cell, Column, Kind};

/// One figure.
pub struct Headline {
    name: &'static str,
    title: &'static str,
    now: Option<f64>,
    before: Option<f64>,
    is_chance: bool,
}

pub const MEASURES: &[Measure<Headline>; 4] = &[
    text("figure", "", |own| Cell::Named {
        id: own.name.to_owned(),
        title: own.title.to_owned(),
    }),
    measure("now", "now", Kind::Money, |own| own.cell(own.now)),
    measure("before", "before", Kind::Money, |own| own.cell(own.before)),
    measure("change", "change", Kind::Money, Headline::change),
];

pub const COLUMNS: &[Column] = &columns(MEASURES);

/// What was said on the day of the comparison.
pub fn before(question: &Question<'_>) -> ByCurrency<Forecast> {
    let query = Query {
        as_of: question.since,
        ..question.query
    };
    let stand = Stand {
        deals: query.snapshots(query.as_of),
        odds: Odds::new(&query, WAY.method, WAY.prob, question.period.to),
        query,
    };
    stand.forecasts(question.period)
}

/// Every figure, in the order in which they are read; and whether the forecast could be held against
/// earlier ones.
pub fn headline<'a>(
    slice: &Slice<'_, 'a>,
    question: &Question<'a>,
    forecast: Forecast,
    before: &ByCurrency<Forecast>,
) -> (Vec<Headline>, bool) {
    let query = &question.query;
    let as_of = query.as_of;
    let mut past = Past::new(WAY, query);
    let mut at = |forecast: &Forecast, day: Day| {
        let (calibrated, _) = past.calibrated(forecast, day, slice.currency);
        Figures::new(forecast, calibrated)
    };
    let now = at(&forecast, as_of);
    let then = before
        .get(&slice.currency)
        .map(|own| at(own, question.since));
    let is_tested = now.is_tested || question.period.to <= as_of;
    let figure = |name, title, of: fn(&Figures) -> Option<f64>| Headline {
        name,
        title,
        now: of(&now),
        before: then.as_ref().and_then(of),
        is_chance: false,
    };
    let span = span(question);
    let earlier = Window {
        from: span.from.plus(-span.days()),
        to: question.since,
    };
    let created = |window| float(Sum::new(slice.filter(|deal| deal.created_in(window))).total());
    let figures = vec![
        figure("target", "target", |own| own.target),
        figure("closed", "closed", |own| own.closed),
        figure("gap", "still to win", |own| own.gap),
        figure("commit", "commit, open", |own| own.commit),
        figure("best_case", "best case, open", |own| own.best_case),
        figure("forecast", "forecast", |own| own.forecast),
        figure("forecast_lo", "  low", |own| own.low),
        figure("forecast_hi", "  high", |own| own.high),
        Headline {
            is_chance: true,
            ..figure("p_target", "P(target)", |own| own.p_target)
        },
        figure("open_pipeline", "open pipeline", |own| own.open),
        Headline {
            now: created(span),
            before: created(earlier),
            ..figure("created", "created", |_| None)
        },
        Headline {
            before: None,
            now: to_create(slice, query, forecast),
            ..figure("to_create", "to create", |_| None)
        },
    ];
    (figures, is_tested)
}

/// How far the open pipeline falls short of what is needed.
fn to_create<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, forecast: Forecast) -> Option<f64> {
    let query = Query {
        window: Window::new(None, None, query.as_of),
        ..*query
    };
    coverage::figures::Figures::without_past(slice, &query, forecast).gap()
}

/// What a forecast says on one day.
struct Figures {
    target: Option<f64>,
    closed: Option<f64>,
    gap: Option<f64>,
    commit: Option<f64>,
    best_case: Option<f64>,
    forecast: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    p_target: Option<f64>,
    open: Option<f64>,
    is_tested: bool,
}

impl Figures {
    fn new(forecast: &Forecast, calibrated: Calibrated) -> Self {
        let (sums, closed) = (&forecast.sums, forecast.closed());
        let target = float(forecast.target);
        let is_tested = calibrated.mid.is_some();
        let quantile = |q| Some(closed? + float(forecast.quantile(q))?);
        Self {
            target,
            closed,
            gap: target
                .zip(closed)
                .map(|(target, closed)| (target - closed).max(0.0)),
            commit: float(sums.commit.total()),
            best_case: float(sums.best_case.total()),
            forecast: forecast.expected_total(),
            low: if is_tested {
                calibrated.low
            } else {
                quantile(0.1)
            },
            high: if is_tested {
                calibrated.high
            } else {
                quantile(0.9)
            },
            p_target: if is_tested {
                calibrated.p_reach_target
            } else {
                forecast.reach()
            },
            open: float(sums.open_pipeline().total()),
            is_tested,
        }
    }
}

fn float(amount: Option<rust_decimal::Decimal>) -> Option<f64> {
    amount?.to_f64()
}

impl Headline {
    fn cell(&self, value: Option<f64>) -> Cell {
        Cell::optional(
            value,
            if self.is_chance {
                Cell::Chance
            } else {
                Cell::MoneyRate
            },
        )
    }

    fn change(&self) -> Cell {
        let change = self.now.zip(self.before).map(|(now, before)| now - before);
        Cell::optional(change, |value| match self.is_chance {
            true => Cell::Difference { value, n: u64::MAX },
            false => Cell::MoneyRate(value),
        })
    }
}
