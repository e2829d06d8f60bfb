//! The merge driver, called by git itself.

use super::{Repository, repository};

const ACME: &str = "\
name: Acme
owner: mina
stage: approach
amount: 100
history:
  - {date: 2026-01-05, stage: prospecting, amount: 100, owner: mina}
  - {date: 2026-01-12, stage: approach}
activities: []
";

fn installed() -> Repository {
    let repository = repository(&[("acme", ACME), ("한글 it\'s", ACME)]);
    let output = repository.run("merge-driver install");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    repository.commit();
    repository
}

fn run(repository: &Repository, command: &str) {
    let output = repository.run(command);
    assert!(
        output.status.success(),
        "{command}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn text(repository: &Repository, path: &str) -> String {
    std::fs::read_to_string(repository.path().join(path)).unwrap()
}

/// Two branches, each with work of its own on the same deals.
fn branches(repository: &Repository) {
    repository.git(&["checkout", "--quiet", "-b", "jun"]);
    for deal in ["acme", "한글"] {
        run(
            repository,
            &format!("activity add {deal} call --note from-jun --on 2026-01-20 --as-of 2026-01-20"),
        );
        run(
            repository,
            &format!("set {deal} amount=150 --as-of 2026-01-20"),
        );
    }
    repository.commit();
    repository.git(&["checkout", "--quiet", "master"]);
    for deal in ["acme", "한글"] {
        run(
            repository,
            &format!(
                "activity add {deal} email --note from-mina --on 2026-01-21 --as-of 2026-01-21"
            ),
        );
        run(
            repository,
            &format!("move {deal} preparation --why back --as-of 2026-01-21"),
        );
    }
    repository.commit();
}

fn assert_both(repository: &Repository, path: &str) {
    let text = text(repository, path);
    for part in [
        "from-jun",
        "from-mina",
        "amount: 150\n",
        "stage: preparation\n",
        "2026-01-20, amount: 150",
        "2026-01-21, stage: preparation",
    ] {
        assert_eq!(text.matches(part).count(), 1, "{part} in {path}:\n{text}");
    }
    assert!(!text.contains("<<<<"), "{text}");
}

#[test]
fn a_merge_a_rebase_a_cherry_pick_and_a_stash() {
    for way in [
        &["merge", "--no-edit", "jun"][..],
        &["rebase", "jun"],
        &["cherry-pick", "jun"],
    ] {
        let repository = installed();
        branches(&repository);
        repository.git(way);
        assert_both(&repository, "deals/acme.yaml");
        assert_both(&repository, "deals/한글 it\'s.yaml");
        assert_eq!(repository.git(&["status", "--porcelain"]), "");
    }
    let repository = installed();
    branches(&repository);
    repository.git(&["reset", "--quiet", "--soft", "HEAD~1"]);
    repository.git(&["stash", "--quiet"]);
    repository.git(&["merge", "--quiet", "jun"]);
    repository.git(&["stash", "pop", "--quiet"]);
    assert_both(&repository, "deals/acme.yaml");
}

#[test]
fn a_renamed_file_takes_the_work_of_the_other_side() {
    let repository = installed();
    branches(&repository);
    repository.git(&["mv", "deals/acme.yaml", "deals/acme-rollout.yaml"]);
    repository.commit();
    repository.git(&["merge", "--no-edit", "jun"]);
    assert_both(&repository, "deals/acme-rollout.yaml");
}

#[test]
fn what_cannot_be_decided_stops_the_merge_and_is_settled() {
    let repository = installed();
    repository.git(&["checkout", "--quiet", "-b", "jun"]);
    run(&repository, "set acme account=Acme-AG");
    repository.commit();
    repository.git(&["checkout", "--quiet", "master"]);
    run(&repository, "set acme account=Acme-SE segment=smb");
    repository.commit();
    let output = repository.try_git("", &["merge", "--no-edit", "jun"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && said.contains("deals/acme.yaml: conflict in account"),
        "{said}"
    );
    let text = text(&repository, "deals/acme.yaml");
    assert!(
        text.contains("<<<<<<< ") && text.contains("segment: smb"),
        "{text}"
    );
    let output = repository.run("check --format concise");
    assert!(String::from_utf8_lossy(&output.stdout).contains("conflict-markers"));
    // Without a terminal nothing is asked, and nothing changed.
    let output = repository.run("merge acme");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        shown.contains("account: Acme-SE") && shown.contains("account: Acme-AG"),
        "{shown}"
    );
    assert_eq!(output.status.code(), Some(1));
    run(&repository, "merge --theirs deals/acme.yaml");
    let settled = self::text(&repository, "deals/acme.yaml");
    assert!(
        settled.contains("account: Acme-AG\n") && !settled.contains("<<<"),
        "{settled}"
    );
    run(&repository, "show acme");
}

/// A driver that dies leaves what git had merged, and the conflict.
#[test]
fn a_driver_that_is_killed_leaves_gits_own_result() {
    let repository = installed();
    branches(&repository);
    let driver = repository.git(&["config", "merge.deal.driver"]);
    repository.git(&[
        "config",
        "merge.deal.driver",
        &driver.replace("deal merge-driver run", "sh -c \'kill -9 $$\' --"),
    ]);
    let output = repository.try_git("", &["merge", "--no-edit", "jun"]);
    assert!(!output.status.success());
    let state = repository.git(&["status", "--porcelain"]);
    assert!(state.contains("UU deals/acme.yaml"), "{state}");
}

#[test]
fn who_has_no_deal_gets_gits_own_merge_and_a_line() {
    let repository = installed();
    branches(&repository);
    let driver = repository.git(&["config", "merge.deal.driver"]);
    repository.git(&[
        "config",
        "merge.deal.driver",
        &driver.replace("command -v deal", "command -v no-such-deal"),
    ]);
    let output = repository.try_git("", &["merge", "--no-edit", "jun"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("deal is not installed: git merged deals/acme.yaml by lines"),
        "{said}"
    );
    assert!(text(&repository, "deals/acme.yaml").contains("<<<<<<<"));
}

#[test]
fn what_was_installed_is_taken_back() {
    let repository = repository(&[("acme", ACME)]);
    repository.write(".gitattributes", "deals/** -text\n");
    let config = text(&repository, ".git/config");
    run(&repository, "merge-driver install");
    run(&repository, "merge-driver install");
    let attributes = text(&repository, ".gitattributes");
    assert_eq!(attributes.matches("merge=deal").count(), 3, "{attributes}");
    run(&repository, "merge-driver uninstall");
    assert_eq!(text(&repository, ".gitattributes"), "deals/** -text\n");
    assert_eq!(text(&repository, ".git/config"), config);
    let repository = super::repository(&[("acme", ACME)]);
    repository.git(&["checkout", "--quiet", "-b", "x"]);
    repository.remove(".git/HEAD");
    let output = repository.run("merge-driver install");
    assert_eq!(output.status.code(), Some(2));
}

/// Hunks of `git diff` name the section.
#[test]
fn hunks_name_their_section() {
    let repository = installed();
    let long: String = (1..9)
        .map(|day| format!("  - {{date: 2026-02-0{day}, kind: call}}\n"))
        .collect();
    repository.write(
        "deals/acme.yaml",
        ACME.replace("activities: []\n", &format!("activities:\n{long}")),
    );
    repository.commit();
    repository.write(
        "deals/acme.yaml",
        ACME.replace(
            "activities: []\n",
            &format!("activities:\n{long}  - {{date: 2026-02-09, kind: call}}\n"),
        ),
    );
    let diff = repository.git(&["diff"]);
    assert!(diff.contains("@@ activities:"), "{diff}");
}
