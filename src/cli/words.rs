//! What people type first, before they know our words: other tools' verbs, plural nouns, names of
//! reports. What only reads runs as if typed right; what would write is answered, never run.

use std::ffi::{OsStr, OsString};

use clap::Subcommand;

use crate::commands::Command;
use crate::reports::{REPORTS, ReportSpec};

/// What `--json` is short for.
pub const JSON: &str = "--format=json";

/// Words that run as a command of ours, since nothing can go wrong.
const READING: &[(&[&str], &[&str])] = &[
    (
        &["ls", "deals", "find", "search", "query", "grep"],
        &["list"],
    ),
    (
        &["view", "get", "cat", "info", "describe", "card"],
        &["show"],
    ),
    (
        &[
            "todo", "todos", "today", "agenda", "inbox", "status", "st", "due",
        ],
        &["next"],
    ),
    (
        &["lint", "validate", "verify", "doctor", "audit"],
        &["check"],
    ),
    (&["kanban"], &["board"]),
    (&["history", "timeline", "events"], &["log"]),
    (&["contacts", "people"], &["contact", "list"]),
    (
        &["followups", "follow-ups", "tasks", "reminders"],
        &["followup", "list"],
    ),
    (&["meetings", "appointments"], &["meeting", "list"]),
    (&["activities", "touches"], &["activity", "list"]),
    (&["objections"], &["objection", "list"]),
    (&["risks"], &["report", "risk"]),
    (&["meddpicc", "qualification", "scorecard"], &["meddic"]),
    (
        &["reports", "stats", "metrics", "analytics", "dashboard"],
        &["report", "--list"],
    ),
    (&["funnel"], &["report", "conversion"]),
    (
        &["win-rate", "winrates", "win-rates"],
        &["report", "winrate"],
    ),
    (&["loss", "loss-reasons"], &["report", "losses"]),
    (&["cycle", "cycle-time"], &["report", "duration"]),
    (&["waterfall", "changes"], &["report", "bridge"]),
    (&["completion"], &["completions"]),
    (&["commands", "usage"], &["help"]),
];

/// Words that mean something of ours that writes, or nothing: what to type instead. `{}` is the
/// deal, where one was named.
const ANSWERS: &[(&[&str], &str)] = &[
    (
        &["close", "closed", "resolve", "end"],
        "if it was won, run `deal win {}`; if it was lost, `deal lose {} --reason …`",
    ),
    (
        &["add", "create", "insert", "start"],
        "for a new deal, run `deal new NAME --account …`",
    ),
    (
        &[
            "update", "modify", "change", "put", "patch", "assign", "rename",
        ],
        "to change a field, run `deal set {} FIELD=…`; to change anything, `deal edit {}`",
    ),
    (
        &[
            "delete", "remove", "rm", "del", "drop", "archive", "kill", "destroy",
        ],
        "a deal is closed, not deleted: `deal lose {} --reason …`; a file that was a mistake goes with git",
    ),
    (
        &["stage", "promote", "progress", "forward"],
        "for the next stage, run `deal advance {}`; for another, `deal move {} STAGE --why …`",
    ),
    (
        &["back", "demote", "revert", "regress"],
        "to move it to an earlier stage, run `deal move {} STAGE --why …`; to take back the last command, `deal undo`",
    ),
    (
        &["task", "remind", "reminder", "schedule"],
        "for something to do, run `deal followup add {} … --due fri`; for a meeting, `deal meeting book {} …`",
    ),
    (
        &["complete", "finish", "tick"],
        "to tick off a follow-up, run `deal done ID`",
    ),
    (
        &["postpone", "delay", "defer"],
        "to move a follow-up, run `deal snooze ID +2d`",
    ),
    (
        &["phone", "ring", "talk", "spoke"],
        "to log a call, run `deal call {} …`",
    ),
    (
        &["mail", "message", "wrote"],
        "to log an email, run `deal email {} …`",
    ),
    (
        &["comment", "memo", "annotate"],
        "to keep a note, run `deal note {} …`",
    ),
    (
        &["pause", "park", "freeze"],
        "to put it on hold, run `deal hold {} --until … --why …`",
    ),
    (
        &["unpause", "continue", "unhold"],
        "to take it off hold, run `deal resume {}`",
    ),
    (
        &["person", "stakeholder"],
        "to add a contact, run `deal contact add {} NAME`",
    ),
    (
        &["pain", "champion", "score"],
        "to record evidence, run `deal meddic set {} ELEMENT --evidence …`",
    ),
    (
        &["config", "settings", "configure", "preferences"],
        "the settings are in dealfile.yaml; `deal check` says what is wrong with them",
    ),
    (
        &["setup", "install", "begin"],
        "to begin a book here, run `deal init`",
    ),
    (
        &["push", "pull", "publish"],
        "to exchange with the team, run `deal sync`",
    ),
    (
        &["commit", "save"],
        "every command saves at once; to exchange with the team, run `deal sync`",
    ),
    (
        &["rollback", "unwin", "undelete", "restore"],
        "to take back the last command, run `deal undo`",
    ),
    (
        &["compare"],
        "for what changed since a revision, run `deal diff REV`",
    ),
    (
        &["dump", "download"],
        "run `deal export csv`, or `deal export tables DIR`",
    ),
    (
        &["load", "upload"],
        "to read a CSV file, run `deal import csv FILE`",
    ),
    (
        &["login", "logout", "auth", "account", "user"],
        "there is no account: deals are files in a folder, `deal init` makes one",
    ),
    (
        &["serve", "server", "web", "ui", "tui", "open"],
        "to see a deal, run `deal show {}`; to change it in your editor, `deal edit {}`",
    ),
    (
        &["question", "questions", "discovery"],
        "for questions to ask, run `deal meddic ask {}`",
    ),
    (
        &["prepare", "prep"],
        "for a page before a talk, run `deal brief {}`",
    ),
];

