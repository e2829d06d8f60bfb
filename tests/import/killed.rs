//! An import that is killed is made or not, never half.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROWS: usize = 400;

fn deal(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deal"));
    command
        .current_dir(folder)
        .env("DEAL_AS_OF", "2026-11-23")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn book() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("dealfile.yaml", "version: 1\n");
    write(
        "map.yaml",
        "columns: {name: name, stage: stage, owner: owner}\n",
    );
    let rows: String = (0..ROWS)
        .map(|row| format!("Deal {row},approach,Mina\n"))
        .collect();
    write("in.csv", &format!("name,stage,owner\n{rows}"));
    fs::create_dir(folder.path().join("deals")).unwrap();
    folder
}

fn deals(folder: &Path) -> usize {
    let entries = fs::read_dir(folder.join("deals")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.')).count()
}

/// Kills the import when it begins to give the files their names, a little later each time.
#[test]
fn all_or_nothing() {
    let mut finished = 0;
    for wait in [0, 300, 600, 1000, 2000, 4000] {
        let book = book();
        let mut import = deal(book.path())
            .args(["import", "csv", "in.csv", "--map", "map.yaml"])
            .spawn()
            .unwrap();
        let unfinished = book.path().join(".dealfile/unfinished");
        let start = Instant::now();
        while !unfinished.exists() && start.elapsed() < Duration::from_secs(20) {
            if import.try_wait().unwrap().is_some() {
                break;
            }
            std::hint::spin_loop();
        }
        std::thread::sleep(Duration::from_micros(wait));
        let _ = import.kill();
        import.wait().unwrap();
        let was_cut = unfinished.exists();
        assert!(deal(book.path()).arg("list").status().unwrap().success());
        assert!(!unfinished.exists());
        assert_eq!(deals(book.path()), ROWS, "after {wait} µs");
        let text = fs::read_to_string(book.path().join("dealfile.yaml")).unwrap();
        assert!(
            text.contains("name: Mina") && text.contains("since: 2026-11-23"),
            "{text}"
        );
        finished += usize::from(was_cut);
    }
    assert!(finished > 0, "no import was killed in the middle");
}

/// What cannot be finished now is said, and what can be read is read.
#[test]
fn a_reader_says_what_is_missing() {
    let book = book();
    fs::create_dir(book.path().join(".dealfile")).unwrap();
    fs::write(book.path().join(".dealfile/unfinished"), "{").unwrap();
    let said = deal(book.path())
        .arg("list")
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert!(said.status.success());
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("an import was interrupted"), "{said}");
}
