//! The first row: the columns by name, whatever their order and case.

use crate::nearest::nearest;

/// The names of the columns, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    pub names: Vec<String>,
}

/// Why a name means no column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    #[error("the file has no column `{name}`")]
    Unknown {
        name: String,
        near: Option<String>,
        all: String,
    },
    #[error("the file has the column `{name}` {count} times")]
    Twice { name: String, count: usize },
}

impl HeaderError {
    /// What to write instead.
    pub fn help(&self) -> String {
        match self {
            Self::Unknown {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::Unknown { all, .. } => format!("its columns: {all}"),
            Self::Twice { .. } => "give each column of the file its own name".to_owned(),
        }
    }
}

impl Header {
    /// The position of the column with that name.
    pub fn find(&self, name: &str) -> Result<usize, HeaderError> {
        let wanted = key(name);
        let mut found = self
            .names
            .iter()
            .enumerate()
            .filter(|(_, other)| key(other) == wanted)
            .map(|(at, _)| at);
        match (found.next(), found.count()) {
            (Some(at), 0) => Ok(at),
            (Some(_), more) => Err(HeaderError::Twice {
                name: name.to_owned(),
                count: more + 1,
            }),
            (None, _) => Err(self.unknown(name)),
        }
    }

    /// The name of the column at a position.
    pub fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    fn unknown(&self, name: &str) -> HeaderError {
        let near = nearest(name, self.names.iter().map(String::as_str)).map(str::to_owned);
        HeaderError::Unknown {
            name: name.to_owned(),
            near,
            all: self.names.join(", "),
        }
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
