//! One pass over all files, on all cores: each is read, judged and dropped. Only findings and a few
//! facts remain.

use std::collections::BTreeSet;

use super::scope::Scope;
use crate::checks::{
    Case, FileFacts, Judged, Settings, engine::DealFacts, judge, judge_book, unknown_book_keys,
    unreadable,
};
use crate::console::Failure;
use crate::deal::{Day, Deal, History, Remarks};
use crate::finding::{Checked, Finding};
use crate::key_path::Step;
use crate::select::{Selected, Selection};
use crate::store::{
    Places, Rest, Store, comments, cut_texts, files::DealFile, parse::Read, parse_deal, parse_rest,
};

pub struct Pass<'a> {
    pub store: &'a Store,
    pub settings: &'a Settings,
    pub scope: Scope,
    /// The deals to check, of those in scope.
    pub selection: Selection<'a>,
}

/// What a pass saw.
pub struct Seen<T> {
    pub files: usize,
    /// Every file of the book, selected or not.
    pub facts: Vec<FileFacts>,
    /// The paths of the selected files.
    pub selected: BTreeSet<String>,
    /// Whether nothing of the book was left out.
    pub is_whole: bool,
    pub findings: Vec<Finding>,
    /// The files that `--fix` can fix.
    pub fixable: Vec<DealFile>,
    /// What was kept of each selected deal that could be read.
    pub kept: Vec<T>,
}

/// One file.
struct Look<T> {
    facts: FileFacts,
    /// The rules about the whole book look at every file, selected or not.
    is_selected: bool,
    findings: Vec<Finding>,
    fixable: Option<DealFile>,
    kept: Option<T>,
}

impl<T> Seen<T> {
    /// The findings in their order: path, line, column, rule.
    pub fn into_checked(self, as_of: Day) -> Checked {
        Checked::new(as_of.into(), self.files, self.findings)
    }

    fn add(&mut self, look: Look<T>) -> FileFacts {
        if look.is_selected {
            self.files += 1;
            self.findings.extend(look.findings);
            self.fixable.extend(look.fixable);
            self.kept.extend(look.kept);
        }
        look.facts
    }
}

impl<T> Look<T> {
    /// A file that can be read, without findings yet.
    fn new(file: &DealFile, facts: DealFacts, is_selected: bool) -> Self {
        Self {
            facts: FileFacts {
                id: file.id.clone(),
                path: file.shown.clone(),
                deal: Some(facts),
            },
            is_selected,
            findings: Vec::new(),
            fixable: None,
            kept: None,
        }
    }
}

