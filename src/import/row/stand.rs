//! Where a row's deal stands: its pipeline, its stage, whether and how it closed.

use crate::book::pipeline::Pipeline;
use crate::deal::history::Outcome;

use super::super::map::Field;
use super::RowReader;

/// What stage and status say together.
pub(super) struct Stand {
    pub outcome: Outcome,
    /// The open stage of the row; of a closed deal the last one where the CRM keeps it, else the
    /// opening one.
    pub stage: String,
}

impl<'a> RowReader<'a> {
    pub(super) fn pipeline(&mut self) -> &'a Pipeline {
        let plan = self.plan;
        let Some(word) = self.text(Field::Pipeline) else {
            return plan.pipeline;
        };
        let found = plan
            .book
            .pipelines
            .iter()
            .find(|pipeline| pipeline.id.to_lowercase() == word.to_lowercase());
        found.unwrap_or_else(|| {
            let known: Vec<&str> = plan
                .book
                .pipelines
                .iter()
                .map(|pipeline| pipeline.id.as_str())
                .collect();
            let help = format!("it has {}", known.join(", "));
            self.problem(
                Field::Pipeline,
                format!("the book has no pipeline `{word}`"),
                help,
            );
            plan.pipeline
        })
    }

    /// The status comes first, then the stage.
    pub(super) fn stand(&mut self, pipeline: &Pipeline) -> Stand {
        let words = &self.plan.words;
        let (stage, status) = (self.text(Field::Stage), self.text(Field::Status));
        let by_stage = stage.as_deref().and_then(|word| words.outcome(word));
        let by_status = status
            .as_deref()
            .map(|word| words.outcome(word).unwrap_or(Outcome::Open));
        self.warn_of_disagreement(by_stage, by_status);
        let outcome = by_status.or(by_stage).unwrap_or(Outcome::Open);
        let stage = match stage {
            Some(word) if by_stage.is_none() => self.open_stage(&word, pipeline),
            Some(_) => None,
            None => self.without_stage(outcome),
        };
        Stand {
            outcome,
            stage: stage.unwrap_or_else(|| self.opening_stage(pipeline)),
        }
    }

    fn warn_of_disagreement(&mut self, by_stage: Option<Outcome>, by_status: Option<Outcome>) {
        if let (Some(stage), Some(status)) = (by_stage, by_status)
            && stage != status
        {
            let message = format!(
                "the stage says {}, the status {}; the status counts",
                stage.as_str(),
                status.as_str()
            );
            self.warning(Field::Status, message);
        }
    }

    fn open_stage(&mut self, word: &str, pipeline: &Pipeline) -> Option<String> {
        let plan = self.plan;
        let stage = plan
            .words
            .stage(word, pipeline)
            .map(|stage| stage.id.clone());
        if stage.is_none() {
            let near = plan
                .words
                .nearest(word, pipeline)
                .map(|right| format!("did you mean `{right}`? "));
            let help = format!(
                "{}`stages` or `outcomes` in the map say what it is",
                near.unwrap_or_default()
            );
            self.problem(
                Field::Stage,
                format!("`{word}` is no stage of the pipeline `{}`", pipeline.id),
                help,
            );
        }
        stage
    }

    /// An open deal is somewhere, where there is a column for it.
    fn without_stage(&mut self, outcome: Outcome) -> Option<String> {
        if outcome == Outcome::Open && self.plan.template(Field::Stage).is_some() {
            self.problem(
                Field::Stage,
                "the deal is open and has no stage",
                "fill in where it stands",
            );
        }
        None
    }

    fn opening_stage(&self, pipeline: &Pipeline) -> String {
        let named = self
            .plan
            .opening_stage
            .as_deref()
            .and_then(|stage| pipeline.stage(stage));
        named
            .or(pipeline.stages.first())
            .map(|stage| stage.id.clone())
            .unwrap_or_default()
    }
}
