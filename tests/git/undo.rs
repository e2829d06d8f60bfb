//! One commit a command, and undo: every byte comes back.

use std::collections::BTreeMap;

use super::{Repository, repository};

const ACME: &str = "\
# A comment that stays.
name: Acme
owner: mina
stage: approach   # here
amount: 100
contacts:
  - {id: jane, name: Jane Roe}
followups:
  - {id: k2m9, due: 2026-01-20, what: Call}
objections:
  - {id: 7f3k, date: 2026-01-13, by: jane, category: trust_risk, words: Who are you?}
meetings:
  - {id: w8d1, booked: 2026-01-12, date: 2026-01-15, status: scheduled}
history:
  - {date: 2026-01-05, stage: prospecting, amount: 100, owner: mina}
  - {date: 2026-01-12, stage: approach}
";

fn book() -> Repository {
    let repository = repository(&[
        ("acme", ACME),
        ("hand", &ACME.replace("amount: 100\n", "amount: 200\n")),
    ]);
    repository.write(
        "in.csv",
        "name,stage\nOne,approach\nTwo,approach\nThree,closing\n",
    );
    repository.write("map.yaml", "columns: {name: name, stage: stage}\n");
    repository
}

/// Every file that git would keep, and its bytes.
fn files(repository: &Repository) -> BTreeMap<String, Vec<u8>> {
    let names = repository.git(&[
        "-c",
        "core.quotePath=off",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let names = names.lines().filter(|name| !name.starts_with(".dealfile/"));
    let read = |name: &str| {
        Some((
            name.to_owned(),
            std::fs::read(repository.path().join(name)).ok()?,
        ))
    };
    names.filter_map(read).collect()
}

/// What git sees beside our own folder.
fn state(repository: &Repository) -> String {
    let state = repository.git(&["status", "--porcelain"]);
    state.replace("\n?? .dealfile/", "")
}

fn run(repository: &Repository, command: &str) -> String {
    let output = repository.run(&format!("{command} --as-of 2026-01-20"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command}: {said}");
    said
}

const COMMANDS: &[&str] = &[
    "set acme amount=150 x.k=v",
    "note acme hello",
    "move acme preparation --why back",
    "win acme --why fast",
    "lose acme --reason other",
    "hold acme --until 2026-03-01 --why later",
    "contact add acme Raj",
    "contact set acme jane title=CFO",
    "meddic set acme identify_pain --score 1 --evidence x",
    "objection acknowledge acme 7f3k",
    "followup add acme Write",
    "followup done acme k2m9",
    "meeting held acme w8d1",
    "activity add acme call",
    "challenger teach acme Insight --to jane",
    "new Other",
    "import csv in.csv --map map.yaml",
    "check --fix --fail-on never",
];

#[test]
fn every_byte_comes_back_and_goes_again() {
    for command in COMMANDS {
        let repository = book();
        let before = files(&repository);
        let said = repository.run(&format!("{command} --as-of 2026-01-20"));
        if !said.status.success() {
            panic!("{command}: {}", String::from_utf8_lossy(&said.stderr));
        }
        let after = files(&repository);
        assert_ne!(before, after, "{command}");
        let said = run(&repository, "undo");
        assert!(said.contains(&format!("undid `deal {command}")), "{said}");
        assert_eq!(files(&repository), before, "{command}");
        run(&repository, "undo");
        assert_eq!(files(&repository), after, "{command}");
        run(&repository, "undo");
        assert_eq!(files(&repository), before, "{command}");
    }
}

#[test]
fn what_somebody_changed_since_is_not_undone() {
    let repository = book();
    assert_eq!(repository.run("undo").status.code(), Some(2));
    run(&repository, "set acme amount=150");
    let text = ACME.replace("Who are you?", "Who?");
    repository.write("deals/acme.yaml", &text);
    let output = repository.run("undo");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("changed since: deals/acme.yaml"), "{said}");
    assert_eq!(files(&repository)["deals/acme.yaml"], text.as_bytes());
    // A dry run only shows.
    run(&repository, "note acme x");
    let before = files(&repository);
    let shown = repository.run("undo --dry-run");
    assert!(
        String::from_utf8_lossy(&shown.stdout).contains("-  2026-01-20 x")
            || String::from_utf8_lossy(&shown.stdout).contains("-notes")
    );
    assert_eq!(files(&repository), before);
}

#[test]
fn the_last_fifty_are_kept_and_git_sees_none() {
    let repository = book();
    for number in 0..53 {
        run(&repository, &format!("set acme amount={}", 1000 + number));
    }
    let output = repository.run("undo --list");
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(listed.lines().count(), 50);
    assert!(listed.starts_with("deal set acme amount=1052"), "{listed}");
    assert!(
        !repository
            .git(&["status", "--porcelain", "--untracked-files=all"])
            .contains("undo")
    );
}

fn committing() -> Repository {
    let repository = book();
    repository.write(
        "dealfile.yaml",
        "version: 1\ncurrency: EUR\ngit: {commit: true}\n",
    );
    repository.git(&["config", "user.name", "Mina"]);
    repository.git(&["config", "user.email", "mina@us.example"]);
    repository.commit();
    repository
}

#[test]
fn each_command_is_one_commit_of_its_own_files() {
    let repository = committing();
    // What else is staged or changed stays as it is.
    repository.write("deals/hand.yaml", ACME);
    repository.write("staged.txt", "x");
    repository.git(&["add", "staged.txt"]);
    run(&repository, "move acme preparation --why back");
    assert_eq!(
        repository
            .git(&["show", "--format=%B", "--name-only", "HEAD"])
            .replace("\n\n", "\n")
            .replace("\n\n", "\n"),
        "acme: approach → preparation\nDeal: acme\nDeal-Command: move\ndeals/acme.yaml"
    );
    assert_eq!(state(&repository), "M deals/hand.yaml\nA  staged.txt");
    run(&repository, "new 한글");
    assert_eq!(repository.git(&["log", "-1", "--format=%s"]), "한글: new");
    run(&repository, "undo");
    assert_eq!(
        repository.git(&["log", "-1", "--format=%s"]),
        "Undo `deal new 한글 --as-of 2026-01-20`"
    );
    assert_eq!(state(&repository), "M deals/hand.yaml\nA  staged.txt");
}

#[test]
fn a_hook_that_refuses_leaves_the_file_written() {
    let repository = committing();
    repository.write(
        ".git/hooks/pre-commit",
        "#!/bin/sh\necho not on Fridays >&2\nexit 1\n",
    );
    let hook = repository.path().join(".git/hooks/pre-commit");
    std::fs::set_permissions(hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let output = repository.run("set acme amount=150");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(
        said.contains("not committed: ") && said.contains("not on Fridays"),
        "{said}"
    );
    assert!(
        String::from_utf8_lossy(&files(&repository)["deals/acme.yaml"]).contains("amount: 150")
    );
    std::fs::remove_file(repository.path().join(".git/hooks/pre-commit")).unwrap();
    run(&repository, "undo");
}
