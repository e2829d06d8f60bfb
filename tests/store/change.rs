//! A change is decided on the bytes that it replaces, and leaves no trace where nothing is written.

use std::fs;

use dealfile::store::{Mode, Store, StoreError};

use super::files::Book;

fn book() -> Book {
    let book = Book::new();
    book.file("dealfile.yaml", "version: 1\n");
    book.file("deals/acme.yaml", "name: Acme\nstage: approach\n");
    book
}

fn add_tech(book: &Book, tech: &str) -> Result<(), StoreError> {
    let store = Store::open(book.root())?;
    let change = store.change("acme", Mode::Write, |deal, _| {
        deal.profile
            .tech
            .get_or_insert_default()
            .push(tech.to_owned());
        Ok::<_, StoreError>(())
    });
    change.map(drop)
}

fn tech(book: &Book) -> Vec<String> {
    let store = Store::open(book.root()).unwrap();
    store.load("acme").unwrap().deal.profile.tech.unwrap()
}

#[test]
fn eight_writers_of_a_fresh_book_lose_nothing() {
    let book = book();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let book = &book;
            scope.spawn(move || {
                (0..5).for_each(|number| add_tech(book, &format!("{writer}-{number}")).unwrap());
            });
        }
    });
    assert_eq!(tech(&book).len(), 40);
}

#[test]
fn a_file_that_changed_before_the_lock_is_decided_again() {
    let book = book();
    let store = Store::open(book.root()).unwrap();
    let mut seen = Vec::new();
    let changed = store.change("acme", Mode::Write, |deal, _| {
        if seen.is_empty() {
            add_tech(&book, "theirs").unwrap();
        }
        seen.push(deal.profile.tech.clone());
        deal.profile
            .tech
            .get_or_insert_default()
            .push("ours".to_owned());
        Ok::<_, StoreError>(())
    });
    assert_eq!(seen, [None, Some(vec!["theirs".to_owned()])]);
    assert_eq!(changed.unwrap().before.deal.profile.tech, seen[1]);
    assert_eq!(tech(&book), ["theirs", "ours"]);
}

#[test]
fn what_writes_nothing_leaves_no_trace() {
    let book = book();
    let store = Store::open(book.root()).unwrap();
    let same = store.change("acme", Mode::Write, |_, _| Ok::<_, StoreError>(()));
    assert_eq!(same.unwrap().diff, "");
    let refused = store.change("acme", Mode::Write, |deal, _| {
        deal.profile
            .tech
            .get_or_insert_default()
            .push("no".to_owned());
        Err::<(), _>(StoreError::BookExists {
            root: book.root().to_owned(),
        })
    });
    assert!(refused.is_err());
    let mut names: Vec<_> = fs::read_dir(book.root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["dealfile.yaml", "deals"]);
}
