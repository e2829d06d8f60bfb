//! A file or folder name that Windows cannot hold.

use super::prelude::*;
use crate::deal::slug::is_portable;

pub static RULE: Rule = Rule {
    name: "unportable-name",
    category: Category::Identity,
    severity: Severity::Error,
    checks: &[Check::Deal(check)],
    summary: "a file name that Windows cannot hold",
    docs: Docs {
        what: "The deal's file, or a folder on its way, is named like a Windows device (`con`, `nul`, `com1`), ends with a dot or a space, or contains one of `< > : \" | ? * \\`.",
        why: "A colleague on Windows cannot check the book out at all.",
        bad: "\
# deals/nul.yaml
name: Nul AG
stage: lead
created: 2026-11-16
",
        good: "\
# deals/nul-deal.yaml
name: Nul AG
stage: lead
created: 2026-11-16
",
        fix: "Rename it with `git mv`.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Option<Finding> {
    let path = subject.below_book;
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut names = folders.split('/').chain([stem]);
    let name = names.find(|name| !is_portable(name))?;
    Some(RULE.finding(
        KeyPath::root(),
        format!("Windows cannot hold the name `{name}`"),
        "rename it with `git mv`",
    ))
}
