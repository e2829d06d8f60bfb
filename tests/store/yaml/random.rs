//! Random deals in random styles, with comments in every place, and random edits on them.
//!
//! What is read afterwards is checked with another parser; what may differ, line by line: only
//! lines that belong to the place of the edit, or to the nearest thing above it that has lines of
//! its own.

use dealfile::edit::{Edit, Style, Value};
use dealfile::key_path::{KeyPath, Step};
use dealfile::store::yaml::apply;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::deal::{Deal, KEYS, Line, deal, word};
use super::script::order;

/// Which edit, where, under which name, in which style.
type Pick = (u8, prop::sample::Index, prop::sample::Index, bool);

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_does_what_it_says_and_nothing_else(deal in deal(), pick in any::<Pick>(), new in value()) {
        let lines = deal.lines();
        let before = deal.text(&lines);
        let data = read(&before, deal.cut);
        let edit = edit(pick, &data, new);
        let mut wanted = data.clone();
        let possible = carry_out(&mut wanted, &edit).is_some();
        let shown = format!("{edit:?}\n{before}");
        let after = apply(&before, std::slice::from_ref(&edit), order);
        if !possible {
            prop_assert!(after.is_err(), "{}", shown);
            return Ok(());
        }
        let after = after.map_err(|error| TestCaseError::fail(format!("{error}\n{shown}")))?;
        let shown = format!("{shown}\n=>\n{after}");
        trim(&mut wanted, deal.cut);
        prop_assert_eq!(read(&after, deal.cut), wanted.clone(), "{}", shown);
        if wanted != data {
            check_lines(&deal, &lines, &edit, &before, &after)?;
        }
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => word().prop_map(Value::text),
        1 => (0u32..100_000).prop_map(Value::plain),
        1 => Just(Value::plain("2026-12-18")),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::List),
            prop::collection::vec(inner, 0..3).prop_map(|all| {
                let keys = ["id", "why", "007"].map(str::to_owned);
                Value::Map(keys.into_iter().zip(all).collect())
            }),
        ]
    })
}

/// Every line that the edit does not concern is still there, in its order, and the line ends are as
/// they were.
fn check_lines(
    deal: &Deal,
    lines: &[Line],
    edit: &Edit,
    before: &str,
    after: &str,
) -> Result<(), TestCaseError> {
    let shown = format!("{edit:?}\n{before}\n=>\n{after}");
    let eol = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    prop_assert_eq!(
        after.matches('\n').count(),
        after.matches(eol).count(),
        "{}",
        shown
    );
    let text_takes_blank_lines = before.contains("|+") || format!("{edit:?}").contains("\\n\\n");
    // A blank line before what is removed at the end of a file without a last newline is such a
    // newline now.
    let uncovers_blank_line = deal.cut && matches!(edit, Edit::Remove { .. });
    if !text_takes_blank_lines && !uncovers_blank_line {
        prop_assert_eq!(after.ends_with(eol), before.ends_with(eol), "{}", shown);
    }
    let mut rest = after.trim_start_matches('\u{feff}').split(eol);
    for line in lines.iter().filter(|line| !concerns(line, lines, edit)) {
        let exempt = line.text.is_empty() && (text_takes_blank_lines || deal.cut);
        prop_assert!(
            exempt || rest.any(|other| other == line.text),
            "lost {:?}\n{}",
            line.text,
            shown
        );
    }
    let Edit::Remove { .. } = edit else {
        return check_comments(lines, edit, after, &shown);
    };
    Ok(())
}

/// A comment beside a value stays when the value changes.
fn check_comments(
    lines: &[Line],
    edit: &Edit,
    after: &str,
    shown: &str,
) -> Result<(), TestCaseError> {
    for line in lines
        .iter()
        .filter(|line| starts_with(place(edit), &line.owner))
    {
        let Some(comment) = &line.beside else {
            continue;
        };
        let found = after.lines().any(|line| line.ends_with(comment));
        prop_assert!(found, "lost {comment}\n{}", shown);
    }
    Ok(())
}

fn concerns(line: &Line, lines: &[Line], edit: &Edit) -> bool {
    let at = place(edit);
    let removes = matches!(edit, Edit::Remove { .. });
    let keeps_below = matches!(edit, Edit::Insert { .. });
    if starts_with(&line.owner, at) && !keeps_below {
        return true;
    }
    // The second key of `- a: 1` takes the place of the first one behind the dash.
    let (above, _) = at.split_last().unwrap();
    if removes && matches!(above.0.last(), Some(Step::Index(_))) && starts_with(&line.owner, &above)
    {
        return true;
    }
    // An entry before the first one of a list behind a dash takes that one's place.
    if matches!(edit, Edit::Insert { index: 0, .. })
        && starts_with(&line.owner, &at.clone().index(0))
    {
        return true;
    }
    let owners = lines
        .iter()
        .map(|line| &line.owner)
        .filter(|owner| starts_with(at, owner));
    let nearest = |strict: bool| {
        owners
            .clone()
            .filter(|owner| !strict || *owner != at)
            .map(|owner| owner.0.len())
            .max()
    };
    let is = |depth: Option<usize>| {
        line.is_content && Some(line.owner.0.len()) == depth && starts_with(at, &line.owner)
    };
    is(nearest(false)) || removes && is(nearest(true))
}

