//! Sales deals as plain YAML files in a git folder: stages, MEDDIC, follow-ups, and figures that can be checked.

pub mod deal;
pub mod edit;
pub mod finding;
pub mod key_path;
pub mod store;
