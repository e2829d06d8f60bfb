//! No two modules of a room may need each other, directly or by way of others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::sources;

type Edges = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_modules_of_a_room_stand_in_a_circle() {
    let mut circles = Vec::new();
    for room in folders(Path::new("src")) {
        let edges = edges(&room);
        for module in edges.keys() {
            if reached(module, &edges).contains(module) {
                circles.push(format!("{}: `{module}`", room.display()));
            }
        }
    }
    assert!(circles.is_empty(), "in a circle:\n{}", circles.join("\n"));
}

#[test]
fn imports_are_read_with_their_braces() {
    let text = "use super::{a::A, b::{self, c}};\nuse crate::deal::day::Day;\n";
    let read: Vec<String> = imports(text).iter().map(|path| path.join("::")).collect();
    let expected = [
        "super::a::A",
        "super::b::self",
        "super::b::c",
        "crate::deal::day::Day",
    ];
    assert_eq!(read, expected);
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut below: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    let deeper: Vec<PathBuf> = below.iter().flat_map(|path| folders(path)).collect();
    below.extend(deeper);
    below
}

/// Which module of a room imports which other.
fn edges(room: &Path) -> Edges {
    let room_path = module_path(room);
    let mut edges = Edges::new();
    for file in sources(room) {
        let own = module_path(&file);
        let Some(module) = own.get(room_path.len()) else {
            continue;
        };
        let used = edges.entry(module.clone()).or_default();
        let text = fs::read_to_string(&file).unwrap();
        for import in imports(&text) {
            let path = absolute(&own, &import);
            let other = path.get(room_path.len());
            // A name in capitals is what the room itself shares, not a module.
            let is_module = |name: &&String| name.starts_with(char::is_lowercase);
            if let Some(other) = other.filter(is_module)
                && path.starts_with(&room_path)
                && other != module
            {
                used.insert(other.clone());
            }
        }
    }
    edges
}

fn reached(from: &str, edges: &Edges) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(module) = open.pop() {
        for next in edges.get(&module).into_iter().flatten() {
            if reached.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    reached
}

/// `src/deal/day.rs` is `crate::deal::day`.
fn module_path(file: &Path) -> Vec<String> {
    let steps = file.with_extension("");
    let steps = steps
        .components()
        .skip(1)
        .map(|step| step.as_os_str().to_string_lossy().into_owned());
    let all = std::iter::once("crate".to_owned()).chain(steps);
    all.filter(|step| step != "mod").collect()
}

fn absolute(own: &[String], import: &[String]) -> Vec<String> {
    let up = import.iter().take_while(|step| *step == "super").count();
    match import.first().map(String::as_str) {
        Some("super") => own[..own.len() - up]
            .iter()
            .chain(&import[up..])
            .cloned()
            .collect(),
        Some("self") => own.iter().chain(&import[1..]).cloned().collect(),
        _ => import.to_vec(),
    }
}

/// The paths of a file's `use` items, braces resolved; unit tests do not count.
fn imports(text: &str) -> Vec<Vec<String>> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut paths = Vec::new();
    let code = format!("\n{code}");
    for item in code.split("\nuse ").skip(1) {
        let item = item.split(';').next().unwrap_or_default();
        flatten(&[], item, &mut paths);
    }
    paths
}

fn flatten(before: &[String], tree: &str, paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some((lead, inner)) = tree.split_once('{') else {
        let steps = tree.split("::").map(|step| step.trim().to_owned());
        paths.push(before.iter().cloned().chain(steps).collect());
        return;
    };
    let steps = lead
        .trim()
        .trim_end_matches("::")
        .split("::")
        .map(str::to_owned);
    let before: Vec<String> = before.iter().cloned().chain(steps).collect();
    let inner = &inner[..inner.rfind('}').unwrap_or(inner.len())];
    let mut depth = 0;
    let parts = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for part in parts.filter(|part| !part.trim().is_empty()) {
        flatten(&before, part, paths);
    }
}
