//! A deal's `ignore:` list: which findings it suppresses, and which of its entries match nothing.

use super::{
    rule::{Check, Rule},
    settings::{Setting, Settings},
    subject::Subject,
};
use crate::deal::Ignore;
use crate::finding::Finding;

/// What an `ignore` entry does.
pub enum Verdict {
    Suppresses(&'static Rule),
    UnknownRule,
    CannotBeIgnored(&'static Rule),
    WithoutReason,
}

impl Verdict {
    /// Judges an entry by itself, with the rule that it names. One past its `until` date still
    /// suppresses, and `ignore-expired` reports it: nothing turns red because time passed.
    pub fn new(ignore: &Ignore, rule: Option<&'static Rule>) -> Self {
        match rule {
            None => Verdict::UnknownRule,
            Some(rule) if !rule.can_be_ignored() => Verdict::CannotBeIgnored(rule),
            Some(_) if ignore.reason.trim().is_empty() => Verdict::WithoutReason,
            Some(rule) => Verdict::Suppresses(rule),
        }
    }
}

/// Removes the findings that the deal ignores, and reports the entries that matched none.
pub fn apply(subject: &Subject<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    if subject.deal.ignore.is_empty() {
        return;
    }
    let mut names = Vec::new();
    let mut unused = Vec::new();
    for (index, ignore) in subject.deal.ignore.iter().enumerate() {
        if let Some(setting) = suppressed(ignore, settings) {
            names.push(setting.rule.name);
            if is_unused(setting, findings) {
                unused.push(index);
            }
        }
    }
    findings.retain(|finding| !names.contains(&finding.rule));
    for setting in settings.active() {
        for check in setting.rule.checks {
            if let Check::Unused(check) = check {
                let found = check(subject, &unused).into_iter();
                findings.extend(found.map(|finding| setting.decide_severity(finding)));
            }
        }
    }
}

fn suppressed<'s>(ignore: &Ignore, settings: &'s Settings) -> Option<&'s Setting> {
    let setting = settings.get(&ignore.rule);
    match Verdict::new(ignore, setting.map(|setting| setting.rule)) {
        Verdict::Suppresses(_) => setting,
        _ => None,
    }
}

/// Whether the rule ran and found nothing. A rule that looks at the whole book has not run yet.
fn is_unused(setting: &Setting, findings: &[Finding]) -> bool {
    let mut checks = setting.rule.checks.iter();
    setting.is_on
        && !checks.any(|check| matches!(check, Check::Book(_)))
        && findings
            .iter()
            .all(|finding| finding.rule != setting.rule.name)
}
