//! The careful parser, `serde-saphyr`: slower, bounded in time and memory, and it knows places.

use serde::de::DeserializeOwned;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Options, budget, options};

use super::faults;
use super::meaning;
use super::nodes::DEEPEST;
use super::notes::Notes;
use super::{Parsed, Reading};

/// Read a value from text that the scan let pass.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Reading<T> {
    let notes = Notes::careful();
    let value = serde_saphyr::with_deserializer_from_str_with_options(text, settings(), |parser| {
        meaning::read(parser, &notes)
    });
    match value {
        Ok(value) => Ok(Parsed {
            value,
            unknown: notes.into_unknown(),
        }),
        Err(error) => Err(Box::new(faults::problem(text, &error, notes.into_fault()))),
    }
}

/// Free values are guessed as the fast parser guesses them: YAML 1.2, decimal numbers without
/// tricks.
fn settings() -> Options {
    options! {
        budget: budget! {
            max_depth: DEEPEST,
            max_anchors: 0,
            max_aliases: 0,
            max_documents: 1,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}
