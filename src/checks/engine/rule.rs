//! What a rule is: its name and its place among the others, its docs, and the function that finds.

use super::{facts::BookSubject, options::OptionSpec, silence::Silence, subject::Subject};
use crate::book::Book;
use crate::deal::{Day, Deal};
use crate::finding::{Finding, Severity};
use crate::key_path::KeyPath;

/// How a deal is corrected where that invents no fact.
#[derive(Clone, Copy)]
pub enum Mend {
    Change(fn(&mut Deal, &Mending<'_>)),
    /// The entries at the places of the findings get the ids written by which they go already.
    WriteIds,
}

/// What a correction may have to know beside the deal.
#[derive(Debug, Clone, Copy)]
pub struct Mending<'a> {
    pub book: &'a Book,
    /// The places of the rule's findings.
    pub places: &'a [KeyPath],
    pub as_of: Day,
}

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

/// The documentation of a rule. The examples run as tests: the bad one yields exactly this rule,
/// the good one nothing.
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

/// How a rule finds. Its function gets what it looks at and returns what it found; it reads no file
/// and no clock.
#[derive(Clone, Copy)]
pub enum Check {
    /// At most one finding in a deal.
    Deal(fn(&Subject<'_>) -> Option<Finding>),
    /// Any number of findings in a deal.
    Parts(fn(&Subject<'_>) -> Vec<Finding>),
    /// Findings in any file, from all files at once; each names its file.
    Book(fn(&BookSubject<'_>) -> Vec<Finding>),
    /// The finding about what silences nothing.
    Unused(fn(&Silence<'_>) -> Finding),
}

/// One rule.
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
    /// Makes the rule's findings in a deal go away.
    pub mend: Option<Mend>,
    pub options: &'static [OptionSpec],
    /// None for what only the parser reports.
    pub checks: &'static [Check],
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

/// What most rules have in common.
pub const BASE: Rule = Rule {
    name: "",
    former_names: &[],
    category: Category::Meta,
    severity: Severity::Warning,
    is_on: true,
    basis: Basis::Static,
    fix: Fix::None,
    mend: None,
    options: &[],
    checks: &[],
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
    /// What it found, and what to do about it.
    pub fn finding(
        &self,
        at: KeyPath,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            severity: self.severity,
            ..Finding::new(self.name, message).at(at).help(help)
        }
    }

    pub fn scope(&self) -> Scope {
        let mut checks = self.checks.iter();
        if checks.any(|check| matches!(check, Check::Book(_))) {
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
