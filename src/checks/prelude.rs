//! What nearly every rule uses.

pub use super::engine::{
    BASE, Basis, BookSubject, Category, Check, DealFacts, Docs, Event, OptionSpec, Rule, Subject,
};
pub use crate::finding::{Finding, Severity};
pub use crate::key_path::KeyPath;
