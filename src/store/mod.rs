//! The only room that knows files and YAML.

pub mod yaml;
