//! `--changed-since`: the findings that an earlier revision did not have.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::{
    pass::{Pass, Seen},
    scope::Scope,
};
use crate::book::Book;
use crate::checks::{FileFacts, baseline::DealIds};
use crate::console::{Context, Failure};
use crate::deal::{Day, Outcome};
use crate::finding::{Finding, Place};
use crate::key_path::KeyPath;
use crate::store::Store;

/// The rules about how a deal moved: what they say of a move that was there before is not new.
const OF_MOVES: &[&str] = &["stage-gate-unmet", "loss-reason-missing"];

/// Keeps what is new since a revision. Both are judged on one day and by today's configuration, so
/// that nothing but the deals makes a difference.
pub fn keep_new<T>(
    revision: &str,
    pass: &Pass<'_>,
    seen: &mut Seen<T>,
    context: &Context,
) -> Result<(), Failure> {
    let mut store = Store::open_at(Path::new("."), revision)?;
    store.book = Book {
        faults: std::mem::take(&mut store.book.faults),
        ..pass.store.book.clone()
    };
    let before = Pass {
        store: &store,
        settings: pass.settings,
        scope: Scope::default(),
        selection: context.selection_in(store.source(), &[])?,
    };
    let before = before.run()?;
    let ids = DealIds::new(&seen.facts);
    let moved = Moves::new(&before.facts, &seen.facts);
    let mut known = Known::new(&before.findings, &DealIds::new(&before.facts), &store);
    let findings = &mut seen.findings;
    findings.retain(|finding| !known.take_same(finding, &ids));
    findings.retain(|finding| !known.take_alike(finding, &ids));
    findings.retain(|finding| {
        !OF_MOVES.contains(&finding.rule) || moved.has(ids.of(&finding.place.path))
    });
    Ok(())
}

/// The findings of before that none of now stands for yet: by deal and rule, each with its value and
/// its message.
struct Known(HashMap<(String, &'static str), Vec<(KeyPath, String)>>);

impl Known {
    fn new(findings: &[Finding], ids: &DealIds, store: &Store) -> Self {
        let mut known: HashMap<_, Vec<_>> = HashMap::new();
        for finding in findings {
            let Place { path, at, .. } = &finding.place;
            let deal = store.below_book(ids.of(path)).to_owned();
            let own = known.entry((deal, finding.rule)).or_default();
            own.push((at.clone(), finding.message.clone()));
        }
        Self(known)
    }

    /// Whether the same value had it.
    fn take_same(&mut self, finding: &Finding, ids: &DealIds) -> bool {
        self.take(finding, ids, |(at, _)| *at == finding.place.at)
    }

    /// Whether another value of the deal had it in the same words: an entry that stands elsewhere
    /// now.
    fn take_alike(&mut self, finding: &Finding, ids: &DealIds) -> bool {
        self.take(finding, ids, |(_, message)| *message == finding.message)
    }

    fn take(
        &mut self,
        finding: &Finding,
        ids: &DealIds,
        is_it: impl Fn(&(KeyPath, String)) -> bool,
    ) -> bool {
        let key = (ids.of(&finding.place.path).to_owned(), finding.rule);
        let Some(own) = self.0.get_mut(&key) else {
            return false;
        };
        let place = own.iter().position(is_it);
        place.map(|place| own.swap_remove(place)).is_some()
    }
}

/// When each deal came into its stage, or closed.
struct Moves {
    before: BTreeMap<String, (Option<Day>, Outcome)>,
    now: BTreeMap<String, (Option<Day>, Outcome)>,
}

impl Moves {
    fn new(before: &[FileFacts], now: &[FileFacts]) -> Self {
        let of = |files: &[FileFacts]| {
            let files = files.iter();
            let deals = files.filter_map(|file| Some((file, file.deal.as_ref()?)));
            deals
                .map(|(file, deal)| (file.id.clone(), (deal.entered, deal.outcome)))
                .collect()
        };
        Self {
            before: of(before),
            now: of(now),
        }
    }

    /// Whether a deal moved.
    fn has(&self, deal: &str) -> bool {
        self.before.get(deal) != self.now.get(deal)
    }
}
