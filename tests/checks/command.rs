//! `deal check` and `deal rules` as people and CI run them.

use std::path::Path;

use assert_cmd::Command;

const BAD: &str = "\
name: 한빛은행 \\u202e
stage: closing
amount: 12
history:
- {date: 2026-11-01, stage: lead}
";
const BOOK: &str =
    "version: 1\ncurrency: EUR\npipelines:\n  sales: {stages: [{id: lead}, {id: closing}]}\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(folder.0.path().join("deals")).unwrap();
        for (path, text) in files {
            std::fs::write(folder.0.path().join(path), text).unwrap();
        }
        folder
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        run(self.0.path(), args)
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).unwrap()
    }
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("deal")
        .unwrap()
        .current_dir(folder)
        .env_clear()
        .args(args)
        .args(["--as-of", "2026-11-23"])
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn silence_where_all_is_well() {
    let folder = Folder::new(&[
        ("dealfile.yaml", BOOK),
        (
            "deals/a.yaml",
            "name: A\nstage: lead\ncreated: 2026-11-20\n",
        ),
    ]);
    assert_eq!(
        folder.run(&["check"]),
        (
            0,
            String::new(),
            "1 deal, 0 findings (as of 2026-11-23)\n".to_owned()
        )
    );
}

#[test]
fn every_finding_in_its_order_and_a_broken_file_does_not_stop_the_rest() {
    let folder = Folder::new(&[
        ("dealfile.yaml", BOOK),
        ("deals/b.yaml", BAD),
        ("deals/a.yaml", "name: [\n"),
        ("deals/c.yaml", "stage: lead\n"),
    ]);
    let (code, out, err) = folder.run(&[
        "check",
        "--format",
        "concise",
        "--skip",
        "no-two-way-activity,event-in-future",
    ]);
    let lines: Vec<&str> = out
        .lines()
        .map(|line| line.split(']').next().unwrap())
        .collect();
    let expected = [
        "deals/a.yaml:1:7: error[bad-value",
        "deals/b.yaml:2:8: error[history-mismatch",
        "deals/b.yaml:2:8: error[next-step-missing",
        "deals/c.yaml:1:1: error[missing-field",
    ];
    assert_eq!(lines, expected, "{out}");
    assert_eq!(
        (code, err.as_str()),
        (1, "3 deals, 4 findings: 4 errors (as of 2026-11-23)\n")
    );
}

#[test]
fn full_shows_the_line_and_a_caret_under_wide_characters() {
    let folder = Folder::new(&[
        ("dealfile.yaml", BOOK),
        (
            "deals/a.yaml",
            "name: A\ncreated: 2026-11-20\nstage: lead\nowner: 한빛\u{202e}\namout: 1\n",
        ),
    ]);
    let (_, out, _) = folder.run(&["check"]);
    assert_eq!(
        out,
        "deals/a.yaml:5:1: error[unknown-key] unknown key `amout`\n  |\n5 | amout: 1\n  | ^^^^^\n  |\n  = help: did you mean `amount`?\n\n"
    );
}

#[test]
fn a_fix_writes_once_and_then_has_nothing_left_to_do() {
    let folder = Folder::new(&[("dealfile.yaml", BOOK), ("deals/b.yaml", BAD)]);
    let (_, diff, _) = folder.run(&["check", "--diff"]);
    assert!(
        diff.contains("+- {date: 2026-11-23, stage: closing, amount: 12}"),
        "{diff}"
    );
    assert_eq!(folder.read("deals/b.yaml"), BAD);
    let (_, _, err) = folder.run(&["check", "--fix"]);
    assert!(err.starts_with("1 file fixed, 1 deal, "), "{err}");
    let fixed = folder.read("deals/b.yaml");
    assert_eq!(
        fixed,
        format!("{BAD}- {{date: 2026-11-23, stage: closing, amount: 12}}\n")
    );
    let (_, out, _) = folder.run(&["check", "--fix"]);
    assert!(!out.contains("history-mismatch"), "{out}");
    assert_eq!(folder.read("deals/b.yaml"), fixed);
}

#[test]
fn the_exit_code_depends_on_severity_and_not_on_the_format() {
    let late = "name: A\nstage: lead\ncreated: 2026-11-20\nclose_date: 2026-11-22\n";
    let folder = Folder::new(&[("dealfile.yaml", BOOK), ("deals/a.yaml", late)]);
    for (args, code) in [
        (vec!["check"], 0),
        (vec!["check", "--fail-on", "warning"], 1),
        (vec!["check", "--fail-on", "never"], 0),
        (vec!["check", "--fail-on", "warning", "--format", "json"], 1),
        (
            vec!["check", "--fail-on", "warning", "--skip", "close-date-past"],
            0,
        ),
        (
            vec!["check", "--fail-on", "warning", "--select", "unknown-stage"],
            0,
        ),
        (vec!["check", "--fail-on", "warning", "owner:nobody"], 0),
        (vec!["check", "--fail-on", "warning", "deals/a.yaml"], 1),
        (vec!["check", "--fail-on", "warning", "a"], 1),
        (vec!["check", "no-such-deal"], 2),
        (vec!["check", "--select", "no-such-rule"], 2),
        (vec!["check", "--format", "xml"], 2),
        (vec!["rules", "no-such-rule"], 2),
        (vec!["rules", "close-date-past"], 0),
    ] {
        assert_eq!(folder.run(&args).0, code, "{args:?}");
    }
}

