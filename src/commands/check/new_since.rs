//! `--changed-since`: the findings that an earlier revision did not have.

use std::collections::BTreeMap;
use std::path::Path;

use super::{
    pass::{Pass, Seen},
    scope::Scope,
};
use crate::checks::{FileFacts, baseline::deal_of};
use crate::console::{Context, Failure};
use crate::deal::{Day, Outcome};
use crate::finding::Finding;
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
    store.book = pass.store.book.clone();
    store.unknown = pass.store.unknown.clone();
    let before = Pass {
        store: &store,
        settings: pass.settings,
        scope: Scope::default(),
        selection: context.selection_in(store.source(), &[])?,
    };
    let before = before.run()?;
    let moved = Moves::new(&before.facts, &seen.facts);
    let mut known = Known::new(&before.findings);
    let (same, rest): (Vec<Finding>, Vec<Finding>) = std::mem::take(&mut seen.findings)
        .into_iter()
        .partition(|finding| known.take_same(finding));
    drop(same);
    let rest = rest
        .into_iter()
        .filter(|finding| !known.take_alike(finding));
    let is_new = |finding: &Finding| !OF_MOVES.contains(&finding.rule) || moved.has(finding);
    seen.findings = rest.filter(is_new).collect();
    Ok(())
}

/// What identifies a finding: its deal and rule, and its value or its message.
type Identity = (String, &'static str, String);

/// The findings of before that none of now stands for yet.
struct Known {
    same: BTreeMap<Identity, Vec<String>>,
}

impl Known {
    fn new(findings: &[Finding]) -> Self {
        let mut same: BTreeMap<Identity, Vec<String>> = BTreeMap::new();
        for finding in findings {
            let messages = same.entry(at(finding)).or_default();
            messages.push(finding.message.clone());
        }
        Self { same }
    }

    /// Whether the same value had it.
    fn take_same(&mut self, finding: &Finding) -> bool {
        let messages = self.same.get_mut(&at(finding));
        messages.and_then(Vec::pop).is_some()
    }

    /// Whether another value of the deal had it in the same words: an entry that stands elsewhere
    /// now.
    fn take_alike(&mut self, finding: &Finding) -> bool {
        let deal = deal_of(&finding.place.path);
        let of_rule = self
            .same
            .iter_mut()
            .filter(|((other, rule, _), _)| *other == deal && *rule == finding.rule);
        for (_, messages) in of_rule {
            if let Some(place) = messages.iter().position(|said| *said == finding.message) {
                messages.swap_remove(place);
                return true;
            }
        }
        false
    }
}

fn at(finding: &Finding) -> Identity {
    let deal = deal_of(&finding.place.path);
    (deal, finding.rule, finding.place.at.to_string())
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

    /// Whether the deal of a finding moved.
    fn has(&self, finding: &Finding) -> bool {
        let deal = deal_of(&finding.place.path);
        self.before.get(&deal) != self.now.get(&deal)
    }
}
