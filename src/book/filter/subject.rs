//! A deal before the filter: the values of its fields, and whether it meets a term.

use super::{Condition, term::Term};
use crate::book::{Book, fields};
use crate::deal::{Day, Deal, DealRecord, Element, Outcome, State, tracked};

/// A deal without a two-way contact for so many days is stale.
pub const STALE_DAYS: i64 = 14;

/// A deal before the filter, with the tracked fields that count.
pub struct Subject<'a> {
    pub record: &'a DealRecord,
    pub deal: &'a Deal,
    pub book: &'a Book,
    pub as_of: Day,
    pub state: State<'a>,
}

/// A field that is neither tracked nor in [`fields::FIELDS`], with its values.
type OwnField = (&'static str, fn(&Subject<'_>) -> Vec<String>);

const OWN: &[OwnField] = &[
    ("id", |subject| vec![subject.record.id.clone()]),
    ("name", |subject| vec![subject.deal.name.clone()]),
    ("created", |subject| {
        let created = subject.record.history.created();
        created.iter().map(Day::to_string).collect()
    }),
    ("contact", |subject| {
        let contacts = subject.deal.contacts.iter();
        contacts
            .flat_map(|contact| [Some(contact.id.clone()), contact.name.clone()])
            .flatten()
            .collect()
    }),
];

/// The fields that a term can name, besides `meddic.ELEMENT`, `is` and `x.KEY`.
pub fn names() -> impl Iterator<Item = &'static str> {
    let own = OWN.iter().map(|(name, _)| *name);
    own.chain(tracked::FIELDS.iter().copied())
        .chain(fields::FIELDS.iter().map(|field| field.name))
}

/// Whether a word is in the name, the account or the id, in any case.
pub fn mentions(id: &str, deal: &Deal, word: &str) -> bool {
    let word = word.to_lowercase();
    let account = deal.account.as_deref().unwrap_or_default();
    [id, &deal.name, account]
        .iter()
        .any(|text| text.to_lowercase().contains(&word))
}

impl Subject<'_> {
    pub fn meets(&self, term: &Term) -> bool {
        match term {
            Term::Search(word) => mentions(&self.record.id, self.deal, word),
            Term::Is { conditions, not } => {
                conditions.iter().any(|condition| self.is(*condition)) != *not
            }
            Term::Field { field, test, not } => {
                let values = self.values(field);
                values.iter().any(|value| test.holds(value)) != *not
            }
        }
    }

    fn is(&self, condition: Condition) -> bool {
        let state = &self.state;
        let is_on_hold = state.is_open() && state.hold.is_some();
        match condition {
            Condition::Open => state.is_open(),
            Condition::Won => state.outcome() == Outcome::Won,
            Condition::Lost => state.outcome() == Outcome::Lost,
            Condition::OnHold => is_on_hold,
            Condition::Overdue => {
                state.is_open() && state.close_date.is_some_and(|day| day < self.as_of)
            }
            Condition::Stale => state.is_open() && !is_on_hold && self.is_stale(),
        }
    }

    /// No word from the buyer for [`STALE_DAYS`] days, and no meeting ahead.
    fn is_stale(&self) -> bool {
        let mut meetings = self.deal.meetings.iter();
        let has_meeting =
            meetings.any(|meeting| meeting.is_scheduled() && meeting.date >= self.as_of);
        let heard = self.record.two_way.iter().rev();
        let last = heard.copied().find(|day| *day <= self.as_of);
        let since = last.or(self.record.history.created());
        !has_meeting && since.is_none_or(|since| self.as_of.since(since) > STALE_DAYS)
    }

    /// The values of a field as texts; none where nothing is known.
    fn values(&self, field: &str) -> Vec<String> {
        if tracked::FIELDS.contains(&field) {
            return Vec::from_iter(self.book.understood(&self.state).text(field));
        }
        if let Some((_, values)) = OWN.iter().find(|(name, _)| *name == field) {
            return values(self);
        }
        let element = field.strip_prefix("meddic.");
        match element.and_then(|name| name.parse::<Element>().ok()) {
            Some(element) => vec![self.deal.meddic.score(element).to_string()],
            None => fields::texts(self.deal, field),
        }
    }
}