#[test]
fn wrong_settings_are_findings_with_their_line() {
    let book = format!(
        "{BOOK}check:\n  rules:\n    close-date-pas: {{severity: off}}\n    close-date-past: {{grce: 1, grace: soon, severity: loud}}\nchck: 1\n"
    );
    let folder = Folder::new(&[("dealfile.yaml", &book), ("deals/b.yaml", BAD)]);
    let (code, out, err) = folder.run(&["check", "--format", "concise"]);
    assert_eq!(code, 2);
    assert_eq!(
        out,
        "dealfile.yaml:7:21: error[bad-value] unknown rule `close-date-pas`\n\
         dealfile.yaml:8:29: error[bad-value] `close-date-past` has no option `grce`\n\
         dealfile.yaml:8:39: error[bad-value] `grace` must be a whole number, 0 or more, not \"soon\"\n\
         dealfile.yaml:8:55: error[bad-value] \"loud\" is not a severity\n\
         dealfile.yaml:9:1: error[unknown-key] unknown key `chck`\n"
    );
    assert_eq!(
        err,
        "no deals were checked: dealfile.yaml has errors\n\
         0 deals, 5 findings: 5 errors (as of 2026-11-23)\n"
    );
}

#[test]
fn a_wrong_book_is_reported_in_every_format_and_an_error_elsewhere() {
    for (book, at, message) in [
        ("version: 2\n", [1, 10, 1, 11], "unsupported version 2"),
        ("version: 1\ndeals: [\n", [2, 8, 2, 9], "deals"),
    ] {
        let folder = Folder::new(&[("dealfile.yaml", book), ("deals/b.yaml", BAD)]);
        let (code, out, _) = folder.run(&["check", "--format", "json", "--format", "full=f.txt"]);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        let finding = &json["findings"][0];
        assert_eq!((code, json["errors"].as_i64()), (2, Some(1)), "{out}");
        assert_eq!(finding["path"].as_str(), Some("dealfile.yaml"));
        assert_eq!(
            ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_i64()),
            at.map(Some),
            "{out}"
        );
        let place = format!("dealfile.yaml:{}:{}: ", at[0], at[1]);
        let full = folder.read("f.txt");
        assert!(
            full.starts_with(&format!("{place}error[bad-value] ")),
            "{full}"
        );
        assert!(full.contains(message), "{full}");
        for elsewhere in [
            vec!["check", "--diff"],
            vec!["list"],
            vec!["report", "hygiene"],
        ] {
            let (code, out, err) = folder.run(&elsewhere);
            assert_eq!((code, out.as_str()), (2, ""), "{elsewhere:?}");
            assert!(err.starts_with(&format!("error: {place}")), "{err}");
        }
    }
}

#[test]
fn related_places_are_shown_and_given_to_programs() {
    let twice = "\
name: A
stage: lead
created: 2026-11-20
followups:
- {id: k2m9, due: 2026-11-27, what: Send}
- {id: k2m9, due: 2026-11-30, what: Call}
";
    let folder = Folder::new(&[("dealfile.yaml", BOOK), ("deals/a.yaml", twice)]);
    let (_, out, _) = folder.run(&["check", "--format", "full", "--format", "json=j.json"]);
    assert_eq!(
        out,
        "\
deals/a.yaml:6:8: error[duplicate-id] `k2m9` is also the id of followups[0]
  |
6 | - {id: k2m9, due: 2026-11-30, what: Call}
  |        ^^^^
  |
  = note: deals/a.yaml:5:8: the same id
  = help: change one of them

"
    );
    let json: serde_json::Value = serde_json::from_str(&folder.read("j.json")).unwrap();
    let related = &json["findings"][0]["related"];
    assert_eq!(related.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (related[0]["at"].as_str(), related[0]["line"].as_i64()),
        (Some("followups[0].id"), Some(5))
    );
}

#[test]
fn json_has_places_and_no_time() {
    let folder = Folder::new(&[("dealfile.yaml", BOOK), ("deals/b.yaml", BAD)]);
    let (_, out, _) = folder.run(&[
        "check",
        "--select",
        "history-mismatch",
        "--format",
        "json",
        "--format",
        "concise=c.txt",
    ]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (
            json["version"].as_i64(),
            json["as_of"].as_str(),
            json["errors"].as_i64()
        ),
        (Some(1), Some("2026-11-23"), Some(1))
    );
    let finding = &json["findings"][0];
    assert_eq!(
        [
            &finding["line"],
            &finding["column"],
            &finding["end_line"],
            &finding["end_column"]
        ]
        .map(|n| n.as_i64()),
        [Some(2), Some(8), Some(2), Some(15)]
    );
    assert_eq!(
        (finding["at"].as_str(), finding["fixable"].as_bool()),
        (Some("stage"), Some(true))
    );
    assert!(
        folder
            .read("c.txt")
            .starts_with("deals/b.yaml:2:8: error[history-mismatch]")
    );
}

#[test]
fn a_deal_can_ignore_a_rule() {
    let deal = "name: A\nstage: lead\ncreated: 2026-11-20\nclose_date: 2026-11-22\nignore: [{rule: close-date-past, reason: waits}]\n";
    let folder = Folder::new(&[("dealfile.yaml", BOOK), ("deals/a.yaml", deal)]);
    assert_eq!(folder.run(&["check", "--fail-on", "info"]).0, 0);
}
