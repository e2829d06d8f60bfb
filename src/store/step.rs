//! What one command wrote: the step that is committed and can be undone.

use std::sync::PoisonError;

use super::Store;
use crate::deal::Deal;

/// A file that a command changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Below the book.
    pub path: String,
    /// `None` where there was no file.
    pub before: Option<Vec<u8>>,
    /// `None` where there is none any more.
    pub after: Option<Vec<u8>>,
    /// The deal's id; `None` of a file that is no deal.
    pub deal: Option<String>,
    /// What became of its tracked fields: `technical_win → business_impact`.
    pub changes: Vec<String>,
}

impl Written {
    pub fn new(path: &str, before: Option<&[u8]>, after: Option<&[u8]>) -> Self {
        Self {
            path: path.to_owned(),
            before: before.map(<[u8]>::to_vec),
            after: after.map(<[u8]>::to_vec),
            deal: None,
            changes: Vec::new(),
        }
    }

    /// The same of a deal, with what changed in it.
    #[must_use]
    pub fn of_deal(self, id: &str, changes: Vec<String>) -> Self {
        Self {
            deal: Some(id.to_owned()),
            changes,
            ..self
        }
    }
}

/// The tracked fields that a change gave another value, the stage first.
pub fn changes(before: &Deal, after: &Deal) -> Vec<String> {
    let (before, after) = (before.top(), after.top());
    let mut fields = before.differing(&after);
    fields.sort_by_key(|field| *field != "stage");
    let said = |field: &str| {
        let value = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let moved = format!(
            "{} → {}",
            value(before.text(field)),
            value(after.text(field))
        );
        if field == "stage" {
            moved
        } else {
            format!("{field} {moved}")
        }
    };
    fields.into_iter().map(said).collect()
}

impl Store {
    /// Keeps what was written until the command is done.
    pub(super) fn note_written(&self, written: Written) {
        let mut all = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(written);
    }

    /// What this process wrote so far.
    pub fn written(&self) -> Vec<Written> {
        self.written
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
