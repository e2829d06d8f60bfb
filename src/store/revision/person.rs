//! Git run as the person would run it: with their configuration, their hooks and their remotes.

use std::process::{Command, Stdio};

use super::{
    error::RevisionError,
    git::{Git, SHORT},
};

impl Git {
    /// Commits these files as they are, whatever else is staged or changed, and answers with the
    /// commit; `None` where they are as in the last one. The person's hooks run as for any commit.
    pub fn commit_only(
        &self,
        message: &str,
        paths: &[&str],
    ) -> Result<Option<String>, RevisionError> {
        let new = self.names(&["ls-files", "-z", "--others", "--"], paths)?;
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        // Without a commit there is nothing to compare with.
        let changed = self.names(&["diff", "-z", "--name-only", "HEAD", "--"], paths);
        if new.is_empty() && changed.is_ok_and(|changed| changed.is_empty()) {
            return Ok(None);
        }
        if !new.is_empty() {
            self.as_person(&["add", "--intent-to-add", "--"], &new)?;
        }
        let commit = ["commit", "--quiet", "--only", "--message", message, "--"];
        self.as_person(&commit, paths).inspect_err(|_| {
            // What was staged for the commit is not any more.
            let _ = new.is_empty() || self.as_person(&["reset", "--quiet", "--"], &new).is_ok();
        })?;
        self.commit("HEAD").map(Some)
    }

    /// Whether the person's configuration has the key.
    pub fn has_setting(&self, key: &str) -> bool {
        self.setting(key).is_some()
    }

    /// What the person's configuration says of the key.
    pub fn setting(&self, key: &str) -> Option<String> {
        let output = self.run(&["config", "--get", key]).ok()?;
        let is_set = output.status.success();
        is_set.then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Runs a command that speaks to the person itself; whether it went well.
    pub fn talk(&self, arguments: &[&str]) -> Result<bool, RevisionError> {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(arguments);
        let status = command.status().map_err(RevisionError::not_started)?;
        Ok(status.success())
    }

    /// Git as the person would run it, with its configuration and hooks.
    fn as_person(&self, arguments: &[&str], paths: &[&str]) -> Result<(), RevisionError> {
        let mut command = Command::new("git");
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .stdin(Stdio::null())
            .args(arguments)
            .args(paths);
        let output = command.output().map_err(RevisionError::not_started)?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stderr, output.stdout].concat();
        let reason = String::from_utf8_lossy(&said).trim().to_owned();
        Err(RevisionError::NotCommitted { reason })
    }

    /// Sets a key of the configuration, or takes it away.
    pub fn configure(
        &self,
        scope: &str,
        key: &str,
        value: Option<&str>,
    ) -> Result<(), RevisionError> {
        match value {
            Some(value) => self.output(&["config", scope, key, value], SHORT).map(drop),
            None => {
                // What is not there cannot be taken away, which is no error.
                let _ = self.run(&["config", scope, "--unset-all", key])?;
                Ok(())
            }
        }
    }
}
