//! The fast parser, `yaml_serde`: for the files that the scan found harmless.

use serde::de::DeserializeOwned;

use super::{Parsed, reader, scope::Recorder};

/// The value, or `None` if anything at all is wrong: the careful parser then says what and where.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Option<Parsed<T>> {
    let recorder = Recorder::default();
    let parser = serde_yaml::Deserializer::from_str(text);
    let value = reader::read(parser, &recorder).ok()?;
    Some(Parsed {
        value,
        unknown: recorder.into_unknown(),
    })
}
