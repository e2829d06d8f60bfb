//! Two people and one book: who changed what, and both machines in sync.

use std::path::Path;
use std::process::Command;

use super::{Repository, repository};
use crate::reports::book::TestBook;

const ACME: &str = "\
name: Acme
stage: approach
amount: 100
history:
  - {date: 2026-01-05, stage: prospecting, amount: 100}
  - {date: 2026-01-12, stage: approach}
";

fn told(repository: &Repository, command: &str) -> (String, String, Option<i32>) {
    let output = repository.run(&format!("{command} --as-of 2026-01-20"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        text(&output.stdout),
        text(&output.stderr),
        output.status.code(),
    )
}

#[test]
fn the_log_of_git_says_who_and_what_no_entry_tells() {
    let repository = repository(&[("acme", ACME)]);
    repository.write(
        "deals/acme.yaml",
        ACME.replace("amount: 100\nhistory", "amount: 250\nhistory"),
    );
    repository.commit();
    told(&repository, "move acme preparation --why back");
    repository.git(&["mv", "deals/acme.yaml", "deals/acme new.yaml"]);
    repository.commit();
    let (stdout, stderr, _) = told(&repository, "log acme --git --format csv");
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{stdout}{stderr}");
    assert!(lines[1].ends_with(",T,approach → preparation,"), "{stdout}");
    assert!(lines[2].ends_with(",T,amount 100 → 250,amount"), "{stdout}");
    assert!(lines[3].ends_with(",T,created,"), "{stdout}");
    // As it was known then.
    let (stdout, _, _) = told(&repository, "log acme --git --at HEAD~1 --format csv");
    assert_eq!(stdout.lines().count(), 3, "{stdout}");
}

/// A bare repository, and two clones of it.
fn clones(folder: &Path) -> [Repository; 2] {
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .current_dir(folder)
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        assert!(status.unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet", "--bare", "shared.git"]);
    ["mina", "jun"].map(|who| {
        let repository = Repository::of(TestBook::of_files("version: 1\ncurrency: EUR\n", &[]));
        let shared = folder.join("shared.git");
        for (key, value) in [
            ("user.name", who),
            ("user.email", "a@b.example"),
            ("push.autoSetupRemote", "true"),
        ] {
            repository.git(&["config", key, value]);
        }
        repository.git(&["remote", "add", "origin", shared.to_str().unwrap()]);
        repository
    })
}

#[test]
fn two_machines_are_brought_together() {
    let folder = tempfile::tempdir().unwrap();
    let [mina, jun] = clones(folder.path());
    mina.write("deals/acme.yaml", ACME);
    mina.run("merge-driver install");
    mina.commit();
    mina.git(&["push", "--quiet", "--set-upstream", "origin", "master"]);
    jun.git(&["fetch", "--quiet", "origin"]);
    jun.git(&["reset", "--quiet", "--hard", "origin/master"]);
    jun.git(&["branch", "--quiet", "--set-upstream-to", "origin/master"]);
    jun.run("merge-driver install");
    told(&mina, "set acme amount=150 --on 2026-01-15");
    mina.commit();
    let (_, stderr, exit) = told(&mina, "sync --no-check");
    assert_eq!(exit, Some(0), "{stderr}");
    told(&jun, "note acme from-jun");
    told(&jun, "activity add acme call");
    jun.commit();
    let (_, stderr, exit) = told(&jun, "sync --no-check");
    assert_eq!(exit, Some(0), "{stderr}");
    let (_, _, exit) = told(&mina, "sync --no-check");
    assert_eq!(exit, Some(0));
    let text = |repository: &Repository| {
        std::fs::read_to_string(repository.path().join("deals/acme.yaml")).unwrap()
    };
    assert_eq!(text(&mina), text(&jun));
    assert!(text(&mina).contains("amount: 150") && text(&mina).contains("from-jun"));
    // An error stops before anything is published.
    mina.write("deals/bad.yaml", "name: Bad\nstage: nowhere\n");
    mina.commit();
    let (_, stderr, exit) = told(&mina, "sync");
    assert_eq!(exit, Some(1), "{stderr}");
    assert!(stderr.contains("not pushed: "), "{stderr}");
    assert!(
        !mina
            .git(&["status", "--branch", "--porcelain"])
            .contains("[gone]")
    );
    // A conflict is named, with what to do.
    mina.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    told(&mina, "set acme account=One");
    mina.commit();
    told(&mina, "sync --no-check");
    told(&jun, "set acme account=Two");
    jun.commit();
    let (_, stderr, exit) = told(&jun, "sync");
    assert_eq!(exit, Some(1), "{stderr}");
    assert!(
        stderr.contains("conflict in deals/acme.yaml: run `deal merge deals/acme.yaml`"),
        "{stderr}"
    );
}

#[test]
fn outside_of_git_each_says_so() {
    let book = TestBook::of_files("version: 1\n", &[("acme".to_owned(), ACME.to_owned())]);
    for command in [
        "diff",
        "log acme --git",
        "list --at HEAD",
        "merge-driver install",
        "sync",
    ] {
        let mut command = book.command(command);
        let output = command
            .env("GIT_CEILING_DIRECTORIES", "/")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("not a git repository"), "{said}");
    }
}
