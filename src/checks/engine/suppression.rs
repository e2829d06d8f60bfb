//! Which findings a deal silences, and what silences nothing.

use super::{
    rule::{Check, Rule},
    setting::Setting,
    settings::Settings,
    silence::{Silence, silences},
    subject::Subject,
};
use crate::finding::Finding;

/// What an `ignore` entry or comment does.
pub enum Verdict {
    Suppresses(&'static Rule),
    UnknownRule,
    CannotBeIgnored(&'static Rule),
    WithoutReason,
}

impl Verdict {
    /// Judges it by itself, with the rule that it names. One past its `until` date still
    /// suppresses, and `ignore-expired` reports it: nothing turns red because time passed.
    pub fn new(silence: &Silence<'_>, rule: Option<&'static Rule>) -> Self {
        match rule {
            None => Verdict::UnknownRule,
            Some(rule) if !rule.can_be_ignored() => Verdict::CannotBeIgnored(rule),
            Some(_) if silence.reason.trim().is_empty() => Verdict::WithoutReason,
            Some(rule) => Verdict::Suppresses(rule),
        }
    }
}

/// Removes the findings that the deal silences, and reports what silences none.
pub fn apply(subject: &Subject<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    let silences = silences(subject);
    if silences.is_empty() {
        return;
    }
    let mut working = Vec::new();
    let mut unused = Vec::new();
    for silence in &silences {
        let Some(setting) = suppressed(silence, settings) else {
            continue;
        };
        if is_unused(silence, setting, findings) {
            unused.push(silence);
        }
        working.push((setting.rule.name, &silence.covers));
    }
    findings.retain(|finding| {
        let at = &finding.place.at.0;
        let mut working = working.iter();
        !working.any(|(rule, covers)| finding.rule == *rule && at.starts_with(&covers.0))
    });
    for setting in settings.active() {
        for check in setting.rule.checks {
            if let Check::Unused(check) = check {
                let found = unused.iter().map(|silence| check(silence));
                findings.extend(found.map(|finding| setting.decide_severity(finding)));
            }
        }
    }
}

fn suppressed<'s>(silence: &Silence<'_>, settings: &'s Settings) -> Option<&'s Setting> {
    let setting = settings.get(silence.rule);
    match Verdict::new(silence, setting.map(|setting| setting.rule)) {
        Verdict::Suppresses(_) => setting,
        _ => None,
    }
}

/// Whether the rule ran and found nothing there. A rule that looks at the whole book has not run
/// yet.
fn is_unused(silence: &Silence<'_>, setting: &Setting, findings: &[Finding]) -> bool {
    let mut checks = setting.rule.checks.iter();
    let is_meant = |finding: &Finding| {
        finding.rule == setting.rule.name && finding.place.at.0.starts_with(&silence.covers.0)
    };
    setting.is_on
        && !checks.any(|check| matches!(check, Check::Book(_)))
        && !findings.iter().any(is_meant)
}
