//! By what two files are known to be one deal twice: a copy that a sync program made, or a deal
//! that was entered again.

use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use super::{Deal, History, copy_name::original};

keywords! {
    /// What two files of one deal have in common.
    Mark {
        CrmId = "the same x.crm_id",
        CopyName = "the same name, and a file name as copies get it",
        FirstEntry = "the same name, account and first history entry",
        Entry = "the same name, account and entry",
    }
}

/// What one deal may share with a copy of itself, as hashes, so that many fit in memory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Identity {
    /// Two deals with different ones are two deals, whatever else is alike.
    crm_id: Option<u64>,
    marks: Vec<(Mark, u64)>,
}

impl Identity {
    /// `id` is the deal's own, the stem of its file.
    pub fn new(id: &str, deal: &Deal, history: &History) -> Self {
        let crm_id = deal.crm_id().map(|crm_id| hash(&crm_id));
        let who = (&deal.name, &deal.account);
        let stem = id.to_lowercase();
        // A file without history has a `created` day, which many deals share.
        let first = history.lines().first().filter(|_| deal.created.is_none());
        let first = first.filter(|first| first.date.is_some());
        let mut marks: Vec<(Mark, u64)> =
            crm_id.map(|hash| (Mark::CrmId, hash)).into_iter().collect();
        marks.push((Mark::CopyName, hash(&(original(&stem), &deal.name))));
        marks.extend(first.map(|first| (Mark::FirstEntry, hash(&(who, first)))));
        let objections = deal.objections.iter().map(|entry| hash(&(who, entry)));
        let follow_ups = deal.followups.iter().map(|entry| hash(&(who, entry)));
        let meetings = deal.meetings.iter().map(|entry| hash(&(who, entry)));
        let entries = objections.chain(follow_ups).chain(meetings);
        marks.extend(entries.map(|hash| (Mark::Entry, hash)));
        marks.shrink_to_fit();
        Self { crm_id, marks }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// For every deal that is there twice its position, that of another file of it, and what they have
/// in common.
pub fn twins<'a>(identities: impl Iterator<Item = &'a Identity>) -> BTreeMap<usize, (usize, Mark)> {
    let identities: Vec<&Identity> = identities.collect();
    let mut alike: BTreeMap<(Mark, u64), Vec<usize>> = BTreeMap::new();
    for (position, identity) in identities.iter().enumerate() {
        for mark in &identity.marks {
            let positions = alike.entry(*mark).or_default();
            if positions.last() != Some(&position) {
                positions.push(position);
            }
        }
    }
    let mut twins = BTreeMap::new();
    for ((mark, _), positions) in alike {
        for &position in &positions {
            if let Some(other) = other(position, &positions, mark, &identities) {
                twins.entry(position).or_insert((other, mark));
            }
        }
    }
    twins
}

/// Another one of those that are alike: the first without a CRM id of its own is a copy of any, and
/// any is one of it.
fn other(position: usize, alike: &[usize], mark: Mark, identities: &[&Identity]) -> Option<usize> {
    let crm_id = |position: usize| identities.get(position).and_then(|own| own.crm_id);
    let has_own = mark != Mark::CrmId && crm_id(position).is_some();
    let mut others = alike.iter().copied().filter(|other| *other != position);
    others.find(|other| !has_own || crm_id(*other).is_none())
}
