//! What somebody sees who sits at a terminal: questions, and tables that fit.

use std::process::{Command, Stdio};

use expectrl::Expect;
use expectrl::process::Termios as _;

/// A book with a deal before the gate of `approach`.
const DEAL: &str = "\
name: Acme rollout
stage: preparation
contacts: [{id: jane, name: Jane Roe}]
history:
  - {date: 2026-10-01, stage: preparation}
";

/// Ctrl-D instead of an answer.
const GONE: &str = "\u{4}";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("dealfile.yaml"),
            "version: 1\ncurrency: EUR\n",
        )
        .unwrap();
        std::fs::create_dir(folder.path().join("deals")).unwrap();
        std::fs::write(folder.path().join("deals/acme.yaml"), DEAL).unwrap();
        Self { folder }
    }

    fn deal(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("deals/acme.yaml")).unwrap()
    }

    /// Writes a deal beside acme.
    fn file(&self, id: &str, text: &str) {
        std::fs::write(self.folder.path().join(format!("deals/{id}.yaml")), text).unwrap();
    }

    /// Types a command on a terminal of that width; what was printed on it fits, but for the
    /// commands to copy.
    fn fits(&self, columns: &str, arguments: &[&str]) -> String {
        let printed = self.sit_at(columns, arguments, &[]);
        for line in printed
            .lines()
            .filter(|line| !line.starts_with("    deal "))
        {
            assert!(
                unicode_width::UnicodeWidthStr::width(line) <= columns.parse().unwrap(),
                "{line}\n{printed}"
            );
        }
        printed
    }

    /// Types a command, and answers each question that comes; what was printed.
    fn sit(&self, arguments: &[&str], answers: &[(&str, &str)]) -> String {
        self.sit_at("80", arguments, answers)
    }

    fn sit_at(&self, columns: &str, arguments: &[&str], answers: &[(&str, &str)]) -> String {
        self.sit_with(&[], columns, arguments, answers)
    }

    /// The same with more variables, or with others.
    fn sit_with(
        &self,
        variables: &[(&str, &str)],
        columns: &str,
        arguments: &[&str],
        answers: &[(&str, &str)],
    ) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear();
        command
            .env("DEAL_AS_OF", "2026-11-23")
            .env("COLUMNS", columns)
            .env("LINES", "24")
            .env("LANG", "C.UTF-8")
            .env("NO_COLOR", "1")
            .envs(variables.iter().copied());
        let mut session = expectrl::Session::spawn(command).unwrap();
        session.set_echo(false).unwrap();
        for (question, answer) in answers {
            session
                .expect(question)
                .unwrap_or_else(|error| panic!("{arguments:?}: {question}: {error}"));
            match *answer {
                GONE => session
                    .send(expectrl::ControlCode::EndOfTransmission)
                    .unwrap(),
                answer => session.send_line(answer).unwrap(),
            }
        }
        let rest = session.expect(expectrl::Eof).unwrap();
        String::from_utf8_lossy(rest.as_bytes()).replace('\r', "")
    }
}

#[test]
fn a_score_is_asked_what_it_rests_on() {
    let desk = Desk::new();
    let set = ["meddic", "set", "acme", "champion", "--score", "2"];
    let answers = [
        ("evidence?", "Took us to the CFO"),
        ("which contact gave it? (jane)", "jan"),
        ("which contact gave it? (jane)", "jane"),
        ("date? [today]", "-3d"),
    ];
    let printed = desk.sit(&set, &answers);
    assert!(printed.contains("acme: champion 0 → 2"), "{printed}");
    let expected = "  champion:\n    score: 2\n    evidence: Took us to the CFO\n    by: jane\n    date: 2026-11-20\n";
    assert!(desk.deal().contains(expected), "{}", desk.deal());
}

