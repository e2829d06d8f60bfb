//! What all rules share: what a rule is, what it looks at, how a book configures it, how a deal
//! suppresses it, and the run.
//!
//! Knows no rule by name: the registry is handed in. Each of these files uses only those above it:
//! [`options`], [`subject`], [`silence`], [`facts`], [`rule`], [`overrides`],
//! [`setting`], [`unknown_rule`], [`settings`], [`since`], [`suppression`], [`run`].

mod facts;
mod options;
mod overrides;
mod rule;
mod run;
mod setting;
mod settings;
mod silence;
mod since;
mod subject;
mod suppression;
mod unknown_rule;

pub use facts::{BookSubject, DealFacts, FileFacts, Stay};
pub use options::{OptionDefault, OptionSpec, Options};
pub use rule::{BASE, Basis, Category, Check, Docs, EXAMPLE_BOOK, Fix, Mend, Mending, Rule, Scope};
pub use run::{Judged, judge, judge_book, unreadable};
pub use setting::Setting;
pub use settings::Settings;
pub use silence::{Silence, at_comment, malformed, silences};
pub use subject::{Case, Event, StageEntry, Subject};
pub use suppression::Verdict;
pub use unknown_rule::UnknownRule;
