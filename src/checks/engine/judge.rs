//! The run: every rule that is on, over one deal, and over the facts of all deals.

use crate::book::Book;
use crate::finding::Finding;

use super::facts::{Facts, Sketch};
use super::settings::Settings;
use super::subject::{Case, View};
use super::suppression;

/// The findings of one deal, and what the rules about the whole book need of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub findings: Vec<Finding>,
    pub sketch: Sketch,
}

/// Runs every rule about one deal.
pub fn judge(case: &Case<'_>, settings: &Settings) -> Judged {
    let view = View::of(case);
    let mut findings = Vec::new();
    for setting in settings.active() {
        let Some(each) = setting.rule.each else {
            continue;
        };
        let found = each(&view.subject(setting.rule, &setting.options));
        findings.extend(found.into_iter().map(|found| setting.finding(found)));
    }
    suppression::apply(case, settings, &mut findings);
    Judged {
        findings,
        sketch: Sketch::of(case),
    }
}

/// Runs every rule about the whole book; returns positions in `facts`.
pub fn judge_book(facts: &[Facts], book: &Book, settings: &Settings) -> Vec<(usize, Finding)> {
    let mut findings = Vec::new();
    for setting in settings.active() {
        let Some(all) = setting.rule.all else {
            continue;
        };
        let found = all(facts, book, &setting.options).into_iter();
        let heard = found.filter(|(index, _)| {
            !facts
                .get(*index)
                .is_some_and(|facts| ignores(facts, setting.rule))
        });
        findings.extend(heard.map(|(index, found)| (index, setting.finding(found))));
    }
    findings
}

fn ignores(facts: &Facts, rule: &super::Rule) -> bool {
    facts
        .deal
        .as_ref()
        .is_some_and(|deal| deal.ignored.iter().any(|name| rule.has_name(name)))
}

/// What keeps a file from being read, as serious as the book says. It is reported whichever rules
/// were selected, because no other rule can look at the file.
pub fn unreadable(mut finding: Finding, settings: &Settings) -> Finding {
    if let Some(setting) = settings.get(finding.rule) {
        finding.severity = setting.severity();
    }
    finding
}
