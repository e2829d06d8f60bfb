//! An entry without an id that is there twice, word for word, as a merge leaves it.

use super::{
    engine::{Fix, Mend, Mending},
    prelude::*,
};
use crate::deal::{Activity, Deal};

pub static RULE: Rule = Rule {
    name: "duplicate-entry",
    category: Category::History,
    fix: Fix::Safe,
    mend: Some(Mend::Change(mend)),
    checks: &[Check::Parts(check)],
    summary: "the same activity or history entry twice",
    docs: Docs {
        what: "Two activities are equal word for word, or a history entry repeats an earlier one and changes nothing.",
        why: "A merge by lines keeps what both sides added, and the same call is counted twice.",
        bad: "\
name: Acme rollout
stage: lead
activities:
  - {date: 2026-11-20, kind: call, direction: two_way, note: Talked about price}
  - {date: 2026-11-20, kind: call, direction: two_way, note: Talked about price}
history: [{date: 2026-11-16, stage: lead}]
",
        good: "\
name: Acme rollout
stage: lead
activities:
  - {date: 2026-11-20, kind: call, direction: two_way, note: Talked about price}
  - {date: 2026-11-20, kind: call, direction: two_way, note: Talked about dates}
history: [{date: 2026-11-16, stage: lead}]
",
        fix: "Run `deal check --fix` to delete the second one, or say in its note what is different.",
        ..BASE.docs
    },
    ..BASE
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (deal, unknown) = (subject.deal, &subject.remarks.unknown);
    let activities = repeated_activities(&deal.activities, unknown);
    let lines = repeated_lines(subject);
    let repeated = activities.chain(lines);
    repeated
        .map(|(first, second)| finding(first, second))
        .collect()
}

fn finding(first: KeyPath, second: KeyPath) -> Finding {
    let message = format!("the same as {first}, word for word");
    let mut finding = RULE
        .finding(second, message, "run `deal check --fix` to delete it")
        .related(first, "the first one");
    finding.is_fixable = true;
    finding
}

/// Two positions of one list.
type Pair = (KeyPath, KeyPath);

/// Each activity that repeats an earlier one. Keys that no field took may differ, so such an entry
/// is like no other.
fn repeated_activities(activities: &[Activity], unknown: &[KeyPath]) -> impl Iterator<Item = Pair> {
    let at = |index| KeyPath::top("activities").index(index);
    let is_known = move |index| !unknown.iter().any(|key| key.0.starts_with(&at(index).0));
    let entries = activities.iter().enumerate();
    entries.filter_map(move |(index, entry)| {
        let mut before = activities.iter().take(index).enumerate();
        let (first, _) = before.find(|(first, other)| *other == entry && is_known(*first))?;
        is_known(index).then(|| (at(first), at(index)))
    })
}

/// Each line of history that repeats an earlier one of its day and leaves everything as it was.
fn repeated_lines(subject: &Subject<'_>) -> impl Iterator<Item = Pair> {
    let unknown = &subject.remarks.unknown;
    let at = |index| KeyPath::top("history").index(index);
    let is_known = move |index| !unknown.iter().any(|key| key.0.starts_with(&at(index).0));
    let events = subject.events.iter().enumerate();
    events.filter_map(move |(place, event)| {
        let mut before = subject.events.iter().take(place).rev();
        let first = before
            .find(|first| first.entry == event.entry && is_known(first.index))?
            .index;
        let is_idle = event.before == Some(event.after) && is_known(event.index);
        is_idle.then(|| (at(first), at(event.index)))
    })
}

fn mend(deal: &mut Deal, mending: &Mending<'_>) {
    remove(&mut deal.activities, "activities", mending.places);
    remove(&mut deal.history, "history", mending.places);
}

fn remove<T>(entries: &mut Vec<T>, list: &'static str, places: &[KeyPath]) {
    let mut indices = 0..;
    entries.retain(|_| {
        let at = indices.next().map(|index| KeyPath::top(list).index(index));
        at.is_none_or(|at| !places.contains(&at))
    });
}
