//! The plan: how many deals a target takes at each stage, by when, and what a win costs.

mod ages;
mod costs;
mod explain;
mod figures;
mod funnel;
pub mod need;
mod options;
mod pipelines;
mod reach;
mod target;

use std::collections::BTreeSet;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, WindowUse,
    draft::{Draft, ReportBody},
    flows::Flows,
    groups::money_slices,
    notes::Code,
    targets::{note_target, periods, refuse_spans},
};
use crate::book::{Period, Pipeline, Snapshot};
use crate::table::Report;
use explain::explain;
use figures::{Figures, MEASURES, PIPELINE, VIEWS, figures};
use funnel::Funnel;
use options::Options;
use target::Plan;

pub const SPEC: ReportSpec = ReportSpec {
    name: "plan",
    summary: "How many deals does a target take at each stage, by when, and at what cost?",
    definition: "Wins needed = target / mean amount of deals won in the window; deals needed at a \
                 stage = wins / product of the conversions from there on (advanced / (advanced + \
                 lost) of deals created in the window), rounded up for display only.\n\n\
                 Still needed subtracts what is closed in the period and the open wins: Σ p of the \
                 deals open in that stage or later, p = the chance of a win within the period, as \
                 in the forecast.\n\n\
                 Enter by = end of the period − median days from reaching the stage to the win, of \
                 the deals that are won (Aalen–Johansen, losses compete); to be safe = − the days \
                 in which 80% of the wins come.\n\n\
                 Wins by age = wins expected in the period from deals created so far: Σ F(age at \
                 its end) − F(age at its start), F = share won by an age (Aalen–Johansen) of \
                 deals created in the window.\n\n\
                 Costs are the book's, spread over the days of their period: per entrant, of \
                 earlier stages per entrant, and per win, which adds up to the acquisition cost; \
                 spending is taken --lag days before the window.\n\n\
                 Each pipeline with a target of its own; else the one with the most open value, or \
                 --pipeline.",
    example: "deal report plan --period 2026-Q4 --target 500000 --lag 60",
    flags: options::FLAGS,
    window: WindowUse::Always,
    reads: Reads::WithExcluded,
    run,
};

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    refuse_spans(query)?;
    let periods = periods(query, flags)?;
    let options = Options::new(flags)?;
    let pipelines = pipelines::planned(query, &periods);
    Ok(SPEC.report(query, flags, body(query, &pipelines, &periods, &options)))
}

fn body<'a>(
    query: &Query<'a>,
    pipelines: &[&'a Pipeline],
    periods: &[Period],
    options: &Options,
) -> ReportBody {
    let last = periods.iter().map(|period| period.to).max();
    let flows = Flows::new(query, last.unwrap_or(query.as_of));
    let mut draft = Draft::new(MEASURES, query);
    let all = query.snapshots(query.as_of).len() as u64;
    let mut planned = BTreeSet::new();
    for pipeline in pipelines {
        let query = Query {
            pipeline: Some(pipeline),
            ..*query
        };
        planned.extend(add(
            &mut draft,
            &query,
            pipeline,
            (periods, options),
            &flows,
        ));
    }
    let names: Vec<&str> = pipelines.iter().map(|own| own.id.as_str()).collect();
    let mut body = ReportBody {
        basis: format!(
            "pipeline {}: deals created, entered and won in the window, open on the as-of date",
            names.join(", ")
        ),
        deals: planned.len() as u64,
        absent: vec![(
            all.saturating_sub(planned.len() as u64),
            "in another pipeline",
        )],
        left_out: vec![(
            draft.notes.count(Code::MissingCreated),
            "without a creation date (from conversions)",
        )],
        ..draft.finish(VIEWS)
    };
    if names.len() == 1 {
        body.table.remove(PIPELINE);
    }
    body
}

/// Adds the rows of a pipeline; the ids of the deals that were in it.
fn add<'a>(
    draft: &mut Draft<Figures>,
    query: &Query<'a>,
    pipeline: &'a Pipeline,
    (periods, options): (&[Period], &Options),
    flows: &Flows<'a>,
) -> Vec<&'a str> {
    let deals = query.snapshots(query.as_of);
    for slice in money_slices(&deals, query) {
        let funnel = Funnel::new(&slice, query, pipeline, options.lag);
        note_row(&mut draft.notes, &funnel, &slice.name());
        for period in periods {
            let plan = Plan::new(&slice, query, *period, options, &funnel, flows);
            draft.explain(&slice, || explain(&plan, &funnel));
            draft.add_all(&slice, &figures(pipeline, &plan, &funnel));
        }
    }
    let notes = &mut draft.notes;
    notes.of_deals(&deals);
    notes.unvalued(&deals, |deal| deal.is_won() && deal.closed_in(query.window));
    notes.undated(&deals);
    note_scope(notes, query, periods, options);
    deals.iter().map(Snapshot::id).collect()
}

fn note_row(notes: &mut Notes, funnel: &Funnel<'_, '_>, name: &str) {
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
