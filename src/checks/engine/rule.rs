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
    /// What decides: the files alone, or the as-of day too. A rule of the clock is a warning at
    /// most, so that no commit turns red by the calendar alone.
    Basis { Static = "static", Clock = "clock" }
}

keywords! {
    /// What has to be known to decide.
    Scope { Deal = "deal", Book = "book" }
}

keywords! {
    /// Whether `--fix` can make it go away without inventing a fact of business.
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
    /// Another severity than the rule's: beyond a threshold that an option names.
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

    /// The same of the key, not of its value.
    #[must_use]
    pub fn of_key(mut self) -> Self {
        self.about = About::Key;
        self
    }
}

/// What people read of a rule. The examples run as tests: the bad one yields exactly this rule, the
/// good one nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Docs {
    pub what: &'static str,
    /// Why it costs deals.
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

/// One rule. Its function is given what it looks at and answers with what it found; it reads no
/// file and no clock.
pub struct Rule {
    /// For ever.
    pub name: &'static str,
    pub former_names: &'static [&'static str],
    pub category: Category,
    pub severity: Severity,
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

/// What most rules have in common. A rule without a function is reported by the reader or by the
/// run itself.
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

    /// A file that cannot be read, and a wrong silencing, are told in any case.
    pub fn can_be_silenced(&self) -> bool {
        !matches!(self.category, Category::Syntax | Category::Meta)
    }

    pub fn has_name(&self, name: &str) -> bool {
        self.name == name || self.former_names.contains(&name)
    }
}
