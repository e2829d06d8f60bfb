//! The only room that knows files and YAML.

pub mod files;
pub mod parse;
