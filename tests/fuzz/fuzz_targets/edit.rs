//! Arbitrary bytes as a file and an edit on it: no panic, and what comes out can be read and edited
//! again.
//!
//! The first line is the edit (verb, style, path, value), the rest is the file.

#![no_main]

use dealfile::edit::{Edit, Style, Value};
use dealfile::key_path::{KeyPath, Step};
use dealfile::store::yaml::{Document, apply, line_column};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(input) = std::str::from_utf8(bytes) else { return };
    let (head, text) = input.split_once('\n').unwrap_or(("", input));
    let mut words = head.split('\t');
    let verb = words.next().unwrap_or_default();
    let at = path(words.next().unwrap_or_default());
    let value = value(&words.collect::<Vec<_>>());
    check(text, &edit(verb, at, value));
});

fn edit(verb: &str, at: KeyPath, value: Value) -> Edit {
    let style = if verb.contains('b') { Style::Block } else { Style::Flow };
    match verb.bytes().next() {
        Some(b'r') => Edit::Remove { at },
        Some(b's') => Edit::Set { at, value, style },
        first => {
            let index = usize::from(first.unwrap_or_default() % 4);
            Edit::Insert { list: at, index, entry: value, style }
        }
    }
}

fn path(word: &str) -> KeyPath {
    let steps = word.split('.').filter(|step| !step.is_empty());
    steps.fold(KeyPath::root(), |path, step| match step.parse() {
        Ok(index) => path.index(index),
        Err(_) => path.key(step),
    })
}

fn value(words: &[&str]) -> Value {
    match words {
        [] => Value::Null,
        [word] if *word == "true" => Value::Bool(true),
        [word] => match word.strip_prefix('=') {
            Some(plain) => Value::plain(plain),
            None => Value::text(word.replace("\\n", "\n")),
        },
        ["[", rest @ ..] => Value::List(rest.iter().map(|word| value(&[word])).collect()),
        _ => Value::Map(words.chunks(2).map(|pair| (pair[0].to_owned(), value(&pair[1..]))).collect()),
    }
}

fn check(text: &str, edit: &Edit) {
    let Ok(document) = Document::parse(text) else { return };
    let (Edit::Set { at, .. } | Edit::Remove { at } | Edit::Insert { list: at, .. }) = edit;
    let range = document.nearest_range(at);
    assert!(text.get(range.clone()).is_some());
    line_column(text, range.start);
    let Ok(edited) = apply(text, std::slice::from_ref(edit), |_| &["name", "stage", "history"]) else { return };
    let after = Document::parse(&edited).expect("the result can be read");
    match edit {
        Edit::Remove { at } if !matches!(at.0.last(), Some(Step::Key(_))) => {}
        Edit::Remove { at } => assert!(after.value_range(at).is_none()),
        Edit::Set { at, .. } => {
            assert!(after.value_range(at).is_some());
            assert_eq!(apply(&edited, std::slice::from_ref(edit), |_| &[]).as_deref(), Ok(edited.as_str()));
        }
        Edit::Insert { list, index, .. } => assert!(after.value_range(&list.clone().index(*index)).is_some()),
    }
}
