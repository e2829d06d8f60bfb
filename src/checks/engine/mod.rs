//! What all rules share: what a rule is, what it looks at, how a book configures it, how a deal
//! suppresses it, and the run.
//!
//! Knows no rule by name: the registry is handed in. Each of these files uses only those above it:
//! [`options`], [`subject`], [`facts`], [`rule`], [`settings`], [`since`], [`suppression`], [`run`].

mod facts;
mod options;
mod rule;
mod run;
mod settings;
mod since;
mod subject;
mod suppression;

pub use facts::{BookSubject, DealFacts, FileFacts, Stay};
pub use options::{OptionDefault, OptionSpec, Options};
pub use rule::{BASE, Basis, Category, Check, Docs, EXAMPLE_BOOK, Fix, Mend, Mending, Rule, Scope};
pub use run::{Judged, judge, judge_book, unreadable};
pub use settings::{Settings, UnknownRule};
pub use subject::{Case, Event, StageEntry, Subject};
pub use suppression::Verdict;
