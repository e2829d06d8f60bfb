//! The scores of the elements with the days of their evidence, and what is left of them on a day.

use super::{
    Day, Element,
    meddic::{FreshDays, Meddic, Score},
};

/// The score of each element and the date of its evidence; score 0 where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scores([(Score, Option<Day>); Element::ALL.len()]);

impl From<&Meddic> for Scores {
    fn from(meddic: &Meddic) -> Self {
        let mut scores = Self::default();
        for (place, element) in scores.0.iter_mut().zip(Element::ALL) {
            if let Some(evidence) = meddic.get(*element) {
                *place = (evidence.score.unwrap_or_default(), evidence.date);
            }
        }
        scores
    }
}

impl Meddic {
    /// The score that the evidence is still worth on a day; see [`Scores::effective`].
    pub fn effective(&self, element: Element, fresh: &FreshDays, on: Day) -> u8 {
        Scores::from(self).effective(element, fresh, on)
    }
}

impl Scores {
    fn get(&self, element: Element) -> (Score, Option<Day>) {
        self.0.get(element as usize).copied().unwrap_or_default()
    }

    /// The score as written.
    pub fn score(&self, element: Element) -> u8 {
        self.get(element).0.0
    }

    /// The score that the evidence is still worth on a day.
    ///
    /// A score of 2 or 3 loses one point for each further span of fresh days, never below 1;
    /// without a date it is worth at most 1. A score of 0 or 1 stays. Evidence renewed after the
    /// day counts in full: a file keeps the last date only.
    pub fn effective(&self, element: Element, fresh: &FreshDays, on: Day) -> u8 {
        match self.get(element) {
            (Score(score @ 0..=1), _) => score,
            (_, None) => 1,
            (Score(score), Some(date)) => aged(score, on.since(date), fresh.of(element)),
        }
    }
}

/// max(1, score − max(0, ⌈age / fresh⌉ − 1)).
fn aged(score: u8, age: i64, fresh: i64) -> u8 {
    let lost = ((age + fresh - 1) / fresh - 1).max(0);
    u8::try_from(i64::from(score) - lost).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_ages_by_whole_spans() {
        for (score, age, fresh, expected) in [
            (3, 30, 30, 3),
            (3, 31, 30, 2),
            (3, 61, 30, 1),
            (3, 900, 30, 1),
            (2, 0, 45, 2),
        ] {
            assert_eq!(
                aged(score, age, fresh),
                expected,
                "{score} after {age} days"
            );
        }
    }
}
