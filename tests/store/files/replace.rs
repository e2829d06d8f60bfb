//! One file for another: all of it or nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use dealfile::store::files::{FileErrorKind, Patience, create, lock, replace};

use super::Book;

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_new_bytes_with_the_old_mode() {
    let book = Book::new();
    let path = book.file("deals/a.yaml", "old");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let lock = lock(book.root(), &Patience::default()).unwrap();
    replace(&lock, &path, b"old", b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(names(path.parent().unwrap()), ["a.yaml"]);
}

#[test]
fn what_changed_meanwhile_is_not_lost() {
    let book = Book::new();
    let path = book.file("deals/a.yaml", "theirs");
    let lock = lock(book.root(), &Patience::default()).unwrap();
    let error = replace(&lock, &path, b"old", b"ours").unwrap_err();
    assert_eq!(error.kind, FileErrorKind::Changed);
    assert!(
        error
            .to_string()
            .ends_with("a.yaml: cannot write: changed on disk in the meantime"),
        "{error}"
    );
    assert!(error.help().is_some());
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names(path.parent().unwrap()), ["a.yaml"]);
}

#[test]
fn a_link_stays_a_link() {
    let book = Book::new();
    let real = book.file("common/a.yaml", "old");
    book.link("deals/a.yaml", "../common/a.yaml");
    let link = book.root().join("deals/a.yaml");
    let lock = lock(book.root(), &Patience::default()).unwrap();
    replace(&lock, &link, b"old", b"new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(real).unwrap(), b"new");
}

#[test]
fn a_new_file_never_takes_the_place_of_one() {
    let book = Book::new();
    let path = book.root().join("deals/2026/a.yaml");
    let lock = lock(book.root(), &Patience::default()).unwrap();
    create(&lock, &path, b"first").unwrap();
    let error = create(&lock, &path, b"second").unwrap_err();
    assert_eq!(error.kind, FileErrorKind::AlreadyExists);
    assert_eq!(fs::read(&path).unwrap(), b"first");
    assert_eq!(names(path.parent().unwrap()), ["a.yaml"]);
    // As any other program makes it: what the umask leaves of rw-rw-rw-.
    let plain = book.file("deals/plain", "");
    let mode = |path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&plain));
}

#[test]
fn what_killed_writers_left_is_removed_and_nothing_else() {
    let book = Book::new();
    let path = book.file("deals/a.yaml", "old");
    book.file("deals/.deal-a1B2c3.tmp", "half");
    book.file("deals/.deal-notes.tmp.yaml", "somebody's");
    book.file("deals/.deal-a1B2c3d4.tmp", "somebody's");
    let lock = lock(book.root(), &Patience::default()).unwrap();
    replace(&lock, &path, b"old", b"new").unwrap();
    assert_eq!(
        names(path.parent().unwrap()),
        [".deal-a1B2c3d4.tmp", ".deal-notes.tmp.yaml", "a.yaml"]
    );
}

#[test]
fn git_ignores_what_a_clone_does_not_need() {
    let book = Book::new();
    drop(lock(book.root(), &Patience::default()).unwrap());
    let ignore = book.root().join(".dealfile/.gitignore");
    assert_eq!(
        fs::read_to_string(&ignore).unwrap(),
        "# What a fresh clone does not need.\n/lock\n/cache*\n/unfinished\n/undo/\n.deal-*.tmp\n"
    );
    fs::write(&ignore, "mine\n").unwrap();
    drop(lock(book.root(), &Patience::default()).unwrap());
    assert_eq!(fs::read_to_string(&ignore).unwrap(), "mine\n");
}
