//! Why deals were lost, in the CRM's words and in ours.

use std::collections::HashMap;

use super::{
    map::{MapFile, did_you_mean, mistake},
    stage_map::key,
};
use crate::deal::keywords::LossReason;
use crate::finding::Finding;
use crate::key_path::KeyPath;

/// What the CRM's loss reasons mean.
#[derive(Debug, Default)]
pub struct Reasons {
    by_word: HashMap<String, LossReason>,
    default: Option<LossReason>,
}

impl Reasons {
    pub fn new(map: &MapFile, mistakes: &mut Vec<Finding>) -> Self {
        let mut reason = |at: KeyPath, word: &str| {
            let known = word.parse().ok();
            if known.is_none() {
                let message = format!("`{word}` is not a loss reason");
                mistakes.push(mistake(at, message, did_you_mean(word, LossReason::WORDS)));
            }
            known
        };
        let default = map.default_reason.as_deref();
        let default = default.and_then(|word| reason(KeyPath::top("default_reason"), word));
        let by_word = map.reasons.0.iter().filter_map(|(word, ours)| {
            let at = KeyPath::top("reasons").key(word);
            Some((key(word), reason(at, ours)?))
        });
        Self {
            by_word: by_word.collect(),
            default,
        }
    }

    /// The reason that a word means: the map's, or ours of that name, else the default.
    pub fn reason(&self, word: Option<&str>) -> Option<LossReason> {
        let word = word.map(key);
        let known = word.and_then(|word| self.by_word.get(&word).copied().or(word.parse().ok()));
        known.or(self.default)
    }

    /// Whether it is one of ours as it stands.
    pub fn is_ours(word: &str) -> bool {
        key(word).parse::<LossReason>().is_ok()
    }
}
