//! A change to tracked fields: the history entry that says it goes to its place by day, and the top
//! shows the fold of what history then says.

use super::{Day, Deal, History, HistoryEntry};

/// Why an entry cannot have its day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongDay {
    #[error("{date} is before the deal was created on {created}")]
    BeforeCreation { date: Day, created: Day },
    /// The later move would still count, and this one mean nothing.
    #[error("{date} is before the move to {stage} on {later}")]
    BeforeMove {
        date: Day,
        stage: String,
        later: Day,
    },
}

impl Deal {
    /// Records what happened. A deal without history first gets an entry with its fields as they
    /// were.
    ///
    /// # Errors
    /// The day is before the deal's first, or a move is dated before a later one.
    pub fn record(&mut self, entry: HistoryEntry) -> Result<(), WrongDay> {
        let created = History::new(self).created();
        if let (Some(date), Some(created)) = (entry.date, created)
            && date < created
        {
            return Err(WrongDay::BeforeCreation { date, created });
        }
        if let (Some(date), Some(_)) = (entry.date, &entry.stage) {
            self.refuse_before_move(date)?;
        }
        if self.history.is_empty() {
            let first = HistoryEntry::first(self);
            self.created = self.created.filter(|_| first.date.is_none());
            self.history.push(first);
        }
        self.history
            .insert(place(&self.history, entry.date), entry.clone());
        let history = History::new(self);
        self.show(&history.latest(), &entry);
        Ok(())
    }

    fn refuse_before_move(&self, date: Day) -> Result<(), WrongDay> {
        let moves = self.history.iter().skip(1);
        let mut moves = moves.filter_map(|line| Some((line.date?, line.stage.as_ref()?)));
        match moves.find(|(later, _)| *later > date) {
            None => Ok(()),
            Some((later, stage)) => Err(WrongDay::BeforeMove {
                date,
                stage: stage.clone(),
                later,
            }),
        }
    }
}

/// Behind every entry of that day or an earlier one, and never before the first.
fn place(history: &[HistoryEntry], date: Option<Day>) -> usize {
    let later = history.iter().skip(1).position(|other| other.date > date);
    later.map_or(history.len(), |position| position + 1)
}
