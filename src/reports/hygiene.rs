//! Hygiene: what the checks find, by rule and by whose deals they are. It counts; which rules there
//! are, and what they find, only the checks know.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    FlagError, FlagValues, Query, Reads, ReportSpec, Slice, WindowUse,
    draft::{Draft, ReportBody},
    formula::Line,
    groups::slices,
    measure::{Measure, count, share, text},
    query::{By, refuse_periods},
};
use crate::table::{Cell, Report};

pub const SPEC: ReportSpec = ReportSpec {
    name: "hygiene",
    summary: "Whose deals are clean, and which rules find the most?",
    definition: "What `deal check` finds on the as-of date with the rules enabled in the book: \
                 per rule, its findings, the deals affected, and the share of deals without one; \
                 in the total row, the share without any (clean share). By owner unless --by says \
                 otherwise.",
    example: "deal report hygiene is:open --by segment",
    flags: &[],
    window: WindowUse::Never,
    reads: Reads::Findings,
    run,
};

/// What one rule found, or all of them.
struct Figures {
    /// `None` in the row of all rules.
    rule: Option<&'static str>,
    findings: u64,
    deals: u64,
    /// How many deals were checked.
    checked: u64,
}

impl Figures {
    fn clean(&self) -> u64 {
        self.checked.saturating_sub(self.deals)
    }

    fn explain(&self) -> Line {
        formula!(
            "clean share = ({} − {} with a finding) / {} = {}",
            self.checked,
            self.deals,
            self.checked,
            Cell::share(self.clean(), self.checked)
        )
    }
}

const MEASURES: &[Measure<Figures>] = &[
    text("rule", "rule", |f| f.rule.map_or(Cell::Total, Cell::text)),
    count("findings", "findings", |f| f.findings),
    count("deals", "deals affected", |f| f.deals),
    count("checked", "deals checked", |f| f.checked),
    share("clean_share", "clean", |f| (f.clean(), f.checked)),
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_periods(query)?;
    let query = Query {
        by: query.by.or(Some(By::Owner)),
        ..*query
    };
    Ok(SPEC.report(&query, flags, body(&query)))
}

/// The rules that found something, by deal, once for each finding.
type Findings<'a> = BTreeMap<&'a str, Vec<&'static str>>;

fn body(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut findings = Findings::new();
    for finding in query.findings {
        findings
            .entry(&finding.deal)
            .or_default()
            .push(finding.rule);
    }
    let mut draft = Draft::new(MEASURES, query);
    for slice in slices(&deals, query) {
        let mut figures = by_rule(&slice, &findings);
        let total = total(&slice, &findings);
        draft.explain(&slice, || vec![total.explain()]);
        figures.push(total);
        draft.add_all(&slice, &figures);
    }
    ReportBody {
        basis: "findings on the as-of date".to_owned(),
        deals: deals.len() as u64,
        ..draft.finish(&[])
    }
}

/// The rules that found something in the row's deals, by name.
fn by_rule(slice: &Slice<'_, '_>, findings: &Findings<'_>) -> Vec<Figures> {
    let mut rules: BTreeMap<&'static str, (u64, BTreeSet<&str>)> = BTreeMap::new();
    for deal in &slice.deals {
        for rule in findings.get(deal.id()).into_iter().flatten() {
            let (findings, deals) = rules.entry(rule).or_default();
            *findings += 1;
            deals.insert(deal.id());
        }
    }
    rules
        .into_iter()
        .map(|(rule, (findings, deals))| Figures {
            rule: Some(rule),
            findings,
            deals: deals.len() as u64,
            checked: slice.deals.len() as u64,
        })
        .collect()
}

/// All rules together.
fn total(slice: &Slice<'_, '_>, findings: &Findings<'_>) -> Figures {
    let found = slice
        .deals
        .iter()
        .filter_map(|deal| findings.get(deal.id()));
    Figures {
        rule: None,
        findings: found.clone().map(|own| own.len() as u64).sum(),
        deals: found.count() as u64,
        checked: slice.deals.len() as u64,
    }
}
