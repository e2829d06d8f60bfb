//! What a rule is: its name and its place among the others, its docs, and the function that finds.

use crate::book::Book;
use crate::edit::Edit;
use crate::finding::{About, Severity};
use crate::key_path::KeyPath;

use super::facts::Facts;
use super::options::{OptionSpec, Options};
use super::subject::Subject;

keywords! {
    /// What a rule is about.
    Category {
        Syntax = "syntax", Schema = "schema", Identity = "identity", History = "history", Pipeline = "pipeline",
        Meddic = "meddic", Activity = "activity", Forecast = "forecast", Meta = "meta",
    }
}

keywords! {
    /// What the verdict depends on: the files alone, or the as-of date too. A clock rule is a
    /// warning at most, so that no commit turns red because time passed.
    Basis { Static = "static", Clock = "clock" }
}

keywords! {
    /// Whether a rule looks at one deal or at the whole book.
    Scope { Deal = "deal", Book = "book" }
}

keywords! {
    /// Whether `--fix` can correct it without inventing a business fact.
    Fix { None = "none", Safe = "safe", Unsafe = "unsafe" }
}

/// One thing that a rule found; the run adds the rule's name and severity.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    pub at: KeyPath,
    pub about: About,
    pub message: String,
    pub help: Option<String>,
    pub fix: Vec<Edit>,
    /// Overrides the rule's severity, for example beyond a threshold set by an option.
    pub severity: Option<Severity>,
}

impl Violation {
    pub fn new(at: KeyPath, message: impl Into<String>) -> Self {
        Self {
            at,
            about: About::Value,
            message: message.into(),
            help: None,
            fix: Vec::new(),
            severity: None,
        }
    }

    /// What to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same as an error, whatever the rule's severity.
    #[must_use]
    pub fn as_error(mut self) -> Self {
        self.severity = Some(Severity::Error);
        self
    }

    /// The same about the key, not about its value.
    #[must_use]
    pub fn of_key(mut self) -> Self {
        self.about = About::Key;
        self
    }
}

/// The documentation of a rule. The examples run as tests: the bad one yields exactly this rule, the
/// good one nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Docs {
    /// When exactly it fires, and what is exempt.
    pub what: &'static str,
    /// Why it matters: how it costs deals.
    pub why: &'static str,
    /// The book that the examples stand in, where it matters.
    pub book: &'static str,
    pub bad: &'static str,
    pub good: &'static str,
    /// What a person does about it.
    pub fix: &'static str,
}

/// A rule's function over one deal.
pub type EachDeal = fn(&Subject<'_>) -> Vec<Violation>;
/// A rule's function over all deals; it answers with positions in the list.
pub type AllDeals = fn(&[Facts], &Book, &Options) -> Vec<(usize, Violation)>;

/// One rule. Its function gets what it looks at and returns what it found; it reads no file and no
/// clock.
pub struct Rule {
    /// Never changes; a renamed rule keeps its old name in `former_names`.
    pub name: &'static str,
    pub former_names: &'static [&'static str],
    pub category: Category,
    /// The default; `check: rules:` in `dealfile.yaml` may override it, see [`super::Settings`].
    pub severity: Severity,
    /// Whether it runs by default.
    pub is_on: bool,
    pub basis: Basis,
    pub fix: Fix,
    pub options: &'static [OptionSpec],
    /// Looks at one deal.
    pub each: Option<EachDeal>,
    /// Looks at all deals at once.
    pub all: Option<AllDeals>,
    pub summary: &'static str,
    pub docs: Docs,
}

/// A book with four stages and no gates, in which examples can be short.
pub const EXAMPLE_BOOK: &str = "\
version: 1
currency: EUR
pipelines:
  sales: {stages: [{id: lead}, {id: talk}, {id: offer}, {id: closing}]}
";

/// What most rules have in common. A rule without a function is reported by the parser or by the run
/// itself.
pub const BASE: Rule = Rule {
    name: "",
    former_names: &[],
    category: Category::Meta,
    severity: Severity::Warning,
    is_on: true,
    basis: Basis::Static,
    fix: Fix::None,
    options: &[],
    each: None,
    all: None,
    summary: "",
    docs: Docs {
        what: "",
        why: "",
        book: EXAMPLE_BOOK,
        bad: "",
        good: "",
        fix: "",
    },
};

impl Rule {
    pub fn scope(&self) -> Scope {
        if self.all.is_some() {
            Scope::Book
        } else {
            Scope::Deal
        }
    }

    /// Unreadable files and wrong `ignore` entries are always reported.
    pub fn can_be_ignored(&self) -> bool {
        !matches!(self.category, Category::Syntax | Category::Meta)
    }

    pub fn has_name(&self, name: &str) -> bool {
        self.name == name || self.former_names.contains(&name)
    }
}
