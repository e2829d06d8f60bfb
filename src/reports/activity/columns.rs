//! The columns of the report, and how they read.

use crate::reports::measure::{Measure, measure};
use crate::stats::proportion::wilson;
use crate::table::{Cell, Column, Kind, View};

use super::Sheet;
use super::goals::{self, Progress};

/// Every figure of a sheet but the goals one by one.
pub const MEASURES: &[Measure<Sheet>] = &[
    measure("created", "created", Kind::Count, |s| {
        Cell::Count(s.figures.deals.created)
    }),
    measure("created_won", "of them won", Kind::Count, |s| {
        Cell::Count(s.figures.deals.created_won)
    }),
    measure("closed_ratio", "closed ratio", Kind::Rate, |s| {
        Cell::share(s.figures.deals.created_won, s.figures.deals.cohort)
    }),
    measure("closed_ratio_ci", "95% CI", Kind::Interval, |s| {
        interval(s.figures.deals.created_won, s.figures.deals.cohort)
    }),
    measure("won", "won", Kind::Count, |s| {
        Cell::Count(s.figures.deals.won)
    }),
    measure("lost", "lost", Kind::Count, |s| {
        Cell::Count(s.figures.deals.lost)
    }),
    measure("won_value", "won value", Kind::Money, |s| {
        Cell::of(s.figures.deals.won_value.known_total(), Cell::Money)
    }),
    measure("booked", "booked", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.booked)
    }),
    measure("held", "held", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.held)
    }),
    measure("no_show", "no-show", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.no_show)
    }),
    measure("cancelled", "cancelled", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.cancelled)
    }),
    measure("future", "upcoming", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.future)
    }),
    measure("unlogged", "unlogged", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.unlogged)
    }),
    measure("held_rate", "held rate", Kind::Rate, |s| {
        Cell::share(s.figures.meetings.held, s.figures.meetings.kept_or_missed())
    }),
    measure("held_ci", "95% CI", Kind::Interval, |s| {
        interval(s.figures.meetings.held, s.figures.meetings.kept_or_missed())
    }),
    measure("no_show_rate", "no-show rate", Kind::Rate, |s| {
        Cell::share(
            s.figures.meetings.no_show,
            s.figures.meetings.kept_or_missed(),
        )
    }),
    measure("booked_to_held", "booked to held", Kind::Rate, |s| {
        Cell::share(s.figures.meetings.held, s.figures.meetings.due())
    }),
    measure("booked_to_held_n", "due", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.due())
    }),
    measure("due_in_window", "due", Kind::Count, |s| {
        Cell::Count(s.figures.follow_ups.due())
    }),
    measure("on_time", "on time", Kind::Count, |s| {
        Cell::Count(s.figures.follow_ups.on_time)
    }),
    measure("late", "late", Kind::Count, |s| {
        Cell::Count(s.figures.follow_ups.late)
    }),
    measure("missed", "missed", Kind::Count, |s| {
        Cell::Count(s.figures.follow_ups.missed)
    }),
    measure("on_time_rate", "on time", Kind::Rate, |s| {
        Cell::share(s.figures.follow_ups.on_time, s.figures.follow_ups.due())
    }),
    measure("on_time_ci", "95% CI", Kind::Interval, |s| {
        interval(s.figures.follow_ups.on_time, s.figures.follow_ups.due())
    }),
    measure("overdue", "overdue", Kind::Count, |s| {
        Cell::Count(s.figures.follow_ups.overdue)
    }),
    measure("overdue_days", "longest, days", Kind::Days, |s| {
        Cell::of(s.figures.follow_ups.overdue_days, |days| {
            Cell::Days(days as f64)
        })
    }),
    measure("advances", "moves forward", Kind::Count, |s| {
        Cell::Count(s.figures.advances)
    }),
    measure("activities", "activities", Kind::Count, |s| {
        Cell::Count(s.figures.activities)
    }),
    measure("two_way", "two-way", Kind::Count, |s| {
        Cell::Count(s.figures.two_way)
    }),
    measure("meetings_held", "meetings held", Kind::Count, |s| {
        Cell::Count(s.figures.meetings.held_in_window)
    }),
    measure("follow_ups_done", "follow-ups", Kind::Count, |s| {
        Cell::Count(s.figures.follow_ups.done)
    }),
    measure("steps", "steps", Kind::Count, |s| {
        Cell::Count(s.figures.steps())
    }),
    measure("goals_attained", "attained", Kind::Rate, |s| {
        s.goals_cell(Progress::is_attained)
    }),
    measure("goals_on_pace", "on pace", Kind::Rate, |s| {
        s.goals_cell(Progress::is_on_pace)
    }),
];

/// The goals, each with its progress: a table in the row.
pub const GOALS: Column = Column {
    key: "goals",
    title: "goals",
    kind: Kind::Rows(goals::COLUMNS),
};

/// How the columns read in 80 characters.
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

/// The same with goals, which only persons have.
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

fn interval(k: u64, n: u64) -> Cell {
    Cell::of(wilson(k, n), |interval| Cell::Interval {
        lo: interval.lo,
        hi: interval.hi,
        n,
    })
}
