//! Which file a name means: a whole id first, then a path, then a unique prefix. Reads no file.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::{
    StoreError,
    files::{DealFile, absolute},
};
use crate::nearest::nearest;

/// The deal file that a name means.
pub fn resolve(name: &str, files: &[DealFile]) -> Result<DealFile, StoreError> {
    let wanted: String = name.nfc().collect();
    let lower = wanted.to_lowercase();
    let path = looks_like_path(&wanted).then(|| absolute(Path::new(&wanted)).ok());
    let candidates = [
        matches(files, |file| file.id == wanted),
        matches(files, |file| {
            path.as_ref()
                .is_some_and(|path| file.shown == wanted || path.as_ref() == Some(&file.path))
        }),
        matches(files, |file| file.id.to_lowercase() == lower),
        matches(files, |file| file.id.starts_with(&wanted)),
        matches(files, |file| file.id.to_lowercase().starts_with(&lower)),
    ];
    let found = candidates
        .into_iter()
        .find(|list| !list.is_empty())
        .filter(|_| !wanted.is_empty());
    match found.as_deref() {
        Some([one]) => Ok((*one).clone()),
        Some(several) => Err(ambiguous(&wanted, several)),
        None => Err(unknown(&wanted, files)),
    }
}

fn matches(files: &[DealFile], test: impl Fn(&DealFile) -> bool) -> Vec<&DealFile> {
    files.iter().filter(|file| test(file)).collect()
}

/// A path as the shell completes it, or as findings print it.
fn looks_like_path(name: &str) -> bool {
    name.contains('/') || name.ends_with(".yaml") || name.ends_with(".yml")
}

fn ambiguous(name: &str, several: &[&DealFile]) -> StoreError {
    let first = several.first().map_or("", |file| file.id.as_str());
    if several.iter().all(|file| file.id == first) {
        let paths = several.iter().map(|file| file.shown.clone()).collect();
        return StoreError::DuplicateDeal {
            id: first.to_owned(),
            paths,
        };
    }
    StoreError::AmbiguousDeal {
        name: name.to_owned(),
        ids: several.iter().map(|file| file.id.clone()).collect(),
    }
}

fn unknown(name: &str, files: &[DealFile]) -> StoreError {
    let holding = files
        .iter()
        .map(|file| file.id.as_str())
        .filter(|id| !name.is_empty() && id.contains(name));
    let near = nearest(name, files.iter().map(|file| file.id.as_str()));
    let mut list: Vec<String> = near.into_iter().chain(holding).map(str::to_owned).collect();
    list.dedup();
    list.truncate(5);
    StoreError::UnknownDeal {
        name: name.to_owned(),
        near: list,
    }
}
