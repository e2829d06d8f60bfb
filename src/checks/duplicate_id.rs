//! One id for two things: two files of one name, or two entries of one file.

use std::collections::BTreeMap;

use super::engine::{BASE, Category, Docs, Facts, Found, Options, Rule, Subject};
use crate::book::Book;
use crate::finding::Severity;
use crate::key_path::KeyPath;

pub static RULE: Rule = Rule {
    name: "duplicate-id",
    category: Category::Identity,
    severity: Severity::Error,
    each: Some(entries),
    all: Some(files),
    summary: "one id stands for two deals, or for two entries of a deal",
    docs: Docs {
        what: "Two files with the same name in different folders or in different case, or two entries of one file with the same id.",
        why: "A command that names the id does not know which one is meant, and on a Mac or Windows one file hides the other.",
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

fn entries(subject: &Subject<'_>) -> Vec<Found> {
    let deal = subject.deal;
    let list = |key: &'static str, ids: Vec<&'_ String>| -> Vec<(String, KeyPath)> {
        let at = |index| KeyPath::top(key).index(index).key("id");
        ids.into_iter().enumerate().map(|(index, id)| (id.clone(), at(index))).collect()
    };
    let contacts = list("contacts", deal.contacts.iter().map(|c| &c.id).collect());
    let entries = [
        list("objections", deal.objections.iter().map(|o| &o.id).collect()),
        list("followups", deal.followups.iter().map(|f| &f.id).collect()),
        list("meetings", deal.meetings.iter().map(|m| &m.id).collect()),
    ];
    // Contacts are named by words, entries by codes: the two never stand for each other.
    [contacts, entries.concat()].into_iter().flat_map(repeated).collect()
}

fn repeated(ids: Vec<(String, KeyPath)>) -> Vec<Found> {
    let mut seen: BTreeMap<String, KeyPath> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, at) in ids {
        match seen.get(&id) {
            Some(first) => {
                found.push(Found::new(at, format!("`{id}` is the id at `{first}` too")).help("change one of the two"))
            }
            None => drop(seen.insert(id, at)),
        }
    }
    found
}

fn files(facts: &[Facts], _: &Book, _: &Options) -> Vec<(usize, Found)> {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, file) in facts.iter().enumerate() {
        by_id.entry(file.id.to_lowercase()).or_default().push(index);
    }
    let shared = by_id.into_values().filter(|files| files.len() > 1);
    shared
        .flat_map(|files| files.iter().map(|index| (*index, same_name(facts, &files, *index))).collect::<Vec<_>>())
        .collect()
}

fn same_name(facts: &[Facts], files: &[usize], own: usize) -> Found {
    let others = files.iter().filter(|index| **index != own).filter_map(|index| facts.get(*index));
    let others: Vec<String> = others.map(|file| format!("`{}`", file.path)).collect();
    let id = facts.get(own).map_or("", |file| file.id.as_str());
    Found::new(KeyPath::root(), format!("the deal `{id}` is also {}", others.join(", ")))
        .help("rename one of the files: its name is its id")
}
