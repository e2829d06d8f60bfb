//! What a report is given to read.

use crate::commands::check;
use crate::console::{Context, Failure};
use crate::deal::{Day, DealRecord};
use crate::reports::{Query, Reads, query::Finding};
use crate::select::{Load, LoadedDeals};
use crate::store::Revisions;

#[derive(Default)]
pub struct Loaded {
    pub deals: LoadedDeals,
    /// The deals of the first revision, if two are compared.
    pub before: Vec<DealRecord>,
    pub findings: Vec<Finding>,
}

impl From<LoadedDeals> for Loaded {
    fn from(deals: LoadedDeals) -> Self {
        Self {
            deals,
            ..Self::default()
        }
    }
}

impl Loaded {
    pub fn new(
        reads: Reads,
        question: &Query<'_>,
        filter: &[String],
        revisions: Option<&Revisions>,
        context: &Context,
    ) -> Result<Self, Failure> {
        match (reads, revisions) {
            (Reads::EachDay(days), None) => {
                let selection = context.selection(filter)?;
                Ok(selection.records(&days(question), Load::default())?.into())
            }
            (Reads::EachDay(days), Some(revisions)) => {
                Self::compared(revisions, filter, &days(question), context)
            }
            (Reads::Findings, _) => {
                let (deals, findings) = check::findings(filter, context)?;
                Ok(Self {
                    deals,
                    findings,
                    ..Self::default()
                })
            }
            (reads, _) => {
                let selection = context.selection(filter)?;
                Ok(selection.records(&[question.as_of], load(reads))?.into())
            }
        }
    }

    /// The deals of two revisions, with those that the filters exclude: each may be taken in the
    /// other.
    fn compared(
        revisions: &Revisions,
        filter: &[String],
        days: &[Day],
        context: &Context,
    ) -> Result<Self, Failure> {
        let load = Load {
            excluded: true,
            ..Load::default()
        };
        let store = context.store()?;
        let first = context.selection_in(store.at(&revisions.first)?, filter)?;
        let before = first.records(days, load)?;
        let last = match revisions.last.as_deref() {
            Some(last) => store.at(last)?,
            None => store.source(),
        };
        Ok(Self {
            deals: LoadedDeals {
                // One of the first revision may have it.
                unmatched: Vec::new(),
                ..context.selection_in(last, filter)?.records(days, load)?
            },
            before: before.records.into_iter().chain(before.excluded).collect(),
            ..Self::default()
        })
    }

    pub fn is_empty(&self) -> bool {
        self.deals.records.is_empty() && self.before.is_empty()
    }
}

/// What is kept of the deals for a report that reads them as of one day.
fn load(reads: Reads) -> Load {
    Load {
        details: matches!(reads, Reads::Details | Reads::DetailsWithExcluded),
        excluded: matches!(reads, Reads::WithExcluded | Reads::DetailsWithExcluded),
    }
}
