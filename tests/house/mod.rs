//! The shape of the house, kept by a machine: which room may use which.

mod circles;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may use of the others. `commands` and `main` may use everything.
fn arrows() -> BTreeMap<&'static str, &'static [&'static str]> {
    let leaves: &[&str] = &[];
    BTreeMap::from([
        ("help", leaves),
        ("key_path", leaves),
        ("nearest", leaves),
        ("one_form", leaves),
        ("escape_controls", leaves),
        ("stats", leaves),
        ("table", leaves),
        ("source_span", leaves),
        ("edit", &["key_path", "one_form"]),
        ("finding", &["key_path", "source_span", "escape_controls"]),
        ("deal", &["edit", "key_path", "one_form"]),
        (
            "book",
            &["deal", "finding", "key_path", "nearest", "one_form"],
        ),
        (
            "checks",
            &["deal", "book", "stats", "finding", "key_path", "nearest"],
        ),
        ("reports", &["deal", "book", "stats", "table"]),
        (
            "export",
            &[
                "deal",
                "book",
                "edit",
                "table",
                "escape_controls",
                "key_path",
            ],
        ),
        (
            "import",
            &[
                "deal", "book", "edit", "finding", "key_path", "nearest", "one_form",
            ],
        ),
        (
            "render",
            &[
                "table",
                "finding",
                "source_span",
                "escape_controls",
                "key_path",
                "deal",
            ],
        ),
        (
            "select",
            &["store", "book", "deal", "finding", "key_path", "nearest"],
        ),
        (
            "console",
            &[
                "select",
                "store",
                "finding",
                "book",
                "deal",
                "render",
                "table",
                "edit",
                "escape_controls",
                "nearest",
                "one_form",
            ],
        ),
        (
            "store",
            &[
                "deal",
                "book",
                "finding",
                "edit",
                "key_path",
                "source_span",
                "nearest",
                "one_form",
                "escape_controls",
            ],
        ),
    ])
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let room = room_of(&file);
        let Some(allowed) = arrows().get(room.as_str()).copied() else {
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        for used in used_rooms(&text) {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{room}` uses `{used}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_its_arrows() {
    for file in sources(Path::new("src")) {
        let room = room_of(&file);
        let known = arrows().contains_key(room.as_str())
            || ["commands", "cli", "main", "lib"].contains(&room.as_str());
        assert!(known, "`{room}` is a new room: say here what it may use");
    }
}

#[test]
fn files_stay_short() {
    let long = sources(Path::new("src")).into_iter().filter_map(|file| {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        (lines > 300).then(|| format!("{}: {lines} lines", file.display()))
    });
    let long: Vec<String> = long.collect();
    assert!(long.is_empty(), "split these:\n{}", long.join("\n"));
}

/// As the formatter lays them out: from the line of `fn` to the brace below it.
#[test]
fn functions_stay_short() {
    let mut long = Vec::new();
    for file in sources(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let words = ["pub ", "pub(super) ", "pub(crate) ", "const ", "async "];
            let bare = words
                .iter()
                .fold(code, |code, word| code.trim_start_matches(word));
            if !bare.starts_with("fn ") || code.ends_with(';') {
                continue;
            }
            let end = format!("{}}}", &line[..line.len() - code.len()]);
            let length = lines[at..]
                .iter()
                .position(|line| line.starts_with(&end))
                .map_or(0, |last| last + 1);
            if length > 60 {
                long.push(format!("{}:{}: {length} lines", file.display(), at + 1));
            }
        }
    }
    assert!(long.is_empty(), "split these:\n{}", long.join("\n"));
}

/// Files and YAML are the store's; the command line, the clock, the terminal and the environment
/// are those of the console and the commands.
#[test]
fn the_outside_world_is_known_to_few() {
    let store: &[&str] = &["store"];
    let console: &[&str] = &["console", "commands", "cli", "main"];
    let few = [
        ("std::fs", store),
        ("serde_yaml", store),
        ("serde_saphyr", store),
        ("clap", console),
        ("std::env", console),
        ("io::stdout", &["console"]),
        ("io::stderr", &["console", "main"]),
        ("Utc::now", &["console"]),
        ("Local::now", &["console"]),
    ];
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let (room, text) = (room_of(&file), fs::read_to_string(&file).unwrap());
        // Modules of tests come last, and may read what they like.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for (name, rooms) in few {
            if !rooms.contains(&room.as_str()) && code.iter().any(|line| uses(line, name)) {
                wrong.push(format!("{}: `{room}` uses `{name}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn uses(line: &str, name: &str) -> bool {
    line.contains(&format!("{name}::"))
        || line.contains(&format!("use {name};"))
        || line.contains(&format!("{name}("))
}

/// Git is a tool that may be missing, so one folder starts it, and only for what is asked of a
/// revision.
#[test]
fn one_folder_starts_git() {
    let starts = |file: &&PathBuf| fs::read_to_string(file).unwrap().contains("new(\"git\")");
    let elsewhere = |file: &&PathBuf| !file.starts_with("src/store/revision");
    let found: Vec<PathBuf> = sources(Path::new("src"))
        .iter()
        .filter(starts)
        .filter(elsewhere)
        .cloned()
        .collect();
    assert!(found.is_empty(), "these start git: {found:?}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    files
}

/// `src/deal/day.rs` and `src/deal.rs` are of the room `deal`.
fn room_of(file: &Path) -> String {
    let first = file.components().nth(1).unwrap();
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The rooms after `crate::`, in code and not in comments.
fn used_rooms(text: &str) -> Vec<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut rooms: Vec<String> = code
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect();
    rooms.retain(|room: &String| !room.is_empty());
    rooms.sort();
    rooms.dedup();
    rooms
}
