//! Closed deals with something and without it: how often each were won, and whether the two can be
//! told apart. It compares, and says nothing of causes.

use crate::stats::proportion::{Difference, newcombe};
use crate::table::{Cell, Term};

/// With fewer deals on one side nothing is read into a difference.
const LEAST_TO_READ: u64 = 5;

/// Deals that were closed, and how many of them were won.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub won: u64,
    pub lost: u64,
}

impl Tally {
    pub fn add(&mut self, won: bool) {
        if won { self.won += 1 } else { self.lost += 1 }
    }

    pub fn n(self) -> u64 {
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
        if has {
            self.with.add(won)
        } else {
            self.without.add(won)
        }
    }

    /// The difference of the two rates (Newcombe 1998); `None` where all deals are on one side.
    pub fn difference(&self) -> Option<Difference> {
        newcombe(
            self.with.won,
            self.with.n(),
            self.without.won,
            self.without.n(),
        )
    }

    /// The deals of the smaller side.
    fn n(&self) -> u64 {
        self.with.n().min(self.without.n())
    }

    pub fn lift(&self) -> Cell {
        Cell::of(self.difference(), |d| Cell::Difference {
            value: d.difference,
            n: self.n(),
        })
    }

    pub fn interval(&self) -> Cell {
        Cell::of(self.difference(), |d| Cell::Interval {
            lo: d.interval.lo,
            hi: d.interval.hi,
            n: self.n(),
        })
    }

    /// What the interval allows to say; of few deals it says nothing, not even that there is no
    /// difference.
    pub fn reading(&self) -> Cell {
        let named = |id: &str, title: &str| Cell::Named {
            id: id.to_owned(),
            title: title.to_owned(),
        };
        Cell::of(self.difference(), |d| match d.is_clear() {
            _ if self.n() < LEAST_TO_READ => named("too_few", "too few deals"),
            false => named("no_clear_difference", "no clear difference"),
            true if d.difference > 0.0 => named("won_more_often_with", "won more often with"),
            true => named("won_less_often_with", "won less often with"),
        })
    }

    /// `3 / 5 − 4 / 6 = …`, written out.
    pub fn line(&self, name: &str) -> Vec<Term> {
        let count = |number| Cell::Count(number);
        let rates = line![
            count(self.with.won),
            " / ",
            count(self.with.n()),
            " − ",
            count(self.without.won),
            " / "
        ];
        let lead = line![Cell::text(name), ": "].into_iter().chain(rates);
        let tail = match self.difference() {
            None => line![
                count(self.without.n()),
                ": one side has no deals, so there is no difference"
            ],
            Some(d) => line![
                count(self.without.n()),
                " = ",
                Cell::Number(d.difference),
                ", interval from the two Wilson intervals ",
                Cell::Number(d.interval.lo),
                " to ",
                Cell::Number(d.interval.hi)
            ],
        };
        lead.chain(tail).collect()
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
    fn of_few_deals_nothing_is_said() {
        assert!(is(&reading([0, 1], [5, 0]), "too_few"));
        assert!(is(&reading([2, 2], [5, 5]), "too_few"));
        assert!(is(&reading([3, 2], [5, 5]), "no_clear_difference"));
        assert!(is(&reading([9, 0], [0, 9]), "won_more_often_with"));
        assert_eq!(reading([1, 1], [0, 0]), Cell::Missing);
    }
}
