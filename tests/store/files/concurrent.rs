//! Writers at once lose nothing, and a killed writer leaves the old file or the new one.
//!
//! The writers are processes of this same test binary: each runs one of the tests below, which do
//! nothing by themselves.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use dealfile::store::files::{FileErrorKind, Patience, lock, replace};

use super::Book;

const ROOT: &str = "DEALFILE_TEST_ROOT";

fn child(test: &str, root: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("store::files::concurrent::{test}")])
        .env(ROOT, root)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn root() -> Option<PathBuf> {
    std::env::var_os(ROOT).map(PathBuf::from)
}

fn append(root: &Path, line: &str) {
    let path = root.join("a.yaml");
    let lock = lock(root, &Patience::default()).unwrap();
    let before = fs::read(&path).unwrap();
    let after = [before.as_slice(), line.as_bytes()].concat();
    replace(&lock, &path, &before, &after).unwrap();
}

#[test]
fn writer() {
    let Some(root) = root() else { return };
    (0..20).for_each(|number| append(&root, &format!("{} {number}\n", std::process::id())));
}

#[test]
fn eight_processes_lose_nothing() {
    let book = Book::new();
    let path = book.file("a.yaml", "");
    let writers: Vec<Child> = (0..8).map(|_| child("writer", book.root())).collect();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    assert_eq!(lines(&path), 160);
}

#[test]
fn eight_threads_lose_nothing() {
    let book = Book::new();
    let path = book.file("a.yaml", "");
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let root = book.root();
            scope.spawn(move || {
                (0..20).for_each(|number| append(root, &format!("{thread} {number}\n")))
            });
        }
    });
    assert_eq!(lines(&path), 160);
}

fn lines(path: &Path) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// A file of one letter, long enough that writing it takes a while.
fn whole(letter: u8) -> Vec<u8> {
    vec![letter; 300_000]
}

#[test]
fn restless_writer() {
    let Some(root) = root() else { return };
    let path = root.join("a.yaml");
    let lock = lock(&root, &Patience::default()).unwrap();
    loop {
        let before = fs::read(&path).unwrap();
        let next = if before.first() == Some(&b'a') {
            b'b'
        } else {
            b'a'
        };
        replace(&lock, &path, &before, &whole(next)).unwrap();
    }
}

#[test]
fn killed_at_any_moment() {
    let book = Book::new();
    let path = book.file("a.yaml", whole(b'a'));
    for round in 0..40 {
        let mut writer = child("restless_writer", book.root());
        std::thread::sleep(Duration::from_micros(5_000 + round * 1_700));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let now = fs::read(&path).unwrap();
        assert!(
            now == whole(b'a') || now == whole(b'b'),
            "round {round}: {} bytes",
            now.len()
        );
        let left = fs::read_dir(book.root()).unwrap().count();
        assert!(
            left <= 3,
            "the file, .dealfile and what the last writer left, not {left}"
        );
    }
}

#[test]
fn who_waits_is_told() {
    let book = Book::new();
    let first = lock(book.root(), &Patience::default()).unwrap();
    std::thread::scope(|scope| {
        let patience = Patience {
            waiting: |who| {
                assert_eq!(who, format!("process {}", std::process::id()));
                TOLD.fetch_add(1, Ordering::SeqCst);
            },
            ..Patience::default()
        };
        let second = scope.spawn(move || lock(book.root(), &patience).is_ok());
        while TOLD.load(Ordering::SeqCst) == 0 {
            assert!(!second.is_finished());
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(first);
        assert!(second.join().unwrap());
    });
    assert_eq!(TOLD.load(Ordering::SeqCst), 1);
}

static TOLD: AtomicU32 = AtomicU32::new(0);

#[test]
fn who_waits_gives_up_in_time() {
    let book = Book::new();
    let _first = lock(book.root(), &Patience::default()).unwrap();
    let patience = Patience {
        timeout: Duration::from_millis(50),
        ..Patience::default()
    };
    let refused = lock(book.root(), &patience).unwrap_err();
    assert_eq!(refused.kind, FileErrorKind::Locked);
}

#[cfg(unix)]
#[test]
fn the_lock_needs_no_write_access_and_is_no_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let book = Book::new();
    let path = book.root().join(".dealfile/lock");
    drop(lock(book.root(), &Patience::default()).unwrap());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    assert!(lock(book.root(), &Patience::default()).is_ok());
    std::fs::remove_file(&path).unwrap();
    symlink("/etc/hostname", &path).unwrap();
    assert!(lock(book.root(), &Patience::default()).is_err());
}
