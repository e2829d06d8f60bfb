//! The columns of a forecast.

use super::figures::Figures;
use crate::reports::measure::{Measure, chance, estimate, measure, money, text};
use crate::table::{Cell, Kind, View};

/// Each key with a point is a part of an object in JSON.
pub const MEASURES: &[Measure<Figures>] = &[
    text("period", "period", |f| Cell::text(f.period.to_string())),
    money("target", "target", |f| f.target),
    money("single.closed", "closed", |f| f.sums.closed.total()),
    money("gap", "to win", Figures::gap),
    money("single.commit", "commit", |f| f.sums.commit.total()),
    money("single.best_case", "best case", |f| {
        f.sums.best_case.total()
    }),
    money("single.pipeline", "pipeline", |f| f.sums.pipeline.total()),
    money("single.omitted", "omitted", |f| f.sums.omitted.total()),
    money("cumulative.closed", "closed", |f| f.sums.closed.total()),
    money("cumulative.commit_forecast", "+ commit", |f| {
        f.sums.closed.and(f.sums.commit).total()
    }),
    money("cumulative.best_case_forecast", "+ best case", |f| {
        let closed = f.sums.closed.and(f.sums.commit);
        closed.and(f.sums.best_case).total()
    }),
    money("cumulative.open_pipeline", "all open", |f| {
        f.sums.open_pipeline().total()
    }),
    money("with_pipeline", "+ pipeline", |f| {
        f.sums.closed.and(f.sums.open_pipeline()).total()
    }),
    estimate("weighted_open", "open", Figures::weighted_open),
    estimate("weighted_due", "of it due", Figures::weighted_due),
    estimate("weighted_new", "not yet created", Figures::weighted_new),
    estimate("weighted_total", "with closed", Figures::weighted_total),
    estimate("expected_total", "forecast", Figures::expected_total),
    estimate("interval.low", "low", |f| f.interval().0),
    estimate("interval.high", "high", |f| f.interval().1),
    chance("interval.p_reach_target", "chance", |f| f.interval().2),
    estimate("sd", "± sd", Figures::sd),
    estimate("sd_shared", "± shared", |f| f.sd_shared),
    money("quantiles_open.0.05", "P5", |f| f.quantile(0.05)),
    money("quantiles_open.0.1", "P10", |f| f.quantile(0.1)),
    money("quantiles_open.0.25", "P25", |f| f.quantile(0.25)),
    money("quantiles_open.0.5", "P50", |f| f.quantile(0.5)),
    money("quantiles_open.0.75", "P75", |f| f.quantile(0.75)),
    money("quantiles_open.0.9", "P90", |f| f.quantile(0.9)),
    money("quantiles_open.0.95", "P95", |f| f.quantile(0.95)),
    estimate("quantiles_total.0.1", "P10", |f| f.quantile_total(0.1)),
    estimate("quantiles_total.0.5", "P50", |f| f.quantile_total(0.5)),
    estimate("quantiles_total.0.9", "P90", |f| f.quantile_total(0.9)),
    chance(
        "p_reach_target_open",
        "P(target), open",
        Figures::reach_open,
    ),
    chance("p_reach_target", "P(target)", Figures::reach),
    money("past_due", "past due", |f| f.sums.past_due.total()),
    measure("calibrated.periods", "periods", Kind::Count, |f| {
        Cell::optional(f.calibrated.map(|own| own.periods), Cell::Count)
    }),
    estimate("calibrated.low", "low", |f| f.calibrated?.low),
    estimate("calibrated.mid", "mid", |f| f.calibrated?.mid),
    estimate("calibrated.high", "high", |f| f.calibrated?.high),
    chance("calibrated.p_reach_target", "P(target)", |f| {
        f.calibrated?.p_reach_target
    }),
];

pub const VIEWS: &[View] = &[
    View {
        title: "",
        columns: &[
            "period",
            "target",
            "single.closed",
            "gap",
            "single.commit",
            "expected_total",
            "interval.low",
            "interval.high",
            "interval.p_reach_target",
        ],
    },
    View {
        title: "open deals by their sellers' category",
        columns: &[
            "period",
            "single.commit",
            "single.best_case",
            "single.pipeline",
            "single.omitted",
            "past_due",
        ],
    },
    View {
        title: "closed, with these added one by one",
        columns: &[
            "period",
            "single.closed",
            "cumulative.commit_forecast",
            "cumulative.best_case_forecast",
            "with_pipeline",
        ],
    },
    View {
        title: "what the forecast is made of, beside what is closed",
        columns: &[
            "period",
            "weighted_open",
            "weighted_due",
            "weighted_new",
            "p_reach_target",
        ],
    },
    View {
        title: "as past forecasts went: low to high held in 8 of 10 periods",
        columns: &[
            "period",
            "calibrated.periods",
            "calibrated.low",
            "calibrated.mid",
            "calibrated.high",
            "calibrated.p_reach_target",
        ],
    },
    View {
        title: "closed and open deals alone, if they were independent",
        columns: &[
            "period",
            "quantiles_total.0.1",
            "quantiles_total.0.5",
            "quantiles_total.0.9",
            "sd",
            "sd_shared",
            "p_reach_target_open",
        ],
    },
];
