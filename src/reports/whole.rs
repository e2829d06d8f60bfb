//! Deals with all that their files hold, for reports that judge each one.

use rayon::prelude::*;

use crate::book::snapshot::Snapshot;
use crate::deal::Deal;
use crate::table::Group;

use super::flags::FlagError;
use super::query::{By, Query};

/// A deal that had begun by as-of, and its file.
#[derive(Debug, Clone)]
pub struct Whole<'a> {
    pub deal: Snapshot<'a>,
    pub file: &'a Deal,
    /// The position of the pipeline that it is in; `None` for one that the book lacks.
    pub pipeline: Option<usize>,
}

impl<'a> Whole<'a> {
    /// Every deal that had begun by as-of.
    pub fn all(query: &Query<'a>) -> Vec<Self> {
        let pairs = query.records.par_iter().zip(query.deals);
        let whole = |(record, file)| {
            let deal = query.snapshot(record, query.as_of)?;
            let own = query.book.pipeline_of(&deal.state).map(|own| &own.id);
            let pipeline = query
                .book
                .pipelines
                .iter()
                .position(|pipeline| Some(&pipeline.id) == own);
            Some(Self {
                deal,
                file,
                pipeline,
            })
        };
        pairs.filter_map(whole).collect()
    }

    /// By what it is grouped, and its value there; `None` without grouping.
    pub fn group(&self, query: &Query<'a>) -> Group {
        query
            .by
            .map(|by| (by.as_str(), self.deal.group(by).map(str::to_owned)))
    }
}

/// A report of how deals stand as-of cannot be grouped by spans of time.
pub fn refuse_periods(query: &Query<'_>) -> Result<(), FlagError> {
    if query.by.is_some_and(By::is_period) {
        let problem =
            "cannot group by month or quarter: these deals are judged on the as-of date".to_owned();
        return Err(FlagError {
            flag: "by".to_owned(),
            problem,
        });
    }
    Ok(())
}
