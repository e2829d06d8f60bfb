//! What became of the deals of one row.

use super::{
    Options,
    waits::{beyond, waits},
};
use crate::reports::{
    Slice,
    competing_risks::{CompetingRisks, End, Point, Wait},
};
use crate::table::{Cell, Series};

pub struct Curve {
    pub waits: Vec<Wait>,
    pub risks: CompetingRisks,
    /// Up to the horizon, and last at it.
    pub points: Vec<Point>,
}

impl Curve {
    pub fn new(slice: &Slice<'_, '_>, options: Options) -> Self {
        let created = slice.filter(|deal| deal.created_in(slice.window));
        let mut waits = waits(created, options.exclude_hold);
        if let Some(age) = options.age {
            waits = beyond(&waits, i64::from(age));
        }
        let risks = CompetingRisks::fit(&waits);
        let horizon = i64::from(options.horizon);
        let before = risks.points().filter(|point| point.t < horizon);
        Self {
            points: before.chain([risks.at(horizon)]).collect(),
            waits,
            risks,
        }
    }

    /// At the horizon.
    pub fn last(&self) -> Point {
        self.points
            .last()
            .copied()
            .unwrap_or_else(|| self.risks.at(0))
    }

    pub fn count(&self, end: End) -> u64 {
        let ended = self.waits.iter().filter(|wait| wait.cause == Some(end));
        ended.count() as u64
    }

    pub fn series(&self) -> [Series; 3] {
        [
            self.share("won", 0.0, Point::forward),
            self.share("lost", 0.0, Point::lost),
            self.share("open", 1.0, Point::waiting),
        ]
    }

    fn share(&self, name: &str, start: f64, share: fn(&Point) -> Option<f64>) -> Series {
        let points = self.points.iter();
        let known = points.filter_map(|point| Some((point.t as f64, share(point)?)));
        Series {
            label: Cell::text(name),
            points: [(0.0, start)].into_iter().chain(known).collect(),
        }
    }
}
