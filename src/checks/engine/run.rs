//! The run: every rule that is on, over one deal, and over the facts of all deals.

use std::collections::{BTreeMap, BTreeSet};

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
use crate::key_path::KeyPath;

/// The findings of one deal, and what the rules about the whole book need of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub findings: Vec<Finding>,
    pub facts: DealFacts,
}

/// Runs every rule about one deal.
pub fn judge(case: &Case<'_>, settings: &Settings) -> Judged {
    let overrides = settings.overriding(case);
    let settings = &*settings.with_overrides(&overrides);
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
        facts: DealFacts {
            overrides,
            ..DealFacts::new(&subject)
        },
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
            let mut passed_over = BTreeSet::new();
            passed_over.extend(unjudged(files, setting.rule, book.check.since));
            let silenced = silenced(files, setting);
            let kept = found.into_iter().filter(|Finding { place, .. }| {
                let mut covers = silenced.get(place.path.as_str()).into_iter().flatten();
                !passed_over.contains(place.path.as_str())
                    && !covers.any(|covers| place.at.0.starts_with(&covers.0))
            });
            findings.extend(kept.filter_map(|finding| decided(finding, files, settings)));
        }
    }
    findings
}

/// The finding as serious as it is for its deal; `None` where its rule is off there.
fn decided(finding: Finding, files: &[FileFacts], settings: &Settings) -> Option<Finding> {
    let overrides = if settings.has_overrides() {
        let mut files = files.iter();
        let file = files.find(|file| file.path == finding.place.path);
        file.and_then(|file| file.deal.as_ref())
            .map(|deal| deal.overrides.as_slice())
    } else {
        None
    };
    let settings = settings.with_overrides(overrides.unwrap_or_default());
    let setting = settings.get(finding.rule)?;
    setting.is_on.then(|| setting.decide_severity(finding))
}

/// The paths of the deals that silence a rule, each with the values in which it is silent.
fn silenced<'f>(files: &'f [FileFacts], setting: &Setting) -> BTreeMap<&'f str, Vec<&'f KeyPath>> {
    let mut paths: BTreeMap<&str, Vec<&KeyPath>> = BTreeMap::new();
    for file in files {
        let silenced = file.deal.iter().flat_map(|deal| &deal.silenced);
        for (_, covers) in silenced.filter(|(rule, _)| setting.rule.has_name(rule)) {
            paths.entry(&file.path).or_default().push(covers);
        }
    }
    paths
}

/// What keeps a file from being read, as serious as the book says. It is reported whichever rules
/// were selected, because no other rule can look at the file.
pub fn unreadable(finding: Finding, settings: &Settings) -> Finding {
    match settings.get(finding.rule) {
        Some(setting) => setting.decide_severity(finding),
        None => finding,
    }
}
