//! A deal's `ignore:` list: which findings it suppresses, and which of its entries match nothing.

use crate::checks::{ignore_unused, named};
use crate::deal::Ignore;
use crate::finding::Finding;
use crate::key_path::KeyPath;

use super::rule::{Rule, Violation};
use super::settings::Settings;
use super::subject::Case;

/// What an `ignore` entry does.
pub enum Verdict {
    Suppresses(&'static Rule),
    UnknownRule,
    CannotBeIgnored(&'static Rule),
    WithoutReason,
}

/// Judges an entry by itself. One past its `until` date still suppresses, and `ignore-expired` reports
/// it: nothing turns red because time passed.
pub fn verdict(ignore: &Ignore) -> Verdict {
    match named(&ignore.rule) {
        None => Verdict::UnknownRule,
        Some(rule) if !rule.can_be_ignored() => Verdict::CannotBeIgnored(rule),
        Some(_) if ignore.reason.trim().is_empty() => Verdict::WithoutReason,
        Some(rule) => Verdict::Suppresses(rule),
    }
}

/// Removes the findings that the deal ignores, and reports the entries that matched none.
pub fn apply(case: &Case<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    if case.deal.ignore.is_empty() {
        return;
    }
    let silent = case.deal.ignore.iter().map(|ignore| match verdict(ignore) {
        Verdict::Suppresses(rule) => Some(rule),
        _ => None,
    });
    let silent: Vec<Option<&Rule>> = silent.collect();
    let unused = silent
        .iter()
        .enumerate()
        .filter_map(|(index, rule)| is_unused((*rule)?, settings, findings).then_some(index));
    let unused: Vec<usize> = unused.collect();
    findings.retain(|finding| {
        !silent
            .iter()
            .flatten()
            .any(|rule| rule.name == finding.rule)
    });
    let Some(setting) = settings.active_named(ignore_unused::RULE.name) else {
        return;
    };
    findings.extend(
        unused
            .into_iter()
            .map(|index| setting.finding(found(case, index))),
    );
}

/// Whether the rule ran and found nothing. A rule that looks at the whole book has not run yet.
fn is_unused(rule: &Rule, settings: &Settings, findings: &[Finding]) -> bool {
    let ran = settings.active_named(rule.name).is_some() && rule.all.is_none();
    ran && findings.iter().all(|finding| finding.rule != rule.name)
}

fn found(case: &Case<'_>, index: usize) -> Violation {
    let rule = case
        .deal
        .ignore
        .get(index)
        .map_or("", |ignore| ignore.rule.as_str());
    let message = format!("`{rule}` has no findings here");
    Violation::new(KeyPath::top("ignore").index(index), message).help("remove the entry")
}
