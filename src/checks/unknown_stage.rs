//! A stage that the deal's pipeline lacks, or a pipeline that the book lacks.

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
    summary: "a stage that the pipeline lacks",
    docs: Docs {
        what: "The deal, or a line of its history, is in a stage that its pipeline does not have, or in a pipeline that the book does not have. An alias is known.",
        why: "A deal in no stage is in no column of the board, has no probability and no gate.",
        bad: "name: Acme rollout\nstage: ofer\ncreated: 2026-11-16\n",
        good: "name: Acme rollout\nstage: lead\ncreated: 2026-11-16\n",
        fix: "Write the stage as the pipeline has it. Where the stage was renamed, list the old id under `aliases` of the new one.",
        ..BASE.docs
    },
    ..BASE
};

/// Each wrong name is told once: at the top, else at the first line that has it.
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
            format!("the book has no pipeline `{wrong}`"),
            wrong,
            &known,
        ));
    };
    if state.stage.is_empty() || !state.is_open() || pipeline.rank(state.stage).is_some() {
        return None;
    }
    let known: Vec<&str> = pipeline.stage_ids().chain(["won", "lost"]).collect();
    let message = format!(
        "the pipeline `{}` has no stage `{}`",
        pipeline.id, state.stage
    );
    Some(found(at().key("stage"), message, state.stage, &known))
}

fn found(at: KeyPath, message: String, wrong: &str, known: &[&str]) -> Violation {
    let list = known.join(", ");
    Violation::new(at, message).help(match nearest(wrong, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`? There are {list}"),
        None => format!("there are {list}"),
    })
}
