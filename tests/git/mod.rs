//! Git as the database: any past state, differences, merges, commits and what takes them back.

mod at;
mod chance;
mod diff;
mod driver;
mod merge;
mod new_since;
mod two;
mod undo;

pub use crate::reports::revisions::repository::Repository;

use crate::reports::book::TestBook;

/// A repository with one commit of these deals, each as its id and its text.
pub fn repository(deals: &[(&str, &str)]) -> Repository {
    let deals: Vec<(String, String)> = deals
        .iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
        .collect();
    Repository::of(TestBook::of_files("version: 1\ncurrency: EUR\n", &deals))
}
