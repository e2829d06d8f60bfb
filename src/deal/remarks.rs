//! What a file says beside its values.

use std::ops::Range;

use crate::key_path::KeyPath;

/// Places in a deal's file that its values do not show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// The keys that no field took, in the order of the file; for an unknown mapping only its own
    /// key.
    pub unknown: Vec<KeyPath>,
    /// The entries that a person wrote without an `id`: they have the one that a command would have
    /// given them.
    pub without_id: Vec<KeyPath>,
    /// The texts that ` #` cuts off. Looked for only by `check`.
    pub cut: Vec<KeyPath>,
    /// The comments that speak to this program. Looked for only by `check`.
    pub comments: Vec<Comment>,
}

/// A comment that begins with `deal:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says behind that.
    pub text: String,
    /// The value that it stands above or behind; `None` where there is none.
    pub covers: Option<KeyPath>,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub columns: Range<usize>,
}
