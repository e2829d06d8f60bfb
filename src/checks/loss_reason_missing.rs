//! A loss that nobody explained.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::history::{HistoryEntry, LOST, Outcome};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "loss-reason-missing",
    category: Category::Pipeline,
    severity: Severity::Error,
    each: Some(check),
    summary: "a lost deal without a reason, or lost to a competitor without a name",
    docs: Docs {
        what: "A line of history that says `stage: lost` has no `reason`, or its reason is `competitor` and no `competitor` is named.",
        why: "The reasons of last quarter's losses are what the team changes next quarter. Nobody remembers them later.",
        bad: "\
name: Acme rollout
stage: lost
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-20, stage: lost}
",
        good: "\
name: Acme rollout
stage: lost
history:
  - {date: 2026-11-16, stage: lead}
  - {date: 2026-11-20, stage: lost, reason: competitor, competitor: Globex}
",
        fix: "Add `reason:` to the line; `deal lose` asks for it.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    if subject.deal.history.is_empty() {
        let lost = subject.state.outcome() == Outcome::Lost;
        let help = "add `history:` with a line such as {date: 2026-11-20, stage: lost, reason: no_decision}";
        return lost
            .then(|| Violation::new(KeyPath::top("stage"), "lost, and nothing says why").help(help))
            .into_iter()
            .collect();
    }
    let lines = subject.deal.history.iter().enumerate();
    lines
        .filter(|(_, line)| line.stage.as_deref() == Some(LOST))
        .filter_map(|(index, line)| lacking(index, line))
        .collect()
}

fn lacking(index: usize, line: &HistoryEntry) -> Option<Violation> {
    let at = KeyPath::top("history").index(index);
    match (line.reason.as_deref(), &line.competitor) {
        (None, _) => Some(
            Violation::new(at, "lost, and the line does not say why")
                .help("add `reason: …` to it, such as no_decision"),
        ),
        (Some("competitor"), None) => {
            let message = "lost to a competitor who is not named";
            Some(Violation::new(at.key("reason"), message).help("add `competitor: …` to the line"))
        }
        _ => None,
    }
}
