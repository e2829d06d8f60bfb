//! A YAML file that is no deal: the book's own, or a map that somebody passes.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::book::ConfigError;
use crate::key_path::KeyPath;

use super::StoreError;
use super::files::read_path;
use super::parse::{self, Parsed, Problem, ProblemKind};
use super::yaml::{Document, line_column};

/// A file's value, with its text for the places of what is wrong in it.
#[derive(Debug, Clone)]
pub struct YamlFile<T> {
    shown: String,
    pub text: String,
    pub value: T,
    /// The keys that no field took.
    pub unknown: Vec<KeyPath>,
}

impl<T: DeserializeOwned> YamlFile<T> {
    /// Reads a file; `shown` is its name in messages.
    pub fn read(path: &Path, shown: &str) -> Result<Self, StoreError> {
        Self::from_bytes(shown, &read_path(path)?)
    }

    /// Understands the bytes of a file.
    pub fn from_bytes(shown: &str, bytes: &[u8]) -> Result<Self, StoreError> {
        let parsed: Parsed<T> =
            parse::parse(shown, bytes).map_err(|problem| StoreError::Config {
                told: vec![problem.render(Some(bytes), false)],
            })?;
        let text = String::from_utf8_lossy(bytes).into_owned();
        Ok(Self {
            shown: shown.to_owned(),
            text,
            value: parsed.value,
            unknown: parsed.unknown,
        })
    }
}

impl<T> YamlFile<T> {
    /// What is wrong beyond types, each with its line.
    pub fn refuse(&self, errors: Vec<ConfigError>) -> StoreError {
        let document = Document::parse(&self.text).ok();
        let told = |error: ConfigError| {
            let place = document
                .as_ref()
                .map(|document| line_column(&self.text, document.nearest_range(&error.at).start));
            let problem = Problem::new(ProblemKind::BadValue, error.message)
                .help(error.help)
                .in_file(&self.shown);
            let problem = Problem {
                line: place.map(|p| p.0),
                column: place.map(|p| p.1),
                ..problem
            };
            problem.render(Some(self.text.as_bytes()), false)
        };
        StoreError::Config {
            told: errors.into_iter().map(told).collect(),
        }
    }
}

/// The bytes of a file that somebody passes.
pub fn read_file(path: &Path) -> Result<Vec<u8>, StoreError> {
    Ok(read_path(path)?)
}
