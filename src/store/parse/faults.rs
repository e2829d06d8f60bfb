//! From the careful parser's error, and the fault that the reader noted, to a problem in words.

use serde_saphyr::Error;
use serde_saphyr::localizer::ExternalMessageSource;

use super::notes::Fault;
use super::place::{self, Place};
use super::problem::{Problem, ProblemKind};
use super::syntax::{self, Said};
use super::words::{self, quoted};
use crate::key_path::{KeyPath, Step};

/// What the reader noted, and the way to it.
type Noted = Option<(KeyPath, Fault)>;

/// The problem behind an error of the careful parser.
pub(super) fn problem(text: &str, error: &Error, noted: Noted) -> Problem {
    let error = innermost(error);
    let place = place(text, error, noted.as_ref());
    let problem = match yaml_itself(error) {
        Some(said) => unreadable(said),
        None => value(text, place, error, noted),
    };
    problem.at(place)
}

/// The parser's place; where it knows only the key of a refused value, the value behind it.
fn place(text: &str, error: &Error, noted: Option<&(KeyPath, Fault)>) -> Place {
    let Some(at) = error.location() else {
        return place::first(text);
    };
    let place = (to_usize(at.line()), to_usize(at.column()));
    match noted {
        Some((KeyPath(steps), Fault::Refused { scalar: Some(_) })) => match steps.last() {
            Some(Step::Key(key)) => place::behind_key(text, place, key).unwrap_or(place),
            _ => place,
        },
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
fn yaml_itself(error: &Error) -> Option<Said> {
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

fn unreadable((message, help): Said) -> Problem {
    let problem = Problem::new(ProblemKind::UnreadableDeal, message);
    Problem {
        help: help.map(str::to_owned),
        ..problem
    }
}

/// What is wrong with a value, a key or their absence.
fn value(text: &str, place: Place, error: &Error, noted: Noted) -> Problem {
    if let Error::DuplicateMappingKey { key, .. } = error {
        return duplicate(key.as_deref().unwrap_or("this key"));
    }
    if let Error::Eof { .. } = error {
        return empty(&KeyPath::root());
    }
    let Some((path, fault)) = noted else {
        return unreadable(("this cannot be read", None));
    };
    match fault {
        Fault::Empty => empty(&path),
        Fault::Duplicate(key) => duplicate(&key),
        Fault::BadKey => Problem::new(
            ProblemKind::UnreadableDeal,
            "a key must be one word or text",
        )
        .help("put a key that has brackets or is empty in quotes"),
        Fault::TooDeep => unreadable(syntax::TOO_DEEP),
        Fault::Unexpected { wanted, found } => {
            let found =
                found.unwrap_or_else(|| words::node(place::rest_of_line(text, place)).to_owned());
            unexpected(&path, &wanted, &found)
        }
        Fault::Refused { scalar } => refused(&path, error, scalar.as_deref()),
    }
}

fn duplicate(key: &str) -> Problem {
    Problem::new(
        ProblemKind::DuplicateKey,
        format!("{} stands here a second time", quoted(key)),
    )
    .help("keep the right one of the two and delete the other")
}

fn empty(path: &KeyPath) -> Problem {
    if path.0.is_empty() {
        return Problem::new(ProblemKind::MissingField, "the file is empty");
    }
    Problem::new(
        ProblemKind::MissingField,
        format!("{} is empty", named(path)),
    )
    .help("write a value behind the colon")
}

/// A key path as messages name it.
fn named(path: &KeyPath) -> String {
    words::short(&path.to_string(), 120)
}

fn bad_value(path: &KeyPath, message: &str) -> Problem {
    let message = match path.0.is_empty() {
        true => message.to_owned(),
        false => format!("{}: {message}", named(path)),
    };
    Problem::new(ProblemKind::BadValue, message)
}

fn unexpected(path: &KeyPath, wanted: &str, found: &str) -> Problem {
    let wanted = words::wanted(wanted);
    let help = words::advice(&wanted).map(str::to_owned);
    Problem {
        help,
        ..bad_value(path, &format!("expected {wanted}, found {found}"))
    }
}

/// A type's own refusal.
fn refused(path: &KeyPath, error: &Error, scalar: Option<&str>) -> Problem {
    match error {
        Error::SerdeMissingField { field, .. } => missing(path, field),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => bad_value(path, &format!("{} is no word for this", quoted(variant)))
            .help(words::nearest(variant, expected)),
        Error::SerdeUnknownField {
            field, expected, ..
        } => bad_value(path, &format!("{} is no key here", quoted(field)))
            .help(words::nearest(field, expected)),
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
            let found = scalar.map_or_else(|| words::found(found), quoted);
            unexpected(path, expected, &found)
        }
        Error::SerdeInvalidLength { len, expected, .. } => {
            unexpected(path, expected, &format!("{len} entries"))
        }
        Error::Message { msg, .. } => {
            let (message, help) = words::refusal(msg, scalar);
            Problem {
                help,
                ..bad_value(path, &message)
            }
        }
        _ => bad_value(path, "this cannot be read"),
    }
}

fn missing(path: &KeyPath, field: &str) -> Problem {
    let message = match path.0.is_empty() {
        true => format!("`{field}` is missing"),
        false => format!("{}: `{field}` is missing", named(path)),
    };
    Problem::new(ProblemKind::MissingField, message).help(format!("add `{field}: …`"))
}
