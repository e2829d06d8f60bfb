//! What a CRM's words for stage and status mean in a pipeline: an open stage, or won, or lost.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::book::pipeline::{Pipeline, Stage};
use crate::deal::history::{LOST, Outcome, WON};
use crate::nearest::nearest;

/// The CRM's words, from the map.
#[derive(Debug, Clone, Default)]
pub struct Words {
    stages: HashMap<String, String>,
    outcomes: HashMap<String, Outcome>,
    /// As written, for the error that names the nearest.
    names: Vec<String>,
}

impl Words {
    pub fn add_stage(&mut self, name: &str, id: &str) {
        self.stages.insert(key(name), id.to_owned());
        self.names.push(name.to_owned());
    }

    pub fn add_outcome(&mut self, name: &str, outcome: Outcome) {
        self.outcomes.insert(key(name), outcome);
        self.names.push(name.to_owned());
    }

    /// Won or lost, where the word closes a deal.
    pub fn outcome(&self, word: &str) -> Option<Outcome> {
        let key = key(word);
        let own = match key.as_str() {
            WON | LOST => Some(Outcome::of_stage(&key)),
            _ => None,
        };
        self.outcomes.get(&key).copied().or(own)
    }

    /// The open stage that the word means: the map's, else the one with that id, name or alias.
    pub fn stage<'p>(&self, word: &str, pipeline: &'p Pipeline) -> Option<&'p Stage> {
        let word = key(word);
        if let Some(id) = self.stages.get(&word) {
            return pipeline.stage(id);
        }
        let called = |stage: &&Stage| {
            let names = [Some(stage.id.as_str()), stage.name.as_deref()];
            names
                .into_iter()
                .flatten()
                .chain(stage.aliases.iter().map(String::as_str))
                .any(|name| key(name) == word)
        };
        pipeline.stages.iter().find(called)
    }

    /// The known word that is most like an unknown one.
    pub fn nearest<'a>(&'a self, word: &str, pipeline: &'a Pipeline) -> Option<&'a str> {
        let titles = pipeline
            .stages
            .iter()
            .flat_map(|stage| [Some(stage.id.as_str()), stage.name.as_deref()]);
        nearest(
            word,
            self.names
                .iter()
                .map(String::as_str)
                .chain(titles.flatten())
                .chain([WON, LOST]),
        )
    }
}

/// Case, and what stands between words, make no difference: `Technical Win` is `technical_win`.
pub fn key(word: &str) -> String {
    let words: Vec<&str> = word
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join("_").nfc().collect::<String>().to_lowercase()
}
