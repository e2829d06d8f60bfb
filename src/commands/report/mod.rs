//! `deal report NAME`: runs a report of the registry, or lists them.

mod args;
mod load;
mod shape;
mod window;

use serde::Serialize;

use crate::book::filter::Filter;
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column},
    pipeline,
    selection::warn_unmatched,
    terminal,
};
use crate::reports::{
    Query, REPORTS, Window,
    query::{By, Compared},
};
use crate::store::Revisions;
use crate::table::{Cell, Kind};
use args::{Chosen, Shared};
use load::Loaded;
use shape::shape;
use window::Asked;

pub use args::Args;

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.chosen {
        Some(chosen) => {
            args.output.before_verb(None)?;
            report(chosen, context, ui)
        }
        None => list(args.output, ui),
    }
}

fn report(chosen: &Chosen, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Chosen {
        spec,
        flags,
        shared,
        ..
    } = chosen;
    let revisions: Option<Revisions> = flags.maybe("revisions").map_err(Failure::usage)?;
    let asked = Asked::new(chosen, revisions.is_some(), context)?;
    let question = question(shared, asked.window, context)?;
    let loaded = Loaded::new(
        spec.reads,
        &question,
        &shared.filter,
        revisions.as_ref(),
        context,
    )?;
    warn_unmatched(&loaded.deals.unmatched, ui);
    if question.filtered && loaded.is_empty() && loaded.deals.unmatched.is_empty() {
        // Rows of zeros would not show a slip in a filter.
        ui.status(&format!("no deal matches {}", shared.filter.join(" ")));
    }
    let chosen_by = context.filter(&shared.filter)?;
    let query = Query {
        part: part(&chosen_by),
        records: &loaded.deals.records,
        excluded: &loaded.deals.excluded,
        findings: &loaded.findings,
        compared: revisions.as_ref().map(|revisions| Compared {
            before: &loaded.before,
            first: &revisions.first,
            last: revisions.last.as_deref().unwrap_or("the work tree"),
        }),
        ..question
    };
    let mut report = (spec.run)(&query, flags).map_err(Failure::usage)?;
    shape(&mut report, chosen, &query, asked.named, ui)?;
    let ascii = shared.ascii || !terminal::speaks_unicode();
    shared.output.report(ui, &report, ascii)?;
    Ok(Exit::Done)
}

/// The part of the deals that the filters choose, if a target can be theirs.
fn part(filter: &Filter) -> Option<(By, &str)> {
    let (field, value) = filter.only_value()?;
    let by = field.parse().ok()?;
    matches!(by, By::Owner | By::Segment | By::Pipeline).then_some((by, value))
}

/// The question, still without deals.
fn question<'a>(
    shared: &Shared,
    window: Window,
    context: &'a Context,
) -> Result<Query<'a>, Failure> {
    let book = context.book()?;
    let pipeline = shared.pipeline.as_deref();
    Ok(Query {
        by: shared.by,
        filtered: !shared.filter.is_empty(),
        pipeline: pipeline
            .map(|id| pipeline::named(book, Some(id)))
            .transpose()?,
        explain: shared.explain,
        ..Query::new(&[], book, context.as_of()?, window)
    })
}

/// A report for a machine.
#[derive(Serialize)]
struct ReportJson {
    name: &'static str,
    summary: &'static str,
    definition: &'static str,
    example: &'static str,
}

const LIST: List<ReportJson> = List {
    columns: &[
        column("name", "report", Kind::Text, |report| {
            Cell::text(report.name)
        }),
        column("summary", "question", Kind::Text, |report| {
            Cell::text(report.summary)
        }),
    ],
    ..List::EMPTY
};

fn list(output: Output, ui: &mut Ui) -> Result<Exit, Failure> {
    let reports: Vec<ReportJson> = REPORTS
        .iter()
        .map(|spec| ReportJson {
            name: spec.name,
            summary: spec.summary,
            definition: spec.definition,
            example: spec.example,
        })
        .collect();
    output.list(ui, &LIST, &reports, &reports)?;
    Ok(Exit::Done)
}
