//! The lists of an element: criteria, steps, acts. An entry that is there is brought up to date, a
//! new one goes to the end.

use crate::deal::by_hand::present;
use crate::deal::meddic::{Act, Criterion, Evidence, ProcessStep};
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::Word;

/// The lists that a word gives, as values of a new element.
pub fn lists(word: &Word) -> impl Iterator<Item = (String, Value)> {
    let criteria = word.criteria.iter().map(criterion).collect::<Vec<_>>();
    let steps = word.steps.iter().map(step).collect::<Vec<_>>();
    let acts = word.acts.iter().map(act).collect::<Vec<_>>();
    let all = [("criteria", criteria), ("steps", steps), ("acts", acts)];
    all.into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| (key.to_owned(), Value::List(list)))
}

fn criterion(criterion: &Criterion) -> Value {
    Value::Map(present([
        ("text", Some(Value::text(&criterion.text))),
        ("kind", criterion.kind.as_ref().map(Value::text)),
        ("position", criterion.position.as_ref().map(Value::text)),
    ]))
}

fn step(step: &ProcessStep) -> Value {
    Value::Map(present([
        ("what", Some(Value::text(&step.what))),
        ("owner", step.owner.as_ref().map(Value::text)),
        ("date", step.date.map(Value::plain)),
    ]))
}

fn act(act: &Act) -> Value {
    Value::Map(present([
        ("date", Some(Value::plain(act.date))),
        ("what", act.what.as_ref().map(Value::text)),
    ]))
}

/// Entries of lists that are there: one with the same name is brought up to date, a new one goes to
/// the end.
pub fn list_edits(at: &KeyPath, before: &Evidence, word: &Word) -> Vec<Edit> {
    let criteria: Vec<&str> = before
        .criteria
        .iter()
        .map(|criterion| criterion.text.as_str())
        .collect();
    let steps: Vec<&str> = before.steps.iter().map(|step| step.what.as_str()).collect();
    let new_acts = word
        .acts
        .iter()
        .filter(|act| !before.acts.contains(act))
        .map(act);
    let mut edits = joined(
        &at.clone().key("criteria"),
        &criteria,
        word.criteria.iter().map(|c| (&c.text, criterion(c))),
    );
    edits.extend(joined(
        &at.clone().key("steps"),
        &steps,
        word.steps.iter().map(|s| (&s.what, step(s))),
    ));
    let list = at.clone().key("acts");
    let insert = |(place, entry)| Edit::Insert {
        list: list.clone(),
        index: before.acts.len() + place,
        entry,
        style: Style::Flow,
    };
    edits.extend(new_acts.enumerate().map(insert));
    edits
}

fn joined<'w>(
    list: &KeyPath,
    there: &[&str],
    news: impl Iterator<Item = (&'w String, Value)>,
) -> Vec<Edit> {
    let mut next = there.len();
    let mut edits = Vec::new();
    for (name, entry) in news {
        match (there.iter().position(|other| other == name), entry) {
            (Some(index), Value::Map(keys)) => {
                let at = list.clone().index(index);
                let set = |(key, value): (String, Value)| Edit::Set {
                    at: at.clone().key(&key),
                    value,
                    style: Style::Flow,
                };
                edits.extend(keys.into_iter().map(set));
            }
            (_, entry) => {
                edits.push(Edit::Insert {
                    list: list.clone(),
                    index: next,
                    entry,
                    style: Style::Flow,
                });
                next += 1;
            }
        }
    }
    edits
}
