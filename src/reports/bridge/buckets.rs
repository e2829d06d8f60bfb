//! What one deal adds to a bridge and takes from it. Arithmetic on two states; knows no report.

use rust_decimal::Decimal;

use crate::book::Period;
use crate::deal::Day;

keywords! {
    /// An end of the bridge, or why money came or went between the two.
    Bucket {
        Opening = "opening",
        /// Created after the first day, or not in the first revision.
        New = "new",
        /// Was closed on the first day.
        Reopened = "reopened",
        /// Its close date was pulled in to the period.
        PulledIn = "pulled_in",
        /// Its close date was pushed out to the period.
        PushedIn = "pushed_in",
        /// It began to match the filters, or came into the group.
        TransferredIn = "transferred_in",
        Increased = "increased",
        Decreased = "decreased",
        /// Its close date was pushed out of the period, or cleared.
        PushedOut = "pushed_out",
        /// Its close date was pulled in to before the period.
        PulledOut = "pulled_out",
        TransferredOut = "transferred_out",
        /// Its file is gone: between two revisions only.
        Removed = "removed",
        Won = "won",
        Lost = "lost",
        Closing = "closing",
    }
}

/// How a deal stands at one end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    Open,
    /// Won or lost, and on which day, where it is known.
    Closed(Bucket, Option<Day>),
}

/// A deal at one end of a bridge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct End {
    /// Whether it belongs to what is bridged: meets the filter, is in the pipeline and in the
    /// group.
    pub is_taken: bool,
    pub standing: Standing,
    pub close_date: Option<Day>,
    /// 0 where no amount is known.
    pub value: Decimal,
}

/// What is bridged: the ends of two days, and the period in which deals are to close, if one is
/// given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub first: Day,
    pub last: Day,
    pub period: Option<Period>,
    /// Whether the first end is that of another revision, so that the two days do not tell what
    /// happened in between.
    pub is_across_revisions: bool,
}

/// Money of one deal in one bucket; what leaves is negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub bucket: Bucket,
    pub value: Decimal,
}

impl Change {
    fn new(bucket: Bucket, value: Decimal) -> Self {
        Self { bucket, value }
    }
}

impl Span {
    /// Whether a deal at an end is part of the pipeline that is bridged: open, taken, and to close
    /// in the period.
    pub fn is_member(&self, end: &End) -> bool {
        end.is_taken && end.standing == Standing::Open && self.is_due(end.close_date)
    }

    /// What a deal is at both ends, and its changes between them.
    pub fn ends_and_changes(&self, before: Option<&End>, after: Option<&End>) -> Vec<Change> {
        let opening = before.filter(|end| self.is_member(end));
        let closing = after.filter(|end| self.is_member(end));
        let opening = opening.map(|end| Change::new(Bucket::Opening, end.value));
        let closing = closing.map(|end| Change::new(Bucket::Closing, end.value));
        let changes = self.changes(before, after);
        opening.into_iter().chain(changes).chain(closing).collect()
    }

    /// The changes of a deal. They sum to its value as a member at the last end minus its value as
    /// one at the first, so that all deals together carry the opening over to the closing.
    ///
    /// `before` is `None` if the deal was not created yet, `after` if its file is gone.
    fn changes(&self, before: Option<&End>, after: Option<&End>) -> Vec<Change> {
        let opening = before.filter(|end| self.is_member(end));
        let closing = after.filter(|end| self.is_member(end));
        match (opening, closing) {
            (Some(before), Some(after)) => revalue(before.value, after.value),
            (Some(before), None) => self.leave(before, after),
            (None, _) => self.enter(before, after),
        }
    }

    fn leave(&self, before: &End, after: Option<&End>) -> Vec<Change> {
        let bucket = match after {
            None => Bucket::Removed,
            Some(after) if !after.is_taken => Bucket::TransferredOut,
            Some(after) => match after.standing {
                Standing::Closed(outcome, _) => {
                    let mut changes = revalue(before.value, after.value);
                    changes.push(Change::new(outcome, -after.value));
                    return changes;
                }
                Standing::Open if self.is_before(after.close_date) => Bucket::PulledOut,
                Standing::Open => Bucket::PushedOut,
            },
        };
        vec![Change::new(bucket, -before.value)]
    }

    fn enter(&self, before: Option<&End>, after: Option<&End>) -> Vec<Change> {
        let Some(after) = after.filter(|end| end.is_taken) else {
            return Vec::new();
        };
        let outcome = match after.standing {
            Standing::Closed(outcome, Some(day)) if self.was_closed_between(before, day) => {
                Some(outcome)
            }
            Standing::Open if self.is_member(after) => None,
            _ => return Vec::new(),
        };
        let entered = Change::new(self.entry(before), after.value);
        let left = outcome.map(|outcome| Change::new(outcome, -after.value));
        std::iter::once(entered).chain(left).collect()
    }

    /// Whether a deal that is closed at the last end, since a day, was closed between the two and
    /// on a day that is due.
    fn was_closed_between(&self, before: Option<&End>, day: Day) -> bool {
        let is_news = if self.is_across_revisions {
            before.is_none_or(|end| end.standing == Standing::Open)
        } else {
            self.first < day
        };
        is_news && day <= self.last && self.is_due(Some(day))
    }

    fn entry(&self, before: Option<&End>) -> Bucket {
        match before {
            None => Bucket::New,
            Some(End {
                standing: Standing::Closed(..),
                ..
            }) => Bucket::Reopened,
            Some(end) if !end.is_taken => Bucket::TransferredIn,
            Some(end) if self.is_before(end.close_date) => Bucket::PushedIn,
            Some(_) => Bucket::PulledIn,
        }
    }

    fn is_due(&self, day: Option<Day>) -> bool {
        self.period
            .is_none_or(|period| day.is_some_and(|day| period.has(day)))
    }

    fn is_before(&self, day: Option<Day>) -> bool {
        self.period
            .zip(day)
            .is_some_and(|(period, day)| day < period.from)
    }
}

fn revalue(from: Decimal, to: Decimal) -> Vec<Change> {
    let value = to.saturating_sub(from);
    let bucket = if value.is_sign_negative() {
        Bucket::Decreased
    } else {
        Bucket::Increased
    };
    if value.is_zero() {
        Vec::new()
    } else {
        vec![Change::new(bucket, value)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_takes_its_money_along() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let end = End {
            is_taken: true,
            standing: Standing::Open,
            close_date: None,
            value: Decimal::from(95_000),
        };
        let span = Span {
            first: day("2026-03-31"),
            last: day("2026-06-30"),
            period: None,
            is_across_revisions: true,
        };
        assert_eq!(
            span.changes(Some(&end), None),
            [Change::new(Bucket::Removed, Decimal::from(-95_000))]
        );
        assert_eq!(span.changes(None, None), []);
    }
}
