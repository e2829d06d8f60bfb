//! Win rates: the several figures that go by that name, each under its own.

mod explain;
mod figures;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse,
    differences::note_differences,
    draft::{Draft, ReportBody},
    flags::{Flag, Takes},
    groups::money_slices,
    loss_class::LossClass,
    notes::Code,
};
use crate::table::Report;
use explain::explain;
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
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

const FLAGS: &[Flag] = &[
    Flag::new("horizon", Takes::Days, "Age for the rate by age").or("90"),
    Flag::new(
        "exclude_loss_class",
        Takes::Words(LossClass::WORDS),
        "Loss classes excluded from the narrow rate",
    )
    .or("no_decision"),
];

/// How to count.
struct Options {
    horizon: u32,
    excluded: Vec<LossClass>,
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let options = Options {
        horizon: flags.one("horizon")?,
        excluded: flags.list("exclude_loss_class")?,
    };
    Ok(SPEC.report(query, flags, body(query, &options)))
}

fn body(query: &Query<'_>, options: &Options) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    for slice in money_slices(&deals, query) {
        let figures = Figures::new(&slice, query, options);
        note_row(&mut draft.notes, &figures, &slice.name());
        draft.explain(&slice, || explain(&figures));
        draft.add(&slice, &figures);
    }
    let notes = &mut draft.notes;
    notes.of_deals(&deals);
    notes.unvalued(&deals, |deal| deal.closed_in(query.window));
    notes.undated(&deals);
    note_differences(notes, query, &deals);
    ReportBody {
        basis: BASIS.to_owned(),
        deals: deals.len() as u64,
        left_out: vec![
            (
                notes.count_unvalued(),
                "closed without a known amount (from rates by value)",
            ),
            (
                notes.count(Code::MissingCreated),
                "without a creation date (from cohorts)",
            ),
        ],
        ..draft.finish(VIEWS)
    }
}

const BASIS: &str =
    "deals closed in the window, deals created in it, and days deals were open in it";

fn note_row(notes: &mut Notes, figures: &Figures, name: &str) {
    notes.row(Code::NoClosed, figures.closed.n == 0, name);
    notes.low_n(figures.closed.n, name);
    notes.row(Code::Immature, figures.is_immature(), name);
}
