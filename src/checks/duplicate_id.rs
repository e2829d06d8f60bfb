//! One id for two things: two files with the same name, or two entries of one file.

use std::collections::BTreeMap;

use super::{engine::FileFacts, prelude::*};

pub static RULE: Rule = Rule {
    name: "duplicate-id",
    category: Category::Identity,
    severity: Severity::Error,
    checks: &[Check::Parts(entries), Check::Book(files)],
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

/// An id, and the list and position of its entry.
type Id<'a> = (&'a str, &'static str, usize);

fn entries(subject: &Subject<'_>) -> Vec<Finding> {
    let deal = subject.deal;
    let contacts = ids("contacts", &deal.contacts, |contact| &contact.id);
    let objections = ids("objections", &deal.objections, |objection| &objection.id);
    let followups = ids("followups", &deal.followups, |followup| &followup.id);
    let meetings = ids("meetings", &deal.meetings, |meeting| &meeting.id);
    // Ids of contacts are words and ids of entries are codes, so the two cannot be confused.
    let mut found = repeated(contacts);
    found.extend(repeated(objections.chain(followups).chain(meetings)));
    found
}

fn ids<'a, T>(
    list: &'static str,
    entries: &'a [T],
    id: fn(&T) -> &String,
) -> impl Iterator<Item = Id<'a>> {
    let entries = entries.iter().enumerate();
    entries.map(move |(index, entry)| (id(entry).as_str(), list, index))
}

fn repeated<'a>(ids: impl Iterator<Item = Id<'a>>) -> Vec<Finding> {
    let mut seen: BTreeMap<&str, KeyPath> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, list, index) in ids {
        let at = KeyPath::top(list).index(index);
        match seen.get(id) {
            Some(first) => found.push(repeated_id(id, at, first)),
            None => drop(seen.insert(id, at)),
        }
    }
    found
}

fn repeated_id(id: &str, at: KeyPath, first: &KeyPath) -> Finding {
    let message = format!("`{id}` is also the id of {first}");
    RULE.finding(at.key("id"), message, "change one of them")
        .related(first.clone().key("id"), "the same id")
}

fn files(subject: &BookSubject<'_>) -> Vec<Finding> {
    let mut by_id: BTreeMap<String, Vec<&FileFacts>> = BTreeMap::new();
    for file in subject.files {
        by_id.entry(file.id.to_lowercase()).or_default().push(file);
    }
    let shared = by_id.values().filter(|files| files.len() > 1);
    shared
        .flat_map(|files| files.iter().map(|file| same_name(file, files)))
        .collect()
}

fn same_name(file: &FileFacts, files: &[&FileFacts]) -> Finding {
    let mut paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    paths.retain(|path| *path != file.path);
    let list = paths.join("`, `");
    let message = format!("deal id `{}` is also used by `{list}`", file.id);
    let finding = RULE
        .finding(
            KeyPath::root(),
            message,
            "rename one of the files (the file name is the id)",
        )
        .in_file(&file.path);
    paths.into_iter().fold(finding, |finding, path| {
        finding.related_file(path, "the same id")
    })
}
