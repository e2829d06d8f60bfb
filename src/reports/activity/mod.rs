//! Activity: what each person did, what came of their meetings and follow-ups, and how far their
//! goals are reached.

mod columns;
mod credits;
mod explain;
mod figures;
mod goals;
mod sheets;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse,
    draft::{Draft, ReportBody},
    flags::Flag,
    notes::{Code, row_name},
    query::By,
};
use crate::book::Snapshot;
use crate::table::Report;
use columns::{MEASURES, VIEWS, VIEWS_OF_PERSONS};
use credits::Credit;
use explain::explain;
use figures::Basis;
use sheets::parts;

pub const SPEC: ReportSpec = ReportSpec {
    name: "activity",
    summary: "What did each person do, what came of meetings and follow-ups, and are goals on track?",
    definition: "By owner unless --by says otherwise; meetings, activities and follow-ups belong \
                 to the person they name, else to the deal's owner.\n\n\
                 Closed ratio = deals created in the window and won by the as-of date / deals \
                 created in it; won and lost = closed in it.\n\n\
                 Meetings booked in the window: held rate = held / (held + no-show), booked to \
                 held = held / (booked − upcoming); a past meeting still scheduled is unlogged \
                 and biases both.\n\n\
                 Follow-ups due in the window: on time = done by the due date / (done + missed), \
                 without those due today and cancelled ones; overdue = all open ones past due.\n\n\
                 Steps = forward moves + activities + meetings held + follow-ups done.\n\n\
                 Goals of the current month, quarter or year: pace = achieved / (goal × working \
                 days elapsed / working days in the period); 100% is on track.",
    example: "deal report activity --from 2026-10-01 --explain",
    flags: FLAGS,
    window: WindowUse::Always,
    reads: Reads::Details,
    run,
};

const FLAGS: &[Flag] = &[
    Flag::switch(
        "goals",
        "Show each goal with progress and pace (in CSV, instead of the other rows)",
    ),
    Flag::switch(
        "cancelled_as_no_show",
        "Count cancelled meetings whose date has passed as no-shows",
    ),
];

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let query = Query {
        by: query.by.or(Some(By::Owner)),
        ..*query
    };
    Ok(SPEC.report(&query, flags, body(&query, flags)))
}

fn body(query: &Query<'_>, flags: &FlagValues) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let credits = deals.iter().flat_map(|deal| Credit::all(deal, query));
    let credits: Vec<Credit<'_>> = credits.collect();
    let basis = Basis {
        window: query.window,
        stock_day: query.window.to.min(query.as_of),
        cancelled_as_no_show: flags.is_on("cancelled_as_no_show"),
    };
    let measures = match flags.is_on("goals") {
        true => MEASURES,
        false => &MEASURES[..MEASURES.len() - 1],
    };
    let mut draft = Draft::new(measures, query);
    for part in parts(&credits, &deals, basis, query) {
        let name = row_name(&part.group, None);
        for (currency, sheet) in part.sheets(query) {
            draft.notes.low_n(sheet.figures.deals.created, &name);
            draft.explain_row(&part.group, currency, || explain(&sheet));
            draft.add_row(&part.group, currency, &sheet);
        }
    }
    note(&mut draft.notes, &deals, query);
    ReportBody {
        basis: BASIS.to_owned(),
        deals: deals.len() as u64,
        left_out: left_out(&draft.notes, &deals),
        ..draft.finish(match query.by {
            Some(By::Owner) => VIEWS_OF_PERSONS,
            _ => VIEWS,
        })
    }
}

const BASIS: &str =
    "deals, meetings, follow-ups and activities of the window, as known on the as-of date";

fn note(notes: &mut Notes, deals: &[Snapshot<'_>], query: &Query<'_>) {
    let team = query.book.team.iter();
    let team = team.filter(|_| query.by == Some(By::Owner));
    let has_goals = team.clone().any(|own| own.goals.targets().next().is_some());
    let has_won_goal = team.clone().any(|own| own.goals.won.is_some());
    notes.of_deals(deals);
    notes.unvalued(deals, |deal| is_won(deal, query));
    if has_goals && query.is_partial() {
        notes.add(Code::TargetOfBook);
    }
    if has_won_goal {
        // Goals are in the book's currency, and do not see other deals.
        notes.deals(Code::Unpriced, deals, |deal| {
            is_won(deal, query) && deal.currency() != query.book.currency
        });
    }
}

fn is_won(deal: &Snapshot<'_>, query: &Query<'_>) -> bool {
    deal.is_won() && deal.closed_in(query.window)
}

fn left_out(notes: &Notes, deals: &[Snapshot<'_>]) -> Vec<(u64, &'static str)> {
    let details = deals.iter().map(|deal| &deal.record.details);
    let meetings = details.clone().flat_map(|own| &own.meetings);
    let tasks = details.flat_map(|own| &own.followups);
    let unbooked = meetings.filter(|own| own.booked.is_none()).count() as u64;
    let undated = tasks.filter(|own| own.due.is_none()).count() as u64;
    vec![
        (
            notes.count(Code::MissingAmount),
            "won without an amount (from won value)",
        ),
        (unbooked, "meetings without a booking date"),
        (undated, "follow-ups without a due date"),
    ]
}
