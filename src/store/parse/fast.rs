//! The fast parser, `yaml_serde`: for the files that the scan found harmless.

use serde::de::DeserializeOwned;

use super::Parsed;
use super::meaning;
use super::notes::Notes;

/// The value, or `None` where anything at all is wrong: the careful parser then says what and
/// where.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Option<Parsed<T>> {
    let notes = Notes::default();
    let parser = serde_yaml::Deserializer::from_str(text);
    let value = meaning::read(parser, &notes).ok()?;
    Some(Parsed {
        value,
        unknown: notes.into_unknown(),
    })
}
