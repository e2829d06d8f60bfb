//! A deal's file, and by what name one is known.

use std::{
    ffi::OsStr,
    path::{Component, Path, PathBuf},
};

use unicode_normalization::UnicodeNormalization;

/// One deal's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealFile {
    /// Where it is; absolute if the book's root was. In a revision, where it would be.
    pub path: PathBuf,
    /// Relative to the book, with `/`: for messages and reports. In a revision with its name:
    /// `HEAD~1:deals/acme.yaml`.
    pub shown: String,
    /// The name without its extension, composed (NFC): a Mac writes `ü` as two characters.
    pub id: String,
}

impl DealFile {
    /// The file at a path; `None` if its name is not valid UTF-8.
    pub fn new(path: PathBuf, shown: String) -> Option<Self> {
        let id = path.file_stem().and_then(OsStr::to_str)?.nfc().collect();
        Some(Self { path, shown, id })
    }
}

/// Whether the walk passes over a file or folder of that name.
pub(in crate::store) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a file of that name is a deal.
pub(in crate::store) fn is_deal_name(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
}

/// A relative path with `/`, on every system.
pub(in crate::store) fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
