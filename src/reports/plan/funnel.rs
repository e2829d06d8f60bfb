//! What the deals of a row show of the funnel: how they convert, how long they take, what they
//! cost.

use super::{ages::Ages, costs::costs, need::Spending, options::Lag, reach::DaysToWin};
use crate::book::{Pipeline, Snapshot, Stage, journey::Visit};
use crate::reports::{
    Query, Slice, Window,
    cells::StageName,
    conversion::{
        figures::Figures as Conversion,
        options::Options,
        stage_progress::{Traveller, travellers},
    },
    duration::stays::has_ended,
    money::Sum,
};
use crate::stats::{kaplan_meier::Observation, summary, typical::typical};

/// The funnel of a row's deals.
pub struct Funnel<'s, 'a> {
    pub stages: Vec<StageFigures<'s, 'a>>,
    /// Won in the window.
    pub won: Sum,
    /// Days between spending and win.
    pub lag: i64,
    pub spending: Spending,
    pub ages: Ages,
}

/// One stage.
pub struct StageFigures<'s, 'a> {
    pub name: StageName,
    /// Of the deals created in the window that reached it.
    pub advanced: u64,
    pub lost: u64,
    /// Open in it on the as-of date.
    pub open: Vec<&'s Snapshot<'a>>,
    pub median_days: Option<i64>,
    pub to_win: DaysToWin,
}

impl<'s, 'a> Funnel<'s, 'a> {
    pub fn new(slice: &Slice<'s, 'a>, query: &Query<'a>, pipeline: &Pipeline, lag: Lag) -> Self {
        let window = query.window;
        let won = slice.filter(|deal| deal.is_won() && deal.closed_in(window));
        let won: Vec<&Snapshot<'a>> = won.collect();
        let lag = match lag {
            Lag::Days(days) => i64::from(days),
            Lag::Median => median_cycle(&won),
        };
        let spent = Window {
            from: window.from.plus(-lag),
            to: window.to.plus(-lag),
        };
        let travellers = travellers(slice, pipeline);
        let stages = pipeline.stages.iter().enumerate();
        Self {
            stages: stages
                .map(|(rank, stage)| StageFigures::new(rank, stage, &travellers, window))
                .collect(),
            spending: Spending {
                costs: costs(query, slice, pipeline, spent),
                entrants: entrants(&travellers, pipeline, spent),
                wins: won.len() as u64,
            },
            won: Sum::new(won),
            lag,
            ages: Ages::new(slice, window),
        }
    }

    /// The mean amount of a won deal.
    pub fn won_value(&self) -> Option<f64> {
        self.won.mean().filter(|mean| *mean > 0.0)
    }
}

/// The median days of won deals, to the day; 0 without a win.
fn median_cycle(won: &[&Snapshot<'_>]) -> i64 {
    let days: Vec<f64> = won
        .iter()
        .filter_map(|deal| deal.open_days(false))
        .map(|days| days as f64)
        .collect();
    summary::median(&days).map_or(0, |days| days.round() as i64)
}

/// How many deals reached each stage in some days.
fn entrants(travellers: &[Traveller<'_, '_>], pipeline: &Pipeline, days: Window) -> Vec<u64> {
    (0..pipeline.stages.len())
        .map(|rank| {
            let reached = travellers.iter().map(|own| own.progress.step(rank).reached);
            reached.flatten().filter(|day| days.has(*day)).count() as u64
        })
        .collect()
}

impl<'s, 'a> StageFigures<'s, 'a> {
    fn new(rank: usize, stage: &Stage, travellers: &[Traveller<'s, 'a>], window: Window) -> Self {
        let counts = Conversion::new(rank, stage, travellers, window, &Options::default());
        let deals = travellers.iter().map(|own| own.deal);
        Self {
            name: StageName::from(stage),
            advanced: counts.advanced,
            lost: counts.lost,
            open: deals
                .filter(|deal| present_rank(deal) == Some(rank))
                .collect(),
            median_days: median_days(rank, stage, travellers, window),
            to_win: DaysToWin::new(rank, travellers),
        }
    }

    pub fn decided(&self) -> u64 {
        self.advanced + self.lost
    }

    /// advanced / (advanced + lost); `None` where none is decided.
    pub fn conversion(&self) -> Option<f64> {
        (self.decided() > 0).then(|| self.advanced as f64 / self.decided() as f64)
    }
}

fn present_rank(deal: &Snapshot<'_>) -> Option<usize> {
    let stage = deal.journey.present_visit()?.stage?;
    deal.is_open().then_some(stage.rank)
}

/// The Kaplan–Meier median of the stays that began in the window, if there are enough; else what
/// the book expects.
fn median_days(
    rank: usize,
    stage: &Stage,
    travellers: &[Traveller<'_, '_>],
    window: Window,
) -> Option<i64> {
    let stays: Vec<Observation> = travellers
        .iter()
        .flat_map(|own| {
            own.deal
                .journey
                .visits
                .iter()
                .map(|visit| (own.deal, visit))
        })
        .filter(|(_, visit)| is_at(visit, rank) && window.has(visit.enter))
        .filter_map(|(deal, visit)| {
            Some(Observation {
                time: visit.days(deal.as_of)?,
                event: has_ended(visit),
            })
        })
        .collect();
    Some(typical(&stays, stage.expected_days.map(i64::from))?.days)
}

fn is_at(visit: &Visit, rank: usize) -> bool {
    visit.stage.is_some_and(|stage| stage.rank == rank)
}
