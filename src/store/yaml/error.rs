//! Why a file cannot be taken, or an edit not made.

use super::lines::line_column;
use crate::key_path::KeyPath;

/// Why a file cannot be taken, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct ParseError {
    pub message: String,
    pub offset: usize,
    pub line: usize,
    pub column: usize,
}

impl ParseError {
    pub(super) fn new(text: &str, offset: usize, message: impl Into<String>) -> Self {
        let (line, column) = line_column(text, offset);
        Self {
            message: message.into(),
            offset,
            line,
            column,
        }
    }
}

/// Why an edit was not made. The text is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The file itself cannot be taken.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// A key below something that holds no keys.
    #[error("`{0}` is not a mapping")]
    NotAMapping(KeyPath),
    /// An entry for something that is no list.
    #[error("`{0}` is not a list")]
    NotAList(KeyPath),
    /// A list position that does not exist.
    #[error("no entry `{0}`")]
    NoSuchEntry(KeyPath),
    /// The edit cannot be written here without touching something else; a person has to do it by
    /// hand.
    #[error("`{0}` cannot be edited in place; edit it by hand")]
    NotInPlace(KeyPath),
}
