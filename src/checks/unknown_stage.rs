//! A stage that is not in its pipeline, or a pipeline that is not in the book.

use std::collections::BTreeSet;

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::history::State;
use crate::finding::Severity;
use crate::key_path::KeyPath;
use crate::nearest::nearest;

pub static RULE: Rule = Rule {
    name: "unknown-stage",
    category: Category::Pipeline,
    severity: Severity::Error,
    each: Some(check),
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
fn check(subject: &Subject<'_>) -> Vec<Violation> {
    let lines = subject
        .events
        .iter()
        .filter(|event| event.line.stage.is_some() || event.line.pipeline.is_some());
    let lines = lines.map(|event| (Some(event.index), event.after));
    let places = std::iter::once((None, subject.state)).chain(lines);
    let mut told = BTreeSet::new();
    let wrong = places.filter_map(|(line, state)| unknown(subject, line, &state));
    wrong
        .filter(|found| told.insert(found.message.clone()))
        .collect()
}

fn unknown(subject: &Subject<'_>, line: Option<usize>, state: &State<'_>) -> Option<Violation> {
    let at = || {
        line.map_or(KeyPath::root(), |index| {
            KeyPath::top("history").index(index)
        })
    };
    let Some(pipeline) = subject.book.pipeline_of(state) else {
        let wrong = state.pipeline.unwrap_or_default();
        let known: Vec<&str> = subject
            .book
            .pipelines
            .iter()
            .map(|pipeline| pipeline.id.as_str())
            .collect();
        return Some(found(
            at().key("pipeline"),
            format!("unknown pipeline `{wrong}`"),
            wrong,
            &known,
        ));
    };
    if state.stage.is_empty() || !state.is_open() || pipeline.rank(state.stage).is_some() {
        return None;
    }
    let known: Vec<&str> = pipeline.stage_ids().chain(["won", "lost"]).collect();
    let message = format!("pipeline `{}` has no stage `{}`", pipeline.id, state.stage);
    Some(found(at().key("stage"), message, state.stage, &known))
}

fn found(at: KeyPath, message: String, wrong: &str, known: &[&str]) -> Violation {
    let list = known.join(", ");
    Violation::new(at, message).help(match nearest(wrong, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`? Choose one of: {list}"),
        None => format!("choose one of: {list}"),
    })
}
