//! Why a revision could not be read, and what to do next.

use crate::store::StoreError;
use crate::store::error::first_of;

/// How many files that cannot be read are told.
const SHOWN: usize = 5;

#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    #[error("git is not installed, and a revision is read with it")]
    NoGit,
    /// The book lies in no repository, or git does not trust it; `said` tells which.
    #[error("the book's revisions cannot be read: {said}")]
    NoRepository { said: String },
    /// Nothing that may name a revision.
    #[error("`{name}` is no name of a revision")]
    NoName { name: String },
    /// No commit has that name.
    #[error("there is no revision `{name}`")]
    Unknown { name: String },
    /// Files of a revision that cannot be read: the first ones as they are told, and how many there
    /// are.
    #[error("{}", first_of(.told, *.count))]
    Unreadable { told: Vec<String>, count: usize },
    /// Git gave up.
    #[error("git cannot read the revision{}", because(.said))]
    Failed { said: String },
}

fn because(said: &str) -> String {
    if said.is_empty() {
        String::new()
    } else {
        format!(": {said}")
    }
}

impl RevisionError {
    pub(super) fn unreadable(mut told: Vec<String>) -> Self {
        let count = told.len();
        told.truncate(SHOWN);
        RevisionError::Unreadable { told, count }
    }

    pub(super) fn failed(said: String) -> Self {
        RevisionError::Failed { said }
    }

    /// The same failure where it means that there is no repository.
    pub(super) fn no_repository(self) -> Self {
        match self {
            RevisionError::Failed { said } => RevisionError::NoRepository { said },
            other => other,
        }
    }

    /// Whether the fault is in what was asked, not in what had to be read.
    pub fn is_usage(&self) -> bool {
        matches!(
            self,
            RevisionError::NoRepository { .. }
                | RevisionError::NoName { .. }
                | RevisionError::Unknown { .. }
        )
    }

    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            RevisionError::NoGit => {
                Some("install git, or compare two days of the deals' own history")
            }
            RevisionError::NoRepository { .. } => Some(
                "keep the book in a git repository, or compare two days of the deals' own history",
            ),
            RevisionError::NoName { .. } => {
                Some("name a commit, a branch or a tag, such as `HEAD~1` or `main`")
            }
            RevisionError::Unknown { .. } => Some(
                "`git log` shows what there is; a shallow clone lacks the older ones: `git fetch --unshallow`",
            ),
            RevisionError::Unreadable { .. } => Some(
                "what is committed stays as it is: name a revision in which every deal can be read",
            ),
            RevisionError::Failed { .. } => None,
        }
    }
}

impl From<RevisionError> for StoreError {
    fn from(error: RevisionError) -> Self {
        StoreError::Revision(error)
    }
}
