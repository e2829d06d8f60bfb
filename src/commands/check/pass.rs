//! One pass over all files, on all cores: each is read, judged and dropped. Only findings and a few
//! facts remain.

use crate::book::filter::Subject;
use crate::checks::engine::Sketch;
use crate::checks::{
    Case, Facts, Judged, Settings, judge, judge_book, unknown_book_keys, unreadable,
};
use crate::console::failure::Failure;
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::History;
use crate::finding::{Checked, Finding};
use crate::key_path::KeyPath;
use crate::store::files::DealFile;
use crate::store::parse::Parsed;
use crate::store::{BOOK_FILE, Places, Store};

use super::scope::Scope;

pub struct Pass<'a> {
    pub store: &'a Store,
    pub settings: &'a Settings,
    pub scope: &'a Scope,
    pub as_of: Day,
}

/// What a pass saw: each finding in its file.
pub struct Seen<T> {
    pub files: usize,
    pub findings: Vec<Finding>,
    /// The files that `--fix` can fix.
    pub fixable: Vec<DealFile>,
    /// What was kept of each deal that was asked for and could be read.
    pub kept: Vec<T>,
}

/// One file.
struct Look<T> {
    facts: Facts,
    /// Whether it is asked for; the rules about the whole book look at every file.
    is_asked: bool,
    findings: Vec<Finding>,
    fixable: Option<DealFile>,
    kept: Option<T>,
}

impl<T> Seen<T> {
    /// The findings in their order: path, line, column, rule.
    pub fn into_checked(mut self, as_of: Day) -> Checked {
        self.findings.sort_by(|a, b| order(a).cmp(&order(b)));
        Checked {
            as_of: as_of.into(),
            deals: self.files,
            findings: self.findings,
        }
    }
}

fn order(finding: &Finding) -> (&[u8], usize, usize, &str, &str) {
    let span = finding.place.span.as_ref();
    (
        finding.place.path.as_bytes(),
        span.map_or(1, |span| span.line),
        span.map_or(1, |span| span.column),
        finding.rule,
        &finding.message,
    )
}

impl Pass<'_> {
    /// Judges every file, and keeps nothing of the deals.
    pub fn run(&self) -> Result<Seen<()>, Failure> {
        self.keeping(|_, _, _| ())
    }

    /// The same, with what `keep` makes of each deal.
    pub fn keeping<T: Send>(
        &self,
        keep: impl Fn(&DealFile, Deal, History) -> T + Sync,
    ) -> Result<Seen<T>, Failure> {
        let looked = self
            .store
            .work_tree()
            .survey(|file, bytes, parsed| Ok(self.look(file, bytes, parsed, &keep)))?;
        let mut seen = Seen {
            files: 0,
            findings: self.of_book()?,
            fixable: Vec::new(),
            kept: Vec::new(),
        };
        let mut facts = Vec::new();
        let mut asked = Vec::new();
        for result in looked {
            let look = result.unwrap_or_else(|problem| self.unread(*problem));
            asked.push(look.is_asked);
            facts.push(look.facts);
            if look.is_asked {
                seen.files += 1;
                seen.findings.extend(look.findings);
                seen.fixable.extend(look.fixable);
                seen.kept.extend(look.kept);
            }
        }
        for (index, finding) in judge_book(&facts, &self.store.book, self.settings) {
            if let (Some(true), Some(file)) = (asked.get(index), facts.get(index)) {
                seen.findings.extend(located(
                    &file.path,
                    &self.store.bytes_at(&file.path)?,
                    vec![finding],
                ));
            }
        }
        Ok(seen)
    }

    fn look<T>(
        &self,
        file: &DealFile,
        bytes: &[u8],
        parsed: Result<Parsed<Deal>, Box<Finding>>,
        keep: impl Fn(&DealFile, Deal, History) -> T,
    ) -> Look<T> {
        let Parsed {
            value: deal,
            unknown,
        } = match parsed {
            Ok(parsed) => parsed,
            Err(problem) => {
                return Look {
                    facts: facts(file, None),
                    ..self.unread(*problem)
                };
            }
        };
        let history = History::of(&deal);
        let judged = self.judge(&file.id, &deal, &history, &unknown);
        let is_asked = self.is_asked(file, &deal, &history);
        let is_fixable = judged
            .findings
            .iter()
            .any(|finding| !finding.fix.is_empty());
        let findings = if is_asked {
            located(&file.shown, bytes, judged.findings)
        } else {
            Vec::new()
        };
        Look {
            facts: facts(file, Some(judged.sketch)),
            is_asked,
            findings,
            fixable: is_fixable.then(|| file.clone()),
            kept: is_asked.then(|| keep(file, deal, history)),
        }
    }

    /// Runs the rules over one deal.
    pub fn judge(&self, id: &str, deal: &Deal, history: &History, unknown: &[KeyPath]) -> Judged {
        let case = Case {
            id,
            deal,
            history,
            unknown,
            book: &self.store.book,
            as_of: self.as_of,
        };
        judge(&case, self.settings)
    }

    fn is_asked(&self, file: &DealFile, deal: &Deal, history: &History) -> bool {
        let subject = Subject {
            id: &file.id,
            deal,
            history,
            book: &self.store.book,
            as_of: self.as_of,
        };
        self.scope.has(&file.shown) && self.scope.takes(&subject)
    }

    /// A file that cannot be read: a finding like any other.
    fn unread<T>(&self, finding: Finding) -> Look<T> {
        let path = finding.place.path.clone();
        Look {
            is_asked: self.scope.has(&path),
            facts: Facts {
                id: path.clone(),
                path,
                deal: None,
            },
            findings: vec![unreadable(finding, self.settings)],
            fixable: None,
            kept: None,
        }
    }

    /// The unknown keys of `dealfile.yaml`.
    fn of_book(&self) -> Result<Vec<Finding>, Failure> {
        let findings = unknown_book_keys(&self.store.unknown, self.settings);
        if findings.is_empty() || !self.scope.has_book() {
            return Ok(Vec::new());
        }
        Ok(located(
            BOOK_FILE,
            &self.store.bytes_at(BOOK_FILE)?,
            findings,
        ))
    }
}

fn facts(file: &DealFile, deal: Option<Sketch>) -> Facts {
    Facts {
        id: file.id.clone(),
        path: file.shown.clone(),
        deal,
    }
}

/// Lines and columns are looked up only where there are findings.
fn located(path: &str, bytes: &[u8], findings: Vec<Finding>) -> Vec<Finding> {
    if findings.is_empty() {
        return Vec::new();
    }
    let places = Places::of(bytes);
    findings
        .into_iter()
        .map(|finding| places.locate(finding.in_file(path)))
        .collect()
}