fn starts_with(path: &KeyPath, start: &KeyPath) -> bool {
    path.0.starts_with(&start.0)
}

fn place(edit: &Edit) -> &KeyPath {
    match edit {
        Edit::Set { at, .. } | Edit::Remove { at } => at,
        Edit::Insert { list, .. } => list,
    }
}

/// The file as another parser reads it, numbers apart from texts.
fn read(text: &str, cut: bool) -> Json {
    let value: serde_yaml::Value = serde_yaml::from_str(text.trim_start_matches('\u{feff}'))
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut json = to_json(&value);
    trim(&mut json, cut);
    json
}

fn to_json(value: &serde_yaml::Value) -> Json {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => Json::Null,
        Yaml::Bool(value) => json!(value),
        Yaml::Number(number) => json!({"number": number.to_string()}),
        Yaml::String(text) => json!(text),
        Yaml::Sequence(list) => list.iter().map(to_json).collect(),
        Yaml::Mapping(map) => {
            let pair =
                |(key, value): (&Yaml, &Yaml)| (key.as_str().unwrap().to_owned(), to_json(value));
            Json::Object(map.iter().map(pair).collect())
        }
        Yaml::Tagged(_) => panic!("a tag"),
    }
}

/// At the end of a file without a last newline, readers differ over that of a block text.
fn trim(json: &mut Json, cut: bool) {
    match json {
        Json::String(text) if cut => *text = text.trim_end_matches('\n').to_owned(),
        Json::Array(list) => list.iter_mut().for_each(|entry| trim(entry, cut)),
        Json::Object(map) => map.values_mut().for_each(|value| trim(value, cut)),
        _ => {}
    }
}

fn edit((verb, at, name, block): Pick, data: &Json, new: Value) -> Edit {
    let mut paths = Vec::new();
    collect(data, KeyPath::root(), &mut paths);
    let mut at = at.get(&paths).clone();
    let name = name.get(&KEYS).trim_matches(['\'', '"']);
    if verb % 3 == 0 || at.0.is_empty() {
        at = at.key(name);
    }
    let style = if block { Style::Block } else { Style::Flow };
    match verb % 8 {
        0..=3 => Edit::Set {
            at,
            value: new,
            style,
        },
        4 | 5 => Edit::Remove { at },
        verb => {
            let length = find(data, &at).and_then(Json::as_array).map_or(0, Vec::len);
            let index = if verb == 6 { length } else { length / 2 };
            Edit::Insert {
                list: at,
                index,
                entry: new,
                style,
            }
        }
    }
}

fn is_number(json: &Json) -> bool {
    json.as_object()
        .is_some_and(|map| map.len() == 1 && map.contains_key("number"))
}

fn collect(data: &Json, at: KeyPath, into: &mut Vec<KeyPath>) {
    into.push(at.clone());
    match data {
        Json::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, entry)| collect(entry, at.clone().index(index), into)),
        Json::Object(map) if !is_number(data) => map
            .iter()
            .for_each(|(key, value)| collect(value, at.clone().key(key), into)),
        _ => {}
    }
}

fn find<'j>(data: &'j Json, path: &KeyPath) -> Option<&'j Json> {
    path.0.iter().try_fold(data, |node, step| match step {
        Step::Key(key) => node.get(key),
        Step::Index(index) => node.get(index),
    })
}

/// The edit on the data; `None` where it makes no sense.
fn carry_out(data: &mut Json, edit: &Edit) -> Option<()> {
    match edit {
        Edit::Set { at, value, .. } => *reach(data, at)? = from_value(value),
        Edit::Insert {
            list, index, entry, ..
        } => {
            let target = reach(data, list)?;
            if target.is_null() {
                *target = json!([]);
            }
            target.as_array_mut()?.insert(*index, from_value(entry));
        }
        Edit::Remove { at } => {
            let (above, last) = at.split_last()?;
            if find(data, at).is_none() {
                return Some(());
            }
            match (reach(data, &above)?, last) {
                (Json::Object(map), Step::Key(key)) => drop(map.shift_remove(key)),
                (Json::Array(list), Step::Index(index)) => drop(list.remove(*index)),
                _ => {}
            }
        }
    }
    Some(())
}

fn reach<'j>(data: &'j mut Json, path: &KeyPath) -> Option<&'j mut Json> {
    path.0.iter().try_fold(data, |node, step| {
        if node.is_null() {
            *node = json!({});
        }
        match step {
            Step::Key(_) if is_number(node) => None,
            Step::Key(key) => Some(node.as_object_mut()?.entry(key).or_insert(Json::Null)),
            Step::Index(index) => node.get_mut(index),
        }
    })
}

fn from_value(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Plain(text) if text.bytes().all(|b| b.is_ascii_digit()) => json!({"number": text}),
        Value::Plain(text) | Value::Text(text) => json!(text),
        Value::List(list) => list.iter().map(from_value).collect(),
        Value::Map(map) => Json::Object(
            map.iter()
                .map(|(key, value)| (key.clone(), from_value(value)))
                .collect(),
        ),
    }
}
