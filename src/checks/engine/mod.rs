//! What all rules share: what a rule is, what it looks at, how a book configures it, how a deal
//! suppresses it, and the run.
//!
//! Knows no rule by name, except those about suppression itself.

mod facts;
mod judge;
mod options;
mod rule;
mod settings;
mod subject;
mod suppression;

pub use facts::{Facts, Sketch, Stay};
pub use judge::{Judged, judge, judge_book, unreadable};
pub use options::{Default, OptionSpec, Options};
pub use rule::{BASE, Basis, Category, Docs, EXAMPLE_BOOK, Fix, Rule, Scope, Violation};
pub use settings::{Settings, UnknownRule};
pub use subject::{Case, Entry, Event, Subject, View};
pub use suppression::{Verdict, verdict};
