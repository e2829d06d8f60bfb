//! `check --changed-since`: what a branch adds, and nothing else.

use super::{Repository, repository};

const OLD: &str = "\
name: Old
stage: nowhere
created: 2026-10-01
history_: 1
followups:
  - {id: aaaa, what: Call, due: 2026-11-01}
";

fn found(repository: &Repository, arguments: &str) -> Vec<String> {
    let arguments = format!("check --format concise {arguments}");
    let output = repository.run(&arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    let rule = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let path = place.split(':').next()?;
        let rule = rest.split(['[', ']']).nth(1)?;
        Some(format!("{path} {rule}"))
    };
    text.lines().filter_map(rule).collect()
}

#[test]
fn only_what_is_new_counts() {
    let repository = repository(&[("old", OLD)]);
    assert!(!found(&repository, "").is_empty());
    assert!(found(&repository, "--changed-since HEAD").is_empty());
    // Lines move, an entry comes before the old one, and the file gets another name.
    let more = OLD.replace(
        "followups:\n",
        "followups:\n  - {id: aaab, what: Write, due: 2026-11-20, owner: mina}\n",
    );
    repository.write(
        "deals/sub/old.yaml",
        format!("# on top\n\n{more}extra: 1\n"),
    );
    repository.remove("deals/old.yaml");
    assert_eq!(
        found(&repository, "--changed-since HEAD"),
        [
            "deals/sub/old.yaml follow-up-overdue",
            "deals/sub/old.yaml unknown-key"
        ]
    );
}

#[test]
fn a_change_counts_for_what_it_causes_in_another_file() {
    let twin = "name: Twin\naccount: One\nproduct: A\nstage: prospecting\ncreated: 2026-11-20\n";
    let repository = repository(&[("one", twin)]);
    assert!(found(&repository, "").is_empty());
    repository.write("deals/two.yaml", twin.replace("Twin", "Other"));
    let new = found(&repository, "--changed-since HEAD");
    assert!(
        new.iter()
            .any(|finding| finding.contains("possible-duplicate")),
        "{new:?}"
    );
    let one = found(&repository, "--changed-since HEAD deals/one.yaml");
    let all: Vec<String> = new
        .iter()
        .filter(|finding| finding.contains("one.yaml"))
        .cloned()
        .collect();
    assert_eq!(one, all);
}

#[test]
fn a_gate_counts_only_for_moves_of_the_branch() {
    let deal = "\
name: Acme
stage: approach
created: 2026-11-01
contacts: [{id: jane, name: Jane}]
meddic: {identify_pain: {score: 1, evidence: a, by: jane, date: 2026-11-01}}
history: [{date: 2026-11-01, stage: prospecting}, {date: 2026-11-10, stage: approach}]
"
    .replace("created: 2026-11-01\n", "");
    let gate = "deals/acme.yaml stage-gate-unmet".to_owned();
    let repository = repository(&[("acme", deal.as_str())]);
    assert!(!found(&repository, "").contains(&gate));
    repository.write("deals/acme.yaml", deal.replace("score: 1", "score: 0"));
    assert!(found(&repository, "").contains(&gate));
    assert!(!found(&repository, "--changed-since HEAD").contains(&gate));
    let moved = deal
        .replace("score: 1", "score: 0")
        .replace("stage: approach\n", "stage: presentation\n");
    let moved = moved.replace(
        "stage: approach}]",
        "stage: approach}, {date: 2026-11-20, stage: presentation}]",
    );
    repository.write("deals/acme.yaml", moved);
    assert!(found(&repository, "--changed-since HEAD").contains(&gate));
}

/// Whatever the file is called, and wherever the deals lie.
#[test]
fn a_move_is_seen_in_every_book() {
    let [before, after] = ["", "  - {date: 2026-11-20, stage: presentation}\n"].map(|moved| {
        let stage = if moved.is_empty() { "prospecting" } else { "presentation" };
        format!("name: A\nstage: {stage}\nhistory:\n  - {{date: 2026-11-01, stage: prospecting}}\n{moved}")
    });
    for (config, path) in [
        ("version: 1\n", "deals/u\u{308}ber.yaml"),
        ("version: 1\ndeals: .\n", "acme.yaml"),
        ("version: 1\nfoo: 1\n", "deals/한 글/acme.yaml"),
    ] {
        let repository = repository(&[("other", before.as_str())]);
        repository.write("dealfile.yaml", config);
        repository.write(path, &before);
        repository.commit();
        repository.write(path, &after);
        let new = found(&repository, "--changed-since HEAD");
        assert!(
            new.iter()
                .any(|finding| finding.ends_with("stage-gate-unmet")),
            "{new:?}"
        );
        assert!(
            !new.iter().any(|finding| finding.ends_with("unknown-key")),
            "{new:?}"
        );
    }
}

#[test]
fn the_day_of_the_last_commit_is_today() {
    let repository = repository(&[("old", OLD)]);
    let output = repository.run("check --as-of head --fail-on never");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("(as of 20"), "{told}");
    let unknown = repository.run("check --changed-since nowhere");
    assert_eq!(unknown.status.code(), Some(2));
}
