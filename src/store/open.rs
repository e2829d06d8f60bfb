//! Finds the book around a folder and understands its file.

use std::path::Path;

use crate::book::config::Config;
use crate::book::{Book, ConfigError};

use super::files::{absolute, is_file, read_path};
use super::parse::{self, Parsed, Problem, ProblemKind};
use super::yaml::{Document, line_column};
use super::{BOOK_FILE, Store, StoreError};

impl Store {
    /// The book whose file is the nearest upward from `start`.
    pub fn open(start: &Path) -> Result<Self, StoreError> {
        let start = absolute(start)?;
        let root = start.ancestors().find(|folder| is_file(&folder.join(BOOK_FILE)));
        let root = root.ok_or_else(|| StoreError::NoBook { start: start.clone() })?.to_path_buf();
        let bytes = read_path(&root.join(BOOK_FILE))?;
        let told = |problems: Vec<Problem>| {
            let told = problems.iter().map(|problem| problem.render(Some(&bytes), false));
            StoreError::Config { told: told.collect() }
        };
        let parsed: Parsed<Config> = parse::parse(BOOK_FILE, &bytes).map_err(|problem| told(vec![*problem]))?;
        let text = String::from_utf8_lossy(&bytes);
        let book = Book::of(parsed.value).map_err(|errors| told(located(&text, errors)))?;
        Ok(Self { root, book, unknown: parsed.unknown, waiting: || {} })
    }

    /// What others find wrong with the book's file, told with its lines.
    pub fn refuse(&self, errors: Vec<ConfigError>) -> StoreError {
        let bytes = read_path(&self.root.join(BOOK_FILE)).unwrap_or_default();
        let problems = located(&String::from_utf8_lossy(&bytes), errors);
        StoreError::Config { told: problems.iter().map(|problem| problem.render(Some(&bytes), false)).collect() }
    }
}

fn located(text: &str, errors: Vec<ConfigError>) -> Vec<Problem> {
    let document = Document::parse(text).ok();
    let place = |error: &ConfigError| {
        document.as_ref().map(|document| line_column(text, document.nearest_range(&error.at).start))
    };
    let problem = |error: ConfigError| {
        let place = place(&error);
        let problem = Problem::new(ProblemKind::BadValue, error.message).help(error.help).in_file(BOOK_FILE);
        Problem { line: place.map(|p| p.0), column: place.map(|p| p.1), ..problem }
    };
    errors.into_iter().map(problem).collect()
}
