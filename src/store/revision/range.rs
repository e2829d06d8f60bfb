//! How two revisions are named: `A..B`, or `A` for what became of it in the work tree.

use std::str::FromStr;

/// Two states of the book, by the names that somebody gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revisions {
    pub first: String,
    /// `None` for the work tree.
    pub last: Option<String>,
}

/// A text that names no two revisions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    #[error("`{0}` lacks a revision: `A..B` compares two, `A` one with the work tree")]
    Half(String),
    #[error("`{0}` has three dots, but two states are compared: write `$(git merge-base A B)..B`")]
    ThreeDots(String),
}

impl FromStr for Revisions {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, RangeError> {
        let (first, last) = text
            .split_once("..")
            .map_or((text, None), |(first, last)| (first, Some(last)));
        match last {
            Some(last) if last.starts_with('.') => Err(RangeError::ThreeDots(text.to_owned())),
            _ if first.is_empty() || last == Some("") => Err(RangeError::Half(text.to_owned())),
            _ => Ok(Self {
                first: first.to_owned(),
                last: last.map(str::to_owned),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_or_two() {
        let read = |text: &str| {
            text.parse::<Revisions>()
                .map(|read| (read.first, read.last))
                .ok()
        };
        let of =
            |first: &str, last: Option<&str>| Some((first.to_owned(), last.map(str::to_owned)));
        assert_eq!(read("HEAD~1"), of("HEAD~1", None));
        assert_eq!(read("main..HEAD"), of("main", Some("HEAD")));
        assert_eq!(read("v1.0..feature/a.b"), of("v1.0", Some("feature/a.b")));
        for wrong in ["", "..", "..HEAD", "HEAD..", "main...HEAD"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