#[test]
fn no_answer_writes_nothing() {
    let desk = Desk::new();
    let printed = desk.sit(
        &["meddic", "set", "acme", "champion", "--score", "3"],
        &[("evidence?", "")],
    );
    assert!(
        printed.contains("a score of 3 needs evidence and the contact who gave it"),
        "{printed}"
    );
    let printed = desk.sit(&["advance", "acme"], &[("Evidence?", "")]);
    assert!(
        printed.contains("acme: blocked by the gate of approach"),
        "{printed}"
    );
    assert_eq!(desk.deal(), DEAL);
}

#[test]
fn whoever_leaves_at_a_question_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    let set = ["meddic", "set", "acme", "champion", "--score", "2"];
    let (said, who, when) = (
        ("evidence?", "Likes us"),
        ("which contact gave it?", "jane"),
        ("date? [today]", GONE),
    );
    for answers in [
        &[(said.0, GONE)][..],
        &[said, (who.0, GONE)],
        &[said, who, when],
    ] {
        let printed = desk.sit(&set, answers);
        assert!(printed.contains("no answer given"), "{printed}");
        assert_eq!(desk.deal(), DEAL, "{answers:?}");
    }
    let printed = desk.sit(&["advance", "acme"], &[("Evidence?", GONE)]);
    assert!(printed.contains("nothing was written"), "{printed}");
    assert_eq!(desk.deal(), DEAL);
}

#[test]
fn a_wrong_answer_is_asked_again() {
    let desk = Desk::new();
    let set = [
        "meddic",
        "set",
        "acme",
        "champion",
        "--score",
        "2",
        "--evidence",
        "Likes us",
    ];
    let answers = [
        ("which contact gave it?", "bob"),
        ("has no contact `bob`", "jane"),
        ("date? [today]", "+3d"),
        ("is after", "fr"),
        ("`fr` is no date", ""),
    ];
    let printed = desk.sit(&set, &answers);
    assert!(printed.contains("acme: champion 0 → 2"), "{printed}");
    assert!(
        desk.deal().contains("    by: jane\n    date: 2026-11-23\n"),
        "{}",
        desk.deal()
    );
}

#[test]
fn a_gate_that_asks_for_a_buyers_word_asks_who() {
    let desk = Desk::new();
    let book = "version: 1\npipelines: {one: {stages: [{id: preparation}, {id: demo, gate: {champion: 2, metrics: 1}}]}}\n";
    std::fs::write(desk.folder.path().join("dealfile.yaml"), book).unwrap();
    let champion = [
        ("demo requires champion 2", "Took us to the CFO"),
        ("which contact gave it? (jane)", "jane"),
    ];
    let metrics = ("demo requires metrics 1", "9 days a month");
    // Half of what the gate asks is not written.
    let printed = desk.sit(
        &["advance", "acme"],
        &[metrics, champion[0], (champion[1].0, "")],
    );
    assert!(
        printed.contains("acme: blocked by the gate of demo"),
        "{printed}"
    );
    assert_eq!(desk.deal(), DEAL);
    let printed = desk.sit(&["advance", "acme"], &[metrics, champion[0], champion[1]]);
    assert!(
        printed.contains("acme: moved preparation → demo"),
        "{printed}"
    );
    for written in [
        "evidence: Took us to the CFO\n    by: jane",
        "evidence: 9 days a month",
        "stage: demo",
    ] {
        assert!(desk.deal().contains(written), "{}", desk.deal());
    }
}

#[test]
fn who_wants_json_or_accepts_the_risk_is_not_asked() {
    let desk = Desk::new();
    let printed = desk.sit(&["advance", "acme", "--format", "json"], &[]);
    assert!(printed.contains("\"moved\": false"), "{printed}");
    let printed = desk.sit(&["advance", "acme", "--accept-risk", "CFO on leave"], &[]);
    assert!(printed.contains("risk accepted"), "{printed}");
}

/// Without a terminal on both sides nobody is asked: a pipe that never ends is not waited for.
#[test]
fn nobody_is_asked_without_a_terminal() {
    let desk = Desk::new();
    for arguments in [
        &["meddic", "set", "acme", "champion", "--score", "2"][..],
        &["advance", "acme"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
        command
            .args(arguments)
            .current_dir(desk.folder.path())
            .env_clear()
            .env("DEAL_AS_OF", "2026-11-23");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // The writing end stays open until the command has ended by itself.
        let mut child = command.spawn().unwrap();
        let open = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        drop(open);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && !told.contains('?'),
            "{arguments:?}: {told}"
        );
        assert_eq!(desk.deal(), DEAL);
    }
}

