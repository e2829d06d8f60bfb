//! A deal before the filter: the values of its fields, and whether a term holds for them.

use rust_decimal::Decimal;

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::{History, Outcome, State};
use crate::deal::meddic::Element;

use super::super::{Book, icp};
use super::{Bound, Condition, STALE_DAYS, Term, Test};

/// A deal before the filter.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub id: &'a str,
    pub deal: &'a Deal,
    pub history: &'a History,
    pub book: &'a Book,
    pub as_of: Day,
}

impl Term {
    pub(super) fn holds(&self, subject: &Subject<'_>, state: &State<'_>) -> bool {
        match self {
            Term::Search(word) => subject.mentions(word),
            Term::Is { conditions, not } => {
                conditions.iter().any(|c| subject.is(*c, state)) != *not
            }
            Term::Field { field, test, not } => {
                subject
                    .values(field, state)
                    .iter()
                    .any(|value| test.holds(value))
                    != *not
            }
        }
    }
}

impl Test {
    fn holds(&self, value: &str) -> bool {
        match self {
            Test::AnyOf(words) => words
                .iter()
                .any(|word| word == value || same_number(word, value)),
            Test::Between(from, to) => {
                from.as_ref()
                    .is_none_or(|from| from.compare(value).is_some_and(|order| order.is_le()))
                    && to
                        .as_ref()
                        .is_none_or(|to| to.compare(value).is_some_and(|order| order.is_ge()))
            }
        }
    }
}

/// `50000` and `50000.00` are one number.
fn same_number(a: &str, b: &str) -> bool {
    Decimal::from_str_exact(a).is_ok_and(|a| Decimal::from_str_exact(b).is_ok_and(|b| a == b))
}

impl Bound {
    /// How the bound stands to a value; `None` where the two are of different kinds.
    fn compare(&self, value: &str) -> Option<std::cmp::Ordering> {
        match self {
            Bound::Number(number) => Decimal::from_str_exact(value)
                .ok()
                .map(|value| number.cmp(&value)),
            Bound::Day(day) => value.parse::<Day>().ok().map(|value| day.cmp(&value)),
        }
    }
}

impl Subject<'_> {
    /// Whether a word stands in the name, the account or the id, in capitals or not.
    pub fn mentions(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let contains = |text: &str| text.to_lowercase().contains(&word);
        contains(self.id)
            || contains(&self.deal.name)
            || self.deal.account.as_deref().is_some_and(contains)
    }

    fn is(&self, condition: Condition, state: &State<'_>) -> bool {
        let on_hold = state.is_open() && state.hold.is_some();
        match condition {
            Condition::Open => state.is_open(),
            Condition::Won => state.outcome() == Outcome::Won,
            Condition::Lost => state.outcome() == Outcome::Lost,
            Condition::OnHold => on_hold,
            Condition::Overdue => {
                state.is_open() && state.close_date.is_some_and(|day| day < self.as_of)
            }
            Condition::Stale => state.is_open() && !on_hold && self.is_stale(),
        }
    }

    /// No word from the buyer for [`STALE_DAYS`] days, and no meeting ahead.
    fn is_stale(&self) -> bool {
        let ahead = self
            .deal
            .meetings
            .iter()
            .any(|m| m.is_scheduled() && m.date >= self.as_of);
        let last = self
            .deal
            .two_way_days()
            .filter(|day| *day <= self.as_of)
            .max()
            .or(self.history.created());
        !ahead && last.is_none_or(|last| self.as_of.since(last) > STALE_DAYS)
    }

    /// The values of a field as texts; none where nothing is known.
    fn values(&self, field: &str, state: &State<'_>) -> Vec<String> {
        let deal = self.deal;
        let text = |value: Option<&str>| value.map(str::to_owned).into_iter().collect::<Vec<_>>();
        match field {
            "id" => vec![self.id.to_owned()],
            "name" => vec![deal.name.clone()],
            "account" => text(deal.account.as_deref()),
            "owner" => text(state.owner),
            "pipeline" => text(self.book.pipeline_id(state)),
            "stage" => vec![self.book.stage_id(state).to_owned()],
            "amount" => state
                .amount
                .map(|amount| amount.to_string())
                .into_iter()
                .collect(),
            "currency" => text(self.book.currency_of(state).map(|c| c.code())),
            "close_date" => state
                .close_date
                .map(|day| day.to_string())
                .into_iter()
                .collect(),
            "forecast" => vec![state.forecast().as_str().to_owned()],
            "hold" => state.hold.map(|day| day.to_string()).into_iter().collect(),
            "source" => text(deal.source.as_deref()),
            "segment" => text(deal.segment.as_deref()),
            "product" => text(deal.product.as_deref()),
            "created" => self
                .history
                .created()
                .map(|day| day.to_string())
                .into_iter()
                .collect(),
            "contact" => deal
                .contacts
                .iter()
                .flat_map(|c| [Some(c.id.clone()), c.name.clone()])
                .flatten()
                .collect(),
            _ => self.nested_values(field),
        }
    }

    fn nested_values(&self, field: &str) -> Vec<String> {
        if let Some(element) = field
            .strip_prefix("meddic.")
            .and_then(|name| name.parse::<Element>().ok())
        {
            return vec![self.deal.meddic.score(element).to_string()];
        }
        icp::texts(self.deal, field)
    }
}
