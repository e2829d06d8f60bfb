//! One deal by what a person typed: its id, or the beginning of one.

use unicode_normalization::UnicodeNormalization;

use super::walk::DealFile;

/// What a typed id means.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a> {
    One(&'a DealFile),
    /// Several deals begin like this, or two files have this id.
    Many(Vec<&'a DealFile>),
    Nothing,
}

/// The deal with this id, in any case; else the only one whose id begins so.
pub fn find<'a>(files: &'a [DealFile], typed: &str) -> Found<'a> {
    let typed = folded(typed);
    let exact = files
        .iter()
        .filter(|file| folded(&file.id) == typed)
        .collect();
    match found(exact) {
        Found::Nothing if typed.is_empty() => Found::Nothing,
        Found::Nothing => found(
            files
                .iter()
                .filter(|file| folded(&file.id).starts_with(&typed))
                .collect(),
        ),
        found => found,
    }
}

fn found(files: Vec<&DealFile>) -> Found<'_> {
    match files.as_slice() {
        [] => Found::Nothing,
        [one] => Found::One(one),
        _ => Found::Many(files),
    }
}

fn folded(id: &str) -> String {
    id.nfc().collect::<String>().to_lowercase()
}
