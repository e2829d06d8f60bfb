//! What a repository brings is read and never run: no command of a remote, no program of its
//! configuration, no repository hidden among its files.

use std::fs;

use super::deal;
use super::errors::{assert_fails, repository};

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

/// A repository whose first commit lacks the content of its deal, as in a partial clone.
fn lacking() -> super::repository::Repository {
    let repository = repository();
    repository.write("deals/acme.yaml", deal("kim", 12, ""));
    repository.commit();
    let lost = repository.git(&["rev-parse", "HEAD~1:deals/acme.yaml"]);
    repository.remove(&format!(".git/objects/{}/{}", &lost[..2], &lost[2..]));
    repository
}

fn config(repository: &super::repository::Repository) -> (String, std::path::PathBuf) {
    let trace = repository.path().join("RAN");
    let command = format!("touch '{}'", trace.display());
    (CONFIG.replace("RAN", &command), trace)
}

#[test]
fn a_partial_clone_fetches_nothing() {
    let repository = lacking();
    let (config, trace) = config(&repository);
    repository.write(".git/config", config);
    let told = ["HEAD~1:deals/acme.yaml", "run `git fetch --refetch` first"];
    assert_fails(
        &repository.bridge("--revisions HEAD~1..HEAD", &[]),
        3,
        &told,
    );
    assert!(!trace.exists());
}

#[test]
fn a_bare_repository_among_the_files_is_none() {
    let repository = lacking();
    let (config, trace) = config(&repository);
    for name in ["HEAD", "refs", "objects"] {
        let from = repository.path().join(".git").join(name);
        fs::rename(from, repository.path().join(name)).unwrap();
    }
    repository.write("config", config.replace("[core]", "[core]\n\tbare = true"));
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    let told = ["bare repository", "keep the book in a git repository"];
    assert_fails(
        &repository.bridge("--revisions HEAD~1..HEAD", &[]),
        2,
        &told,
    );
    assert!(!trace.exists());
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
