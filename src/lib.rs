//! Sales deals as plain YAML files in a git folder: stages, MEDDIC, follow-ups, and figures that can be checked.

// First, for its macro of closed word lists.
#[macro_use]
pub mod deal;

pub mod book;
pub mod checks;
pub mod cli;
pub mod commands;
pub mod edit;
pub mod finding;
pub mod import;
pub mod key_path;
pub mod nearest;
pub mod render;
pub mod reports;
pub mod spot;
pub mod stats;
pub mod store;
pub mod table;
pub mod visible;
