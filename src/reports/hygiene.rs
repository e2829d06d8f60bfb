//! Hygiene: what the checks find, by rule and by whose deals they are. It counts; which rules there
//! are, and what they find, is known to the checks alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::table::{Cell, Explanation, Kind, Report, Row};

use super::flags::{FlagError, FlagValues};
use super::groups::{Slice, slices};
use super::measure::{Measure, cells, measure, table};
use super::notes::Notes;
use super::query::{By, Query};
use super::{Reads, ReportBody, ReportSpec};

pub const SPEC: ReportSpec = ReportSpec {
    name: "hygiene",
    summary: "Whose deals are clean, and which rules find the most?",
    definition: "What `deal check` finds on the as-of date with the rules enabled in the book: \
                 per rule, its findings, the deals affected, and the share of deals without one; \
                 in the total row, the share without any (clean share). By owner unless --by says \
                 otherwise.",
    example: "deal report hygiene is:open --by segment",
    flags: &[],
    reads: Reads::Findings,
    run,
};

/// What one rule found, or all of them.
struct Figures {
    /// `None` in the row of all rules.
    rule: Option<&'static str>,
    findings: u64,
    deals: u64,
    /// How many deals were looked at.
    checked: u64,
}

impl Figures {
    fn clean(&self) -> u64 {
        self.checked.saturating_sub(self.deals)
    }
}

const MEASURES: &[Measure<Figures>] = &[
    measure("rule", "rule", Kind::Text, |f| {
        f.rule.map_or(Cell::Total, Cell::text)
    }),
    measure("findings", "findings", Kind::Count, |f| {
        Cell::Count(f.findings)
    }),
    measure("deals", "deals affected", Kind::Count, |f| {
        Cell::Count(f.deals)
    }),
    measure("checked", "deals checked", Kind::Count, |f| {
        Cell::Count(f.checked)
    }),
    measure("clean_share", "clean", Kind::Rate, |f| {
        Cell::share(f.clean(), f.checked)
    }),
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    if query.by.is_some_and(By::is_period) {
        let problem =
            "cannot group by month or quarter: these deals are judged on the as-of date".to_owned();
        return Err(FlagError {
            flag: "by".to_owned(),
            problem,
        });
    }
    let query = Query {
        by: query.by.or(Some(By::Owner)),
        ..*query
    };
    Ok(SPEC.report(&query, flags, found(&query)))
}

fn found(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut of_deal: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for finding in query.findings {
        of_deal.entry(&finding.deal).or_default().push(finding.rule);
    }
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&deals, query) {
        let figures = of_slice(&slice, &of_deal);
        explanations.extend(
            figures
                .last()
                .and_then(|all| query.explained(|| explain(&slice, all))),
        );
        let row = |figures: &Figures| Row {
            group: slice.group.clone(),
            unit: None,
            cells: cells(MEASURES, figures),
        };
        rows.extend(figures.iter().map(row));
    }
    ReportBody {
        basis: "findings on the as-of date".to_owned(),
        deals: deals.len() as u64,
        left_out: Vec::new(),
        notes: Notes::default(),
        table: table(MEASURES, &[], rows),
        explanations,
    }
}

/// The rules that found something in the row's deals, by name, then all together.
fn of_slice(slice: &Slice<'_, '_>, of_deal: &BTreeMap<&str, Vec<&'static str>>) -> Vec<Figures> {
    let mut rules: BTreeMap<&'static str, (u64, BTreeSet<&str>)> = BTreeMap::new();
    for deal in &slice.deals {
        for rule in of_deal.get(deal.id()).into_iter().flatten() {
            let (findings, deals) = rules.entry(rule).or_default();
            *findings += 1;
            deals.insert(deal.id());
        }
    }
    let checked = slice.deals.len() as u64;
    let unclean: BTreeSet<&str> = rules
        .values()
        .flat_map(|(_, deals)| deals.iter().copied())
        .collect();
    let all = Figures {
        rule: None,
        findings: rules.values().map(|(findings, _)| findings).sum(),
        deals: unclean.len() as u64,
        checked,
    };
    let one = |(rule, (findings, deals)): (&&'static str, &(u64, BTreeSet<&str>))| Figures {
        rule: Some(rule),
        findings: *findings,
        deals: deals.len() as u64,
        checked,
    };
    rules.iter().map(one).chain([all]).collect()
}

fn explain(slice: &Slice<'_, '_>, all: &Figures) -> Explanation {
    let share = Cell::share(all.clean(), all.checked);
    let (checked, deals) = (Cell::Count(all.checked), Cell::Count(all.deals));
    let line = line![
        "clean share = (",
        checked.clone(),
        " − ",
        deals,
        " with a finding) / ",
        checked,
        " = ",
        share
    ];
    Explanation {
        group: slice.group.clone(),
        unit: None,
        lines: vec![line],
    }
}