#[test]
fn a_gate_is_supplied_on_the_spot() {
    let desk = Desk::new();
    let printed = desk.sit(
        &["advance", "acme"],
        &[("approach requires identify_pain 1", "Late every month")],
    );
    assert!(
        printed.contains("acme: moved preparation → approach"),
        "{printed}"
    );
    assert!(
        desk.deal().contains("evidence: Late every month"),
        "{}",
        desk.deal()
    );
    // What nobody can say in words is not asked for.
    let printed = desk.sit(&["advance", "acme"], &[]);
    assert!(
        printed.contains("acme: blocked by the gate of presentation"),
        "{printed}"
    );
}

#[test]
fn long_lists_are_short_on_a_terminal() {
    let desk = Desk::new();
    for number in 0..30 {
        let path = desk
            .folder
            .path()
            .join(format!("deals/한빛은행-정산-플랫폼-도입-{number}.yaml"));
        std::fs::write(path, DEAL).unwrap();
    }
    let printed = desk.sit(&["next"], &[]);
    // Four rows are left for the prompt and for what is said below.
    let commands = |line: &&str| line.starts_with("    deal ");
    let said = ["items as of", "more items; use --all"];
    let items = printed
        .lines()
        .filter(|line| !said.iter().any(|own| line.contains(own)));
    assert_eq!(items.clone().count(), 20, "{printed}");
    assert_eq!(items.clone().filter(commands).count(), 3, "{printed}");
    assert!(
        items.clone().nth(1).is_some_and(|line| commands(&line)),
        "{printed}"
    );
    assert!(said.iter().all(|own| printed.contains(own)), "{printed}");
    let printed = desk.sit(&["next", "--all"], &[]);
    assert!(printed.lines().filter(commands).count() > 30, "{printed}");
    let printed = desk.sit(&["board"], &[]);
    assert!(printed.contains("+19 more (--all)"), "{printed}");
    for line in printed.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
}

/// The text of the first column, put together again where it goes on below.
fn first_column(printed: &str) -> String {
    printed
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect()
}

const LONG: &str = "deutsche-bahn-fernverkehr-abrechnung-2026";

#[test]
fn a_long_id_is_wrapped_before_a_table_is_parted() {
    let desk = Desk::new();
    std::fs::write(
        desk.folder.path().join("dealfile.yaml"),
        "version: 1\nmethodology: meddpicc\n",
    )
    .unwrap();
    desk.file(LONG, DEAL);
    desk.file(&LONG.repeat(2), DEAL);
    let printed = desk.fits("80", &["meddic"]);
    assert_eq!(
        printed.matches('─').count(),
        printed.lines().nth(1).unwrap().chars().count(),
        "{printed}"
    );
    assert!(first_column(&printed).contains(LONG), "{printed}");
    assert!(printed.contains("\nabrechnung-2026\n"), "{printed}");
}

#[test]
fn narrow_lists_break_ids_at_hyphens() {
    let desk = Desk::new();
    let work = "objections: [{id: 7f3k, category: price_budget, severity: major, words: Twice what we pay today for it}]\n\
                followups: [{id: k2m9, due: 2026-11-20, what: Send Luca the recovered-commission model with his figures}]\n";
    desk.file(LONG, &format!("{DEAL}{work}"));
    for list in ["objection", "followup"] {
        let printed = desk.fits("60", &[list, "list"]);
        for piece in ["deutsche-", "fernverkehr-", "abrechnung-"] {
            assert!(printed.contains(piece), "{list}: {printed}");
        }
    }
}

