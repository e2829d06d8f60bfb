//! MEDDIC: what is known of the open deals, element by element; and whether deals with an element
//! were won more often.

mod cards;
mod columns;
mod lift;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse, draft::ReportBody,
    flags::Flag, groups::slices, query::refuse_periods,
};
use crate::book::Snapshot;
use crate::table::Report;

use cards::{Card, explain, means, weakest_first};
use columns::table;

const LIFT: Flag = Flag::switch("lift", "Compare win rates with and without each element");

pub const SPEC: ReportSpec = ReportSpec {
    name: "meddic",
    summary: "How well is each open deal qualified, and where is the team weakest?",
    definition: "For each open deal, each element's recorded score and its effective score on the \
                 as-of date; completeness = share of elements at 1 or more, strength = Σ \
                 effective scores / (3 × elements), weakest = lowest score.\n\n\
                 With --by: group means.\n\n\
                 With --lift, for deals closed in the window: the win rate with the element at 2 \
                 or more on the closing date, the win rate of the others, and their difference \
                 with its interval (Newcombe 1998). A comparison, not a cause: deals that get far \
                 are better known.",
    example: "deal report meddic --by owner",
    flags: &[LIFT],
    window: WindowUse::Always,
    reads: Reads::Details,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    if flags.is_on(LIFT.name) {
        return Ok(SPEC.report(query, flags, lift::body(query)));
    }
    refuse_periods(query)?;
    Ok(SPEC.report(query, flags, cards_of(query)))
}

/// The cards of the open deals, or their means by group.
fn cards_of(query: &Query<'_>) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let open: Vec<&Snapshot<'_>> = deals.iter().filter(|deal| deal.is_open()).collect();
    let mut cards: Vec<Card> = open.iter().map(|deal| Card::new(deal)).collect();
    if query.by.is_some() {
        cards = means(&slices(open.iter().copied(), query), &cards, query);
    } else {
        cards.sort_by(weakest_first);
    }
    let mut notes = Notes::default();
    notes.of_deals(open.iter().copied());
    ReportBody {
        basis: "deals open on the as-of date, with their effective scores".to_owned(),
        deals: deals.len() as u64,
        left_out: vec![((deals.len() - open.len()) as u64, "closed or transferred")],
        notes,
        explanations: cards.iter().map(explain).collect(),
        table: table(&cards, query),
        ..ReportBody::default()
    }
}
