//! A stage that was skipped with no reason given.

use super::engine::{BASE, Category, Docs, Event, Rule, Subject, Violation};
use crate::book::pipeline::Pipeline;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "stage-skipped",
    category: Category::Pipeline,
    each: Some(check),
    summary: "a skipped stage with no reason given",
    docs: Docs {
        what: "A history entry moves the deal forward past a stage it was never in. Exempt: optional stages, stages introduced later, entries with a `why` or an accepted risk, deals created in a late stage, and wins.",
        why: "The work of that stage was not done. If that is right, it is worth a reason; if it is usual, make the stage optional.",
        bad: "\
name: Acme rollout
stage: offer
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-10, stage: lead, close_date: 2026-12-18}
  - {date: 2026-11-16, stage: offer}
",
        good: "\
name: Acme rollout
stage: offer
close_date: 2026-12-18
followups: [{id: k2m9, due: 2026-11-27, what: Send the model}]
history:
  - {date: 2026-11-10, stage: lead, close_date: 2026-12-18}
  - {date: 2026-11-16, stage: offer, why: They sent a request for proposal}
",
        fix: "Add `why:` to the history entry, or set `optional: true` for the stage in dealfile.yaml.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let events = subject.events;
    let each = events
        .iter()
        .enumerate()
        .filter_map(|(count, event)| over(subject, events.get(..count)?, event));
    each.collect()
}

/// The stages that this move skips with no reason given.
fn over(subject: &Subject<'_>, earlier: &[Event<'_>], event: &Event<'_>) -> Option<Violation> {
    let pipeline = subject.book.pipeline_of(&event.after)?;
    let (from, to) = (
        present(earlier, event, pipeline)?,
        pipeline.rank(event.after.stage)?,
    );
    let was_in = |rank: usize| {
        earlier
            .iter()
            .any(|past| pipeline.rank(past.after.stage) == Some(rank))
    };
    let left_out = pipeline.stages.iter().enumerate().filter(|(rank, stage)| {
        let existed = stage
            .introduced
            .is_none_or(|day| event.line.date.is_none_or(|date| date >= day));
        *rank > from && *rank < to && !stage.optional && existed && !was_in(*rank)
    });
    let names: Vec<&str> = left_out.map(|(_, stage)| stage.id.as_str()).collect();
    let has_why = event.line.why.is_some() || event.line.accepted_risk.is_some();
    if names.is_empty() || has_why {
        return None;
    }
    let at = KeyPath::top("history").index(event.index).key("stage");
    Some(
        Violation::new(at, format!("skips {}", names.join(", "))).help("add `why: …` to the entry"),
    )
}

/// The rank before a move inside the pipeline; of a reopened deal, that before it closed.
fn present(earlier: &[Event<'_>], event: &Event<'_>, pipeline: &Pipeline) -> Option<usize> {
    let before = event.before?;
    if before.pipeline != event.after.pipeline {
        return None;
    }
    let open = earlier.iter().rev().find(|past| past.after.is_open())?;
    pipeline.rank(open.after.stage)
}
