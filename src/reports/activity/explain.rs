//! What was done, written out.

use super::{
    figures::{FollowUps, Meetings},
    goals::Progress,
    sheets::Sheet,
};
use crate::reports::formula::Line;
use crate::table::Cell;

pub fn explain(sheet: &Sheet) -> Vec<Line> {
    let figures = &sheet.figures;
    let deals = &figures.deals;
    let mut lines = vec![
        formula!(
            "closed ratio = {} won / {} created = {}",
            deals.created_won,
            deals.created,
            Cell::share(deals.created_won, deals.created)
        ),
        held(&figures.meetings),
        booked_to_held(&figures.meetings),
        on_time(&figures.follow_ups),
        formula!(
            "steps = {} moves forward + {} activities + {} meetings held + {} follow-ups done = {}",
            figures.advances,
            figures.activities,
            figures.meetings.held_in_window,
            figures.follow_ups.done,
            figures.steps()
        ),
    ];
    lines.extend(sheet.goals.iter().map(Progress::explain));
    lines
}

fn held(meetings: &Meetings) -> Line {
    formula!(
        "held rate = {} / ({} held + {} no-show) = {}",
        meetings.held,
        meetings.held,
        meetings.no_show,
        Cell::share(meetings.held, meetings.held + meetings.no_show)
    )
}

fn booked_to_held(meetings: &Meetings) -> Line {
    formula!(
        "booked to held = {} / ({} booked − {} upcoming) = {}",
        meetings.held,
        meetings.booked,
        meetings.future,
        Cell::share(meetings.held, meetings.due())
    )
}

fn on_time(tasks: &FollowUps) -> Line {
    formula!(
        "on time = {} / ({} on time + {} late + {} missed) = {}",
        tasks.on_time,
        tasks.on_time,
        tasks.late,
        tasks.missed,
        Cell::share(tasks.on_time, tasks.due())
    )
}
