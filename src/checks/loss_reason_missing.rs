//! A lost deal without a loss reason.

use super::engine::{BASE, Category, Docs, Rule, Subject, Violation};
use crate::deal::history::{HistoryEntry, LOST, Outcome};
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "loss-reason-missing",
    category: Category::Pipeline,
    severity: Severity::Error,
    each: Some(check),
    summary: "a lost deal without a loss reason, or lost to an unnamed competitor",
    docs: Docs {
        what: "A history entry with `stage: lost` has no `reason`, or its reason is `competitor` and it has no `competitor`.",
        why: "This quarter's loss reasons are what the team changes next quarter, and nobody remembers them later.",
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
        fix: "Add `reason:` to the history entry. `deal lose` requires it.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Violation> {
    if subject.deal.history.is_empty() {
        let lost = subject.state.outcome() == Outcome::Lost;
        let help = "add `history:` with an entry such as {date: 2026-11-20, stage: lost, reason: no_decision}";
        return lost
            .then(|| Violation::new(KeyPath::top("stage"), "lost without a loss reason").help(help))
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
            Violation::new(at, "lost without a loss reason")
                .help("add `reason: …` to the entry, for example no_decision"),
        ),
        (Some("competitor"), None) => {
            let message = "lost to an unnamed competitor";
            Some(Violation::new(at.key("reason"), message).help("add `competitor: …` to the entry"))
        }
        _ => None,
    }
}
