//! The first row: the columns by name, in any order and case.

use crate::nearest::nearest;

/// The names of the columns, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    pub names: Vec<String>,
}

/// Why a name does not identify a column.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    #[error("the file has no column `{name}`")]
    Unknown {
        name: String,
        near: Option<String>,
        all: String,
    },
    #[error("the file has {count} columns named `{name}`")]
    Ambiguous { name: String, count: usize },
}

impl HeaderError {
    /// What to write instead.
    pub fn help(&self) -> String {
        match self {
            Self::Unknown {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::Unknown { all, .. } => format!("choose one of: {all}"),
            Self::Ambiguous { .. } => "give each column a name of its own".to_owned(),
        }
    }
}

impl Header {
    /// The index of the column with that name.
    pub fn find(&self, name: &str) -> Result<usize, HeaderError> {
        let wanted = key(name);
        let found: Vec<usize> = (0..self.names.len())
            .filter(|at| key(&self.names[*at]) == wanted)
            .collect();
        match found[..] {
            [at] => Ok(at),
            [] => Err(self.unknown(name)),
            _ => Err(HeaderError::Ambiguous {
                name: name.to_owned(),
                count: found.len(),
            }),
        }
    }

    /// The name of the column at an index.
    pub fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    fn unknown(&self, name: &str) -> HeaderError {
        let near = nearest(name, self.names.iter().map(String::as_str));
        HeaderError::Unknown {
            name: name.to_owned(),
            near: near.map(str::to_owned),
            all: self.names.join(", "),
        }
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