#[test]
fn prose_fits_a_narrow_terminal() {
    let desk = Desk::new();
    desk.file(LONG, DEAL);
    for arguments in [
        &["next", "--explain"][..],
        &["meddic", "ask", "acme"],
        &["risk", "acme"],
        &["challenger", "acme"],
        &["rules", "stage-aging"],
    ] {
        let printed = desk.sit_at("40", arguments, &[]);
        let prose = printed
            .lines()
            .filter(|line| !line.trim_start().starts_with("deal ") && !line.contains(": ["));
        // What stderr says below is not wrapped: a terminal does that.
        let prose = prose
            .take_while(|line| !line.contains(" items as of") && !line.starts_with("equally weak"));
        for line in prose {
            assert!(
                unicode_width::UnicodeWidthStr::width(line) <= 40,
                "{line}\n{printed}"
            );
        }
    }
}

#[test]
fn a_missing_word_is_chosen_by_its_number() {
    let desk = Desk::new();
    let answers = [("--reason? [1-13]", "0"), ("--reason? [1-13]", "12")];
    let printed = desk.sit(&["lose", "acme"], &answers);
    assert!(printed.contains("acme: lost (no_decision)"), "{printed}");
    let add = ["objection", "add", "acme", "Too dear"];
    let printed = Desk::new().sit(&add, &[("--category? [1-11]", "budget")]);
    assert!(printed.contains("price_budget"), "{printed}");
    let back = ["move", "acme", "--why", "again"];
    let printed = Desk::new().sit(&back, &[("stage? [1-6]", "1")]);
    assert!(printed.contains("preparation → prospecting"), "{printed}");
}

#[test]
fn a_name_of_several_deals_is_asked_about() {
    let desk = Desk::new();
    desk.file("acme-2", "name: Second\nstage: approach\n");
    desk.file("acme-3", "name: Third\nstage: approach\n");
    let printed = desk.sit(&["note", "acme-", "x"], &[("which acme-? [1-2]", "2")]);
    assert!(printed.contains("acme-3: note added"), "{printed}");
    let printed = desk.sit(&["show", "acme-"], &[("which acme-? [1-2]", "")]);
    assert!(
        printed.contains("choose one of: acme-2, acme-3"),
        "{printed}"
    );
}

#[test]
fn what_is_longer_than_the_screen_goes_through_the_pager() {
    let desk = Desk::new();
    for place in 0..30 {
        desk.file(&format!("x{place:02}"), "name: More\nstage: approach\n");
    }
    let variables = [
        ("DEAL_PAGER", "sed 's/^/> /'"),
        ("TERM", "xterm"),
        ("PATH", "/usr/bin:/bin"),
    ];
    let list = |arguments: &[&str]| desk.sit_with(&variables, "80", arguments, &[]);
    let printed = list(&["list"]);
    assert!(printed.contains("\n> –         x29"), "{printed}");
    assert!(printed.contains("\n31 deals as of"), "{printed}");
    for without in [&["list", "--no-pager"][..], &["list", "x0"][..]] {
        let printed = list(without);
        assert!(!printed.contains("> "), "{printed}");
    }
    let nowhere = [("DEAL_PAGER", "no-such-pager"), ("TERM", "xterm")];
    let printed = desk.sit_with(&nowhere, "80", &["list"], &[]);
    assert!(printed.contains("\n–         x29"), "{printed}");
}

#[test]
fn a_terminal_has_colour_and_a_pipe_has_none() {
    let desk = Desk::new();
    let color = [("NO_COLOR", ""), ("TERM", "xterm")];
    let printed = desk.sit_with(&color, "80", &["advance", "acme"], &[("Evidence?", "")]);
    assert!(printed.contains("\x1b[31mmissing\x1b[0m"), "{printed}");
    let printed = desk.sit(&["show", "acme"], &[]);
    assert!(!printed.contains('\x1b'), "{printed}");
    let piped = Command::new(env!("CARGO_BIN_EXE_deal"))
        .args(["next", "--as-of", "2026-11-23"])
        .current_dir(desk.folder.path())
        .output()
        .unwrap();
    assert!(!piped.stdout.contains(&0x1b));
}
