//! A diff for people: a heading a deal, and a line for each thing that changed.

use std::io::Write;

use super::collect::{Change, DealDiff, Diff};
use crate::book::difference::{EntryChange, FieldChange};
use crate::console::{
    Failure, Ui,
    wording::{count, money},
};
use crate::deal::{Amount, Day};
use crate::escape_controls::escape_controls;
use crate::finding::Finding;

pub fn print(diff: &Diff, ui: &mut Ui) -> Result<(), Failure> {
    for deal in &diff.deals {
        writeln!(ui, "{}", escape_controls(&heading(deal)))?;
        for (what, line) in lines(deal) {
            writeln!(ui, "  {what:<12} {}", escape_controls(&line))?;
        }
        writeln!(ui)?;
    }
    if !diff.bridge.is_empty() {
        writeln!(ui, "pipeline of these deals")?;
        for row in bridge(diff) {
            writeln!(ui, "  {row}")?;
        }
        writeln!(ui)?;
    }
    for (title, findings) in [
        ("new findings", &diff.new_findings),
        ("gone findings", &diff.gone_findings),
    ] {
        if !findings.is_empty() {
            writeln!(ui, "{title}")?;
        }
        for finding in findings {
            writeln!(ui, "  {}", escape_controls(&said(finding)))?;
        }
    }
    Ok(())
}

/// `acme-rollout: Acme GmbH, mina, approach (new)`.
pub fn heading(deal: &DealDiff) -> String {
    let who = [
        deal.deal.account.as_deref(),
        deal.deal.owner.as_deref(),
        Some(&deal.stage),
    ];
    let who: Vec<&str> = who.into_iter().flatten().collect();
    let change = match (deal.change, &deal.was) {
        (Change::Changed, _) => String::new(),
        (_, Some(was)) => format!(" (was {was})"),
        (change, None) => format!(" ({})", change.as_str()),
    };
    format!("{}: {}{change}", deal.id, who.join(", "))
}

/// What changed, each as what it is about and what it is.
pub fn lines(deal: &DealDiff) -> Vec<(String, String)> {
    let difference = &deal.difference;
    let mut lines = Vec::new();
    if matches!(deal.change, Change::New | Change::Gone) {
        let amount = deal.deal.amount.map(|amount| money(amount, deal.currency));
        lines.extend(amount.map(|amount| ("amount".to_owned(), amount)));
    }
    for own in &difference.moves {
        let from = own.from.as_deref().unwrap_or("–");
        let on = own
            .date
            .map(|date| format!(" on {date}"))
            .unwrap_or_default();
        lines.push(("stage".to_owned(), format!("{from} → {}{on}", own.to)));
    }
    if let (Some((stage, before, now)), true) = (&deal.gate, deal.change != Change::Gone) {
        let before = before.filter(|before| before != now);
        let was = before
            .map(|before| format!(" (before: {before})"))
            .unwrap_or_default();
        let is_told = !difference.moves.is_empty() || !was.is_empty();
        let line = format!("{stage}: {} missing{was}", count(*now, "requirement"));
        lines.extend(is_told.then(|| ("next gate".to_owned(), line)));
    }
    lines.extend(difference.fields.iter().map(|change| field(change, deal)));
    for own in &difference.meddic {
        let way = if own.after > own.before {
            "rose"
        } else {
            "fell"
        };
        let line = format!("{} → {} ({way})", own.before, own.after);
        lines.push((own.element.as_str().replace('_', " "), line));
    }
    lines.extend(difference.entries.iter().map(entry));
    if !difference.other.is_empty() {
        let keys: Vec<&str> = difference.other.iter().map(String::as_str).collect();
        lines.push(("also changed".to_owned(), keys.join(", ")));
    }
    lines
}

fn field(change: &FieldChange, deal: &DealDiff) -> (String, String) {
    let value = |text: &Option<String>| match (change.field, text) {
        (_, None) => "–".to_owned(),
        ("amount", Some(text)) => match text.parse::<Amount>() {
            Ok(amount) => money(amount, deal.currency),
            Err(_) => text.clone(),
        },
        (_, Some(text)) => text.clone(),
    };
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Day>().ok());
    let moved = match (change.field, day(&change.before), day(&change.after)) {
        ("close_date", Some(before), Some(after)) => match after.since(before) {
            days if days > 0 => format!(" (pushed by {})", count(days, "day")),
            days => format!(" (pulled in by {})", count(-days, "day")),
        },
        _ => String::new(),
    };
    let line = format!(
        "{} → {}{moved}",
        value(&change.before),
        value(&change.after)
    );
    (change.field.replace('_', " "), line)
}

fn entry(change: &EntryChange) -> (String, String) {
    let noun = match change.list {
        "objections" => "objection",
        "followups" => "follow-up",
        "meetings" => "meeting",
        "contacts" => "contact",
        _ => "activity",
    };
    let id = change
        .id
        .as_ref()
        .map(|id| format!(" ({id})"))
        .unwrap_or_default();
    (
        noun.to_owned(),
        format!("{}: {}{id}", change.change, change.what),
    )
}

/// `new  2  30,000.00 EUR`.
pub fn bridge(diff: &Diff) -> Vec<String> {
    let rows = diff.bridge.iter().map(|row| {
        let currency = row.currency.as_deref().and_then(|code| code.parse().ok());
        let bucket = row.bucket.replace('_', " ");
        format!(
            "{bucket:<16} {:>4}  {:>18}",
            row.count,
            money(Amount(row.amount), currency)
        )
    });
    rows.collect()
}

/// `error[stage-gate-unmet] deals/acme.yaml: …`.
pub fn said(finding: &Finding) -> String {
    let Finding {
        severity,
        rule,
        place,
        message,
        ..
    } = finding;
    format!("{severity}[{rule}] {}: {message}", place.path)
}
