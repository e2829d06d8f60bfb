//! Reports about the stages of a pipeline: rows for each pipeline of the book, and by group in
//! each.
//!
//! A deal that was in several pipelines has a journey in each; [`Seen`] counts it once all the
//! same.

use std::collections::BTreeSet;

use super::{
    Notes, Query, Slice,
    draft::ReportBody,
    formula::Line,
    groups::slices,
    measure::{Measure, cells, table},
    notes::Code,
};
use crate::book::{Pipeline, Snapshot};
use crate::deal::DealRecord;
use crate::table::{Cell, Chart, Column, Explanation, Group, Kind, Row, View};

/// The figures of a group in one pipeline, one for each row.
pub struct Part<T> {
    pub rows: Vec<T>,
    /// Whether it has no deals to speak of.
    pub is_empty: bool,
    pub lines: Vec<Line>,
    pub chart: Chart,
}

/// The parts of all pipelines, in the order of groups.
pub struct Survey<'a, T> {
    pub seen: Seen,
    parts: Vec<(&'a Pipeline, Group, Part<T>)>,
    has_several: bool,
}

/// Makes the part of each group in each pipeline.
pub fn survey<'a, T>(
    query: &Query<'a>,
    part: impl Fn(&'a Pipeline, &Slice<'_, 'a>, &mut Notes) -> Part<T>,
) -> Survey<'a, T> {
    let pipelines: Vec<&Pipeline> = match query.pipeline {
        Some(pipeline) => vec![pipeline],
        None => query.book.pipelines.iter().collect(),
    };
    let mut seen = Seen::default();
    seen.note_strays(query);
    let mut parts = Vec::new();
    for pipeline in &pipelines {
        let query = Query {
            pipeline: Some(pipeline),
            ..*query
        };
        let deals = query.snapshots(query.as_of);
        seen.note(&deals, &query);
        for slice in slices(&deals, &query) {
            let part = part(pipeline, &slice, &mut seen.notes);
            if slice.is_always_shown() || !part.is_empty {
                parts.push((*pipeline, slice.group, part));
            }
        }
    }
    // Stable, so that the pipelines of a group stay in the book's order.
    parts.sort_by_cached_key(|(_, group, _)| order(group));
    Survey {
        seen,
        parts,
        has_several: pipelines.len() > 1,
    }
}

/// Groups by name, then those without a value, then all deals.
fn order(group: &Group) -> (bool, bool, Option<String>) {
    let value = group.as_ref().map(|(_, value)| value.clone());
    (
        value.is_none(),
        matches!(value, Some(None)),
        value.flatten(),
    )
}

impl<T> Survey<'_, T> {
    /// Its parts, each with the id of its pipeline.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = (&str, &mut Part<T>)> {
        let parts = self.parts.iter_mut();
        parts.map(|(pipeline, _, part)| (pipeline.id.as_str(), part))
    }

    /// The report, still without its basis and what it leaves out.
    pub fn body(self, measures: &[Measure<T>], views: &'static [View]) -> ReportBody {
        let mut body = ReportBody {
            deals: self.seen.deals.len() as u64,
            notes: self.seen.notes,
            table: table(measures, views, Vec::new()),
            ..ReportBody::default()
        };
        if self.has_several {
            body.table.columns.insert(0, PIPELINE);
        }
        for (pipeline, group, part) in self.parts {
            let pipeline = self.has_several.then_some(pipeline.id.as_str());
            body.add(pipeline, group, part, measures);
        }
        body
    }
}

const PIPELINE: Column = Column::new("pipeline", "pipeline", Kind::Text);

impl ReportBody {
    /// Adds a part, under the name of its pipeline where there are several.
    fn add<T>(
        &mut self,
        pipeline: Option<&str>,
        group: Group,
        part: Part<T>,
        measures: &[Measure<T>],
    ) {
        for figures in &part.rows {
            let lead = pipeline.map(Cell::text);
            self.table.rows.push(Row {
                group: group.clone(),
                unit: None,
                cells: lead.into_iter().chain(cells(measures, figures)).collect(),
            });
        }
        if group.is_none() {
            let mut chart = part.chart;
            if let Some(pipeline) = pipeline {
                chart.title = format!("{pipeline}: {}", chart.title);
            }
            self.charts.push(chart);
        }
        self.explanations.push(Explanation {
            group,
            unit: None,
            lines: part.lines,
        });
    }
}

/// The deals of all pipelines, each counted once.
#[derive(Default)]
pub struct Seen {
    notes: Notes,
    deals: BTreeSet<String>,
    undated: BTreeSet<String>,
    /// Created in the window, in at least one pipeline.
    created: BTreeSet<String>,
    strays: u64,
}

impl Seen {
    /// Deals of a pipeline that the book lacks are in no row, but are counted and noted.
    fn note_strays(&mut self, query: &Query<'_>) {
        if query.pipeline.is_some() {
            return;
        }
        for record in query.records.iter().filter(|own| is_stray(own, query)) {
            self.notes.id(Code::UnknownStage, &record.id);
            self.deals.insert(record.id.clone());
            self.strays += 1;
        }
    }

    fn note(&mut self, deals: &[Snapshot<'_>], query: &Query<'_>) {
        self.notes.of_deals(deals);
        self.notes.undated(deals);
        for deal in deals {
            let id = deal.id().to_owned();
            if deal.created().is_none() {
                self.undated.insert(id.clone());
            }
            if deal.created_in(query.window) {
                self.created.insert(id.clone());
            }
            self.deals.insert(id);
        }
    }

    /// The deals that are in no row whatever the window.
    pub fn strays(&self) -> (u64, &'static str) {
        (self.strays, "in a pipeline that is not in the book")
    }

    /// The deals that are in no row because of their creation date.
    pub fn outside(&self) -> [(u64, &'static str); 2] {
        let met = self.created.union(&self.undated).count() as u64 + self.strays;
        let outside = (self.deals.len() as u64).saturating_sub(met);
        let undated = self.undated.difference(&self.created).count() as u64;
        [
            (outside, "created outside the window"),
            (undated, "without a creation date"),
        ]
    }
}

fn is_stray(record: &DealRecord, query: &Query<'_>) -> bool {
    record
        .on(query.as_of)
        .is_some_and(|state| query.book.pipeline_of(&state).is_none())
}
