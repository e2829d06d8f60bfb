//! The follow-ups that a pipeline plans after a win.

use super::{Book, pipeline::AfterWin};
use crate::deal::{Day, Deal, FollowUp};

/// Adds the follow-ups that a win on that day brings, and says how many they are. One that the deal
/// has already, or still has open from an earlier win, is not added again.
pub fn plan(book: &Book, deal: &mut Deal, won: Day) -> usize {
    let pipeline = book.pipeline(deal.pipeline.as_deref());
    let steps = pipeline.map_or(&[][..], |pipeline| &pipeline.after_win);
    let known = deal.followups.clone();
    for step in steps {
        let due = step.wait.from(won, &book.calendar);
        if !known.iter().any(|task| is_planned(task, step, due)) {
            add(deal, step, due);
        }
    }
    deal.followups.len() - known.len()
}

fn is_planned(task: &FollowUp, step: &AfterWin, due: Day) -> bool {
    task.what == step.what && (task.is_open() || task.due == Some(due))
}

fn add(deal: &mut Deal, step: &AfterWin, due: Day) {
    let new = FollowUp {
        due: Some(due),
        what: step.what.clone(),
        owner: deal.owner.clone(),
        kind: step.kind.clone(),
        ..FollowUp::default()
    };
    deal.push_follow_up(&format!("{due} {}", step.what), new);
}
