//! The `stages`, `outcomes` and `opening_stage` of a map, checked against the pipelines.

use super::{
    map::{MapFile, did_you_mean, mistake},
    stage_map::{StageMap, key},
};
use crate::book::{Book, Pipeline};
use crate::deal::{
    Outcome,
    history::{LOST, WON},
};
use crate::finding::Finding;
use crate::key_path::KeyPath;

/// The pipelines whose stages a map can name.
pub(super) struct Scope<'a> {
    pub book: &'a Book,
    pub pipeline: &'a Pipeline,
    /// A column names the pipeline of each row.
    pub by_row: bool,
}

impl Scope<'_> {
    /// What the CRM's words mean.
    pub fn stage_map(&self, map: &MapFile, mistakes: &mut Vec<Finding>) -> StageMap {
        let mut stage_map = StageMap::default();
        for (word, id) in &map.stages.0 {
            mistakes.extend(self.mistake(id, KeyPath::top("stages").key(word)));
            stage_map.add_stage(word, id);
        }
        for (word, outcome) in &map.outcomes.0 {
            match Outcome::of_stage(outcome) {
                Outcome::Open => mistakes.push(unknown_outcome(word, outcome)),
                _ if is_stage(map, word) => mistakes.push(stage_and_outcome(word)),
                outcome => stage_map.add_outcome(word, outcome),
            }
        }
        stage_map
    }

    pub fn opening_stage(&self, map: &MapFile, mistakes: &mut Vec<Finding>) -> Option<String> {
        let stage = map.opening_stage.as_ref()?;
        mistakes.extend(self.mistake(stage, KeyPath::top("opening_stage")));
        Some(stage.clone())
    }

    fn mistake(&self, stage: &str, at: KeyPath) -> Option<Finding> {
        if matches!(stage, WON | LOST) {
            let message = format!("`{stage}` is an outcome, not a stage");
            return Some(mistake(at, message, "put it under `outcomes`"));
        }
        if self.has(stage) {
            return None;
        }
        let known: Vec<&str> = self.pipeline.stage_ids().collect();
        let message = format!("pipeline `{}` has no stage `{stage}`", self.pipeline.id);
        Some(mistake(at, message, did_you_mean(stage, &known)))
    }

    fn has(&self, stage: &str) -> bool {
        let pipelines = if self.by_row {
            self.book.pipelines.as_slice()
        } else {
            &[]
        };
        std::iter::once(self.pipeline)
            .chain(pipelines)
            .any(|pipeline| pipeline.stage(stage).is_some())
    }
}

fn is_stage(map: &MapFile, word: &str) -> bool {
    let wanted = key(word);
    map.stages.0.iter().any(|(stage, _)| key(stage) == wanted)
}

fn unknown_outcome(word: &str, outcome: &str) -> Finding {
    mistake(
        KeyPath::top("outcomes").key(word),
        format!("`{outcome}` is not an outcome"),
        "use won or lost; any other value means open",
    )
}

fn stage_and_outcome(word: &str) -> Finding {
    mistake(
        KeyPath::top("outcomes").key(word),
        format!("`{word}` is mapped both as a stage and as an outcome"),
        "keep only one of the two",
    )
}
