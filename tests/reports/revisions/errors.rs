//! What cannot be compared is said, with the name and the place; never is it taken for "nothing
//! changed".

use std::fs;
use std::process::Output;

use super::deal;
use super::repository::Repository;
use crate::reports::book::{BOOK, TestBook};

pub fn repository() -> Repository {
    Repository::of(TestBook::of_files(
        BOOK,
        &[("acme".into(), deal("kim", 10, ""))],
    ))
}

pub fn assert_fails(output: &Output, exit: i32, told: &[&str]) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), output.stdout.as_slice()),
        (Some(exit), &b""[..]),
        "{error}"
    );
    for words in told {
        assert!(error.contains(words), "{words}: {error}");
    }
}

#[test]
fn names_that_name_nothing() {
    let repository = repository();
    let cases: [(&str, &[&str]); 12] = [
        (
            "--revisions nope",
            &["unknown revision `nope`", "git fetch --unshallow"],
        ),
        ("--revisions HEAD..nope", &["unknown revision `nope`"]),
        ("--revisions HEAD~7", &["unknown revision `HEAD~7`"]),
        ("--revisions HEAD@{7}", &["unknown revision `HEAD@{7}`"]),
        // A folder or a file is no state of the book.
        ("--revisions HEAD:deals", &["unknown revision `HEAD:deals`"]),
        ("--revisions=--all", &["invalid revision name `--all`"]),
        (
            "--revisions=HEAD..--output=x",
            &["invalid revision name `--output=x`"],
        ),
        ("--revisions=-h", &["invalid revision name `-h`"]),
        (
            "--revisions ..HEAD",
            &["--revisions: `..HEAD` lacks a revision"],
        ),
        (
            "--revisions HEAD..",
            &["--revisions: `HEAD..` lacks a revision"],
        ),
        (
            "--revisions HEAD...HEAD",
            &["three dots are not supported", "git merge-base A B"],
        ),
        (
            "--revisions HEAD --from 2026-04-02 --to 2026-04-01",
            &["--to 2026-04-01 is before --from 2026-04-02"],
        ),
    ];
    for (arguments, told) in cases {
        assert_fails(&repository.bridge(arguments, &[]), 2, told);
    }
    assert!(!repository.path().join("x").exists());
}

#[test]
fn no_repository_and_no_git() {
    let repository = repository();
    let nowhere = tempfile::tempdir().unwrap();
    let path = nowhere.path().to_str().unwrap();
    assert_fails(
        &repository.bridge("--revisions HEAD", &[("PATH", path)]),
        3,
        &["git is required to read revisions"],
    );
    fs::rename(repository.path().join(".git"), nowhere.path().join("git")).unwrap();
    let told = [
        "revisions cannot be read: not a git repository",
        "keep the book in a git repository",
    ];
    assert_fails(&repository.bridge("--revisions HEAD", &[]), 2, &told);
    // Where the environment says that it is elsewhere, it is there.
    let (git, book) = (
        nowhere.path().join("git"),
        repository.path().to_str().unwrap(),
    );
    let environment = [("GIT_DIR", git.to_str().unwrap()), ("GIT_WORK_TREE", book)];
    let output = repository.bridge("--revisions HEAD", &environment);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_fails(
        &repository.bridge("--revisions HEAD", &[("GIT_DIR", path)]),
        2,
        &["not a git repository"],
    );
}

#[test]
fn a_deal_that_cannot_be_read_has_its_place() {
    let repository = repository();
    repository.write("deals/acme.yaml", "name: A\nstage: closing\namount: many\n");
    repository.write("deals/큰 것.yaml", vec![b'#'; (1 << 20) + 1]);
    repository.write(
        "deals/merge.yml",
        "<<<<<<< a\nname: A\n=======\nname: B\n>>>>>>> b\n",
    );
    repository.commit();
    let healthy = deal("kim", 10, "");
    for name in ["acme.yaml", "큰 것.yaml", "merge.yml"] {
        repository.write(&format!("deals/{name}"), &healthy);
    }
    let told = [
        "HEAD:deals/acme.yaml:3:9: ",
        "amount: many",
        "HEAD:deals/merge.yml:1:1: unresolved merge conflict",
        "HEAD:deals/큰 것.yaml: the file is larger than 1 MiB",
        "choose a revision in which every deal is readable",
    ];
    assert_fails(&repository.bridge("--revisions HEAD", &[]), 3, &told);
    assert_fails(
        &repository.bridge("--revisions HEAD~1..HEAD", &[]),
        3,
        &told,
    );
    assert!(
        repository
            .bridge("--revisions HEAD~1", &[])
            .status
            .success()
    );
}

#[test]
fn a_file_where_the_folder_should_be() {
    let repository = repository();
    fs::remove_dir_all(repository.path().join("deals")).unwrap();
    repository.write("deals", "no folder");
    repository.commit();
    repository.remove("deals");
    assert_fails(
        &repository.bridge("--revisions HEAD", &[]),
        3,
        &["HEAD:deals: not a folder"],
    );
}

#[test]
fn an_object_that_is_gone() {
    let repository = repository();
    let object = repository.git(&["rev-parse", "HEAD:deals/acme.yaml"]);
    let path = repository
        .path()
        .join(".git/objects")
        .join(&object[..2])
        .join(&object[2..]);
    fs::remove_file(path).unwrap();
    assert_fails(
        &repository.bridge("--revisions HEAD", &[]),
        3,
        &["HEAD:deals/acme.yaml: its content is missing from the repository"],
    );
}

/// Without a revision no git is started, whatever is asked.
#[cfg(unix)]
#[test]
fn nothing_else_needs_git() {
    use std::os::unix::fs::PermissionsExt;

    let repository = repository();
    let trap = tempfile::tempdir().unwrap();
    let (git, sprung) = (trap.path().join("git"), trap.path().join("sprung"));
    fs::write(
        &git,
        format!("#!/bin/sh\n: > '{}'\nexit 1\n", sprung.display()),
    )
    .unwrap();
    fs::set_permissions(&git, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", trap.path().display());
    for arguments in [
        "report bridge",
        "report bridge --by month --deals",
        "list",
        "check",
        "show acme",
    ] {
        repository
            .book
            .command(arguments)
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(!sprung.exists(), "{arguments}");
    }
    assert!(
        !repository
            .bridge("--revisions HEAD", &[("PATH", &path)])
            .status
            .success()
    );
    assert!(sprung.exists());
}
