//! What a deal is, what its history says, and what may happen to it. Pure: knows no files, no
//! clock, no book.
//!
//! A [`Deal`] is one file as read. Its top says what is true now, its [`history`] how it got there.
//! The order of the fields of a struct is the order of the keys in a file. To add a field, add it
//! where it is to stand: reading, writing and the schema follow. A tracked field is added to
//! [`tracked`] as well.
//!
//! A deal is changed as a value. Assign its fields and push to its lists where nothing can be
//! wrong with that; what may be refused is a method here, with an error of its own:
//! [`Deal::record`] for tracked fields, and a file each for follow-ups, meetings, objections and
//! the qualification. None of them knows how a deal is written: `Store::change` derives that.

#[macro_use]
pub mod keywords;
#[macro_use]
pub mod entry_id;

pub mod activity;
pub mod assess;
pub mod calendar;
pub mod challenger;
pub mod change;
pub mod close_plan;
pub mod contact;
mod copy_name;
pub mod day;
pub mod follow_up;
pub mod history;
pub mod hold;
pub mod identity;
pub mod meddic;
pub mod meeting;
pub mod money;
pub mod next_step;
pub mod objection;
pub mod objection_flow;
pub mod other_keys;
pub mod own;
pub mod questions;
pub mod record;
pub mod remarks;
pub mod scores;
pub mod slug;
pub mod state;
pub mod timeline;
pub mod tracked;
pub mod via;

pub use activity::Activity;
pub use contact::Contact;
pub use day::Day;
pub use follow_up::FollowUp;
pub use history::{History, HistoryEntry};
pub use meddic::{Element, Evidence};
pub use meeting::Meeting;
pub use money::{Amount, Currency};
pub use objection::Objection;
pub use record::DealRecord;
pub use remarks::{Comment, Remarks};
pub use state::Outcome;
pub use tracked::State;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::one_form::composed;
use challenger::Challenger;
use contact::Profile;
use keywords::Forecast;
use meddic::Meddic;
use own::OwnKeys;

/// The key below `x:` of the id that a CRM gave the deal: an import finds the deal again by it.
pub const CRM_ID: &str = "crm_id";

/// One deal file.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Deal {
    pub name: String,
    pub account: Option<String>,
    pub owner: Option<String>,
    pub pipeline: Option<String>,
    pub stage: String,
    pub amount: Option<Amount>,
    pub currency: Option<Currency>,
    /// The day on which it is expected to close.
    pub close_date: Option<Day>,
    pub forecast: Option<Forecast>,
    pub source: Option<String>,
    pub segment: Option<String>,
    pub product: Option<String>,
    /// The day of its creation, where no history says it.
    pub created: Option<Day>,
    #[serde(default, deserialize_with = "or_default")]
    pub profile: Profile,
    #[serde(default, deserialize_with = "or_default")]
    pub contacts: Vec<Contact>,
    #[serde(default, deserialize_with = "or_default")]
    pub meddic: Meddic,
    #[serde(default, deserialize_with = "or_default")]
    pub challenger: Challenger,
    #[serde(default, deserialize_with = "or_default")]
    pub objections: Vec<Objection>,
    #[serde(default, deserialize_with = "or_default")]
    pub followups: Vec<FollowUp>,
    #[serde(default, deserialize_with = "or_default")]
    pub meetings: Vec<Meeting>,
    #[serde(default, deserialize_with = "or_default")]
    pub activities: Vec<Activity>,
    /// On hold until this day.
    pub hold: Option<Day>,
    #[serde(default, deserialize_with = "or_default")]
    pub ignore: Vec<Ignore>,
    pub notes: Option<String>,
    /// The team's own keys: kept, listed, filterable, never interpreted.
    #[serde(default, deserialize_with = "or_default")]
    pub x: OwnKeys,
    #[serde(default, deserialize_with = "or_default")]
    pub history: Vec<HistoryEntry>,
}

/// A rule that this deal is not judged by, and why.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Ignore {
    pub rule: String,
    pub reason: String,
    pub until: Option<Day>,
}

impl Deal {
    /// The contact with this id.
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        let id = composed(id.into());
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// The id under which the team's CRM knows it.
    pub fn crm_id(&self) -> Option<String> {
        self.x.text(CRM_ID)
    }

    /// When the buyer spoke with us, and who it was: two-way or inbound activities and held
    /// meetings.
    pub fn heard(&self) -> impl Iterator<Item = (Day, &[String])> {
        let talks = self.activities.iter().filter(|own| own.is_heard());
        let talks = talks.map(|own| (own.date, own.with.as_slice()));
        let meetings = self.meetings.iter().filter(|own| own.is_held());
        talks.chain(meetings.map(|own| (own.date, own.with.as_slice())))
    }

    /// The days on which the buyer spoke with us.
    pub fn two_way_days(&self) -> impl Iterator<Item = Day> {
        self.heard().map(|(day, _)| day)
    }

    /// The last of them, up to a day.
    pub fn last_heard(&self, on: Day) -> Option<Day> {
        self.two_way_days().filter(|day| *day <= on).max()
    }

    /// Whether the free text has that line of that day.
    pub fn has_note(&self, text: &str, on: Day) -> bool {
        let line = format!("{on} {text}");
        let notes = self.notes.as_deref().unwrap_or_default();
        notes.lines().any(|own| own == line)
    }

    /// Adds a line to the free text.
    pub fn add_note(&mut self, text: &str, on: Day) {
        let notes = self.notes.get_or_insert_default();
        if !notes.is_empty() && !notes.ends_with('\n') {
            notes.push('\n');
        }
        notes.push_str(&format!("{on} {text}\n"));
    }
}

/// A key that is there without a value (`contacts:`) means the same as one that is not there.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}
