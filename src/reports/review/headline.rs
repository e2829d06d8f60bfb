//! The figures of the period, now and then.

use rust_decimal::prelude::ToPrimitive;

use super::{Question, WAY, span};
use crate::deal::Day;
use crate::reports::{
    Query, Slice, Window, coverage,
    forecast::{
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
    let mut past = Past::new(WAY, query);
    let mut held = |mut forecast: Forecast, day: Day| {
        let (calibrated, _) = past.calibrated(&forecast, day, slice.currency);
        forecast.calibrated = Some(calibrated);
        forecast
    };
    let then = before.get(&slice.currency).cloned();
    let then = then.map(|own| held(own, question.since));
    let now = held(forecast, query.as_of);
    let is_tested = now.is_tested() || question.period.to <= query.as_of;
    let mut figures: Vec<Headline> = FIGURES
        .iter()
        .map(|(name, title, figure)| Headline {
            name,
            title,
            now: figure(&now),
            before: then.as_ref().and_then(figure),
            is_chance: *name == "p_target",
        })
        .collect();
    let span = span(question);
    let earlier = Window {
        from: span.from.plus(-span.days()),
        to: question.since,
    };
    let created = |window| float(Sum::new(slice.filter(|deal| deal.created_in(window))).total());
    figures.push(Headline::of_money(
        "created",
        "created",
        created(span),
        created(earlier),
    ));
    let to_create = to_create(slice, query, now);
    figures.push(Headline::of_money(
        "to_create",
        "to create",
        to_create,
        None,
    ));
    (figures, is_tested)
}

type Figure = fn(&Forecast) -> Option<f64>;

/// What a forecast says on one day: the name of each figure for machines and for people.
const FIGURES: &[(&str, &str, Figure)] = &[
    ("target", "target", |own| float(own.target)),
    ("closed", "closed", Forecast::closed),
    ("gap", "to win", |own| float(own.gap())),
    ("commit", "commit, open", |own| {
        float(own.sums.commit.total())
    }),
    ("best_case", "best case, open", |own| {
        float(own.sums.best_case.total())
    }),
    ("forecast", "forecast", Forecast::expected_total),
    ("forecast_lo", "  low", |own| own.interval().0),
    ("forecast_hi", "  high", |own| own.interval().1),
    ("p_target", "chance", |own| own.interval().2),
    ("open_pipeline", "open pipeline", |own| {
        float(own.sums.open_pipeline().total())
    }),
];

/// How far the open pipeline falls short of what is needed.
fn to_create<'a>(slice: &Slice<'_, 'a>, query: &Query<'a>, forecast: Forecast) -> Option<f64> {
    let query = Query {
        window: Window::new(None, None, query.as_of),
        ..*query
    };
    coverage::figures::Figures::without_past(slice, &query, forecast).gap()
}

fn float(amount: Option<rust_decimal::Decimal>) -> Option<f64> {
    amount?.to_f64()
}

impl Headline {
    fn of_money(
        name: &'static str,
        title: &'static str,
        now: Option<f64>,
        before: Option<f64>,
    ) -> Self {
        Self {
            name,
            title,
            now,
            before,
            is_chance: false,
        }
    }

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
