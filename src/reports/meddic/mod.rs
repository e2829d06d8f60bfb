//! MEDDIC: what is known of the open deals, element by element; and whether deals with an element
//! were won more often.

mod cards;
mod lift;

use crate::table::Report;

use super::flags::{Flag, FlagError, FlagValues, Takes};
use super::query::Query;
use super::whole::refuse_periods;
use super::{Reads, ReportSpec};

const LIFT: Flag = Flag {
    name: "lift",
    takes: Takes::Nothing,
    default: None,
    help: "Compare the win rates of deals closed in the window, with and without each element",
};

pub const SPEC: ReportSpec = ReportSpec {
    name: "meddic",
    summary: "What is known of each open deal, and where is the team's qualification weakest?",
    definition: "Of each open deal the score of each element as written and what is left of it at as-of (effective); \
                 completeness, the share of elements with 1 and more; strength, the sum of effective scores / 3 for \
                 each element; weakest, the lowest. With --by the means of each group's open deals. With --lift, of \
                 the deals closed in the window: the win rate where the element had 2 and more on the day of the \
                 closing, that of the others, and their difference with its interval (Newcombe 1998). It compares, \
                 and says nothing of causes: who gets far hears more.",
    example: "deal report meddic --by owner",
    flags: &[LIFT],
    reads: Reads::Whole,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    if flags.is_on(LIFT.name) {
        return Ok(SPEC.report(query, flags, lift::found(query)));
    }
    refuse_periods(query)?;
    Ok(SPEC.report(query, flags, cards::found(query)))
}
