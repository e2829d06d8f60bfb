//! The open deals of a forecast: what was said of each, and whether it was won.

use crate::stats::summary;

/// A chance, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub p: f64,
    pub is_won: bool,
}

/// Some of them, in the order of their chances, so that sums do not depend on that of the files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Points(Vec<Point>);

impl Points {
    pub fn new(points: impl IntoIterator<Item = Point>) -> Self {
        let mut points: Vec<Point> = points.into_iter().collect();
        points.sort_by(|a, b| a.p.total_cmp(&b.p).then(a.is_won.cmp(&b.is_won)));
        Self(points)
    }

    pub fn iter(&self) -> impl Iterator<Item = Point> {
        self.0.iter().copied()
    }

    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    pub fn won(&self) -> u64 {
        self.0.iter().filter(|point| point.is_won).count() as u64
    }

    /// How many wins were to be expected: the sum of the chances.
    pub fn expected_wins(&self) -> f64 {
        summary::sum(self.0.iter().map(|point| point.p))
    }

    pub fn mean_chance(&self) -> Option<f64> {
        (!self.0.is_empty()).then(|| self.expected_wins() / self.0.len() as f64)
    }

    /// The mean of (p − won)² (Brier, *Monthly Weather Review* 78, 1950): 0 is perfect.
    pub fn brier(&self) -> Option<f64> {
        let errors = self.0.iter().map(|point| {
            let won = f64::from(u8::from(point.is_won));
            (point.p - won).powi(2)
        });
        (!self.0.is_empty()).then(|| summary::sum(errors) / self.0.len() as f64)
    }

    /// How much of the best constant's Brier score, known only in hindsight, is saved.
    pub fn skill(&self) -> Option<f64> {
        let rate = self.won() as f64 / self.0.len() as f64;
        let constant = rate * (1.0 - rate);
        let brier = self.brier()?;
        (constant > 0.0).then(|| 1.0 - brier / constant)
    }

    /// Five parts of about the same size, by chance; equal chances stay together.
    pub fn fifths(&self) -> [Points; 5] {
        let key = |point: &Point| (1e9 * point.p).round();
        let mut fifths: [Points; 5] = Default::default();
        for point in &self.0 {
            let smaller = self.0.partition_point(|other| key(other) < key(point));
            if let Some(fifth) = fifths.get_mut(5 * smaller / self.0.len()) {
                fifth.0.push(*point);
            }
        }
        fifths
    }
}
