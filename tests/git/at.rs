//! `--at`: the book as it was is what it was.

use super::{Repository, repository};

const ACME: &str = "\
name: Acme
stage: approach
amount: 100
history:
  - {date: 2026-01-05, stage: prospecting, amount: 100}
  - {date: 2026-01-12, stage: approach}
";

/// What a command prints on both streams, and its exit code.
fn told(repository: &Repository, arguments: &str) -> (String, String, Option<i32>) {
    let output = repository.run(arguments);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        text(&output.stdout),
        text(&output.stderr),
        output.status.code(),
    )
}

/// Commits three states; the last one changes the book as well.
fn history() -> Repository {
    let repository = repository(&[("acme", ACME)]);
    repository.write("deals/acme.yaml", ACME.replace("100", "250"));
    repository.write(
        "deals/한글 name.yaml",
        "name: Second\nstage: closing\ncreated: 2026-02-01\n",
    );
    repository.commit();
    repository.write(
        "dealfile.yaml",
        "version: 1\ncurrency: USD\nteam: [{id: mina}]\ndeals: sales\n",
    );
    repository.remove("deals/acme.yaml");
    repository.write("sales/acme.yaml", ACME.replace("approach", "closing"));
    repository.commit();
    repository
}

#[test]
fn every_reading_command_says_what_it_said_then() {
    let repository = history();
    let commands = [
        "list --all",
        "list --format json",
        "next",
        "board",
        "show acme",
        "show acme --format json",
        "log acme",
        "meddic acme",
        "meddic list",
        "risk acme",
        "icp acme",
        "check --format json",
        "check",
        "followup list",
        "report pipeline",
        "report hygiene",
        "report forecast --format json",
        "report bridge --from 2026-01-01",
    ];
    let revisions = ["HEAD~2", "HEAD~1", "HEAD"];
    let mut then = Vec::new();
    for revision in revisions {
        repository.git(&["checkout", "--quiet", "--force", "--detach", revision]);
        let told =
            commands.map(|command| told(&repository, &format!("{command} --as-of 2026-03-01")));
        then.push(told);
        repository.git(&["checkout", "--quiet", "master"]);
    }
    // The work tree plays no part, be it broken.
    repository.write("dealfile.yaml", "version: [\n");
    for (revision, then) in revisions.iter().zip(then) {
        for (command, then) in commands.iter().zip(then) {
            let command = format!("{command} --as-of 2026-03-01 --at {revision}");
            let (stdout, stderr, exit) = told(&repository, &command);
            let without = |text: String| text.replace(&format!("{revision}:"), "");
            let now = (without(stdout), without(stderr), exit);
            assert_eq!(now, then, "{command}");
        }
    }
}

#[test]
fn a_day_is_the_last_commit_before_its_end() {
    let repository = repository(&[("acme", ACME)]);
    let commit = |message: &str, time: &str| {
        repository.git(&["add", "--all"]);
        repository.git_at(time, &["commit", "--quiet", "--allow-empty", "-m", message]);
    };
    repository.git(&["checkout", "--quiet", "--orphan", "dated"]);
    repository.write(
        "dealfile.yaml",
        "version: 1\ncurrency: EUR\ntimezone: Asia/Seoul\n",
    );
    commit("one", "2026-03-01T10:00:00Z");
    repository.write("deals/acme.yaml", ACME.replace("100", "200"));
    // Already the 3rd in Seoul.
    commit("two", "2026-03-02T16:00:00Z");
    repository.write("deals/acme.yaml", ACME.replace("100", "300"));
    commit("three", "2026-03-09T10:00:00Z");
    for (day, amount) in [
        ("2026-03-01", "100"),
        ("2026-03-02", "100"),
        ("2026-03-03", "200"),
        ("2026-03-08", "200"),
        ("2026-12-31", "300"),
    ] {
        let (stdout, _, _) = told(&repository, &format!("list --format csv --at {day}"));
        assert!(
            stdout.contains(&format!(",approach,{amount},")),
            "{day}: {stdout}"
        );
        let (_, stderr, _) = told(&repository, &format!("list --at {day}"));
        assert!(stderr.contains(&format!("as of {day}")), "{stderr}");
    }
    let (_, stderr, exit) = told(&repository, "list --at 2026-02-28");
    assert_eq!(exit, Some(2), "{stderr}");
    // A commit's own day, in the time zone of the book.
    let (_, stderr, _) = told(&repository, "list --at HEAD~1");
    assert!(stderr.contains("as of 2026-03-03"), "{stderr}");
}

#[test]
fn nothing_of_the_past_is_changed() {
    let repository = repository(&[("acme", ACME)]);
    for command in [
        "set acme amount=1",
        "advance acme",
        "note acme x",
        "new Other",
        "edit acme",
        "check --fix",
        "lose acme --reason other --dry-run",
    ] {
        let (_, stderr, exit) = told(&repository, &format!("{command} --at HEAD"));
        let is_refused = exit == Some(2) && stderr.contains("cannot be changed");
        assert!(
            is_refused || command == "check --fix",
            "{command}: {stderr}"
        );
    }
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_is_no_revision_is_named() {
    let repository = repository(&[("acme", ACME)]);
    repository.git(&["rm", "--quiet", "dealfile.yaml"]);
    repository.git(&["commit", "--quiet", "-m", "no book"]);
    repository.write("dealfile.yaml", "version: 1\n");
    for (revision, said) in [
        ("nosuch", "unknown revision `nosuch`"),
        ("HEAD", "there is no dealfile.yaml in `HEAD`"),
        ("^HEAD", "invalid revision name"),
    ] {
        let (_, stderr, exit) = told(&repository, &format!("list --at {revision}"));
        assert_eq!(exit, Some(2));
        assert!(stderr.contains(said), "{stderr}");
    }
}
