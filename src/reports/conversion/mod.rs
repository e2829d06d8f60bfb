//! Stage conversion: of the deals that came to a stage, how many went on.
//!
//! Undecided deals are in no rate: they stand between `floor` (all of them lost) and `ceiling` (all of them on).

mod explain;
mod figures;
pub mod options;
pub mod way;

use std::collections::{BTreeSet, HashMap};

use crate::book::pipeline::Pipeline;
use crate::deal::life::Life;
use crate::table::{Cell, Explanation, Report, Row};

use super::case::Case;
use super::choices::{ChoiceError, Choices};
use super::groups::{Slice, slices};
use super::measure::{cells, table};
use super::notes::{Code, Notes, row_name};
use super::query::Query;
use super::{About, Found, Reads};

use figures::{Figures, MEASURES, MEASURES_WITH_PIPELINE, Traveller, VIEWS};
use options::{Cohort, Options};
use way::Way;

pub const ABOUT: About = About {
    name: "conversion",
    summary: "Of the deals that reach a stage, how many go on, and how many are won in the end?",
    definition: "For each stage the deals that reached it (a jump reaches all stages between, going back unsets \
                 nothing), each exactly one of advanced, lost, open, other. Conversion is advanced/(advanced+lost) with \
                 its Wilson interval; floor and ceiling count the open ones as lost and as advanced. By default the \
                 deals are those created in the window, so that the stages nest and the floors multiply to won/created.",
    example: "deal report conversion --cohort entered --entrants literal",
    flags: options::FLAGS,
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, choices: &Choices) -> Result<Report, ChoiceError> {
    let options = Options::of(choices)?;
    Ok(ABOUT.report(query, choices, found(query, &options)))
}

/// What stands before a row's name in the order of rows: groups by name, then those without a value, then all deals.
type Order = (bool, bool, Option<String>);

struct Part {
    order: Order,
    rows: Vec<Row>,
    explanation: Explanation,
}

fn found(query: &Query<'_>, options: &Options) -> Found {
    let pipelines: Vec<&Pipeline> = match query.pipeline {
        Some(pipeline) => vec![pipeline],
        None => query.book.pipelines.iter().collect(),
    };
    let mut seen = Seen::default();
    seen.note_strays(query);
    let mut parts = Vec::new();
    for pipeline in &pipelines {
        let scoped = Query { pipeline: Some(pipeline), ..*query };
        let cases = Case::all(&scoped, query.as_of);
        seen.note(&cases, query);
        parts.extend(parts_of(&scoped, pipeline, options, &cases, pipelines.len() > 1, &mut seen.notes));
    }
    // Stable, so that the pipelines of a group stay in the book's order.
    parts.sort_by(|a, b| a.order.cmp(&b.order));
    let (rows, explanations) = parts.into_iter().map(|part| (part.rows, part.explanation)).unzip::<_, _, Vec<_>, _>();
    let measures = if pipelines.len() > 1 { MEASURES_WITH_PIPELINE } else { MEASURES };
    Found {
        basis: basis(options).to_owned(),
        deals: seen.deals.len() as u64,
        left_out: seen.left_out(options),
        notes: seen.notes,
        table: table(measures, VIEWS, rows.concat()),
        explanations,
    }
}

/// Which deals the funnels of all pipelines have met, each counted once.
#[derive(Default)]
struct Seen {
    notes: Notes,
    deals: BTreeSet<String>,
    undated: BTreeSet<String>,
    /// Created in the window, in one pipeline at least.
    created: BTreeSet<String>,
    strays: u64,
}

impl Seen {
    /// Deals that stand in a pipeline which the book lacks are in no funnel, but not left out in silence.
    fn note_strays(&mut self, query: &Query<'_>) {
        let is_stray = |life: &&Life| {
            query.pipeline.is_none()
                && life.on(query.as_of).is_some_and(|state| query.book.pipeline_of(&state).is_none())
        };
        for life in query.lives.iter().filter(is_stray) {
            self.notes.id(Code::UnknownStage, &life.id);
            self.deals.insert(life.id.clone());
            self.strays += 1;
        }
    }

    fn note(&mut self, cases: &[Case<'_>], query: &Query<'_>) {
        self.notes.of_cases(cases);
        self.notes.deals(Code::MissingCreated, cases, |case| case.journey.created.is_none());
        let ids = |holds: &dyn Fn(&Case<'_>) -> bool| {
            cases.iter().filter(|case| holds(case)).map(|case| case.id().to_owned()).collect::<Vec<_>>()
        };
        self.deals.extend(ids(&|_| true));
        self.undated.extend(ids(&|case| case.journey.created.is_none()));
        self.created.extend(ids(&|case| case.created_in(query.window)));
    }

    fn left_out(&self, options: &Options) -> Vec<(u64, &'static str)> {
        let mut left_out = vec![(self.strays, "in a pipeline that the book lacks")];
        if options.cohort == Cohort::Created {
            let met = self.created.union(&self.undated).count() as u64 + self.strays;
            left_out.push(((self.deals.len() as u64).saturating_sub(met), "created outside the window"));
            left_out.push((self.undated.difference(&self.created).count() as u64, "without a day of creation"));
        }
        left_out
    }
}

fn parts_of(
    query: &Query<'_>,
    pipeline: &Pipeline,
    options: &Options,
    cases: &[Case<'_>],
    is_one_of_several: bool,
    notes: &mut Notes,
) -> Vec<Part> {
    let stages = pipeline.stages.len();
    let ways: HashMap<&str, Way> = cases.iter().map(|case| (case.id(), Way::of(&case.journey, stages))).collect();
    let mut parts = Vec::new();
    for slice in slices(cases, query) {
        let travellers: Vec<Traveller<'_, '_>> =
            slice.cases.iter().filter_map(|case| Some((*case, ways.get(case.id())?))).collect();
        let stages = pipeline.stages.iter().enumerate();
        let figures: Vec<Figures> =
            stages.map(|stage| Figures::of(&pipeline.id, stage, &travellers, slice.window, options)).collect();
        let says_nothing = figures.iter().all(|stage| stage.entered == 0);
        if slice.group.is_none() || slice.is_period() || !says_nothing {
            parts.push(part(&slice, &figures, is_one_of_several, notes));
        }
    }
    parts
}

fn part(slice: &Slice<'_, '_>, figures: &[Figures], is_one_of_several: bool, notes: &mut Notes) -> Part {
    let measures = if is_one_of_several { MEASURES_WITH_PIPELINE } else { MEASURES };
    let value = slice.group.as_ref().map(|(_, value)| value.clone());
    for stage in figures {
        let name = Cell::text(&stage.stage);
        notes.row(Code::Immature, stage.is_immature(), &row_name(&slice.group, Some(&name)));
        notes.row(Code::LowN, (1..30).contains(&(stage.advanced + stage.lost)), &row_name(&slice.group, Some(&name)));
    }
    Part {
        order: (value.is_none(), matches!(value, Some(None)), value.flatten()),
        rows: figures
            .iter()
            .map(|stage| Row { group: slice.group.clone(), unit: None, cells: cells(measures, stage) })
            .collect(),
        explanation: explain::explain(slice, figures),
    }
}

fn basis(options: &Options) -> &'static str {
    match options.cohort {
        Cohort::Created => "deals created in the window, one funnel",
        Cohort::Entered => "for each stage the deals that entered it in the window; the rows are different cohorts",
    }
}
