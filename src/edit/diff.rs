//! The edits that make one value of another.
//!
//! Mappings are compared key by key. Entries of a list are the same entry where they have the same
//! `id`, `text`, `contact` or `what`, or else the same content; a list of words is one value. Keys
//! of a file that its type does not know stand in neither value, so that no edit touches them.

use super::{Edit, Style, Value};
use crate::key_path::KeyPath;

/// The keys by which an entry of a list is known.
const NAMES: &[&str] = &["id", "text", "contact", "what"];

/// The edits from `before` to `after`; `style` says how what is new at a path is written.
pub fn diff(before: &Value, after: &Value, style: fn(&KeyPath) -> Style) -> Vec<Edit> {
    let mut edits = Edits {
        style,
        all: Vec::new(),
    };
    edits.compare(KeyPath::root(), before, after);
    edits.all
}

struct Edits {
    style: fn(&KeyPath) -> Style,
    all: Vec<Edit>,
}

type Pairs = [(String, Value)];

impl Edits {
    fn compare(&mut self, at: KeyPath, before: &Value, after: &Value) {
        match (before, after) {
            _ if before == after => {}
            (Value::Map(before), Value::Map(after)) => self.compare_maps(&at, before, after),
            (Value::List(before), Value::List(after)) if after.is_empty() => {
                self.empty_list(at, before);
            }
            (Value::List(before), Value::List(after)) if are_entries(before, after) => {
                self.compare_lists(&at, before, after);
            }
            _ => self.add(at.clone(), after, (self.style)(&at)),
        }
    }

    fn compare_maps(&mut self, at: &KeyPath, before: &Pairs, after: &Pairs) {
        for (key, value) in after {
            let at = at.clone().key(key);
            match get(before, key) {
                Some(old) => self.compare(at, old, value),
                None => self.add(at.clone(), value, (self.style)(&at)),
            }
        }
        for (key, _) in before {
            if get(after, key).is_none() {
                let at = at.clone().key(key);
                self.all.push(Edit::Remove { at });
            }
        }
    }

    /// A list of entries at the top of a file stays as `[]`; of any other its key goes.
    fn empty_list(&mut self, at: KeyPath, before: &[Value]) {
        if at.0.len() == 1 && are_entries(before, &[]) {
            self.compare_lists(&at, before, &[]);
        } else {
            self.all.push(Edit::Remove { at });
        }
    }

    /// Writes a value that is new. A mapping of one key is written as that key.
    fn add(&mut self, at: KeyPath, value: &Value, style: Style) {
        match value {
            Value::List(entries) if are_entries(&[], entries) => {
                self.compare_lists(&at, &[], entries);
            }
            Value::Map(pairs) if pairs.len() == 1 && style == Style::Flow => {
                for (key, value) in pairs {
                    self.add(at.clone().key(key), value, style);
                }
            }
            _ => {
                let value = value.without_empty();
                self.all.push(Edit::Set { at, value, style });
            }
        }
    }

    /// New entries go in before old ones go away, so that a list keeps its style.
    fn compare_lists(&mut self, list: &KeyPath, before: &[Value], after: &[Value]) {
        if before.is_empty() {
            return self.fill(list, after);
        }
        let (mut index, mut gone) = (0, 0);
        let mut rest = after;
        for old in before {
            let Some(place) = rest.iter().position(|new| same_entry(old, new)) else {
                gone += 1;
                continue;
            };
            let (added, kept) = rest.split_at(place);
            index = self.exchange(list, index, added, gone);
            gone = 0;
            if let Some((new, behind)) = kept.split_first() {
                self.compare(list.clone().index(index), old, new);
                rest = behind;
            }
            index += 1;
        }
        self.exchange(list, index, rest, gone);
    }

    /// The entries of a list that had none, the last one first: what stands below the list, such
    /// as an indented comment, then stays below all of them.
    fn fill(&mut self, list: &KeyPath, entries: &[Value]) {
        for entry in entries.iter().rev() {
            self.insert(list, 0, entry);
        }
    }

    fn insert(&mut self, list: &KeyPath, index: usize, entry: &Value) {
        self.all.push(Edit::Insert {
            list: list.clone(),
            index,
            entry: entry.without_empty(),
            style: (self.style)(&list.clone().index(index)),
        });
    }

