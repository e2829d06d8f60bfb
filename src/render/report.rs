//! What a report has around its table, as text: its head and its calculations.

use super::{
    cell,
    columns::{group_name, shared_currency},
    number::{decimal, grouped, precise},
};
use crate::escape_controls::escape_controls;
use crate::table::{Cell, Explanation, Report, Term, Unit};

/// The lines above a report: its name and dates; its basis, the number of deals, and what is
/// excluded.
pub fn head(report: &Report) -> [String; 2] {
    let mut title = format!("{} as of {}", report.name, report.as_of);
    if let Some((from, to)) = report.window {
        let days = (to - from).num_days() + 1;
        let unit = if days == 1 { "day" } else { "days" };
        let days = grouped(&days.to_string());
        title.push_str(&format!(", {from} to {to} ({days} {unit})"));
    }
    [title, basis(report)]
}

fn basis(report: &Report) -> String {
    let mut basis = format!(
        "{}; {} {}",
        escape_controls(&report.basis),
        grouped(&report.deals.to_string()),
        if report.deals == 1 { "deal" } else { "deals" }
    );
    if let Some(unit) = shared_currency(&report.table) {
        basis.push_str(&format!("; money in {}", unit.code));
    }
    for (place, (count, why)) in report.left_out.iter().enumerate() {
        basis.push_str(if place == 0 { "; excluded: " } else { ", " });
        basis.push_str(&format!("{} {why}", grouped(&count.to_string())));
    }
    basis
}

/// The calculations of a report, each as lines under the name of its group, and of its currency
/// where there are several.
pub fn explanations(report: &Report) -> impl Iterator<Item = Vec<String>> {
    let currency = report.table.has_money() && shared_currency(&report.table).is_none();
    report
        .explanations
        .iter()
        .map(move |explanation| written_out(explanation, currency))
}

fn written_out(explanation: &Explanation, currency: bool) -> Vec<String> {
    let unit = explanation.unit.as_ref();
    let code = unit.filter(|_| currency).map(|unit| unit.code.clone());
    let names: Vec<String> = group_name(&explanation.group)
        .into_iter()
        .chain(code)
        .collect();
    let head = (!names.is_empty()).then(|| format!("{}:", names.join(" ")));
    let lines = explanation
        .lines
        .iter()
        .map(|line| line.iter().map(|part| term(part, unit)).collect());
    head.into_iter().chain(lines).collect()
}

/// A part of a calculation, with the digits needed to repeat it.
fn term(term: &Term, unit: Option<&Unit>) -> String {
    match term {
        Term::Word(word) => (*word).to_owned(),
        Term::Value(Cell::Money(amount)) => decimal(*amount, None),
        Term::Value(
            Cell::Rate { value, .. }
            | Cell::Chance(value)
            | Cell::Number(value)
            | Cell::Days(value)
            | Cell::MoneyRate(value),
        ) => precise(*value),
        Term::Value(Cell::Shares(shares)) => {
            let parts = shares
                .iter()
                .map(|(name, share)| format!("{} {}", escape_controls(name), precise(*share)));
            parts.collect::<Vec<_>>().join(", ")
        }
        Term::Value(other) => cell::text(other, unit),
    }
}
