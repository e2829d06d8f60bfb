//! Files and folders that cannot be taken or read: every command says so, waits for nothing, shows
//! nothing of other files, and writes nothing beside them.

use std::path::Path;
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;

const BOOK: &str = "version: 1\ncurrency: EUR\n";
const DEAL: &str = "name: Acme rollout\nstage: prospecting\nowner: mina\n";
const SECRET: &str = "root:x:0:0:root:/root:/bin/sh\n";

/// Puts something into a book that no command may take.
type Prepare = fn(&Folder);

struct Folder(tempfile::TempDir);

impl Folder {
    /// A book in `book/`, with `secret.yaml` beside it.
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir_all(folder.path("book/deals")).unwrap();
        folder.write("book/dealfile.yaml", BOOK);
        folder.write("book/deals/acme.yaml", DEAL);
        folder.write("secret.yaml", SECRET);
        folder
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.path(path), text).unwrap();
    }

    fn link(&self, path: &str, target: &str) {
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
    }

    fn pipe(&self, path: &str) {
        let made = std::process::Command::new("mkfifo")
            .arg(self.path(path))
            .status();
        assert!(made.unwrap().success());
    }

    fn sparse(&self, path: &str) {
        let file = std::fs::File::create(self.path(path)).unwrap();
        file.set_len(3 << 30).unwrap();
    }

    fn deal(&self, arguments: &[&str]) -> Output {
        Command::cargo_bin("deal")
            .unwrap()
            .current_dir(self.path("book"))
            .env_clear()
            .args(arguments)
            .args(["--as-of", "2026-11-23"])
            .timeout(Duration::from_secs(20))
            .output()
            .unwrap()
    }

    /// What a command says and ends with; nothing of the secret is in it.
    fn said(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = self.deal(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(
            !(said.clone() + &printed).contains("/bin/sh"),
            "{said}{printed}"
        );
        (output.status.code(), said)
    }
}

const COMMANDS: &[&[&str]] = &[
    &["list"],
    &["next"],
    &["board"],
    &["show", "acme"],
    &["log", "acme"],
    &["meddic"],
    &["followup", "list"],
    &["report", "pipeline"],
    &["check"],
    &["note", "acme", "Words"],
    &["set", "acme", "source=web"],
    &["new", "Globex rollout"],
];

#[test]
fn what_is_no_deal_is_told_by_every_command() {
    let kinds: [(&str, Prepare); 6] = [
        ("x.yaml: not a regular file", |book| {
            book.pipe("book/deals/x.yaml")
        }),
        ("x.yaml: a link that points outside the book", |book| {
            book.link("book/deals/x.yaml", "/dev/zero");
        }),
        ("x.yaml: a link that points outside the book", |book| {
            book.link("book/deals/x.yaml", "../../secret.yaml");
        }),
        ("x: a link that points outside the book", |book| {
            book.link("book/deals/x", "../..")
        }),
        ("x.yaml: a broken link", |book| {
            book.link("book/deals/x.yaml", "nothing")
        }),
        ("x.yaml: a second way to deals/acme.yaml", |book| {
            book.link("book/deals/x.yaml", "acme.yaml");
        }),
    ];
    for (told, prepare) in kinds {
        for command in COMMANDS {
            let folder = Folder::new();
            prepare(&folder);
            let (code, said) = folder.said(command);
            if command != &["check"] {
                assert!(said.contains(told), "{command:?}, {told}: {said}");
            }
            let wanted = match command[0] {
                "check" => 1,
                "show" | "log" | "note" | "set" => 0,
                _ => 3,
            };
            assert_eq!(code, Some(wanted), "{command:?}, {told}: {said}");
            assert!(!folder.path("book/deals/globex-rollout.yaml").exists());
        }
    }
}

/// A name that no deal has may be that of one which cannot be seen.
#[test]
fn an_unknown_name_beside_what_cannot_be_seen() {
    let folder = Folder::new();
    folder.link("book/deals/team", "../../elsewhere");
    let (code, said) = folder.said(&["show", "globex"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("deals/team: a broken link"), "{said}");
}

#[test]
fn a_file_without_end_is_not_read() {
    for command in COMMANDS {
        let folder = Folder::new();
        folder.sparse("book/deals/x.yaml");
        let (code, said) = folder.said(command);
        let is_told = said.contains("deals/x.yaml: the file is larger than 1 MiB");
        let needs_all = !["show", "log", "note", "set", "new", "check"].contains(&command[0]);
        assert_eq!(is_told, needs_all, "{command:?}: {said}");
        assert_eq!(code == Some(3), needs_all, "{command:?}: {said}");
    }
}

#[test]
fn the_file_of_the_book_obeys_the_same_limits() {
    let kinds: [(&str, i32, Prepare); 6] = [
        ("not a regular file", 3, |book| {
            book.pipe("book/dealfile.yaml")
        }),
        ("the file is larger than 1 MiB", 3, |book| {
            book.sparse("book/dealfile.yaml")
        }),
        ("a link that points outside the book", 2, |book| {
            book.link("book/dealfile.yaml", "../secret.yaml");
        }),
        ("a link that points outside the book", 2, |book| {
            book.link("book/dealfile.yaml", "/dev/zero");
        }),
        ("dealfile.yaml: cannot read", 3, |book| {
            book.link("book/dealfile.yaml", "dealfile.yaml")
        }),
        ("not a regular file", 3, |book| {
            std::fs::create_dir(book.path("book/dealfile.yaml")).unwrap();
        }),
    ];
    for (told, wanted, prepare) in kinds {
        for command in COMMANDS {
            let folder = Folder::new();
            // A book further up is another one, and is never taken instead.
            folder.write("dealfile.yaml", BOOK);
            std::fs::remove_file(folder.path("book/dealfile.yaml")).unwrap();
            prepare(&folder);
            let (code, said) = folder.said(command);
            let printed = folder.deal(command).stdout;
            let told_there =
                said.contains(told) || String::from_utf8_lossy(&printed).contains(told);
            assert!(
                told_there && code == Some(wanted),
                "{command:?}, {told}: {code:?} {said}"
            );
        }
    }
}

#[test]
fn a_folder_of_deals_that_is_not_there() {
    for command in COMMANDS {
        let folder = Folder::new();
        folder.write("book/dealfile.yaml", "version: 1\ndeals: sales/deals\n");
        let (code, said) = folder.said(command);
        let printed = folder.deal(command).stdout;
        let all = said + &String::from_utf8_lossy(&printed);
        assert!(
            all.contains("there is no folder `sales/deals`"),
            "{command:?}: {all}"
        );
        assert_eq!(code, Some(2), "{command:?}: {all}");
    }
}

#[test]
fn a_table_or_a_map_without_end() {
    let folder = Folder::new();
    folder.sparse("big.yaml");
    folder.write("map.yaml", "name: {column: Name}\nstage: {column: Stage}\n");
    for (file, map) in [("/dev/zero", "../map.yaml"), ("../map.yaml", "../big.yaml")] {
        let (code, said) = folder.said(&["import", "csv", file, "--map", map]);
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains("the file is larger than 1"), "{said}");
    }
    assert!(Path::new(&folder.path("book/deals/acme.yaml")).exists());
}
