//! The run: every rule that is on, over one deal, and over the facts of all deals.

use std::collections::BTreeSet;

use super::{
    facts::{BookSubject, DealFacts, FileFacts},
    options::Options,
    rule::{Basis, Check},
    settings::{Setting, Settings},
    since::{is_judged, unjudged},
    subject::{Case, Subject},
    suppression,
};
use crate::book::Book;
use crate::finding::Finding;

/// The findings of one deal, and what the rules about the whole book need of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub findings: Vec<Finding>,
    pub facts: DealFacts,
}

/// Runs every rule about one deal.
pub fn judge(case: &Case<'_>, settings: &Settings) -> Judged {
    let options = Options::default();
    let mut subject = Subject::new(*case, &options);
    let (current, on_day) = (subject.state, case.state_on_day());
    let mut findings = Vec::new();
    for setting in settings.active() {
        subject.options = &setting.options;
        subject.state = match setting.rule.basis {
            Basis::Static => current,
            Basis::Clock => on_day,
        };
        findings.extend(found(&subject, setting));
    }
    suppression::apply(&subject, settings, &mut findings);
    let findings = findings.into_iter();
    Judged {
        findings: findings.map(|finding| finding.in_file(case.path)).collect(),
        facts: DealFacts::new(&subject),
    }
}

fn found(subject: &Subject<'_>, setting: &Setting) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in setting.rule.checks {
        match check {
            Check::Deal(check) => findings.extend(check(subject)),
            Check::Parts(check) => findings.extend(check(subject)),
            Check::Book(_) | Check::Unused(_) => {}
        }
    }
    findings.retain(|finding| is_judged(subject, setting.rule, finding));
    findings
        .into_iter()
        .map(|finding| setting.decide_severity(finding))
        .collect()
}

/// Runs every rule about the whole book.
pub fn judge_book(files: &[FileFacts], book: &Book, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for setting in settings.active() {
        for check in setting.rule.checks {
            let Check::Book(check) = check else {
                continue;
            };
            let found = check(&BookSubject {
                files,
                book,
                options: &setting.options,
            });
            if found.is_empty() {
                continue;
            }
            let mut passed_over = ignoring(files, setting);
            passed_over.extend(unjudged(files, setting.rule, book.check.since));
            let kept = found
                .into_iter()
                .filter(|finding| !passed_over.contains(finding.place.path.as_str()));
            findings.extend(kept.map(|finding| setting.decide_severity(finding)));
        }
    }
    findings
}

/// The paths of the deals that ignore a rule.
fn ignoring<'f>(files: &'f [FileFacts], setting: &Setting) -> BTreeSet<&'f str> {
    let files = files.iter();
    files
        .filter(|file| {
            file.deal
                .as_ref()
                .is_some_and(|deal| ignores(deal, setting))
        })
        .map(|file| file.path.as_str())
        .collect()
}

fn ignores(deal: &DealFacts, setting: &Setting) -> bool {
    let mut names = deal.ignored.iter();
    names.any(|name| setting.rule.has_name(name))
}

/// What keeps a file from being read, as serious as the book says. It is reported whichever rules
/// were selected, because no other rule can look at the file.
pub fn unreadable(finding: Finding, settings: &Settings) -> Finding {
    match settings.get(finding.rule) {
        Some(setting) => setting.decide_severity(finding),
        None => finding,
    }
}
