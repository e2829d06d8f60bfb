//! A change to tracked fields: the history entry that says it goes to its place by day, and the top
//! shows the fold of what history then says.

use super::{Day, Deal, History, HistoryEntry};

/// An entry would stand before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{date} is before the deal was created on {created}")]
pub struct BeforeCreation {
    date: Day,
    created: Day,
}

impl Deal {
    /// Records what happened. A deal without history first gets an entry with its fields as they
    /// were.
    ///
    /// # Errors
    /// The day is before the deal's first.
    pub fn record(&mut self, entry: HistoryEntry) -> Result<(), BeforeCreation> {
        let created = History::new(self).created();
        if let (Some(date), Some(created)) = (entry.date, created)
            && date < created
        {
            return Err(BeforeCreation { date, created });
        }
        if self.history.is_empty() {
            self.history.push(HistoryEntry::first(self));
            self.created = None;
        }
        self.history
            .insert(place(&self.history, entry.date), entry.clone());
        let history = History::new(self);
        self.show(&history.latest(), &entry);
        Ok(())
    }
}

/// Behind every entry of that day or an earlier one, and never before the first.
fn place(history: &[HistoryEntry], date: Option<Day>) -> usize {
    let later = history.iter().skip(1).position(|other| other.date > date);
    later.map_or(history.len(), |position| position + 1)
}
