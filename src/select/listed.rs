//! What a list makes of the deals that a filter matches, or of the one deal that is named.

use super::{Selected, Selection, Unmatched};
use crate::deal::Remarks;
use crate::finding::Finding;
use crate::store::StoreError;

/// What a list is made of, and what its reader has to know beside it.
#[derive(Debug)]
pub struct Listed<T> {
    pub items: Vec<T>,
    /// The words and values of the filter that no deal has.
    pub unmatched: Vec<Unmatched>,
    /// The ids of deals in which a tracked field was edited by hand: those that are listed, and
    /// those that would be if the current value counted.
    pub edited: Vec<String>,
    /// What cannot be read, and so may be missing.
    pub unreadable: Vec<Finding>,
}

impl Selection<'_> {
    /// What `make` makes of every deal that had begun and that the filter matches, in order of
    /// path.
    pub fn list<T: Send>(
        &self,
        make: impl Fn(&Selected<'_>) -> Vec<T> + Sync,
    ) -> Result<Listed<T>, StoreError> {
        let read = self.source.survey(|file, _, parsed| {
            let deal = parsed?.deal;
            Ok(self.with(file, &deal, &Remarks::default(), |selected| {
                let is_match = self.has_match(&selected);
                let is_edited =
                    selected.record.mismatch && (is_match || self.would_match(&selected));
                let items = is_match.then(|| make(&selected));
                (items, is_edited.then(|| file.id.clone()))
            }))
        })?;
        let mut listed = Listed {
            items: Vec::new(),
            unmatched: self.unmatched()?,
            edited: Vec::new(),
            unreadable: Vec::new(),
        };
        for deal in read {
            match deal {
                Ok((items, edited)) => {
                    listed.items.extend(items.into_iter().flatten());
                    listed.edited.extend(edited);
                }
                Err(problem) => listed.unreadable.push(*problem),
            }
        }
        Ok(listed)
    }

    /// What `make` makes of the deal that the name means, whatever the filter says; no other file
    /// is read.
    pub fn list_one<T>(
        &self,
        name: &str,
        make: impl Fn(&Selected<'_>) -> Vec<T>,
    ) -> Result<Listed<T>, StoreError> {
        let loaded = self.source.load(name)?;
        Ok(
            self.with(&loaded.file, &loaded.deal, &loaded.remarks, |selected| {
                let is_edited = selected.record.mismatch;
                Listed {
                    items: make(&selected),
                    unmatched: Vec::new(),
                    edited: Vec::from_iter(is_edited.then(|| loaded.file.id.clone())),
                    unreadable: Vec::new(),
                }
            }),
        )
    }

    /// Whether the filter matches the current values, which the history does not know.
    fn would_match(&self, selected: &Selected<'_>) -> bool {
        let Selected { record, deal, .. } = selected;
        self.filter
            .matches_current(record, deal, self.book, self.as_of)
    }
}
