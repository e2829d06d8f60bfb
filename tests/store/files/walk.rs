//! Which files are deals, and that none is left out in silence.

use std::path::Path;

use dealfile::store::files::walk;
use dealfile::store::{Store, StoreError};

use super::Book;

fn shown(book: &Book) -> Vec<String> {
    walk(book.root(), Path::new("deals"))
        .files
        .into_iter()
        .map(|file| file.shown)
        .collect()
}

fn problems(book: &Book) -> Vec<String> {
    walk(book.root(), Path::new("deals"))
        .problems
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn yaml_files_below_the_folder_in_the_order_of_their_bytes() {
    let book = Book::new();
    for path in [
        "b.yaml",
        "a.yml",
        "2026/q1/c.yaml",
        "Z.YAML",
        "a/x.yaml",
        "a-b.yaml",
        "한.yaml",
    ] {
        book.file(&format!("deals/{path}"), "");
    }
    for path in [
        "deals/.hidden.yaml",
        "deals/.folder/d.yaml",
        "deals/notes.txt",
        "deals/yaml",
        "other/e.yaml",
        ".deal-a1b2c3.tmp",
    ] {
        book.file(path, "");
    }
    let order = [
        "2026/q1/c.yaml",
        "Z.YAML",
        "a-b.yaml",
        "a.yml",
        "a/x.yaml",
        "b.yaml",
        "한.yaml",
    ];
    assert_eq!(shown(&book), order.map(|path| format!("deals/{path}")));
    assert_eq!(problems(&book), Vec::<String>::new());
}

#[test]
fn no_folder_is_no_deals() {
    let book = Book::new();
    assert_eq!((shown(&book).len(), problems(&book).len()), (0, 0));
    book.file("deals", "a file");
    assert_eq!(problems(&book), ["deals: not a folder"]);
}

#[test]
fn links() {
    let (book, outside) = (Book::new(), Book::new());
    let secret = outside.file("secret.yaml", "");
    book.file("deals/a.yaml", "");
    book.file("common/b.yaml", "");
    book.link("deals/inside.yaml", "../common/b.yaml");
    book.link("deals/common", "../common");
    book.link("deals/out.yaml", &secret);
    book.link("deals/outside", outside.root());
    book.link("deals/readme.md", outside.file("readme.md", ""));
    book.link("deals/nowhere.yaml", "nothing");
    book.link("deals/loop/again", "../../deals");
    book.link("deals/self.yaml", "self.yaml");
    book.link("deals/.hidden", outside.root());
    assert_eq!(shown(&book), ["deals/a.yaml", "deals/common/b.yaml"]);
    let wanted = [
        "deals/inside.yaml: a second way to deals/common/b.yaml, which is in the book already",
        "deals/loop/again: a link to a parent folder",
        "deals/nowhere.yaml: a broken link",
        "deals/out.yaml: a link that points outside the book",
        "deals/outside: a link that points outside the book",
    ];
    let problems = problems(&book);
    assert_eq!(problems[..5], wanted, "{problems:?}");
    assert!(problems[5].starts_with("deals/self.yaml: "), "{problems:?}");
    assert_eq!(problems.len(), 6);
}

/// Each file counts once, by its own name where it has one in the folder.
#[test]
fn second_ways() {
    let book = Book::new();
    for path in [
        "deals/z.yaml",
        "deals/folder/x.yaml",
        "deals/.hidden/h.yaml",
        "more/m.yaml",
        "more/deep/d.yaml",
        "single/s.yaml",
        "single/t.yaml",
        "single/u.txt",
    ] {
        book.file(path, "");
    }
    book.link("deals/a.yaml", "z.yaml");
    book.link("deals/b", "folder");
    // A hidden folder is only reached by its link.
    book.link("deals/c.yaml", ".hidden/h.yaml");
    book.link("deals/d.yaml", "c.yaml");
    // Part of a folder first, then the whole of it.
    book.link("deals/e", "../more/deep");
    book.link("deals/f", "../more");
    book.link("deals/g", "../more");
    book.link("more/again", "../more");
    book.link("more/back", "../deals");
    // A file first, then its folder.
    book.link("deals/h.yaml", "../single/s.yaml");
    book.link("deals/i", "../single");
    book.link("deals/j.yaml", "../single/u.txt");
    let wanted = [
        "c.yaml",
        "e/d.yaml",
        "f/m.yaml",
        "folder/x.yaml",
        "h.yaml",
        "i/t.yaml",
        "j.yaml",
        "z.yaml",
    ];
    assert_eq!(shown(&book), wanted.map(|path| format!("deals/{path}")));
    let second = [
        ("a.yaml", "z.yaml"),
        ("b", "folder"),
        ("d.yaml", "c.yaml"),
        ("f/again", "a link to a parent folder"),
        ("f/back", ""),
        ("f/deep", "e"),
        ("g", "f"),
        ("i/s.yaml", "h.yaml"),
    ];
    let second = second.map(|(path, first)| match first {
        "" => format!("deals/{path}: a second way to deals, which is in the book already"),
        _ if first.contains(' ') => format!("deals/{path}: {first}"),
        _ => format!("deals/{path}: a second way to deals/{first}, which is in the book already"),
    });
    assert_eq!(problems(&book), second);
}

/// Every folder twice in the one before: 2^30 paths, and each folder is walked once.
#[test]
fn a_farm_of_links_ends() {
    let book = Book::new();
    for number in 0..31 {
        book.file(&format!("deals/d{number:02}/a.yaml"), "");
    }
    for number in 0..30 {
        let next = format!("../d{:02}", number + 1);
        book.link(&format!("deals/d{number:02}/x"), &next);
        book.link(&format!("deals/d{number:02}/y"), &next);
    }
    assert_eq!((shown(&book).len(), problems(&book).len()), (31, 60));
}

#[test]
fn the_folder_itself_may_not_lead_out() {
    let (book, outside) = (Book::new(), Book::new());
    book.link("deals", outside.root());
    assert_eq!(
        problems(&book),
        ["deals: the deals folder is not inside the book"]
    );
    let nowhere = Book::new();
    nowhere.link("deals", "nothing");
    assert_eq!(problems(&nowhere), ["deals: not found"]);
}

#[test]
fn what_is_named_like_a_deal_and_is_none() {
    let book = Book::new();
    book.file("deals/folder.yaml/a.yaml", "");
    let pipe = book.root().join("deals/pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert_eq!(shown(&book), ["deals/folder.yaml/a.yaml"]);
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(problems(&book), ["deals/pipe.yaml: not a regular file"]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let book = Book::new();
    book.file("deals/a.yaml", "");
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9\x1b.yaml");
    std::fs::write(book.root().join("deals").join(name), "").unwrap();
    assert_eq!(
        problems(&book),
        ["deals/caf\u{fffd}\\x1b.yaml: the file name is not valid UTF-8"]
    );
}

#[test]
fn ids_are_composed_and_found_by_their_beginning() {
    let book = Book::new();
    for name in ["acme-rollout", "acme", "Mu\u{308}ller", "globex"] {
        book.file(&format!("deals/{name}.yaml"), "");
    }
    book.file("deals/old/globex.yml", "");
    book.file("dealfile.yaml", "version: 1\n");
    let store = Store::open(book.root()).unwrap();
    let id = |typed: &str| match store.find(typed) {
        Ok(file) => file.id,
        Err(StoreError::AmbiguousDeal { ids, .. }) => format!("{} deals", ids.len()),
        Err(StoreError::DuplicateDeal { paths, .. }) => format!("{} deals", paths.len()),
        Err(_) => "nothing".to_owned(),
    };
    for (typed, found) in [
        ("acme", "acme"),
        ("acme-", "acme-rollout"),
        ("ac", "2 deals"),
        ("müller", "Müller"),
        ("MU\u{308}", "Müller"),
        ("globex", "2 deals"),
        ("x", "nothing"),
        ("", "nothing"),
    ] {
        assert_eq!(id(typed), found, "{typed}");
    }
}
