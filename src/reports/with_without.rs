//! Closed deals with something and without it: how often each were won, and whether the two can be
//! told apart. A comparison, not a cause.

use super::{cells::interval, formula::Line};
use crate::stats::proportion::{Difference, newcombe};
use crate::table::Cell;

/// With fewer deals on one side nothing is read into a difference.
const LEAST_TO_READ: u64 = 5;

/// Deals that were closed, and how many of them were won.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub won: u64,
    pub lost: u64,
}

impl Tally {
    fn add(&mut self, won: bool) {
        if won { self.won += 1 } else { self.lost += 1 }
    }

    fn n(self) -> u64 {
        self.won + self.lost
    }

    pub fn rate(self) -> Cell {
        Cell::share(self.won, self.n())
    }
}

/// The two sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WithWithout {
    pub with: Tally,
    pub without: Tally,
}

impl WithWithout {
    pub fn add(&mut self, has: bool, won: bool) {
        let side = match has {
            true => &mut self.with,
            false => &mut self.without,
        };
        side.add(won);
    }

    /// The difference of the two rates (Newcombe 1998); `None` if all deals are on one side.
    pub fn difference(&self) -> Option<Difference> {
        let Self { with, without } = self;
        newcombe(with.won, with.n(), without.won, without.n())
    }

    /// The deals of the smaller side.
    fn n(&self) -> u64 {
        self.with.n().min(self.without.n())
    }

    pub fn lift(&self) -> Cell {
        Cell::optional(self.difference(), |own| Cell::Difference {
            value: own.difference,
            n: self.n(),
        })
    }

    pub fn interval(&self) -> Cell {
        interval(self.difference().map(|own| own.interval), self.n())
    }

    /// What the interval allows to say; of few deals it says nothing, not even that there is no
    /// difference.
    pub fn reading(&self) -> Cell {
        let Some(own) = self.difference() else {
            return Cell::Missing;
        };
        let (id, title) = match own.is_clear() {
            _ if self.n() < LEAST_TO_READ => ("too_few", "too few deals"),
            false => ("no_clear_difference", "no clear difference"),
            true if own.difference > 0.0 => ("won_more_often_with", "won more often with"),
            true => ("won_less_often_with", "won less often with"),
        };
        Cell::Named {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }

    /// `name: 3 / 5 − 4 / 6 = …`.
    pub fn explain(&self, name: &str) -> Line {
        let rates = formula!(
            "{}: {} / {} − {} / {}",
            name,
            self.with.won,
            self.with.n(),
            self.without.won,
            self.without.n()
        );
        match self.difference() {
            None => formula!(
                "{}: one side has no deals, so there is no difference",
                rates
            ),
            Some(own) => formula!(
                "{} = {}, interval from the two Wilson intervals {} to {}",
                rates,
                own.difference,
                own.interval.lo,
                own.interval.hi
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(with: [u64; 2], without: [u64; 2]) -> Cell {
        let tally = |[won, lost]: [u64; 2]| Tally { won, lost };
        WithWithout {
            with: tally(with),
            without: tally(without),
        }
        .reading()
    }

    fn is(cell: &Cell, word: &str) -> bool {
        matches!(cell, Cell::Named { id, .. } if id == word)
    }

    #[test]
    fn few_deals_are_not_read() {
        assert!(is(&reading([0, 1], [5, 0]), "too_few"));
        assert!(is(&reading([2, 2], [5, 5]), "too_few"));
        assert!(is(&reading([3, 2], [5, 5]), "no_clear_difference"));
        assert!(is(&reading([9, 0], [0, 9]), "won_more_often_with"));
        assert_eq!(reading([1, 1], [0, 0]), Cell::Missing);
    }
}
