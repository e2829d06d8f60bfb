//! The run: every rule that is on, over one deal, and over the facts of all deals.

use std::collections::BTreeMap;

use super::{
    facts::{BookSubject, DealFacts, FileFacts},
    options::Options,
    rule::{Basis, Check},
    setting::Setting,
    settings::Settings,
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

/// Runs every rule about the whole book. One that is on for some deals alone looks at all of them.
pub fn judge_book(files: &[FileFacts], book: &Book, settings: &Settings) -> Vec<Finding> {
    let of_deals = settings.of_deals(files);
    let mut findings = Vec::new();
    for setting in settings.active_anywhere() {
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
            let passed_over = unjudged(files, setting.rule, book.check.since);
            let silenced = silenced(files, setting);
            findings.extend(found.into_iter().filter_map(|finding| {
                let place = &finding.place;
                let mut covers = silenced.get(place.path.as_str()).into_iter().flatten();
                let is_silent = covers.any(|covers| place.at.0.starts_with(&covers.0));
                let own = of_deals.get(place.path.as_str());
                let own = own
                    .and_then(|own| own.get(setting.rule.name))
                    .unwrap_or(setting);
                (own.is_on && !is_silent && !passed_over.contains(place.path.as_str()))
                    .then(|| own.decide_severity(finding))
            }));
        }
    }
    findings
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
