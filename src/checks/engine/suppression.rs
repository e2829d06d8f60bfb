//! A deal's `ignore:` list: which findings it takes away, and which of its entries do nothing.

use crate::checks::{ignore_unused, named};
use crate::deal::Ignore;
use crate::finding::Finding;
use crate::key_path::KeyPath;

use super::rule::{Rule, Violation};
use super::settings::Settings;
use super::subject::Case;

/// What an entry of an `ignore:` list is good for.
pub enum Verdict {
    Silences(&'static Rule),
    UnknownRule,
    CannotBeSilenced(&'static Rule),
    WithoutReason,
}

/// Judges an entry by itself. One past its day still silences, and is told by its own rule: nothing
/// turns red by the calendar alone.
pub fn verdict(ignore: &Ignore) -> Verdict {
    match named(&ignore.rule) {
        None => Verdict::UnknownRule,
        Some(rule) if !rule.can_be_silenced() => Verdict::CannotBeSilenced(rule),
        Some(_) if ignore.reason.trim().is_empty() => Verdict::WithoutReason,
        Some(rule) => Verdict::Silences(rule),
    }
}

/// Takes away what the deal asks to be silent about, and tells which entries took nothing away.
pub fn apply(case: &Case<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    if case.deal.ignore.is_empty() {
        return;
    }
    let silent = case.deal.ignore.iter().map(|ignore| match verdict(ignore) {
        Verdict::Silences(rule) => Some(rule),
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
    let message = format!("`{rule}` finds nothing here, so there is nothing to ignore");
    Violation::new(KeyPath::top("ignore").index(index), message).help("take the entry away")
}
