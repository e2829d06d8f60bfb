//! `deal import`: cases as in tests/commands, and what a case file cannot say.

mod bytes;
mod example;
mod killed;
mod money;
mod whole;

use std::path::{Path, PathBuf};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/cases");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let failed: Vec<String> = paths
        .iter()
        .filter_map(|path| crate::commands::case::check(path).err())
        .collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}
