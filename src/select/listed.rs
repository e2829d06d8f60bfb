//! What a list makes of the deals that a filter matches, or of the one deal that is named.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Selected, Selection};
use crate::book::filter::{Filter, mentions};
use crate::deal::Deal;
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::store::StoreError;

/// What a list is made of, and what its reader has to know beside it.
#[derive(Debug)]
pub struct Listed<T> {
    pub items: Vec<T>,
    /// The words of the filter that no deal has.
    pub unmatched: Vec<Unmatched>,
    /// The ids of deals in which a tracked field was edited by hand: those that are listed, and
    /// those that would be if the current value counted.
    pub edited: Vec<String>,
    /// What cannot be read, and so may be missing.
    pub unreadable: Vec<Finding>,
}

/// A word that no deal has in its name, account or id.
#[derive(Debug)]
pub struct Unmatched {
    pub word: String,
    /// The id that was meant, where one is near.
    pub nearest: Option<String>,
}

impl Selection<'_> {
    /// What `make` makes of every deal that had begun and that the filter matches, in order of
    /// path.
    pub fn list<T: Send>(
        &self,
        make: impl Fn(&Selected<'_>) -> Vec<T> + Sync,
    ) -> Result<Listed<T>, StoreError> {
        let search = Search::new(&self.filter);
        let read = self.source.survey(|file, _, parsed| {
            let deal = parsed?.value;
            search.look(&file.id, &deal);
            Ok(self.with(file, &deal, &[], |selected| {
                let is_match = self.has_match(&selected);
                let is_edited =
                    selected.record.mismatch && (is_match || self.would_match(&selected));
                let items = is_match.then(|| make(&selected));
                (items, is_edited.then(|| file.id.clone()))
            }))
        })?;
        let mut listed = Listed {
            items: Vec::new(),
            unmatched: self.near(search.unmatched())?,
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
            self.with(&loaded.file, &loaded.deal, &loaded.unknown, |selected| {
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

    fn near(&self, words: Vec<&str>) -> Result<Vec<Unmatched>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let files = self.source.files()?.files;
        let unmatched = words.into_iter().map(|word| Unmatched {
            word: word.to_owned(),
            nearest: nearest(word, files.iter().map(|file| file.id.as_str())).map(str::to_owned),
        });
        Ok(unmatched.collect())
    }
}

/// The bare words of a filter, and whether any deal has them.
struct Search<'a>(Vec<(&'a str, AtomicBool)>);

impl<'a> Search<'a> {
    fn new(filter: &'a Filter) -> Self {
        let words = filter.words();
        Self(words.map(|word| (word, AtomicBool::new(false))).collect())
    }

    fn look(&self, id: &str, deal: &Deal) {
        for (word, is_found) in &self.0 {
            if !is_found.load(Ordering::Relaxed) && mentions(id, deal, word) {
                is_found.store(true, Ordering::Relaxed);
            }
        }
    }

    fn unmatched(self) -> Vec<&'a str> {
        let words = self.0.into_iter();
        words
            .filter(|(_, is_found)| !is_found.load(Ordering::Relaxed))
            .map(|(word, _)| word)
            .collect()
    }
}
