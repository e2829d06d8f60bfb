//! Reports: deals → a value → a typed table. Pure: they know no files, no clock, no formats.
//!
//! To add one: its file (or folder), with an [`ReportSpec`] that says what it answers and which flags it
//! has, and its line in [`REPORTS`]. The command line, the list and the help are made from that.
//!
//! What they share stands here once: the question ([`query`]), flags ([`flags`]), the deals on a
//! day ([`snapshot`]), groups ([`groups`]), cohorts ([`cohort`]),
//! pipelines ([`by_pipeline`]), the periods of a forecast ([`targets`]), competing ends ([`competing_risks`]), the
//! kinds of losses ([`loss_class`]), won with and without ([`with_without`]), the usual stays
//! ([`typical_stay`]), money ([`money`]), notes ([`notes`]), columns ([`measure`]).

/// A line of a calculation: words and cells in turn.
macro_rules! line {
    ($($part:expr),* $(,)?) => { vec![$($crate::table::Term::from($part)),*] };
}

#[macro_use]
pub mod formula;

pub mod by_pipeline;
pub mod cells;
pub mod charts;
pub mod cohort;
pub mod competing_risks;
pub mod draft;
pub mod flags;
pub mod groups;
pub mod loss_class;
pub mod measure;
pub mod money;
pub mod notes;
pub mod query;
pub mod snapshot;
pub mod targets;
pub mod typical_stay;
pub mod with_without;

pub mod activity;
pub mod bridge;
pub mod conversion;
pub mod coverage;
pub mod duration;
pub mod forecast;
pub mod hygiene;
pub mod losses;
pub mod meddic;
pub mod objections;
pub mod outcome;
pub mod pipeline;
pub mod plan;
pub mod risk;
pub mod velocity;
pub mod winrate;

use crate::deal::day::Day;
use crate::table::{Explanation, Report, Table};

use flags::{Flag, FlagError, FlagValues};
use notes::Notes;
use query::{By, Query};

/// What a report is, for its help, and how it is made.
#[derive(Debug)]
pub struct ReportSpec {
    pub name: &'static str,
    /// The question that it answers, in a line.
    pub summary: &'static str,
    /// What its figures mean, and where the definition comes from.
    pub definition: &'static str,
    /// A command line that shows it off.
    pub example: &'static str,
    pub flags: &'static [Flag],
    pub reads: Reads,
    pub run: fn(&Query<'_>, &FlagValues) -> Result<Report, FlagError>,
}

/// What a report has to be given.
#[derive(Debug, Clone, Copy)]
pub enum Reads {
    /// The deals that the filters take at as-of.
    AsOf,
    /// The same, and those that the filters exclude, which show how deals usually go.
    WithExcluded,
    /// Those that the filters take, with what their files keep without a history.
    Details,
    /// Both.
    DetailsWithExcluded,
    /// Those that they take on one of these days, each with the days on which they do not.
    EachDay(fn(&Query<'_>) -> Vec<Day>),
    /// Those at as-of, and what the checks say of them.
    Findings,
}

/// Every report, in the order in which a newcomer asks for them.
pub const REPORTS: &[ReportSpec] = &[
    pipeline::SPEC,
    velocity::SPEC,
    winrate::SPEC,
    conversion::SPEC,
    duration::SPEC,
    outcome::SPEC,
    losses::SPEC,
    bridge::SPEC,
    forecast::SPEC,
    coverage::SPEC,
    plan::SPEC,
    risk::SPEC,
    meddic::SPEC,
    objections::SPEC,
    activity::SPEC,
    hygiene::SPEC,
];

impl ReportSpec {
    pub fn named(name: &str) -> Option<&'static ReportSpec> {
        REPORTS.iter().find(|about| about.name == name)
    }

    /// Makes the report of what a query and some choices came to.
    fn report(
        &self,
        query: &Query<'_>,
        flags: &FlagValues,
        result: impl Into<draft::ReportBody>,
    ) -> Report {
        let result = result.into();
        let mut options = flags.options(self.flags);
        options.extend(query.options());
        let absent = (query.records.len() as u64).saturating_sub(result.deals);
        let why = if query.pipeline.is_some() {
            "not in the pipeline by then"
        } else {
            "not created by then"
        };
        let left_out = [(absent, why)]
            .into_iter()
            .chain(result.left_out)
            .filter(|(count, _)| *count > 0);
        Report {
            name: self.name,
            version: 1,
            as_of: query.as_of.into(),
            from: query.window.from.into(),
            to: query.window.to.into(),
            options,
            basis: result.basis,
            deals: result.deals,
            left_out: left_out.collect(),
            notes: result.notes.finish(),
            table: Table {
                by: query.by.map(By::as_str),
                ..result.table
            },
            explanations: if query.explain {
                result.explanations
            } else {
                Vec::new()
            },
            charts: if flags.is_on("chart") {
                result.charts
            } else {
                Vec::new()
            },
        }
    }
}

/// What a report found: all that is its own in a [`Report`].
struct ReportBody {
    basis: String,
    deals: u64,
    left_out: Vec<(u64, &'static str)>,
    notes: Notes,
    table: Table,
    explanations: Vec<Explanation>,
}

impl From<ReportBody> for draft::ReportBody {
    fn from(body: ReportBody) -> Self {
        Self {
            basis: body.basis,
            deals: body.deals,
            left_out: body.left_out,
            notes: body.notes,
            table: body.table,
            explanations: body.explanations,
            charts: Vec::new(),
        }
    }
}
