//! What a person does with git between two machines, run as that person.

use super::{Store, StoreError, revision::Git};

impl Store {
    /// Fetches and merges or rebases, as the person's configuration says; whether that went well.
    /// Git speaks for itself.
    ///
    /// # Errors
    /// The book is in no repository, or git cannot be started.
    pub fn pull(&self) -> Result<bool, StoreError> {
        let git = self.git()?;
        // Git asks for one of the two where the person said nothing.
        let is_said = ["pull.rebase", "pull.ff"]
            .iter()
            .any(|key| git.has_setting(key));
        let how: &[&str] = if is_said { &[] } else { &["--no-rebase"] };
        Ok(git.talk(&[&["pull", "--no-edit"], how].concat())?)
    }

    /// Publishes the person's commits; whether that went well.
    ///
    /// # Errors
    /// As [`Self::pull`].
    pub fn push(&self) -> Result<bool, StoreError> {
        Ok(self.git()?.talk(&["push"])?)
    }

    /// The files that a merge could not decide, below the book.
    ///
    /// # Errors
    /// As [`Self::pull`].
    pub fn conflicted_files(&self) -> Result<Vec<String>, StoreError> {
        let names = ["diff", "--name-only", "--relative", "--diff-filter=U", "-z"];
        Ok(self.git()?.names(&names, &[])?)
    }

    /// The value of a key of git's configuration as it is here, with or without a repository.
    pub fn git_setting(&self, key: &str) -> Option<String> {
        Git::new(&self.root).setting(key)
    }

    fn git(&self) -> Result<Git, StoreError> {
        let git = Git::new(&self.root);
        git.repository()?;
        Ok(git)
    }
}
