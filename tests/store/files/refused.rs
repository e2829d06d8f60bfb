//! A system that says no: a clear error, and nothing changed.
//!
//! Root may write where modes forbid it, so these tests use what stops root as well.

use std::fs;
use std::path::Path;
use std::process::Command;

use dealfile::store::files::{FileErrorKind, Patience, create, lock, replace};

use super::Book;

#[test]
fn a_file_that_is_marked_read_only() {
    let book = Book::new();
    let path = book.file("deals/a.yaml", "old");
    let mut mode = fs::metadata(&path).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&path, mode).unwrap();
    let lock = lock(book.root(), &Patience::default()).unwrap();
    let error = replace(&lock, &path, b"old", b"new").unwrap_err();
    assert_eq!(error.kind, FileErrorKind::PermissionDenied);
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let book = Book::new();
    let folder = if is_root() {
        Path::new("/sys").to_owned()
    } else {
        read_only(&book)
    };
    let error = lock(&folder, &Patience::default()).unwrap_err();
    assert!(
        matches!(
            error.kind,
            FileErrorKind::PermissionDenied | FileErrorKind::ReadOnly
        ),
        "{error:?}"
    );
    assert!(error.help().is_some());
    let lock = lock(book.root(), &Patience::default()).unwrap();
    let error = create(&lock, &folder.join("a.yaml"), b"new").unwrap_err();
    assert!(
        matches!(
            error.kind,
            FileErrorKind::PermissionDenied | FileErrorKind::ReadOnly
        ),
        "{error:?}"
    );
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| std::os::unix::fs::MetadataExt::uid(&meta) == 0)
}

fn read_only(book: &Book) -> std::path::PathBuf {
    let folder = book.file("closed/a", "").parent().unwrap().to_owned();
    let mut mode = fs::metadata(&folder).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&folder, mode).unwrap();
    folder
}

#[test]
fn a_file_where_a_folder_must_be() {
    let book = Book::new();
    book.file(".dealfile", "");
    let error = lock(book.root(), &Patience::default())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(".dealfile: cannot create the folder: "),
        "{error}"
    );
}

#[test]
fn a_file_that_is_gone() {
    let book = Book::new();
    let lock = lock(book.root(), &Patience::default()).unwrap();
    let error = replace(
        &lock,
        &book.root().join("deals/\u{1b}[2J.yaml"),
        b"old",
        b"new",
    )
    .unwrap_err();
    assert_eq!(error.kind, FileErrorKind::NotFound);
    assert!(
        error
            .to_string()
            .ends_with("deals/\\x1b[2J.yaml: cannot write: not found"),
        "{error}"
    );
}

/// On a disk of 64 KB, which only a mount namespace of our own can give; without that right there
/// is nothing to test.
#[test]
fn a_full_disk() {
    let book = Book::new();
    let script = "mount -t tmpfs -o size=64k tmpfs \"$0\" && exec \"$@\"";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script])
        .arg(book.root())
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::files::refused::on_a_small_disk",
            "--nocapture",
        ])
        .env("DEALFILE_TEST_SMALL_DISK", book.root())
        .output();
    let Ok(output) = output else { return };
    let said = String::from_utf8_lossy(&output.stdout);
    let could_mount = said.contains("running 1 test");
    assert!(
        !could_mount || output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn on_a_small_disk() {
    let Some(root) = std::env::var_os("DEALFILE_TEST_SMALL_DISK") else {
        return;
    };
    let root = Path::new(&root);
    let path = root.join("a.yaml");
    fs::write(&path, "old").unwrap();
    let lock = lock(root, &Patience::default()).unwrap();
    let error = replace(&lock, &path, b"old", &vec![b'x'; 100 << 10]).unwrap_err();
    assert_eq!(error.kind, FileErrorKind::DiskFull);
    assert!(
        error
            .to_string()
            .ends_with("cannot write: the disk is full"),
        "{error}"
    );
    assert_eq!(fs::read(&path).unwrap(), b"old");
    let left = fs::read_dir(root).unwrap().count();
    assert_eq!(left, 2, "only the file and .dealfile");
    replace(&lock, &path, b"old", b"new").unwrap();
}
