//! What there is to do about a deal on a day, why, and the command that settles it.
//!
//! One file for each side of it: [`work`] what was promised and arranged, [`objections`] what
//! stands in the way, [`needs`] what an open deal needs. How urgent each is says
//! [`urgency`]. To add a kind: a word in [`urgency::Kind`] with its points, and the lines that find
//! it.

pub mod needs;
pub mod objections;
pub mod urgency;
pub mod work;

use super::Snapshot;
use crate::deal::{Day, Deal, FollowUp, Outcome};
use urgency::{Kind, Part};

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub deal: String,
    /// Who has to do it; `None` where nobody owns it.
    pub owner: Option<String>,
    pub kind: Kind,
    /// The day by which, or since which; `None` where none is known.
    pub day: Option<Day>,
    /// In a short sentence.
    pub why: String,
    /// What to type; a `…` and words in capitals are to be filled in.
    pub command: String,
    /// What to type where it came otherwise.
    pub instead: Option<String>,
    /// What makes it urgent; their sum is its place in the list.
    pub parts: Vec<Part>,
}

impl Item {
    pub fn urgency(&self) -> f64 {
        self.parts.iter().map(|part| part.points).sum()
    }
}

/// What is asked about a deal: what there is to do on the day of the snapshot, and up to a last
/// day that is looked ahead to.
#[derive(Debug, Clone, Copy)]
pub struct Agenda<'a> {
    pub snapshot: &'a Snapshot<'a>,
    pub deal: &'a Deal,
    pub until: Day,
}

impl Agenda<'_> {
    fn id(&self) -> &str {
        self.snapshot.id()
    }

    fn as_of(&self) -> Day {
        self.snapshot.as_of
    }

    fn is_open(&self) -> bool {
        self.snapshot.state.is_open()
    }

    /// Open, and not waiting for the end of a hold.
    fn is_active(&self) -> bool {
        self.is_open()
            && self
                .snapshot
                .state
                .hold
                .is_none_or(|until| until < self.as_of())
    }

    /// The open follow-ups that are somebody's work: what a win has brought is nobody's once it is
    /// taken back.
    fn tasks(&self) -> impl Iterator<Item = &FollowUp> {
        let outcome = self.snapshot.state.outcome();
        let was_won = outcome != Outcome::Won
            && self
                .snapshot
                .record
                .history
                .until(self.as_of())
                .any(|(_, state)| state.outcome() == Outcome::Won);
        self.deal
            .followups
            .iter()
            .filter(move |task| task.is_open() && !(was_won && task.is_post_close()))
    }

    /// An item of the deal's owner.
    fn item(&self, kind: Kind, day: Option<Day>, why: String, command: String) -> Item {
        let owner = self.snapshot.state.owner.map(str::to_owned);
        let parts = urgency::parts(kind, day, self);
        Item {
            deal: self.id().to_owned(),
            owner,
            kind,
            day,
            why,
            command,
            instead: None,
            parts,
        }
    }

    /// The first contact, as a flag; nothing where there is none.
    fn with(&self) -> String {
        self.deal
            .contacts
            .first()
            .map(|contact| format!(" --with {}", contact.id))
            .unwrap_or_default()
    }
}

/// Everything that there is to do about a deal.
pub fn items(agenda: &Agenda<'_>) -> Vec<Item> {
    let mut items = work::items(agenda);
    if agenda.is_active() {
        items.extend(objections::items(agenda));
        items.extend(needs::items(agenda));
    }
    items
}

/// The most urgent first; of equally urgent ones the earlier, then by deal and command, so that no
/// order of files shows.
pub fn sort(items: &mut [Item]) {
    let key = |item: &Item| {
        (
            item.day.is_none(),
            item.day,
            item.deal.clone(),
            item.command.clone(),
        )
    };
    items.sort_by(|a, b| {
        b.urgency()
            .total_cmp(&a.urgency())
            .then_with(|| key(a).cmp(&key(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(deal: &str, day: Option<&str>, points: f64) -> Item {
        Item {
            deal: deal.to_owned(),
            owner: None,
            kind: Kind::Gate,
            day: day.and_then(|day| day.parse().ok()),
            why: String::new(),
            command: format!("deal show {deal}"),
            instead: None,
            parts: vec![Part {
                what: "gate".to_owned(),
                points,
            }],
        }
    }

    #[test]
    fn the_order_is_that_of_urgency_then_day_then_name() {
        let mut items = vec![
            item("c", None, 20.0),
            item("b", Some("2026-11-20"), 20.0),
            item("a", Some("2026-11-21"), 20.0),
            item("d", Some("2026-11-20"), 20.0),
            item("e", None, 60.0),
        ];
        let mut reversed: Vec<Item> = items.iter().rev().cloned().collect();
        sort(&mut items);
        sort(&mut reversed);
        assert_eq!(items, reversed);
        let order: Vec<&str> = items.iter().map(|item| item.deal.as_str()).collect();
        assert_eq!(order, ["e", "b", "d", "a", "c"]);
    }
}
