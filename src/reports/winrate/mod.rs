//! Win rates: the several figures that go by that name, each under its own.

mod explain;
mod figures;

use crate::book::snapshot::Snapshot;
use crate::table::{Report, Row};

use super::flags::{Flag, FlagError, FlagValues, Takes};
use super::groups::slices;
use super::loss_class::LossClass;
use super::measure::{cells, table};
use super::money::{DealValue, by_currency, unit, worth};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::query::Query;
use super::{ReportBody, ReportSpec};

use figures::{Figures, MEASURES, VIEWS};

pub const SPEC: ReportSpec = ReportSpec {
    name: "winrate",
    summary: "What share of deals do we win, under each common definition?",
    definition: "Deals closed in the window: won / (won + lost) by count, by value, and narrow \
                 (some loss classes excluded).\n\n\
                 Deals created in it: raw = won / all, decided = won / (won + lost), ceiling = 1 \
                 − lost / all.\n\n\
                 By age: of deals at least D days old, the share won by that age, so that cohorts \
                 compare.\n\n\
                 Exposure: wins per 100 days that deals were open in the window.\n\n\
                 Intervals: Wilson (1927).",
    example: "deal report winrate --by segment --horizon 60",
    flags: FLAGS,
    reads: crate::reports::Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[
    Flag {
        name: "horizon",
        takes: Takes::Days,
        default: Some("90"),
        help: "Age for the rate by age",
    },
    Flag {
        name: "exclude_loss_class",
        takes: Takes::Words(LossClass::WORDS),
        default: Some("no_decision"),
        help: "Loss classes excluded from the narrow rate",
    },
];

/// How to count.
#[derive(Debug, Clone, PartialEq)]
struct Options {
    horizon: u32,
    without: Vec<LossClass>,
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options {
        horizon: flags.one("horizon")?,
        without: flags.list("exclude_loss_class")?,
    };
    Ok(SPEC.report(query, flags, found(query, &options)))
}

fn found(query: &Query<'_>, options: &Options) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    for slice in slices(&deals, query) {
        for (currency, slice) in by_currency(&slice, query.book) {
            let figures = Figures::of(&slice, query, options);
            note_row(&mut notes, &figures, &row_name(&slice.group, None));
            explanations.extend(query.explained(|| explain::explain(&slice, currency, &figures)));
            rows.push(Row {
                group: slice.group,
                unit: unit(currency),
                cells: cells(MEASURES, &figures),
            });
        }
    }
    note_deals(&mut notes, query, &deals);
    if is_mixed(&rows) {
        notes.add(Code::MixedCurrency);
    }
    let unknown = notes.count(Code::MissingAmount) + notes.count(Code::Unpriced);
    ReportBody {
        basis: "deals closed in the window, deals created in it, and days deals were open in it"
            .to_owned(),
        deals: deals.len() as u64,
        left_out: vec![
            (
                unknown,
                "closed without a known amount (from rates by value)",
            ),
            (
                notes.count(Code::MissingCreated),
                "without a creation date (from cohorts)",
            ),
        ],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

fn note_row(notes: &mut Notes, figures: &Figures, name: &str) {
    notes.row(Code::NoClosed, figures.closed.n == 0, name);
    notes.low_n(figures.closed.n, name);
    notes.row(Code::Immature, figures.is_immature(), name);
}

fn note_deals(notes: &mut Notes, query: &Query<'_>, deals: &[Snapshot<'_>]) {
    let closed_and = |code: DealValue| {
        move |deal: &Snapshot<'_>| deal.closed_in(query.window) && worth(deal, query.book) == code
    };
    notes.of_deals(deals);
    notes.deals(Code::MissingAmount, deals, closed_and(DealValue::Missing));
    notes.deals(Code::Unpriced, deals, closed_and(DealValue::Unpriced));
    notes.deals(Code::MissingCreated, deals, |deal| {
        deal.journey.created.is_none()
    });
}
