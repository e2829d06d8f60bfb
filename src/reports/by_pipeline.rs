//! Reports about the stages of a pipeline: rows for each pipeline of the book, and by group in
//! each.
//!
//! A deal that has been in several pipelines has a life in each; [`Seen`] counts it once all the
//! same.

use std::collections::BTreeSet;

use crate::book::pipeline::Pipeline;
use crate::book::snapshot::Snapshot;
use crate::deal::record::DealRecord;
use crate::table::{Cell, Chart, Column, Explanation, Group, Kind, Row, Term, View};

use super::ReportBody;
use super::measure::{Measure, table};
use super::notes::{Code, Notes};
use super::query::Query;

/// One pipeline with the deals that have been in it.
pub struct Ground<'g, 'a> {
    /// The question, asked of this pipeline.
    pub query: Query<'a>,
    pub pipeline: &'a Pipeline,
    pub deals: &'g [Snapshot<'a>],
}

/// What a report says of a group in one pipeline.
pub struct Part {
    pub group: Group,
    pub rows: Vec<Vec<Cell>>,
    pub lines: Vec<Vec<Term>>,
    pub chart: Option<Chart>,
}

/// What a report says of all pipelines.
pub struct Whole {
    pub seen: Seen,
    /// Drawn for the rows of all deals only.
    charts: Vec<Chart>,
    rows: Vec<Row>,
    explanations: Vec<Explanation>,
    is_several: bool,
}

/// Asks a report about each pipeline, and puts what it says in the order of groups.
pub fn look<'a>(query: &Query<'a>, of: impl Fn(&Ground<'_, 'a>, &mut Notes) -> Vec<Part>) -> Whole {
    let pipelines: Vec<&'a Pipeline> = match query.pipeline {
        Some(pipeline) => vec![pipeline],
        None => query.book.pipelines.iter().collect(),
    };
    let is_several = pipelines.len() > 1;
    let mut seen = Seen::default();
    seen.note_strays(query);
    let mut parts: Vec<(&Pipeline, Part)> = Vec::new();
    for pipeline in pipelines {
        let query = Query {
            pipeline: Some(pipeline),
            ..*query
        };
        let deals = query.snapshots(query.as_of);
        seen.note(&deals, &query);
        let ground = Ground {
            query,
            pipeline,
            deals: &deals,
        };
        parts.extend(
            of(&ground, &mut seen.notes)
                .into_iter()
                .map(|part| (pipeline, part)),
        );
    }
    // Stable, so that the pipelines of a group stay in the book's order.
    parts.sort_by_cached_key(|(_, part)| order(&part.group));
    let mut whole = Whole {
        seen,
        charts: Vec::new(),
        rows: Vec::new(),
        explanations: Vec::new(),
        is_several,
    };
    parts
        .into_iter()
        .for_each(|(pipeline, part)| whole.add(pipeline, part));
    whole
}

/// What stands before a row's name in the order of rows: groups by name, then those without a
/// value, then all deals.
fn order(group: &Group) -> (bool, bool, Option<String>) {
    let value = group.as_ref().map(|(_, value)| value.clone());
    (
        value.is_none(),
        matches!(value, Some(None)),
        value.flatten(),
    )
}

impl Whole {
    fn add(&mut self, pipeline: &Pipeline, part: Part) {
        let lead = self.is_several.then(|| Cell::text(&pipeline.id));
        for cells in part.rows {
            let cells = lead.iter().cloned().chain(cells).collect();
            self.rows.push(Row {
                group: part.group.clone(),
                unit: None,
                cells,
            });
        }
        if let Some(chart) = part.chart.filter(|_| part.group.is_none()) {
            let title = if self.is_several {
                format!("{}: {}", pipeline.id, chart.title)
            } else {
                chart.title
            };
            self.charts.push(Chart { title, ..chart });
        }
        self.explanations.push(Explanation {
            group: part.group,
            unit: None,
            lines: part.lines,
        });
    }

    /// The findings and charts, with the columns of the rows; where there are several pipelines,
    /// behind one that names them.
    pub(super) fn found<T>(
        self,
        measures: &[Measure<T>],
        views: &'static [View],
        basis: &str,
        left_out: Vec<(u64, &'static str)>,
    ) -> (ReportBody, Vec<Chart>) {
        let mut table = table(measures, views, self.rows);
        if self.is_several {
            table.columns.insert(
                0,
                Column {
                    key: "pipeline",
                    title: "pipeline",
                    kind: Kind::Text,
                },
            );
        }
        let found = ReportBody {
            basis: basis.to_owned(),
            deals: self.seen.deals.len() as u64,
            left_out,
            notes: self.seen.notes,
            table,
            explanations: self.explanations,
        };
        (found, self.charts)
    }
}

/// Which deals all pipelines have met, each counted once.
#[derive(Default)]
pub struct Seen {
    notes: Notes,
    deals: BTreeSet<String>,
    undated: BTreeSet<String>,
    /// Created in the window, in one pipeline at least.
    created: BTreeSet<String>,
    strays: u64,
}

impl Seen {
    /// Deals that stand in a pipeline which the book lacks are in no row, but not left out in
    /// silence.
    fn note_strays(&mut self, query: &Query<'_>) {
        let is_stray = |record: &&DealRecord| {
            query.pipeline.is_none()
                && record
                    .on(query.as_of)
                    .is_some_and(|state| query.book.pipeline_of(&state).is_none())
        };
        for record in query.records.iter().filter(is_stray) {
            self.notes.id(Code::UnknownStage, &record.id);
            self.deals.insert(record.id.clone());
            self.strays += 1;
        }
    }

    fn note(&mut self, deals: &[Snapshot<'_>], query: &Query<'_>) {
        self.notes.of_deals(deals);
        self.notes.deals(Code::MissingCreated, deals, |deal| {
            deal.journey.created.is_none()
        });
        let ids = |holds: &dyn Fn(&Snapshot<'_>) -> bool| {
            deals
                .iter()
                .filter(|deal| holds(deal))
                .map(|deal| deal.id().to_owned())
                .collect::<Vec<_>>()
        };
        self.deals.extend(ids(&|_| true));
        self.undated
            .extend(ids(&|deal| deal.journey.created.is_none()));
        self.created
            .extend(ids(&|deal| deal.created_in(query.window)));
    }

    /// The deals that are in no row whatever the window.
    pub fn strays(&self) -> (u64, &'static str) {
        (self.strays, "in a pipeline that is not in the book")
    }

    /// The deals that are in no row because of the day of their creation.
    pub fn outside(&self) -> [(u64, &'static str); 2] {
        let met = self.created.union(&self.undated).count() as u64 + self.strays;
        [
            (
                (self.deals.len() as u64).saturating_sub(met),
                "created outside the window",
            ),
            (
                self.undated.difference(&self.created).count() as u64,
                "without a creation date",
            ),
        ]
    }
}
