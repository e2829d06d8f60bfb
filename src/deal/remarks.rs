//! What a file says beside its values.

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
}
