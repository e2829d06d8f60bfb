//! From the careful parser's error, and the fault that the reader recorded, to a problem in words.

use serde_saphyr::{Error, localizer::ExternalMessageSource};

use super::{
    place::{self, Place},
    scope::Fault,
    syntax::{self, Explanation},
    wording::{self, quoted},
};
use crate::finding::{
    BAD_VALUE, DUPLICATE_KEY, Finding, MISSING_FIELD, UNKNOWN_KEY, UNREADABLE_DEAL,
};
use crate::key_path::{KeyPath, Step};

/// What the reader recorded, and where.
type Recorded = Option<(KeyPath, Fault)>;

/// The problem that an error of the careful parser stands for.
pub(super) fn problem(
    text: &str,
    error: &Error,
    recorded: Recorded,
    unknown: &[KeyPath],
) -> Finding {
    let error = innermost(error);
    let place = place(text, error, recorded.as_ref());
    if let Some((at, key, field)) = in_another_case(error, recorded.as_ref(), unknown) {
        let place = place::key_of_mapping(text, place, key).unwrap_or(place);
        return Finding::new(UNKNOWN_KEY, format!("unknown key {}", quoted(key)))
            .help(format!("did you mean `{field}`?"))
            .at(at.clone())
            .of_key()
            .at_line(place);
    }
    let problem = match yaml_itself(error) {
        Some(explanation) => unreadable(explanation),
        None => value(text, place, error, recorded),
    };
    problem.at_line(place)
}

/// The key that stands for a missing field, written with other capitals.
fn in_another_case<'a>(
    error: &Error,
    recorded: Option<&(KeyPath, Fault)>,
    unknown: &'a [KeyPath],
) -> Option<(&'a KeyPath, &'a str, &'static str)> {
    let Error::SerdeMissingField { field, .. } = error else {
        return None;
    };
    let (path, _) = recorded?;
    unknown.iter().find_map(|at| match at.0.split_last()? {
        (Step::Key(key), above) if *above == path.0 && key.eq_ignore_ascii_case(field) => {
            Some((at, key.as_str(), *field))
        }
        _ => None,
    })
}

/// The parser's place; where it knows only the key of a refused value, that of the value.
fn place(text: &str, error: &Error, recorded: Option<&(KeyPath, Fault)>) -> Place {
    let Some(at) = error.location() else {
        return place::first(text);
    };
    let place = (to_usize(at.line()), to_usize(at.column()));
    let Some((KeyPath(steps), Fault::Refused { scalar: Some(_) })) = recorded else {
        return place;
    };
    match steps.last() {
        Some(Step::Key(key)) => place::value_of_key(text, place, key).unwrap_or(place),
        _ => place,
    }
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn innermost(mut error: &Error) -> &Error {
    while let Error::WithSnippet { error: inner, .. } | Error::AliasError { error: inner, .. } =
        error
    {
        error = inner;
    }
    error
}

/// What is wrong before any type is asked.
fn yaml_itself(error: &Error) -> Option<Explanation> {
    match error {
        Error::ExternalMessage { source, .. } => match source.as_ref() {
            ExternalMessageSource::Parser(error) => Some(syntax::mistake(error.kind())),
            _ => None,
        },
        Error::Budget { breach, .. } => Some(syntax::excess(breach)),
        Error::UnknownAnchor { .. } | Error::MergeKeyNotAllowed { .. } => Some(syntax::ALIAS),
        Error::MultipleDocuments { .. } => Some(syntax::SECOND_DOCUMENT),
        Error::UnsupportedTag { .. } | Error::TaggedScalarCannotDeserializeIntoString { .. } => {
            Some(syntax::TAG)
        }
        _ => None,
    }
}

fn unreadable((message, help): Explanation) -> Finding {
    with_help(Finding::new(UNREADABLE_DEAL, message), help)
}

fn with_help(problem: Finding, help: Option<&str>) -> Finding {
    match help {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// What is wrong with a value, a key or their absence.
fn value(text: &str, place: Place, error: &Error, recorded: Recorded) -> Finding {
    match error {
        Error::DuplicateMappingKey { key, .. } => return duplicate(key.as_deref().unwrap_or("?")),
        Error::Eof { .. } => return empty(&KeyPath::root()),
        _ => {}
    }
    let Some((path, fault)) = recorded else {
        return unreadable(("cannot be parsed", None));
    };
    let finding = match fault {
        Fault::Empty => empty(&path),
        Fault::DuplicateKey(key) => duplicate(&key),
        Fault::BadKey => unreadable((
            "a key must be a plain or quoted string",
            Some("quote a key that is empty or has brackets"),
        )),
        Fault::TooDeep => unreadable(syntax::TOO_DEEP),
        Fault::Unexpected { expected, found } => {
            let found =
                found.unwrap_or_else(|| wording::node(place::rest_of_line(text, place)).to_owned());
            unexpected(&path, &expected, &found)
        }
        Fault::Refused { scalar } => refused(&path, error, scalar.as_deref()),
    };
    finding.at(path)
}

fn duplicate(key: &str) -> Finding {
    let message = format!("duplicate key {}", quoted(key));
    Finding::new(DUPLICATE_KEY, message).help("keep one and delete the other")
}

fn empty(path: &KeyPath) -> Finding {
    if path.0.is_empty() {
        return Finding::new(MISSING_FIELD, "the file is empty");
    }
    let message = format!("{} is empty", named(path));
    Finding::new(MISSING_FIELD, message).help("add a value after the colon")
}

/// A key path as messages name it.
fn named(path: &KeyPath) -> String {
    wording::truncated(&path.to_string(), 120)
}

/// A message with the key path that it is about, except for the whole file.
fn at_path(path: &KeyPath, message: &str) -> String {
    if path.0.is_empty() {
        message.to_owned()
    } else {
        format!("{}: {message}", named(path))
    }
}

fn bad_value(path: &KeyPath, message: &str) -> Finding {
    Finding::new(BAD_VALUE, at_path(path, message))
}

fn unexpected(path: &KeyPath, expected: &str, found: &str) -> Finding {
    let expected = wording::expected(expected);
    let problem = bad_value(path, &format!("expected {expected}, found {found}"));
    with_help(problem, wording::advice(expected))
}

/// A type's own refusal.
fn refused(path: &KeyPath, error: &Error, scalar: Option<&str>) -> Finding {
    match error {
        Error::SerdeMissingField { field, .. } => {
            let message = at_path(path, &format!("`{field}` is missing"));
            Finding::new(MISSING_FIELD, message).help(format!("add `{field}: …`"))
        }
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => bad_value(path, &format!("{} is not allowed here", quoted(variant)))
            .help(wording::choices(variant, expected)),
        Error::SerdeUnknownField {
            field, expected, ..
        } => bad_value(path, &format!("unknown key {}", quoted(field)))
            .help(wording::choices(field, expected)),
        Error::SerdeInvalidType {
            unexpected: found,
            expected,
            ..
        }
        | Error::SerdeInvalidValue {
            unexpected: found,
            expected,
            ..
        } => {
            let found = scalar.map_or_else(|| wording::found(found), quoted);
            unexpected(path, expected, &found)
        }
        Error::SerdeInvalidLength { len, expected, .. } => {
            unexpected(path, expected, &format!("{len} entries"))
        }
        Error::Message { msg, .. } => {
            let (message, help) = wording::refusal(msg, scalar);
            with_help(bad_value(path, &message), help)
        }
        _ => bad_value(path, "cannot be parsed"),
    }
}
