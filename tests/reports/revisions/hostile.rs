//! What a repository brings is read and never run: no command of a remote, no program of its
//! configuration, no repository hidden among its files.

use std::fs;

use super::deal;
use super::errors::{assert_fails, repository};
use super::repository::Repository;

/// The configuration that somebody else wrote: `RAN` is a command that leaves a trace.
const CONFIG: &str = "\
[core]
	repositoryformatversion = 1
	fsmonitor = RAN
	pager = RAN
	sshCommand = RAN
	hooksPath = RAN
[extensions]
	partialClone = origin
[diff]
	external = RAN
[remote \"origin\"]
	url = file:///nowhere
	promisor = true
	uploadpack = RAN; false
";

/// A repository in which an object of the first commit is gone, as in a partial clone.
fn lacking(object: &str) -> Repository {
    let repository = repository();
    repository.write("deals/acme.yaml", deal("kim", 12, ""));
    repository.commit();
    let lost = repository.git(&["rev-parse", object]);
    repository.remove(&format!(".git/objects/{}/{}", &lost[..2], &lost[2..]));
    repository
}

/// Whatever the configuration says of commands, the bridge only fails, and says this.
fn assert_runs_nothing(repository: &Repository, config: &str, exit: i32, told: &[&str]) {
    let trace = repository.path().join("RAN");
    let command = format!("touch '{}'", trace.display());
    repository.write(config, CONFIG.replace("RAN", &command));
    let output = repository.bridge("--revisions HEAD~1..HEAD", &[]);
    assert_fails(&output, exit, told);
    assert!(!trace.exists());
}

#[test]
fn a_partial_clone_fetches_nothing() {
    let help = "run `git fetch --refetch --no-filter` first";
    let deal = lacking("HEAD~1:deals/acme.yaml");
    assert_runs_nothing(&deal, ".git/config", 3, &["HEAD~1:deals/acme.yaml", help]);
    for object in ["HEAD~1:deals", "HEAD~1^{tree}"] {
        let told = ["lacks the files of the revision", help];
        assert_runs_nothing(&lacking(object), ".git/config", 3, &told);
    }
}

#[test]
fn a_bare_repository_among_the_files_is_none() {
    let repository = lacking("HEAD~1:deals/acme.yaml");
    for name in ["HEAD", "refs", "objects"] {
        let from = repository.path().join(".git").join(name);
        fs::rename(from, repository.path().join(name)).unwrap();
    }
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    let told = ["bare repository", "keep the book in a git repository"];
    assert_runs_nothing(&repository, "config", 2, &told);
}

#[test]
fn names_that_mean_no_commit() {
    let repository = repository();
    let cases = [
        ("--revisions ^HEAD", "invalid revision name `^HEAD`"),
        ("--revisions HEAD..^HEAD", "invalid revision name `^HEAD`"),
        ("--revisions HEAD^@", "`HEAD^@`"),
        ("--revisions HEAD^!", "`HEAD^!`"),
        (
            "--revisions HEAD@{2001-01-01}",
            "`HEAD@{2001-01-01}` is before the reflog of this clone begins",
        ),
        (
            "--revisions HEAD..HEAD@{2001-01-01}",
            "`HEAD@{2001-01-01}` is before the reflog",
        ),
    ];
    for (arguments, told) in cases {
        assert_fails(&repository.bridge(arguments, &[]), 2, &[told]);
    }
}
