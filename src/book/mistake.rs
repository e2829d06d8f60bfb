//! Something that dealfile.yaml says and that cannot be, as a finding.

use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;

pub(super) fn error(at: KeyPath, message: String, help: &str) -> Finding {
    Finding::new(BAD_VALUE, message).at(at).help(help)
}
