//! How two revisions are named: `A..B`, or `A` to compare it with the work tree.

use std::str::FromStr;

/// Two states of the book, by the names that a person gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revisions {
    pub first: String,
    /// `None` for the work tree.
    pub last: Option<String>,
}

impl Revisions {
    /// From the last commit to the work tree.
    pub fn from_head() -> Self {
        Self {
            first: "HEAD".to_owned(),
            last: None,
        }
    }
}

/// A text that does not name two revisions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    #[error("`{0}` lacks a revision: use `A..B`, or `A` to compare it with the work tree")]
    MissingEnd(String),
    #[error("`{0}`: three dots are not supported; use `$(git merge-base A B)..B`")]
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
            _ if first.is_empty() || last == Some("") => {
                Err(RangeError::MissingEnd(text.to_owned()))
            }
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

    fn parsed(text: &str) -> Option<(String, Option<String>)> {
        let revisions: Revisions = text.parse().ok()?;
        Some((revisions.first, revisions.last))
    }

    #[test]
    fn one_name_or_two() {
        for (text, first, last) in [
            ("HEAD~1", "HEAD~1", None),
            ("main..HEAD", "main", Some("HEAD")),
            ("v1.0..feature/a.b", "v1.0", Some("feature/a.b")),
        ] {
            let wanted = (first.to_owned(), last.map(str::to_owned));
            assert_eq!(parsed(text), Some(wanted), "{text}");
        }
        for wrong in ["", "..", "..HEAD", "HEAD..", "main...HEAD"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
