//! The careful parser, `serde-saphyr`: slower, bounded in time and memory, and aware of places.

use serde::de::DeserializeOwned;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_saphyr::{Options, budget, options};

use super::faults;
use super::reader;
use super::scope::Recorder;
use super::visitors::MAX_DEPTH;
use super::{Parsed, Read};

/// Reads a value from text that passed the scan.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Read<Parsed<T>> {
    let recorder = Recorder::careful();
    let value = serde_saphyr::with_deserializer_from_str_with_options(text, settings(), |parser| {
        reader::read(parser, &recorder)
    });
    match value {
        Ok(value) => Ok(Parsed {
            value,
            unknown: recorder.into_unknown(),
        }),
        Err(error) => {
            let (fault, unknown) = recorder.into_fault();
            Err(Box::new(faults::problem(text, &error, fault, &unknown)))
        }
    }
}

/// Free values are guessed as the fast parser guesses them: YAML 1.2, decimal numbers without
/// tricks.
fn settings() -> Options {
    options! {
        budget: budget! {
            max_depth: MAX_DEPTH,
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
