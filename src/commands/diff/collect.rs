//! The deals that differ, and what follows for the pipeline and the checks.

use super::{
    super::check,
    bridge::{BridgeRow, bridge},
    state::{Pair, State, state},
};
use crate::book::{
    Book, Snapshot,
    difference::{self, Difference},
    filter::Filter,
};
use crate::console::{Context, Failure};
use crate::deal::{
    Currency, Day, Deal, History,
    identity::{Identity, twins},
};
use crate::finding::Finding;
use crate::store::{ChangedFile, Side, Store};

/// What differs between two states of a book.
pub struct Diff {
    pub from: String,
    pub to: String,
    pub as_of: Day,
    pub deals: Vec<DealDiff>,
    pub bridge: Vec<BridgeRow>,
    pub new_findings: Vec<Finding>,
    pub gone_findings: Vec<Finding>,
    pub unreadable: Vec<Finding>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    New,
    Gone,
    Renamed,
    Changed,
}

impl Change {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Renamed => "renamed",
            Self::Changed => "changed",
        }
    }
}

/// One deal that differs.
pub struct DealDiff {
    pub id: String,
    pub path: String,
    /// Its path before, where that was another one.
    pub was: Option<String>,
    pub change: Change,
    /// As it is, or was.
    pub deal: Deal,
    pub stage: String,
    pub currency: Option<Currency>,
    pub difference: Difference,
    /// The next gate, and how many of its requirements are not met, before and now.
    pub gate: Option<(String, Option<usize>, usize)>,
}

impl Diff {
    pub fn new(
        files: Vec<ChangedFile>,
        (from, to): (String, String),
        store: &Store,
        filter: &Filter,
        context: &Context,
    ) -> Result<Self, Failure> {
        let as_of = context.as_of()?;
        let book = &store.book;
        let mut unreadable = Vec::new();
        let mut read = |side: Option<Side>| side.and_then(|side| state(side, &mut unreadable));
        let pairs = files
            .into_iter()
            .map(|file| (read(file.before), read(file.after)));
        let mut pairs = renamed(
            pairs
                .filter(|pair| pair.0.is_some() || pair.1.is_some())
                .collect(),
        );
        pairs.retain(|pair| is_taken(pair, filter, book, as_of));
        let judged = |state: &Option<State>| -> Result<Vec<Finding>, Failure> {
            match state {
                Some(State { side, read }) => {
                    check::of_deal(&side.path, &side.file.id, read, store, as_of)
                }
                None => Ok(Vec::new()),
            }
        };
        let (mut new_findings, mut gone_findings) = (Vec::new(), Vec::new());
        for (before, after) in &pairs {
            let (before, after) = (judged(before)?, judged(after)?);
            let is_in = |all: &[Finding], one: &Finding| {
                all.iter()
                    .any(|other| (other.rule, &other.message) == (one.rule, &one.message))
            };
            new_findings.extend(after.iter().filter(|one| !is_in(&before, one)).cloned());
            gone_findings.extend(before.iter().filter(|one| !is_in(&after, one)).cloned());
        }
        let bridge = bridge(&pairs, &from, &to, book, as_of)?;
        let mut deals: Vec<DealDiff> = pairs
            .into_iter()
            .filter_map(|pair| DealDiff::new(pair, book, as_of))
            .collect();
        deals.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            from,
            to,
            as_of,
            deals,
            bridge,
            new_findings,
            gone_findings,
            unreadable,
        })
    }
}

/// Puts together what went under one name and came under another: the same CRM id or entries.
fn renamed(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let identities: Vec<Identity> = pairs
        .iter()
        .map(|pair| match pair {
            (Some(state), None) | (None, Some(state)) => {
                let history = History::new(&state.read.deal);
                Identity::new(&state.side.file.id, &state.read.deal, &history)
            }
            _ => Identity::default(),
        })
        .collect();
    for (new, (gone, _)) in twins(identities.iter()) {
        let is_pair = matches!(pairs.get(new), Some((None, Some(_))))
            && matches!(pairs.get(gone), Some((Some(_), None)));
        if is_pair && let Some(before) = pairs.get_mut(gone).and_then(|pair| pair.0.take()) {
            pairs
                .iter_mut()
                .skip(new)
                .take(1)
                .for_each(|pair| pair.0 = Some(before.clone()));
        }
    }
    pairs.retain(|pair| pair.0.is_some() || pair.1.is_some());
    pairs
}

fn is_taken((before, after): &Pair, filter: &Filter, book: &Book, as_of: Day) -> bool {
    let mut states = [before, after].into_iter().flatten();
    filter.is_empty()
        || states.any(|state| {
            let deal = &state.read.deal;
            let record = book.record(&state.side.file.id, deal, History::new(deal));
            let snapshot = Snapshot::new(&record, book, None, as_of);
            snapshot.is_some_and(|snapshot| filter.matches(&snapshot, deal))
        })
}

impl DealDiff {
    /// `None` where nothing differs but the layout of the file.
    fn new((before, after): Pair, book: &Book, as_of: Day) -> Option<Self> {
        let change = match (&before, &after) {
            (None, _) => Change::New,
            (_, None) => Change::Gone,
            (Some(before), Some(after)) if before.side.path != after.side.path => Change::Renamed,
            _ => Change::Changed,
        };
        let difference = match (&before, &after) {
            (Some(before), Some(after)) => {
                Difference::new(&before.read.deal, &after.read.deal, book)
            }
            _ => Difference::default(),
        };
        if change == Change::Changed && difference.is_empty() {
            return None;
        }
        let unmet = |state: &State| {
            let deal = &state.read.deal;
            let record = book.record(&state.side.file.id, deal, History::new(deal));
            let snapshot = Snapshot::new(&record, book, None, as_of)?;
            difference::unmet(&snapshot, deal)
        };
        let was_unmet = before.as_ref().and_then(unmet);
        let gate = after.as_ref().and_then(unmet).map(|(stage, missing)| {
            let before = was_unmet
                .filter(|(old, _)| *old == stage)
                .map(|(_, missing)| missing);
            (stage, before, missing)
        });
        let was = before.as_ref().map(|state| state.side.path.clone());
        let State { side, read } = after.or(before)?;
        let top = read.deal.top();
        Some(Self {
            was: was.filter(|was| *was != side.path),
            stage: book.stage_id(&top).to_owned(),
            currency: book.currency_of(&top),
            id: side.file.id,
            path: side.path,
            change,
            deal: read.deal,
            difference,
            gate,
        })
    }
}
