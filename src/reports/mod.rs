//! Reports: deals → a value → a typed table. Pure: they know no files, no clock, no formats.
//!
//! To add one: its file (or folder), with a [`ReportSpec`] that says what it answers and which
//! flags it has, and its line in [`REPORTS`]. The command line, the list and the help are made from
//! that.
//!
//! A report is figures (a struct of numbers), columns ([`measure`]) and a [`draft`] of rows, notes
//! ([`notes`]) and written calculations ([`formula`]). What they share stands here once: the
//! question ([`query`]), flags ([`flags`]), the deals on a day ([`snapshot`]), the deals of a row
//! ([`groups`]), cohorts ([`cohort`]), rows by pipeline ([`by_pipeline`]), the periods of a
//! forecast ([`targets`]), those that are over ([`lookback`]), competing ends ([`competing_risks`]), the kinds of losses ([`loss_class`]), won
//! with and without ([`with_without`]), the usual stays ([`typical_stay`]), money ([`money`]),
//! [`cells`], [`charts`], whether groups differ ([`differences`]) and an earlier window beside the
//! report's own ([`compare`]).

#[macro_use]
pub mod formula;

pub mod by_pipeline;
pub mod cells;
pub mod charts;
pub mod cohort;
pub mod compare;
pub mod competing_risks;
pub mod differences;
pub mod draft;
pub mod flags;
pub mod flows;
pub mod groups;
pub mod lookback;
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
pub mod backtest;
pub mod bridge;
pub mod calls;
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
pub mod review;
pub mod risk;
pub mod sources;
pub mod velocity;
pub mod winrate;

pub use flags::{FlagError, FlagValues};
pub use groups::Slice;
pub use notes::Notes;
pub use query::{Query, Window};

use crate::deal::Day;
use crate::table::{Digits, Report, Table};
use draft::ReportBody;
use flags::Flag;
use notes::Code;
use query::By;

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
    pub window: WindowUse,
    pub reads: Reads,
    pub run: fn(&Query<'_>, &FlagValues) -> Result<Report, FlagError>,
}

/// Whether a report is about what happened in a window of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowUse {
    Always,
    /// Only where its rows are months or quarters.
    ByPeriod,
    Never,
}

impl WindowUse {
    pub fn applies(self, by: Option<By>) -> bool {
        match self {
            WindowUse::Always => true,
            WindowUse::ByPeriod => by.is_some_and(By::is_period),
            WindowUse::Never => false,
        }
    }
}

/// What a report has to be given.
#[derive(Debug, Clone, Copy)]
pub enum Reads {
    /// The deals that match the filters on the as-of date.
    AsOf,
    /// The same, and those that the filters exclude, which show how deals usually go.
    WithExcluded,
    /// Those that the filters take, with what their files keep without a history.
    Details,
    /// Both.
    DetailsWithExcluded,
    /// Those that they take on one of these days, each with the days on which they do not.
    EachDay(fn(&Query<'_>) -> Vec<Day>),
    /// Those on the as-of date, and what the checks find in them.
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
    sources::SPEC,
    bridge::SPEC,
    forecast::SPEC,
    backtest::SPEC,
    calls::SPEC,
    coverage::SPEC,
    plan::SPEC,
    review::SPEC,
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

    /// The report, as it answers a query with some choices.
    fn report(&self, query: &Query<'_>, flags: &FlagValues, mut body: ReportBody) -> Report {
        let twins = query.records.iter().filter(|record| record.is_twin);
        twins.for_each(|twin| body.notes.id(Code::DuplicateDeal, &twin.id));
        if body.table.lacks_money() && money::is_too_large(query) {
            body.notes.add(Code::TooLarge);
        }
        let mut options = flags.options(self.flags);
        options.extend(query.options());
        let has_charts = flags.is_on("chart");
        Report {
            name: self.name,
            version: 1,
            as_of: query.as_of.into(),
            window: self
                .window
                .applies(query.by)
                .then(|| (query.window.from.into(), query.window.to.into())),
            options,
            left_out: left_out(query, &body),
            basis: body.basis,
            deals: body.deals,
            notes: body.notes.finish(),
            table: Table {
                by: query.by.map(By::as_str),
                digits: Digits::Few,
                ..body.table
            },
            explanations: match query.explain {
                true => body.explanations,
                false => Vec::new(),
            },
            charts: body.charts.into_iter().filter(|_| has_charts).collect(),
        }
    }
}

fn left_out(query: &Query<'_>, body: &ReportBody) -> Vec<(u64, &'static str)> {
    let named: u64 = body.absent.iter().map(|(count, _)| count).sum();
    let absent = (query.records.len() as u64).saturating_sub(body.deals + named);
    let why = match query.pipeline {
        Some(_) => "not in the pipeline by then",
        None => "not created by then",
    };
    let absent = [(absent, why)].into_iter().chain(body.absent.clone());
    let left_out = absent.chain(body.left_out.clone());
    left_out.filter(|(count, _)| *count > 0).collect()
}
