//! Why a revision could not be read, and what to do next.

#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    #[error("git is required to read revisions, but is not installed")]
    NoGit,
    /// The book lies in no repository, or git does not trust it; `reason` tells which.
    #[error("the book's revisions cannot be read: {reason}")]
    NoRepository { reason: String },
    /// Nothing that may name a revision.
    #[error("invalid revision name `{name}`")]
    InvalidName { name: String },
    /// No commit has that name.
    #[error("unknown revision `{name}`")]
    Unknown { name: String },
    /// A time that the reflog does not reach back to.
    #[error("`{name}` is before the reflog of this clone begins")]
    BeforeReflog { name: String },
    /// The history of the branch begins later.
    #[error("no commit on this branch is as old as {day}")]
    NoneBefore { day: String },
    /// A revision without `dealfile.yaml`.
    #[error("there is no {} in `{name}`", crate::store::BOOK_FILE)]
    NoBook { name: String },
    #[error("the revision has too many files: git lists more than {} MB of names", limit >> 20)]
    TooMuch { limit: usize },
    /// The commit is there and what it holds is not.
    #[error("the repository lacks the files of the revision: {reason}")]
    Incomplete { reason: String },
    /// Git, or a hook of the person, did not make a commit.
    #[error("{reason}")]
    NotCommitted { reason: String },
    /// Git gave up.
    #[error("git cannot read the revision{}", because(.reason))]
    Failed { reason: String },
}

fn because(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(": {reason}")
    }
}

/// What to do where objects are missing: a partial clone fetches the others only when told to.
pub(super) const FETCH: &str = "in a partial clone, run `git fetch --refetch --no-filter` first; `git fsck` lists what is missing";

impl RevisionError {
    /// From what git printed on stderr, without the word that it begins with.
    pub(super) fn failed(stderr: &[u8]) -> Self {
        let text = String::from_utf8_lossy(stderr);
        let reason = text
            .trim()
            .trim_start_matches("fatal: ")
            .trim_start_matches("error: ")
            .to_owned();
        // Of a whole tree and of one below it.
        let signs = ["not a tree object", "Could not read"];
        if signs.iter().any(|sign| reason.contains(sign)) {
            return RevisionError::Incomplete { reason };
        }
        RevisionError::Failed { reason }
    }

    /// The same failure where it means that there is no repository.
    pub(super) fn no_repository(self) -> Self {
        match self {
            RevisionError::Failed { reason } => RevisionError::NoRepository { reason },
            other => other,
        }
    }

    /// Whether the fault is in what was asked, not in what had to be read.
    pub fn is_usage(&self) -> bool {
        use RevisionError as E;
        matches!(
            self,
            E::NoRepository { .. }
                | E::InvalidName { .. }
                | E::Unknown { .. }
                | E::BeforeReflog { .. }
                | E::NoneBefore { .. }
                | E::NoBook { .. }
        )
    }

    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        Some(match self {
            RevisionError::NoGit => "install git, or name a date instead of a revision",
            RevisionError::NoRepository { .. } => {
                "keep the book in a git repository (`git init`), or name a date instead of a revision"
            }
            RevisionError::InvalidName { .. } => {
                "name a commit, a branch or a tag, such as `HEAD~1` or `main`"
            }
            RevisionError::Unknown { .. } => {
                "see `git log`; a shallow clone lacks older commits: `git fetch --unshallow`"
            }
            RevisionError::NoneBefore { .. } | RevisionError::NoBook { .. } => {
                "see `git log -- dealfile.yaml` for the commits that have the book"
            }
            RevisionError::BeforeReflog { .. } => "name a commit from `git log` instead",
            RevisionError::Incomplete { .. } => FETCH,
            RevisionError::TooMuch { .. } => {
                "keep the deals in a folder of their own, see `deals:`"
            }
            RevisionError::NotCommitted { .. } | RevisionError::Failed { .. } => return None,
        })
    }
}
