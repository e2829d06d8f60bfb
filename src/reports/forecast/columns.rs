//! The columns of a forecast.

use crate::reports::measure::{Measure, measure};
use crate::reports::money::Sum;
use crate::table::{Cell, Kind, View};

use super::figures::Figures;

macro_rules! quantile {
    ($key:literal, $title:literal, $q:literal) => {
        measure($key, $title, Kind::Money, |f| {
            Cell::of(f.quantile($q), Cell::Money)
        })
    };
}

/// Each key with a point is a part of an object in JSON.
pub const MEASURES: &[Measure<Figures>] = &[
    measure("period", "period", Kind::Text, |f| {
        Cell::text(f.period.to_string())
    }),
    measure("target", "target", Kind::Money, |f| {
        Cell::of(f.target, Cell::Money)
    }),
    measure("single.closed", "closed", Kind::Money, |f| money(f.closed)),
    measure("single.commit", "commit", Kind::Money, |f| money(f.commit)),
    measure("single.best_case", "best case", Kind::Money, |f| {
        money(f.best_case)
    }),
    measure("single.pipeline", "pipeline", Kind::Money, |f| {
        money(f.pipeline)
    }),
    measure("single.omitted", "omitted", Kind::Money, |f| {
        money(f.omitted)
    }),
    measure("cumulative.closed", "closed", Kind::Money, |f| {
        money(f.closed)
    }),
    measure("cumulative.commit_forecast", "+ commit", Kind::Money, |f| {
        money(f.closed.and(f.commit))
    }),
    measure(
        "cumulative.best_case_forecast",
        "+ best case",
        Kind::Money,
        |f| money(f.closed.and(f.commit).and(f.best_case)),
    ),
    measure("cumulative.open_pipeline", "all open", Kind::Money, |f| {
        money(f.open_pipeline())
    }),
    measure("weighted_open", "open, weighted", Kind::Money, |f| {
        Cell::of(f.weighted_open(), Cell::MoneyRate)
    }),
    measure("weighted_total", "with closed", Kind::Money, |f| {
        Cell::of(f.weighted_total(), Cell::MoneyRate)
    }),
    measure("sd", "± sd", Kind::Money, |f| {
        Cell::of(f.sd(), Cell::MoneyRate)
    }),
    measure("sd_shared", "± shared", Kind::Money, |f| {
        Cell::of(f.sd_shared, Cell::MoneyRate)
    }),
    quantile!("quantiles_open.0.05", "P5", 0.05),
    quantile!("quantiles_open.0.1", "P10", 0.1),
    quantile!("quantiles_open.0.25", "P25", 0.25),
    quantile!("quantiles_open.0.5", "P50", 0.5),
    quantile!("quantiles_open.0.75", "P75", 0.75),
    quantile!("quantiles_open.0.9", "P90", 0.9),
    quantile!("quantiles_open.0.95", "P95", 0.95),
    measure("p_reach_target", "P(target)", Kind::Rate, |f| {
        Cell::of(f.reach(), |value| Cell::Rate { value, of: None })
    }),
    measure("past_due", "past due", Kind::Money, |f| money(f.past_due)),
];

/// How the columns read in 80 characters.
pub const VIEWS: &[View] = &[
    View {
        title: "by forecast category",
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
        title: "cumulative",
        columns: &[
            "period",
            "target",
            "cumulative.commit_forecast",
            "cumulative.best_case_forecast",
            "cumulative.open_pipeline",
        ],
    },
    View {
        title: "weighted by probability",
        columns: &[
            "period",
            "weighted_open",
            "weighted_total",
            "sd",
            "sd_shared",
            "p_reach_target",
        ],
    },
    View {
        title: "quantiles of open deals' value",
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
