//! The plan: how many deals a target takes at each stage, by when, and what a win costs.

mod ages;
mod costs;
mod explain;
mod figures;
mod funnel;
pub mod need;
mod options;
mod target;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse,
    draft::{Draft, ReportBody},
    groups::money_slices,
    notes::Code,
    targets::{note_target, periods, refuse_spans},
};
use crate::book::{Period, Pipeline};
use crate::table::Report;
use explain::explain;
use figures::{MEASURES, VIEWS, figures};
use funnel::Funnel;
use options::Options;
use target::Plan;

pub const SPEC: ReportSpec = ReportSpec {
    name: "plan",
    summary: "How many deals does a target take at each stage, by when, and at what cost?",
    definition: "Wins needed = target / mean amount of deals won in the window; deals needed at a \
                 stage = wins / product of the conversions from there on (advanced / (advanced + \
                 lost) of deals created in the window), rounded up for display only. Still needed \
                 subtracts what is closed in the period and what is open in that stage or later, \
                 deals × their chance.\n\n\
                 Enter by = end of the period − median days of the remaining stages (Kaplan–Meier \
                 from 8 stays, else expected_days).\n\n\
                 Wins by age = wins expected in the period from deals created so far: Σ F(age at \
                 its end) − F(age at its start), F = share won by an age (Aalen–Johansen) of \
                 deals created in the window.\n\n\
                 Costs are the book's, spread over the days of their period: per entrant, of \
                 earlier stages per entrant, and per win, which adds up to the acquisition cost; \
                 spending is taken --lag days before the window.\n\n\
                 One pipeline: the book's first, or --pipeline.",
    example: "deal report plan --period 2026-Q4 --target 500000 --lag 60",
    flags: options::FLAGS,
    window: WindowUse::Always,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let periods = periods(query, flags)?;
    let options = Options::new(flags)?;
    let pipeline = query
        .pipeline
        .or(query.book.default_pipeline())
        .ok_or_else(|| FlagError::new("pipeline", "the book has no pipeline"))?;
    let query = Query {
        pipeline: Some(pipeline),
        ..*query
    };
    Ok(SPEC.report(&query, flags, body(&query, pipeline, &periods, &options)))
}

fn body(
    query: &Query<'_>,
    pipeline: &Pipeline,
    periods: &[Period],
    options: &Options,
) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let mut draft = Draft::new(MEASURES, query);
    for slice in money_slices(&deals, query) {
        let funnel = Funnel::new(&slice, query, pipeline, options.lag);
        note_row(&mut draft.notes, &funnel, &slice.name());
        for period in periods {
            let plan = Plan::new(&slice, query, *period, options, &funnel);
            draft.explain(&slice, || explain(&plan, &funnel));
            draft.add_all(&slice, &figures(&plan, &funnel));
        }
    }
    let notes = &mut draft.notes;
    notes.of_deals(&deals);
    notes.unvalued(&deals, |deal| deal.is_won() && deal.closed_in(query.window));
    notes.undated(&deals);
    note_scope(notes, query, periods, options);
    ReportBody {
        basis: format!(
            "pipeline {}: deals created, entered and won in the window, open on the as-of date",
            pipeline.id
        ),
        deals: deals.len() as u64,
        left_out: vec![(
            notes.count(Code::MissingCreated),
            "without a creation date (from conversions)",
        )],
        ..draft.finish(VIEWS)
    }
}

fn note_row(notes: &mut Notes, funnel: &Funnel, name: &str) {
    for stage in &funnel.stages {
        notes.low_n(stage.decided(), name);
    }
    notes.row(Code::NoWins, funnel.spending.wins == 0, name);
}

/// Notes if targets and costs of the whole book stand beside a part of its deals.
fn note_scope(notes: &mut Notes, query: &Query<'_>, periods: &[Period], options: &Options) {
    if options.target.is_none() {
        note_target(notes, query, periods);
    }
    if query.filtered && !query.book.costs.is_empty() {
        notes.add(Code::TargetOfBook);
    }
}
