//! What became of the objections of one category, and of the deals in which they were raised, with
//! the columns in which that stands.

use std::collections::BTreeSet;

use super::{comparison::compare, raised::Raised};
use crate::book::Snapshot;
use crate::deal::keywords::Category;
use crate::reports::{
    Slice,
    cells::quantile,
    measure::{Measure, count, measure, share, text, wilson},
    with_without::WithWithout,
};
use crate::stats::kaplan_meier::{KaplanMeier, Observation};
use crate::table::{Cell, Kind, View};

/// The figures of a category, or of all of them.
#[derive(Debug, Clone)]
pub struct Figures {
    /// `None` in the row of all.
    pub category: Option<Category>,
    pub objections: u64,
    pub deals: u64,
    /// All deals of the row.
    pub all_deals: u64,
    pub resolved: u64,
    /// Resolved, or ended without that.
    pub ended: u64,
    pub curve: KaplanMeier,
    pub comparison: Option<WithWithout>,
    /// Deals lost in the window.
    pub lost: u64,
    /// Those of them lost for a reason that an unresolved objection of theirs had named.
    pub lost_unresolved: u64,
    /// Those of them lost for the category's reason, with or without an objection.
    pub lost_for_it: u64,
}

impl Figures {
    /// `raised` are all objections of the row's deals.
    pub fn new(category: Option<Category>, slice: &Slice<'_, '_>, raised: &[Raised<'_>]) -> Self {
        let own: Vec<&Raised<'_>> = raised
            .iter()
            .filter(|raised| category.is_none_or(|own| raised.category == own))
            .collect();
        let in_window = own
            .iter()
            .filter(|raised| slice.window.has(Some(raised.on)));
        let observations: Vec<Observation> = in_window
            .clone()
            .map(|raised| raised.observation())
            .collect();
        let deals: BTreeSet<&str> = in_window.clone().map(|raised| raised.deal.id()).collect();
        let lost = slice.filter(|deal| deal.is_lost() && deal.closed_in(slice.window));
        let lost: Vec<&Snapshot<'_>> = lost.collect();
        Self {
            category,
            objections: observations.len() as u64,
            deals: deals.len() as u64,
            all_deals: slice.deals.len() as u64,
            resolved: observations.iter().filter(|own| own.event).count() as u64,
            ended: in_window.filter(|raised| raised.has_ended()).count() as u64,
            curve: KaplanMeier::fit(&observations),
            comparison: category.map(|_| compare(slice, &own)),
            lost: lost.len() as u64,
            lost_unresolved: lost_unresolved(&lost, &own),
            lost_for_it: lost.iter().filter(|deal| is_reason(deal, category)).count() as u64,
        }
    }

    /// Whether fewer than half were resolved within the longest time observed.
    pub fn is_not_reached(&self) -> bool {
        self.objections > 0 && self.curve.median().is_none()
    }

    /// How many comparisons it makes.
    pub fn comparisons(&self) -> usize {
        let difference = self.comparison.and_then(|own| own.difference());
        usize::from(difference.is_some())
    }

    pub fn median(&self) -> Cell {
        quantile(&self.curve, 0.5)
    }

    fn compared(&self, cell: fn(&WithWithout) -> Cell) -> Cell {
        Cell::optional(self.comparison.as_ref(), cell)
    }
}

/// How many were lost for the reason that one of their unresolved objections had named.
fn lost_unresolved(lost: &[&Snapshot<'_>], raised: &[&Raised<'_>]) -> u64 {
    let causes: BTreeSet<&str> = raised
        .iter()
        .filter(|raised| !raised.is_resolved() && is_reason(raised.deal, Some(raised.category)))
        .map(|raised| raised.deal.id())
        .collect();
    let lost = lost.iter().filter(|deal| causes.contains(deal.id()));
    lost.count() as u64
}

/// Whether a deal was lost for the reason of a category, or of any.
fn is_reason(deal: &Snapshot<'_>, category: Option<Category>) -> bool {
    match category {
        Some(category) => deal.reason == Some(category.as_str()),
        None => deal
            .reason
            .is_some_and(|reason| reason.parse::<Category>().is_ok()),
    }
}

pub const MEASURES: &[Measure<Figures>] = &[
    text("category", "category", |f| {
        f.category
            .map_or(Cell::Total, |category| Cell::text(category.as_str()))
    }),
    count("objections", "objections", |f| f.objections),
    count("deals", "deals", |f| f.deals),
    share("share_of_deals", "of all deals", |f| (f.deals, f.all_deals)),
    count("resolved", "resolved", |f| f.resolved),
    count("settled", "ended", |f| f.ended),
    share("resolution_rate", "resolved", |f| (f.resolved, f.ended)),
    wilson("resolution_ci", "95% CI", |f| (f.resolved, f.ended)),
    measure(
        "km_median_resolution",
        "median days",
        Kind::Days,
        Figures::median,
    ),
    measure("with_won", "won", Kind::Count, |f| {
        f.compared(|own| Cell::Count(own.with.won))
    }),
    measure("with_lost", "lost", Kind::Count, |f| {
        f.compared(|own| Cell::Count(own.with.lost))
    }),
    measure("with_rate", "won with it", Kind::Rate, |f| {
        f.compared(|own| own.with.rate())
    }),
    measure("without_won", "won", Kind::Count, |f| {
        f.compared(|own| Cell::Count(own.without.won))
    }),
    measure("without_lost", "lost", Kind::Count, |f| {
        f.compared(|own| Cell::Count(own.without.lost))
    }),
    measure("without_rate", "without it", Kind::Rate, |f| {
        f.compared(|own| own.without.rate())
    }),
    measure("lift", "difference", Kind::Rate, |f| {
        f.compared(WithWithout::lift)
    }),
    measure("lift_ci", "95% CI", Kind::Interval, |f| {
        f.compared(WithWithout::interval)
    }),
    text("reading", "reading", |f| f.compared(WithWithout::reading)),
    count("lost_reason", "lost for this reason", |f| f.lost_for_it),
    share("kill_share", "with it open", |f| {
        (f.lost_unresolved, f.lost)
    }),
];

pub const VIEWS: &[View] = &[
    View {
        title: "raised and resolved",
        columns: &[
            "category",
            "objections",
            "share_of_deals",
            "resolution_rate",
            "resolution_ci",
        ],
    },
    View {
        title: "closed deals that reached the stage where it mostly comes up",
        columns: &["category", "with_rate", "without_rate", "lift", "lift_ci"],
    },
    View {
        title: "days to resolve, significance, losses",
        columns: &[
            "category",
            "km_median_resolution",
            "reading",
            "lost_reason",
            "kill_share",
        ],
    },
];
