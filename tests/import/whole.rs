//! All or nothing, down to a disk that says no.

use std::path::Path;

use dealfile::book::config::Member;
use dealfile::deal::Deal;
use dealfile::deal::day::Day;
use dealfile::deal::history::HistoryEntry;
use dealfile::store::{Batch, Mode, NewDeal, Store, StoreError};

fn new(shown: &str) -> NewDeal {
    let first = HistoryEntry {
        stage: Some("approach".to_owned()),
        ..HistoryEntry::default()
    };
    let deal = Deal {
        name: shown.to_owned(),
        stage: "approach".to_owned(),
        history: vec![first],
        ..Deal::default()
    };
    NewDeal {
        shown: shown.to_owned(),
        deal,
        hints: String::new(),
    }
}

fn member() -> Member {
    Member {
        id: "mina".to_owned(),
        ..Member::default()
    }
}

fn book() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dealfile.yaml"), "version: 1\n").unwrap();
    std::fs::create_dir(folder.path().join("deals")).unwrap();
    folder
}

fn write(root: &Path, shown: &[&str]) -> Result<(), StoreError> {
    let batch = Batch {
        deals: shown.iter().map(|shown| new(shown)).collect(),
        members: vec![member()],
        since: None,
    };
    let store = Store::open(root)?;
    store
        .create_all(Mode::Write, || Ok::<_, StoreError>(batch), |_, _| {})
        .map(|_| ())
}

fn names(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("deals")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn many_files_and_the_book() {
    let book = book();
    let shown: Vec<String> = (0..200)
        .map(|number| format!("deals/{number}.yaml"))
        .collect();
    write(
        book.path(),
        &shown.iter().map(String::as_str).collect::<Vec<_>>(),
    )
    .unwrap();
    assert_eq!(names(book.path()).len(), 200);
    assert_eq!(Store::open(book.path()).unwrap().book.team.len(), 1);
}

#[test]
fn a_name_that_is_taken_takes_the_others_back() {
    let book = book();
    std::fs::create_dir(book.path().join("deals/c.yaml")).unwrap();
    let error = write(
        book.path(),
        &[
            "deals/a.yaml",
            "deals/b.yaml",
            "deals/c.yaml",
            "deals/d.yaml",
        ],
    )
    .unwrap_err();
    assert!(error.to_string().contains("c.yaml"), "{error}");
    assert_eq!(names(book.path()), ["c.yaml"]);
    assert_eq!(
        std::fs::read_to_string(book.path().join("dealfile.yaml")).unwrap(),
        "version: 1\n"
    );
}

#[test]
fn a_book_that_cannot_be_written_takes_them_back() {
    let book = book();
    let file = book.path().join("dealfile.yaml");
    let mut mode = std::fs::metadata(&file).unwrap().permissions();
    mode.set_readonly(true);
    std::fs::set_permissions(&file, mode).unwrap();
    assert!(write(book.path(), &["deals/a.yaml", "deals/b.yaml"]).is_err());
    assert_eq!(names(book.path()), Vec::<String>::new());
}

#[test]
fn a_folder_that_is_none_leaves_nothing() {
    let book = book();
    std::fs::write(book.path().join("deals/x"), "").unwrap();
    assert!(write(book.path(), &["deals/a.yaml", "deals/x/b.yaml"]).is_err());
    assert_eq!(names(book.path()), ["x"]);
}

#[test]
fn a_deal_that_would_not_read_back_stops_all() {
    let book = book();
    let mut odd = new("deals/b.yaml");
    // A day that no file can spell.
    odd.deal.close_date = Some(Day::LAST);
    let batch = Batch {
        deals: vec![new("deals/a.yaml"), odd],
        members: Vec::new(),
        since: None,
    };
    let store = Store::open(book.path()).unwrap();
    assert!(
        store
            .create_all(Mode::Write, || Ok::<_, StoreError>(batch), |_, _| {})
            .is_err()
    );
    assert_eq!(names(book.path()), Vec::<String>::new());
}
