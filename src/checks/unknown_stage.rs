//! A stage that is not in its pipeline, or a pipeline that is not in the book.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::deal::State;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: "unknown-stage",
    category: Category::Pipeline,
    severity: Severity::Error,
    checks: &[Check::Parts(check)],
    summary: "a stage that is not in the pipeline",
    docs: Docs {
        what: "The deal or one of its history entries is in a stage that its pipeline does not have, or in a pipeline that the book does not have. Aliases are accepted.",
        why: "Such a deal is in no column of the board and has no probability and no gate.",
        bad: "name: Acme rollout\nstage: ofer\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Use a stage of the pipeline. If the stage was renamed, add the old id to its `aliases`.",
        ..BASE.docs
    },
    ..BASE
};

/// Reports each wrong name once: at the current value, or at the first history entry that has it.
fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(unknown(subject, KeyPath::root(), &subject.state));
    for event in &subject.events {
        if event.entry.stage.is_some() || event.entry.pipeline.is_some() {
            let at = KeyPath::top("history").index(event.index);
            found.extend(unknown(subject, at, &event.after));
        }
    }
    let mut reported = BTreeSet::new();
    found.retain(|finding| reported.insert(finding.message.clone()));
    found
}

fn unknown(subject: &Subject<'_>, at: KeyPath, state: &State<'_>) -> Option<Finding> {
    let Some(pipeline) = subject.book.pipeline_of(state) else {
        return Some(unknown_pipeline(subject, at, state.pipeline?));
    };
    let stage = state.stage;
    if stage.is_empty() || !state.is_open() || pipeline.rank(stage).is_some() {
        return None;
    }
    let known: Vec<&str> = pipeline.stage_ids().chain(["won", "lost"]).collect();
    let message = format!("pipeline `{}` has no stage `{stage}`", pipeline.id);
    Some(RULE.finding(at.key("stage"), message, choices(stage, &known)))
}

fn unknown_pipeline(subject: &Subject<'_>, at: KeyPath, wrong: &str) -> Finding {
    let pipelines = subject.book.pipelines.iter();
    let known: Vec<&str> = pipelines.map(|pipeline| pipeline.id.as_str()).collect();
    let message = format!("unknown pipeline `{wrong}`");
    RULE.finding(at.key("pipeline"), message, choices(wrong, &known))
}

fn choices(wrong: &str, known: &[&str]) -> String {
    let list = known.join(", ");
    match nearest(wrong, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`? Choose one of: {list}"),
        None => format!("choose one of: {list}"),
    }
}
