//! A YAML file that is no deal: the book's own, or a map that somebody passes.

use std::path::Path;

use serde::de::DeserializeOwned;

use super::{
    Places, StoreError,
    files::{read_path, read_stream},
    parse::{self, Parsed},
};
use crate::finding::Finding;
use crate::key_path::KeyPath;

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

    /// A value that no file holds.
    pub fn of(shown: &str, value: T) -> Self {
        Self {
            shown: shown.to_owned(),
            text: String::new(),
            value,
            unknown: Vec::new(),
        }
    }

    /// Understands the bytes of a file.
    pub fn from_bytes(shown: &str, bytes: &[u8]) -> Result<Self, StoreError> {
        let parsed: Parsed<T> =
            parse::parse(shown, bytes).map_err(|finding| StoreError::Config(vec![*finding]))?;
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
    pub fn refuse(&self, findings: Vec<Finding>) -> StoreError {
        let places = Places::new(self.text.as_bytes());
        let findings = findings.into_iter().map(|finding| {
            let finding = finding.in_file(&self.shown);
            places.locate(finding)
        });
        StoreError::Config(findings.collect())
    }
}

/// The most bytes of a table that are read: some hundred thousand deals.
const LARGEST_TABLE: usize = 100 << 20;

/// The bytes of a table that somebody passes, a file or a pipe.
pub fn read_file(path: &Path) -> Result<Vec<u8>, StoreError> {
    Ok(read_stream(path, LARGEST_TABLE)?)
}
