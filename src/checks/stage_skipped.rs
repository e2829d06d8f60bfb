//! A stage that was skipped with no reason given.

use super::prelude::*;
use crate::book::{Pipeline, Stage};

pub static RULE: Rule = Rule {
    name: "stage-skipped",
    category: Category::Pipeline,
    checks: &[Check::Parts(check)],
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

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (count, event) in subject.events.iter().enumerate() {
        let has_reason = event.entry.why.is_some() || event.entry.accepted_risk.is_some();
        if !has_reason {
            let (earlier, _) = subject.events.split_at(count);
            found.extend(skip(subject, earlier, event));
        }
    }
    found
}

/// The stages that this move skips.
fn skip(subject: &Subject<'_>, earlier: &[Event<'_>], event: &Event<'_>) -> Option<Finding> {
    let pipeline = subject.book.pipeline_of(&event.after)?;
    let from = rank_before(earlier, event, pipeline)?;
    let to = pipeline.rank(event.after.stage)?;
    let between = pipeline.stages.iter().enumerate();
    let skipped: Vec<&str> = between
        .filter(|(rank, _)| (from + 1..to).contains(rank))
        .filter(|(rank, stage)| is_due(stage, event) && !was_in(earlier, pipeline, *rank))
        .map(|(_, stage)| stage.id.as_str())
        .collect();
    if skipped.is_empty() {
        return None;
    }
    Some(RULE.finding(
        event.at("stage"),
        format!("skips {}", skipped.join(", ")),
        "add `why: …` to the entry",
    ))
}

/// Whether a stage had to be gone through at that time.
fn is_due(stage: &Stage, event: &Event<'_>) -> bool {
    let existed = match (stage.introduced, event.entry.date) {
        (Some(introduced), Some(date)) => date >= introduced,
        _ => true,
    };
    existed && !stage.optional
}

fn was_in(earlier: &[Event<'_>], pipeline: &Pipeline, rank: usize) -> bool {
    let mut stages = earlier.iter().map(|past| past.after.stage);
    stages.any(|stage| pipeline.rank(stage) == Some(rank))
}

/// The rank before a move inside the pipeline; of a reopened deal, that before it closed.
fn rank_before(earlier: &[Event<'_>], event: &Event<'_>, pipeline: &Pipeline) -> Option<usize> {
    if event.before?.pipeline != event.after.pipeline {
        return None;
    }
    let mut latest_first = earlier.iter().rev();
    let open = latest_first.find(|past| past.after.is_open())?;
    pipeline.rank(open.after.stage)
}
