//! What a CRM's words for stage and status mean in a pipeline: an open stage, or won, or lost.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::book::{Pipeline, Stage};
use crate::deal::{
    Outcome,
    history::{LOST, WON},
};
use crate::nearest::nearest;

/// The CRM's words, from the map.
#[derive(Debug, Clone, Default)]
pub struct StageMap {
    stages: HashMap<String, String>,
    outcomes: HashMap<String, Outcome>,
    /// As written, to find the nearest.
    words: Vec<String>,
}

impl StageMap {
    pub fn add_stage(&mut self, word: &str, id: &str) {
        self.stages.insert(key(word), id.to_owned());
        self.words.push(word.to_owned());
    }

    pub fn add_outcome(&mut self, word: &str, outcome: Outcome) {
        self.outcomes.insert(key(word), outcome);
        self.words.push(word.to_owned());
    }

    /// Won or lost, if the word closes a deal.
    pub fn outcome(&self, word: &str) -> Option<Outcome> {
        let key = key(word);
        match (self.outcomes.get(&key), key.as_str()) {
            (Some(outcome), _) => Some(*outcome),
            (None, WON) => Some(Outcome::Won),
            (None, LOST) => Some(Outcome::Lost),
            (None, _) => None,
        }
    }

    /// The open stage that the word means: the map's, else the one with that id, name or alias.
    pub fn stage<'p>(&self, word: &str, pipeline: &'p Pipeline) -> Option<&'p Stage> {
        let word = key(word);
        match self.stages.get(&word) {
            Some(id) => pipeline.stage(id),
            None => pipeline.stages.iter().find(|stage| is_called(stage, &word)),
        }
    }

    /// The known word that is most like an unknown one.
    pub fn nearest<'a>(&'a self, word: &str, pipeline: &'a Pipeline) -> Option<&'a str> {
        let titles = pipeline
            .stages
            .iter()
            .flat_map(|stage| [Some(stage.id.as_str()), stage.name.as_deref()]);
        let known = self
            .words
            .iter()
            .map(String::as_str)
            .chain(titles.flatten())
            .chain([WON, LOST]);
        nearest(word, known)
    }
}

fn is_called(stage: &Stage, wanted: &str) -> bool {
    std::iter::once(&stage.id)
        .chain(&stage.name)
        .chain(&stage.aliases)
        .any(|name| key(name) == wanted)
}

/// Case, and what is between words, make no difference: `Technical Win` is `technical_win`.
pub fn key(word: &str) -> String {
    let words: Vec<&str> = word
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join("_").nfc().collect::<String>().to_lowercase()
}
