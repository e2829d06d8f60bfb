//! The columns of a backtest. Each key with a point is a part of an object in JSON.

use super::rows::Row;
use crate::reports::measure::{
    Measure, chance, count, estimate, measure, money, number, rate, text,
};
use crate::table::{Cell, Kind, View};

pub const MEASURES: &[Measure<Row>] = &[
    text("method", "method", |r| Cell::text(r.method.as_str())),
    text("period", "period", |r| match r.past {
        Some(past) => Cell::text(past.period.to_string()),
        None => Cell::Total,
    }),
    measure("said_on", "said on", Kind::Date, |r| {
        Cell::optional(r.past, |past| Cell::Date(past.said_on.into()))
    }),
    count("periods", "periods", |r| r.periods),
    count("deals", "deals", |r| r.points.count()),
    estimate("said_open", "open, said", |r| r.said_open),
    estimate("said_new", "not yet created", |r| r.said_new),
    estimate("said", "said", Row::said),
    number("said_wins", "wins, said", |r| {
        Some(r.points.expected_wins())
    }),
    money("p10", "P10", |r| r.p10),
    money("p90", "P90", |r| r.p90),
    money("closed", "closed by then", |r| r.closed.known_total()),
    money("came_omitted", "omitted", |r| r.came.omitted.known_total()),
    money("came_due", "due", |r| r.came.due.known_total()),
    money("came_past_due", "past due", |r| {
        r.came.past_due.known_total()
    }),
    money("came_not_due", "other open", |r| {
        r.came.not_due.known_total()
    }),
    money("came_new", "new", |r| r.came.new.known_total()),
    money("came", "came", |r| r.came.all().known_total()),
    money("came_of_said", "came of them", |r| {
        r.came_of_said().known_total()
    }),
    count("came_wins", "wins, came", |r| r.points.won()),
    number("ratio", "said / came", Row::ratio),
    rate("error", "error", |r| r.error),
    measure("held", "held", Kind::Count, |r| r.held.count(r.is_total())),
    count("held_of", "of", |r| r.held.of),
    measure("held_ci", "95% CI", Kind::Interval, |r| {
        r.held.ci(r.is_total())
    }),
    money("target", "target", |r| r.target),
    chance("p_reach_target", "P(target)", |r| r.p_reach_target),
    measure("reached", "reached", Kind::Count, |r| {
        Cell::optional(r.reached, Cell::Count)
    }),
    estimate("calibrated.low", "low", |r| r.calibrated.low),
    estimate("calibrated.mid", "mid", |r| r.calibrated.mid),
    estimate("calibrated.high", "high", |r| r.calibrated.high),
    measure("calibrated.held", "held", Kind::Count, |r| {
        r.calibrated_held.count(r.is_total())
    }),
    count("calibrated.held_of", "of", |r| r.calibrated_held.of),
    measure("calibrated.held_ci", "95% CI", Kind::Interval, |r| {
        r.calibrated_held.ci(r.is_total())
    }),
    rate("calibrated.error", "error", |r| r.calibrated_error),
    number("brier", "Brier", |r| r.points.brier()),
    number("skill", "skill", |r| r.points.skill()),
];

macro_rules! views {
    ($name:ident: $($first:literal)*) => {
        pub const $name: &[View] = &[
            View {
                title: "what was said, and what came after that day",
                columns: &[
                    $($first,)* "period", "said", "came", "error", "closed", "target", "reached",
                ],
            },
            View {
                title: "open deals: what was said of them, and what came of them",
                columns: &[
                    $($first,)* "period", "deals", "said_open", "p10", "p90", "came_of_said", "held",
                    "held_of",
                ],
            },
            View {
                title: "what came, by how the deal stood on the day of the forecast",
                columns: &[
                    $($first,)* "period", "came_due", "came_past_due", "came_not_due",
                    "came_omitted", "came_new",
                ],
            },
            View {
                title: "as past forecasts went, 80 % (closed included)",
                columns: &[
                    $($first,)* "period", "calibrated.low", "calibrated.mid", "calibrated.high",
                    "calibrated.held", "calibrated.held_of", "calibrated.error",
                ],
            },
            View {
                title: "the chances of open deals: wins, and how well they were told apart",
                columns: &[
                    $($first,)* "period", "said_wins", "came_wins", "brier", "skill",
                ],
            },
        ];
    };
}

views!(VIEWS: );
views!(VIEWS_OF_METHODS: "method");