/// The arguments as they are meant: `--json` is `--format json`, and a word that only reads is the
/// command of ours that it means.
pub fn understood(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut words: Vec<OsString> = arguments.into_iter().collect();
    let end = words.iter().position(|word| word == "--");
    for word in words.iter_mut().take(end.unwrap_or(usize::MAX)) {
        if word == "--json" {
            *word = OsString::from(JSON);
        }
    }
    if let Some(place) = first_word(&words)
        && let Some(meant) = words.get(place).and_then(|word| meaning(word))
    {
        words.splice(place..=place, meant.iter().map(OsString::from));
    }
    words
}

/// Whether the answer, an error too, is to be JSON.
pub fn wants_json(words: &[OsString]) -> bool {
    let words = words.iter().take_while(|word| *word != "--");
    let words: Vec<&OsStr> = words.map(OsString::as_os_str).collect();
    let is_parted = |pair: &[&OsStr]| *pair == [OsStr::new("--format"), OsStr::new("json")];
    words.contains(&OsStr::new(JSON)) || words.windows(2).any(is_parted)
}

/// The place of the command: the first word that is no option and no option's value.
pub fn first_word(words: &[impl AsRef<OsStr>]) -> Option<usize> {
    let mut is_value = false;
    let own = words.iter().enumerate().skip(1);
    for (place, word) in own {
        let text = word.as_ref().to_string_lossy();
        if is_value {
            is_value = false;
        } else if ["-C", "--as-of", "--at", "--color"].contains(&text.as_ref()) {
            is_value = true;
        } else if !text.starts_with('-') {
            return Some(place);
        }
    }
    None
}

fn meaning(word: &OsStr) -> Option<Vec<&'static str>> {
    let word = word.to_str()?;
    if Command::has_subcommand(word) {
        return None;
    }
    let known = READING.iter().find(|(words, _)| words.contains(&word));
    let known = known.map(|(_, meant)| meant.to_vec());
    known.or_else(|| Some(vec!["report", ReportSpec::named(word)?.name]))
}

/// What to type instead of a command that there is not.
pub fn answer(word: &str, deal: Option<&str>) -> Option<String> {
    let word = word.to_lowercase();
    let (_, answer) = ANSWERS
        .iter()
        .find(|(words, _)| words.contains(&word.as_str()))?;
    Some(answer.replace("{}", deal.unwrap_or("DEAL")))
}

/// The nearest of our words that only reads: a guess by spelling never names one that writes.
pub fn nearest(word: &str) -> Option<String> {
    let reading = [
        "next",
        "board",
        "list",
        "show",
        "brief",
        "log",
        "path",
        "check",
        "rules",
        "report",
        "diff",
        "close-plan",
        "risk",
        "icp",
        "help",
        "schema",
        "man",
        "completions",
    ];
    let reports = REPORTS.iter().map(|report| report.name);
    // A slip keeps the first letter; other likenesses are chance.
    let alike = |own: &&str| own.chars().next() == word.chars().next();
    let candidates = reading.into_iter().chain(reports).filter(alike);
    crate::nearest::nearest(word, candidates).map(str::to_owned)
}
