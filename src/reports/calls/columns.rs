//! The columns of the report, and how they read.

use super::figures::Figures;
use crate::reports::measure::{Measure, count, money, number, share, text, wilson};
use crate::table::{Cell, View};

pub const MEASURES: &[Measure<Figures>] = &[
    text("period", "period", |f| match f.past {
        Some(past) => Cell::text(past.period.to_string()),
        None => Cell::Called("all"),
    }),
    text("category", "category", |f| Cell::text(f.category.as_str())),
    count("called", "called", |f| f.called),
    money("called_value", "called", |f| f.called_value.known_total()),
    count("won", "won", |f| f.won),
    share("won_rate", "won in it", |f| (f.won, f.called)),
    wilson("won_rate_ci", "95% CI", |f| (f.won, f.called)),
    money("won_value", "won", |f| f.won_value.known_total()),
    count("won_later", "won later", |f| f.won_later),
    count("lost", "lost", |f| f.lost),
    count("open", "still open", |f| f.open),
    count("other", "gone", |f| f.other),
    number("value_ratio", "won / called", Figures::value_ratio),
];

pub const VIEWS: &[View] = &[
    View {
        title: "deals that were due",
        columns: &[
            "period",
            "category",
            "called",
            "won_rate",
            "won_rate_ci",
            "won_later",
            "lost",
            "open",
            "other",
        ],
    },
    View {
        title: "their value",
        columns: &[
            "period",
            "category",
            "called_value",
            "won_value",
            "value_ratio",
        ],
    },
];