impl Pass<'_> {
    /// Judges every file, and keeps nothing of the deals.
    pub fn run(&self) -> Result<Seen<()>, Failure> {
        self.keeping(|_| ())
    }

    /// The same, with what `keep` makes of each deal.
    pub fn keeping<T: Send>(
        &self,
        keep: impl Fn(&Selected<'_>) -> T + Sync,
    ) -> Result<Seen<T>, Failure> {
        let looks = self
            .selection
            .survey(|file, bytes, read| self.look(file, bytes, read, &keep))?;
        let mut seen = Seen {
            files: 0,
            facts: Vec::new(),
            selected: BTreeSet::new(),
            is_whole: self.scope.is_whole() && self.selection.filter.is_empty(),
            findings: self.of_book()?,
            fixable: Vec::new(),
            kept: Vec::new(),
        };
        for look in looks {
            let look = look.unwrap_or_else(|finding| self.unread(*finding, None));
            if look.is_selected {
                seen.selected.insert(look.facts.path.clone());
            }
            let facts = seen.add(look);
            seen.facts.push(facts);
        }
        let (shown, of_book) = (self.store.book_shown(), self.is_book_selected());
        for finding in judge_book(&seen.facts, &self.store.book, self.settings) {
            let (finding, is_selected) = match finding.place.path.as_str() {
                "" => (finding.in_file(&shown), of_book),
                path => {
                    let is_selected = seen.selected.contains(path);
                    (finding, is_selected)
                }
            };
            if is_selected {
                seen.findings.push(self.located(finding)?);
            }
        }
        Ok(seen)
    }

    /// Judges what an editor has of one file, for itself.
    pub fn buffer(&self, file: &DealFile, bytes: &[u8]) -> Seen<()> {
        let mut seen = Seen {
            files: 0,
            facts: Vec::new(),
            selected: BTreeSet::from([file.shown.clone()]),
            is_whole: false,
            findings: Vec::new(),
            fixable: Vec::new(),
            kept: Vec::new(),
        };
        let look = match parse_deal(&file.shown, bytes) {
            Err(finding) => self.in_spite(*finding, file, bytes),
            Ok(read) => {
                let history = History::new(&read.deal);
                let remarks = with_comments(&read.remarks, bytes);
                let judged = self.judge(file, &read.deal, &history, &remarks);
                Look {
                    findings: located(bytes, judged.findings),
                    ..Look::new(file, judged.facts, true)
                }
            }
        };
        let facts = seen.add(look);
        seen.facts.push(facts);
        seen
    }

    fn look<T>(
        &self,
        file: &DealFile,
        bytes: &[u8],
        read: Read<Selected<'_>>,
        keep: impl Fn(&Selected<'_>) -> T,
    ) -> Look<T> {
        let selected = match read {
            Ok(selected) => selected,
            Err(finding) => return self.in_spite(*finding, file, bytes),
        };
        let history = &selected.record.history;
        let remarks = with_comments(selected.remarks, bytes);
        let Judged { findings, facts } = self.judge(file, selected.deal, history, &remarks);
        let is_selected = self.scope.has(&file.shown) && self.selection.matches(&selected);
        let mut look = Look::new(file, facts, is_selected);
        if look.is_selected {
            let is_fixable = findings.iter().any(|finding| finding.is_fixable);
            look.fixable = is_fixable.then(|| file.clone());
            look.findings = located(bytes, findings);
            look.kept = Some(keep(&selected));
        }
        look
    }

    /// A file with wrong values: they hide nothing of what can be read.
    fn in_spite<T>(&self, finding: Finding, file: &DealFile, bytes: &[u8]) -> Look<T> {
        let rest = parse_rest(&file.shown, bytes, &finding);
        let mut look = self.unread(finding, Some(&file.id));
        if let Some(Rest { read, wrong }) = rest {
            let history = History::new(&read.deal);
            let remarks = with_comments(&read.remarks, bytes);
            let mut findings = self.judge(file, &read.deal, &history, &remarks).findings;
            findings.retain(|finding| !follows(finding, &wrong));
            look.findings = located(bytes, findings);
            let wrong = wrong
                .into_iter()
                .map(|finding| unreadable(finding, self.settings));
            look.findings.extend(wrong);
        }
        look
    }

    /// Runs the rules over one deal.
    pub fn judge(
        &self,
        file: &DealFile,
        deal: &Deal,
        history: &History,
        remarks: &Remarks,
    ) -> Judged {
        let case = Case {
            path: &file.shown,
            below_book: self.store.below_book(&file.shown),
            id: &file.id,
            deal,
            history,
            remarks,
            book: &self.store.book,
            as_of: self.selection.as_of,
        };
        judge(&case, self.settings)
    }

    /// A file that cannot be read: a finding like any other.
    fn unread<T>(&self, finding: Finding, id: Option<&str>) -> Look<T> {
        let path = finding.place.path.clone();
        Look {
            is_selected: self.scope.has(&path),
            facts: FileFacts {
                id: id.unwrap_or(&path).to_owned(),
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
        let shown = self.store.book_shown();
        if findings.is_empty() || !self.is_book_selected() {
            return Ok(Vec::new());
        }
        let findings = findings.into_iter();
        let findings = findings.map(|finding| finding.in_file(&shown)).collect();
        Ok(located(&self.store.bytes_at(&shown)?, findings))
    }

    fn is_book_selected(&self) -> bool {
        self.selection.filter.is_empty() && self.scope.has(&self.store.book_shown())
    }

    /// A finding of a rule about the whole book, with its lines.
    fn located(&self, finding: Finding) -> Result<Finding, Failure> {
        let bytes = self.store.bytes_at(&finding.place.path)?;
        Ok(Places::new(&bytes).locate(finding))
    }
}

/// With what only `check` looks for in a text.
fn with_comments(remarks: &Remarks, bytes: &[u8]) -> Remarks {
    Remarks {
        cut: cut_texts(bytes),
        comments: comments(bytes),
        ..remarks.clone()
    }
}

/// Whether a finding only says again that a value could not be read.
fn follows(finding: &Finding, wrong: &[Finding]) -> bool {
    let is_about = |wrong: &Finding| match wrong.place.at.0.first() {
        Some(Step::Key(key)) => {
            let missing = format!("{}-missing", key.replace('_', "-"));
            finding.rule == missing || finding.place.at.0.starts_with(&wrong.place.at.0)
        }
        _ => false,
    };
    finding.rule == "history-mismatch" || finding.is_fixable || wrong.iter().any(is_about)
}

/// Lines and columns are looked up only where there are findings.
fn located(bytes: &[u8], findings: Vec<Finding>) -> Vec<Finding> {
    if findings.is_empty() {
        return findings;
    }
    let places = Places::new(bytes);
    let findings = findings.into_iter();
    findings.map(|finding| places.locate(finding)).collect()
}
