//! The columns of the report, and how they read.

use super::{
    goals::{self, Progress},
    sheets::Sheet,
};
use crate::reports::measure::{Measure, cells, count, days, measure, money, share, wilson};
use crate::table::{Cell, Kind, View};

/// The last one is for `--goals`.
pub const MEASURES: &[Measure<Sheet>] = &[
    count("created", "created", |s| s.figures.deals.created),
    count("created_won", "of them won", |s| {
        s.figures.deals.created_won
    }),
    share("closed_ratio", "closed ratio", |s| s.figures.deals.closed()),
    wilson("closed_ratio_ci", "95% CI", |s| s.figures.deals.closed()),
    count("won", "won", |s| s.figures.deals.won),
    count("lost", "lost", |s| s.figures.deals.lost),
    money("won_value", "won value", |s| {
        s.figures.deals.won_value.known_total()
    }),
    count("booked", "booked", |s| s.figures.meetings.booked),
    count("held", "held", |s| s.figures.meetings.held),
    count("no_show", "no-show", |s| s.figures.meetings.no_show),
    count("cancelled", "cancelled", |s| s.figures.meetings.cancelled),
    count("future", "upcoming", |s| s.figures.meetings.future),
    count("unlogged", "unlogged", |s| s.figures.meetings.unlogged),
    share("held_rate", "held rate", |s| s.figures.meetings.kept()),
    wilson("held_ci", "95% CI", |s| s.figures.meetings.kept()),
    share("no_show_rate", "no-show rate", |s| {
        s.figures.meetings.missed()
    }),
    share("booked_to_held", "booked to held", |s| {
        (s.figures.meetings.held, s.figures.meetings.due())
    }),
    count("booked_to_held_n", "due", |s| s.figures.meetings.due()),
    count("due_in_window", "due", |s| s.figures.follow_ups.due()),
    count("on_time", "on time", |s| s.figures.follow_ups.on_time),
    count("late", "late", |s| s.figures.follow_ups.late),
    count("missed", "missed", |s| s.figures.follow_ups.missed),
    share("on_time_rate", "on time", |s| s.figures.follow_ups.kept()),
    wilson("on_time_ci", "95% CI", |s| s.figures.follow_ups.kept()),
    count("overdue", "overdue", |s| s.figures.follow_ups.overdue),
    days("overdue_days", "longest, days", |s| {
        s.figures.follow_ups.overdue_days.map(|days| days as f64)
    }),
    count("advances", "moves forward", |s| s.figures.advances),
    count("activities", "activities", |s| s.figures.activities),
    count("two_way", "two-way", |s| s.figures.two_way),
    count("meetings_held", "meetings held", |s| {
        s.figures.meetings.held_in_window
    }),
    count("follow_ups_done", "follow-ups", |s| {
        s.figures.follow_ups.done
    }),
    count("steps", "steps", |s| s.figures.steps()),
    share("goals_attained", "attained", |s| {
        s.goals(Progress::is_attained)
    }),
    share("goals_on_pace", "on pace", |s| {
        s.goals(Progress::is_on_pace)
    }),
    measure("goals", "goals", Kind::Rows(goals::COLUMNS), |s| {
        let goals = s.goals.iter();
        Cell::Rows(goals.map(|goal| cells(goals::MEASURES, goal)).collect())
    }),
];

pub const VIEWS: &[View] = &[
    View {
        title: "deals created in the window, and deals closed in it",
        columns: &["created", "closed_ratio", "won", "lost", "won_value"],
    },
    View {
        title: "meetings booked in the window",
        columns: &[
            "booked",
            "no_show",
            "cancelled",
            "unlogged",
            "held_rate",
            "booked_to_held",
        ],
    },
    View {
        title: "follow-ups due in the window, and what is overdue",
        columns: &["on_time_rate", "late", "missed", "overdue", "overdue_days"],
    },
    View {
        title: "steps taken in the window",
        columns: &[
            "steps",
            "advances",
            "activities",
            "meetings_held",
            "follow_ups_done",
        ],
    },
];

/// The same with goals, which only people have.
pub const VIEWS_OF_PERSONS: &[View] = &[
    VIEWS[0],
    VIEWS[1],
    VIEWS[2],
    VIEWS[3],
    View {
        title: "goals of current periods",
        columns: &["goals_attained", "goals_on_pace"],
    },
];
