//! One deal in two files.

use super::{engine::FileFacts, prelude::*};
use crate::deal::CRM_ID;
use crate::deal::identity::{Mark, twins};

pub static RULE: Rule = Rule {
    name: "duplicate-deal",
    category: Category::Identity,
    severity: Severity::Error,
    checks: &[Check::Book(check)],
    summary: "one deal in two files",
    docs: Docs {
        what: "Two files have the same `x.crm_id`; or the same name and account and the same entry or first history entry; or the same name, and one file is named as sync programs and file managers name copies. Two deals with different CRM ids are two deals.",
        why: "Every figure counts the money twice, and only one of the two files is kept up to date.",
        bad: "\
# deals/acme.yaml
name: Acme rollout
account: Acme GmbH
stage: lead
history:
  - {date: 2026-11-16, stage: lead}
# deals/acme (conflicted copy 2026-11-20).yaml
name: Acme rollout
account: Acme GmbH
stage: lead
source: referral
history:
  - {date: 2026-11-16, stage: lead}
",
        good: "\
# deals/acme.yaml
name: Acme rollout
account: Acme GmbH
stage: lead
history:
  - {date: 2026-11-16, stage: lead}
# deals/acme-berlin.yaml
name: Acme rollout
account: Acme GmbH
product: support
stage: lead
history:
  - {date: 2026-11-18, stage: lead}
",
        fix: "Copy what only one file has into the other, then delete it.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &BookSubject<'_>) -> Vec<Finding> {
    let deals: Vec<(&FileFacts, &DealFacts)> = subject.deals().collect();
    let twins = twins(deals.iter().map(|(_, deal)| &deal.identity));
    let twins = twins.into_iter();
    twins
        .filter_map(|(position, (other, mark))| {
            let (file, _) = deals.get(position)?;
            let (other, _) = deals.get(other)?;
            Some(duplicate(file, other, mark))
        })
        .collect()
}

fn duplicate(file: &FileFacts, other: &FileFacts, mark: Mark) -> Finding {
    let at = match mark {
        Mark::CrmId => KeyPath::top("x").key(CRM_ID),
        _ => KeyPath::top("name"),
    };
    RULE.finding(
        at,
        format!("the same deal as `{}`: {mark}", other.id),
        "copy what only one of the files has into the other, then delete it",
    )
    .in_file(&file.path)
    .related_file(&other.path, "the other file")
}
