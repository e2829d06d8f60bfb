//! A diff for a machine.

use serde::Serialize;
use serde_json::Value;

use super::collect::{DealDiff, Diff};
use crate::finding::Finding;
use crate::render;
use crate::table::Cell;

#[derive(Debug, Serialize)]
pub struct DiffJson {
    from: String,
    to: String,
    as_of: String,
    deals: Vec<DealJson>,
    bridge: Vec<BridgeJson>,
    findings: FindingsJson,
}

#[derive(Debug, Serialize)]
struct DealJson {
    id: String,
    path: String,
    was: Option<String>,
    /// new, gone, renamed or changed
    change: &'static str,
    name: String,
    account: Option<String>,
    owner: Option<String>,
    stage: String,
    fields: Vec<FieldJson>,
    moves: Vec<MoveJson>,
    meddic: Vec<ElementJson>,
    entries: Vec<EntryJson>,
}

#[derive(Debug, Serialize)]
struct FieldJson {
    field: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Serialize)]
struct MoveJson {
    from: Option<String>,
    to: String,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct ElementJson {
    element: &'static str,
    before: u8,
    after: u8,
}

#[derive(Debug, Serialize)]
struct EntryJson {
    list: &'static str,
    id: Option<String>,
    change: &'static str,
    what: String,
}

#[derive(Debug, Serialize)]
struct BridgeJson {
    bucket: String,
    currency: Option<String>,
    amount: Value,
    count: u64,
}

#[derive(Debug, Serialize)]
struct FindingsJson {
    new: Vec<FindingJson>,
    gone: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
struct FindingJson {
    rule: &'static str,
    severity: String,
    path: String,
    message: String,
}

pub fn from_diff(diff: &Diff) -> DiffJson {
    let bridge = diff.bridge.iter().map(|row| BridgeJson {
        bucket: row.bucket.clone(),
        currency: row.currency.clone(),
        amount: render::json(&Cell::Money(row.amount)),
        count: row.count,
    });
    DiffJson {
        from: diff.from.clone(),
        to: diff.to.clone(),
        as_of: diff.as_of.to_string(),
        deals: diff.deals.iter().map(deal_json).collect(),
        bridge: bridge.collect(),
        findings: FindingsJson {
            new: diff.new_findings.iter().map(finding).collect(),
            gone: diff.gone_findings.iter().map(finding).collect(),
        },
    }
}

fn deal_json(deal: &DealDiff) -> DealJson {
    let difference = &deal.difference;
    // Other keys are told by name, without their values.
    let other = difference.other.iter().map(|key| FieldJson {
        field: key.clone(),
        before: None,
        after: None,
    });
    let fields = difference.fields.iter().map(|change| FieldJson {
        field: change.field.to_owned(),
        before: change.before.clone(),
        after: change.after.clone(),
    });
    DealJson {
        id: deal.id.clone(),
        path: deal.path.clone(),
        was: deal.was.clone(),
        change: deal.change.as_str(),
        name: deal.deal.name.clone(),
        account: deal.deal.account.clone(),
        owner: deal.deal.owner.clone(),
        stage: deal.stage.clone(),
        fields: fields.chain(other).collect(),
        moves: difference
            .moves
            .iter()
            .map(|own| MoveJson {
                from: own.from.clone(),
                to: own.to.clone(),
                date: own.date.map(|date| date.to_string()),
            })
            .collect(),
        meddic: difference
            .meddic
            .iter()
            .map(|own| ElementJson {
                element: own.element.as_str(),
                before: own.before,
                after: own.after,
            })
            .collect(),
        entries: difference
            .entries
            .iter()
            .map(|own| EntryJson {
                list: own.list,
                id: own.id.clone(),
                change: own.change,
                what: own.what.clone(),
            })
            .collect(),
    }
}

fn finding(finding: &Finding) -> FindingJson {
    FindingJson {
        rule: finding.rule,
        severity: finding.severity.to_string(),
        path: finding.place.path.clone(),
        message: finding.message.clone(),
    }
}