    /// Puts entries in from a position on and takes away as many as are `gone` behind them;
    /// answers with the position behind the new ones.
    fn exchange(&mut self, list: &KeyPath, index: usize, entries: &[Value], gone: usize) -> usize {
        for (index, entry) in (index..).zip(entries) {
            self.insert(list, index, entry);
        }
        let end = index + entries.len();
        let at = list.clone().index(end);
        let removals = std::iter::repeat_n(Edit::Remove { at }, gone);
        self.all.extend(removals);
        end
    }
}

fn get<'v>(pairs: &'v Pairs, key: &str) -> Option<&'v Value> {
    let pair = pairs.iter().find(|(name, _)| name == key);
    pair.map(|(_, value)| value)
}

/// Whether two lists, of which one may be empty, are of mappings and not of words.
fn are_entries(before: &[Value], after: &[Value]) -> bool {
    let mut all = before.iter().chain(after).peekable();
    all.peek().is_some() && all.all(|entry| matches!(entry, Value::Map(_)))
}

fn same_entry(old: &Value, new: &Value) -> bool {
    match (name(old), name(new)) {
        (None, None) => old == new,
        (old, new) => old == new,
    }
}

/// What an entry is known by.
fn name(entry: &Value) -> Option<(&str, &Value)> {
    let Value::Map(pairs) = entry else {
        return None;
    };
    NAMES
        .iter()
        .find_map(|name| Some((*name, get(pairs, name)?)))
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::edit::to_value;

    #[derive(Serialize, Default, Clone)]
    struct File {
        name: Option<&'static str>,
        hold: Option<Option<u8>>,
        words: Vec<&'static str>,
        entries: Vec<Entry>,
        inner: Inner,
    }

    #[derive(Serialize, Default, Clone)]
    struct Entry {
        id: &'static str,
        done: Option<u8>,
    }

    #[derive(Serialize, Default, Clone)]
    struct Inner {
        acts: Vec<Act>,
    }

    #[derive(Serialize, Default, Clone)]
    struct Act {
        day: u8,
    }

    fn entry(id: &'static str, done: Option<u8>) -> Entry {
        Entry { id, done }
    }

    /// The edits as `path=value`, `+path` and `-path`.
    fn edits(before: &File, after: &File) -> Vec<String> {
        let [before, after] = [before, after].map(|file| to_value(file).expect("a value"));
        let spelled = |edit: &Edit| match edit {
            Edit::Set { at, value, .. } => format!("{at}={value:?}"),
            Edit::Remove { at } => format!("-{at}"),
            Edit::Insert { list, index, .. } => format!("+{list}[{index}]"),
        };
        let all = diff(&before, &after, |_| Style::Flow);
        all.iter().map(spelled).collect()
    }

    #[test]
    fn fields_are_set_cleared_and_removed() {
        let empty = File::default();
        let named = File {
            name: Some("Acme"),
            hold: Some(None),
            ..File::default()
        };
        assert_eq!(edits(&empty, &empty), Vec::<String>::new());
        assert_eq!(edits(&empty, &named), ["name=Text(\"Acme\")", "hold=Null"]);
        assert_eq!(edits(&named, &empty), ["-name", "-hold"]);
    }

    #[test]
    fn entries_are_known_by_their_id() {
        let before = File {
            entries: vec![entry("a", None), entry("b", None), entry("c", None)],
            ..File::default()
        };
        let after = File {
            entries: vec![entry("a", Some(1)), entry("new", None), entry("c", None)],
            ..File::default()
        };
        assert_eq!(
            edits(&before, &after),
            ["entries[0].done=Plain(\"1\")", "+entries[1]", "-entries[2]"]
        );
        let exchanged = File {
            entries: vec![entry("b", None), entry("a", None), entry("c", None)],
            ..File::default()
        };
        assert_eq!(edits(&before, &exchanged), ["+entries[0]", "-entries[2]"]);
    }

    #[test]
    fn words_are_one_value() {
        let words = |words: &[&'static str]| File {
            words: words.to_vec(),
            ..File::default()
        };
        assert_eq!(
            edits(&words(&["a"]), &words(&["a", "b"])),
            ["words=List([Text(\"a\"), Text(\"b\")])"]
        );
        assert_eq!(edits(&words(&["a"]), &words(&[])), ["-words"]);
    }

    #[test]
    fn an_emptied_list_keeps_its_key_at_the_top_only() {
        let before = File {
            entries: vec![entry("a", None), entry("b", None)],
            inner: Inner {
                acts: vec![Act { day: 1 }],
            },
            ..File::default()
        };
        assert_eq!(
            edits(&before, &File::default()),
            ["-entries[0]", "-entries[0]", "-inner.acts"]
        );
    }
}
