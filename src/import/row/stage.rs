//! The pipeline and stage of a row's deal, and whether and how it closed.

use super::{super::map::Field, reader::RowReader};
use crate::book::Pipeline;
use crate::deal::Outcome;

/// What stage and status mean together.
pub struct StagePlace {
    pub outcome: Outcome,
    /// The open stage of the row; of a closed deal the last one if the CRM keeps it, else the
    /// opening one.
    pub stage: String,
}

impl<'a> RowReader<'a> {
    pub fn pipeline(&mut self) -> &'a Pipeline {
        let plan = self.plan;
        let Some(word) = self.text(Field::Pipeline) else {
            return plan.pipeline;
        };
        let pipelines = &plan.book.pipelines;
        let found = pipelines
            .iter()
            .find(|pipeline| pipeline.id.to_lowercase() == word.to_lowercase());
        found.unwrap_or_else(|| {
            let known: Vec<&str> = pipelines.iter().map(|known| known.id.as_str()).collect();
            let help = format!("choose one of: {}", known.join(", "));
            self.problem(Field::Pipeline, format!("unknown pipeline `{word}`"), help);
            plan.pipeline
        })
    }

    /// The status comes first, then the stage.
    pub fn stage(&mut self, pipeline: &Pipeline) -> StagePlace {
        let stage_map = &self.plan.stage_map;
        let (stage, status) = (self.text(Field::Stage), self.text(Field::Status));
        let by_stage = stage.as_deref().and_then(|word| stage_map.outcome(word));
        let by_status = status
            .as_deref()
            .map(|word| stage_map.outcome(word).unwrap_or(Outcome::Open));
        self.warn_of_disagreement(by_stage, by_status);
        let outcome = by_status.or(by_stage).unwrap_or(Outcome::Open);
        let stage = match stage {
            Some(word) if by_stage.is_none() => self.open_stage(&word, pipeline),
            Some(_) => None,
            None => {
                self.require_stage(outcome);
                None
            }
        };
        StagePlace {
            outcome,
            stage: stage.unwrap_or_else(|| self.opening_stage(pipeline)),
        }
    }

    fn warn_of_disagreement(&mut self, by_stage: Option<Outcome>, by_status: Option<Outcome>) {
        if let (Some(stage), Some(status)) = (by_stage, by_status)
            && stage != status
        {
            let (stage, status) = (stage.as_str(), status.as_str());
            let message = format!("stage means {stage}, status means {status}; status used");
            self.warning(Field::Status, message);
        }
    }

    fn open_stage(&mut self, word: &str, pipeline: &Pipeline) -> Option<String> {
        let plan = self.plan;
        if let Some(stage) = plan.stage_map.stage(word, pipeline) {
            return Some(stage.id.clone());
        }
        let mut help = "add it to `stages` or `outcomes` in the map".to_owned();
        if let Some(right) = plan.stage_map.nearest(word, pipeline) {
            help = format!("did you mean `{right}`? Otherwise {help}");
        }
        let message = format!("`{word}` is not a stage of pipeline `{}`", pipeline.id);
        self.problem(Field::Stage, message, help);
        None
    }

    /// An open deal has a stage, if there is a column for it.
    fn require_stage(&mut self, outcome: Outcome) {
        if outcome == Outcome::Open && self.plan.template(Field::Stage).is_some() {
            let message = "open deal without a stage";
            self.problem(Field::Stage, message, "fill in the stage");
        }
    }

    fn opening_stage(&self, pipeline: &Pipeline) -> String {
        let named = self.plan.opening_stage.as_deref();
        named
            .and_then(|stage| pipeline.stage(stage))
            .or(pipeline.stages.first())
            .map(|stage| stage.id.clone())
            .unwrap_or_default()
    }
}
