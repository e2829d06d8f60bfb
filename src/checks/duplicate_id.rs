//! One id for two things: two files with the same name, or two entries of one file.

use std::collections::BTreeMap;

use super::engine::{BASE, Category, Docs, Facts, Options, Rule, Subject, Violation};
use crate::book::Book;
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "duplicate-id",
    category: Category::Identity,
    severity: Severity::Error,
    each: Some(entries),
    all: Some(files),
    summary: "an id used by two deals, or by two entries of one deal",
    docs: Docs {
        what: "Two files have the same name in different folders or in different case, or two entries of one file have the same id.",
        why: "A command cannot tell which of the two is meant, and on macOS and Windows one file hides the other.",
        bad: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups:
  - {id: k2m9, due: 2026-11-27, what: Send the model}
  - {id: k2m9, due: 2026-11-30, what: Call Jane}
",
        good: "\
name: Acme rollout
stage: lead
created: 2026-11-16
followups:
  - {id: k2m9, due: 2026-11-27, what: Send the model}
  - {id: q7d2, due: 2026-11-30, what: Call Jane}
",
        fix: "Rename one of the files, or change one of the ids to four other letters and digits.",
        ..BASE.docs
    },
    ..BASE
};

/// An id, its list, and its position there.
type Id<'a> = (&'a str, &'static str, usize);

fn entries(subject: &Subject<'_>) -> Vec<Violation> {
    let deal = subject.deal;
    let contacts = ids("contacts", &deal.contacts, |contact| &contact.id);
    let objections = ids("objections", &deal.objections, |objection| &objection.id);
    let tasks = ids("followups", &deal.followups, |task| &task.id);
    let meetings = ids("meetings", &deal.meetings, |meeting| &meeting.id);
    // Ids of contacts are words and ids of entries are codes, so the two cannot be confused.
    let mut found = repeated(contacts);
    found.extend(repeated(objections.chain(tasks).chain(meetings)));
    found
}

fn ids<'a, T>(
    list: &'static str,
    entries: &'a [T],
    id: fn(&T) -> &String,
) -> impl Iterator<Item = Id<'a>> {
    entries
        .iter()
        .enumerate()
        .map(move |(index, entry)| (id(entry).as_str(), list, index))
}

fn repeated<'a>(ids: impl Iterator<Item = Id<'a>>) -> Vec<Violation> {
    let mut seen: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, list, index) in ids {
        match seen.get(id) {
            Some((first, position)) => {
                let at = KeyPath::top(list).index(index).key("id");
                let message = format!("`{id}` is also the id of {first}[{position}]");
                found.push(Violation::new(at, message).help("change one of them"));
            }
            None => drop(seen.insert(id, (list, index))),
        }
    }
    found
}

fn files(facts: &[Facts], _: &Book, _: &Options) -> Vec<(usize, Violation)> {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, file) in facts.iter().enumerate() {
        by_id.entry(file.id.to_lowercase()).or_default().push(index);
    }
    let shared = by_id.into_values().filter(|files| files.len() > 1);
    shared
        .flat_map(|files| {
            files
                .iter()
                .map(|index| (*index, same_name(facts, &files, *index)))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn same_name(facts: &[Facts], files: &[usize], own: usize) -> Violation {
    let others = files
        .iter()
        .filter(|index| **index != own)
        .filter_map(|index| facts.get(*index));
    let others: Vec<String> = others.map(|file| format!("`{}`", file.path)).collect();
    let id = facts.get(own).map_or("", |file| file.id.as_str());
    Violation::new(
        KeyPath::root(),
        format!("deal id `{id}` is also used by {}", others.join(", ")),
    )
    .help("rename one of the files (the file name is the id)")
}
