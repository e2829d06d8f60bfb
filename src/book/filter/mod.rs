//! The filter language of `list`, `next`, `board`, `check`, `report` and `export`.
//!
//! Terms are ANDed: `stage:closing,negotiation` (any of), `amount:10000..50000`, `source!=inbound`,
//! `is:open`, and bare words, which search name, account and id. Tracked fields and the outcome are
//! those of the as-of day, other fields as they are now. To add a field: its name in [`FIELDS`] and
//! its value in [`Subject`]'s `values`.

mod subject;

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::deal::day::Day;
use crate::deal::history::State;
use crate::deal::keywords::Forecast;
use crate::deal::meddic::Element;
use crate::nearest::nearest;

use super::Book;

pub use subject::Subject;

keywords! {
    /// What `is:` asks.
    Condition { Open = "open", Won = "won", Lost = "lost", Overdue = "overdue", Stale = "stale", OnHold = "on_hold" }
}

/// The fields that a term can name, besides `meddic.ELEMENT`, `is` and `x.KEY`.
pub const FIELDS: &[&str] = &[
    "id",
    "name",
    "account",
    "owner",
    "pipeline",
    "stage",
    "amount",
    "currency",
    "close_date",
    "forecast",
    "hold",
    "source",
    "segment",
    "product",
    "created",
    "contact",
    "profile.industry",
    "profile.employees",
    "profile.tech",
    "profile.ad_spend",
    "profile.hiring",
];

/// After so many days without a word from the buyer a deal is stale.
pub const STALE_DAYS: i64 = 14;

/// What a deal has to be to be taken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Search(String),
    Is {
        conditions: Vec<Condition>,
        not: bool,
    },
    Field {
        field: String,
        test: Test,
        not: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    AnyOf(Vec<String>),
    Between(Option<Bound>, Option<Bound>),
}

#[derive(Debug, Clone, PartialEq)]
enum Bound {
    Number(Decimal),
    Day(Day),
}

/// Why a term cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    #[error("there is no field `{field}` to filter by")]
    UnknownField {
        field: String,
        nearest: Option<String>,
    },
    #[error("`{word}` is no value of `{field}`")]
    UnknownValue {
        field: String,
        word: String,
        nearest: Option<String>,
    },
    #[error("`{term}` has no value: write {field}:VALUE, {field}:FROM..TO or {field}!=VALUE")]
    Empty { term: String, field: String },
    #[error("`{bound}` is neither a number nor a date")]
    Bound { bound: String },
}

impl FilterError {
    /// The right word, where one is near.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownField { nearest, .. } | Self::UnknownValue { nearest, .. } => {
                nearest.as_deref()
            }
            Self::Empty { .. } | Self::Bound { .. } => None,
        }
    }
}

impl Filter {
    /// Understands the terms; every name and closed word in them is checked against the book.
    pub fn parse(terms: &[String], book: &Book, today: Day) -> Result<Self, FilterError> {
        terms
            .iter()
            .map(|term| parse_term(term, book, today))
            .collect::<Result<_, _>>()
            .map(|terms| Self { terms })
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether the deal existed on the day and meets every term.
    pub fn takes(&self, subject: &Subject<'_>) -> bool {
        subject
            .history
            .on(subject.as_of)
            .is_some_and(|state| self.meets(subject, &state))
    }

    /// Whether the deal meets every term with its tracked fields in that state.
    pub fn meets(&self, subject: &Subject<'_>, state: &State<'_>) -> bool {
        self.terms.iter().all(|term| term.holds(subject, state))
    }

    /// The words that are searched in name, account and id, as they were typed.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| {
            if let Term::Search(word) = term {
                Some(word.as_str())
            } else {
                None
            }
        })
    }
}

/// Splits `field:value` and `field!=value`; `None` for a bare word.
fn split(term: &str) -> Option<(&str, &str, bool)> {
    let colon = term
        .split_once(':')
        .map(|(field, value)| (field, value, false));
    let not = term
        .split_once("!=")
        .map(|(field, value)| (field, value, true));
    match (colon, not) {
        (Some(colon), Some(not)) => Some(if colon.0.len() < not.0.len() {
            colon
        } else {
            not
        }),
        (colon, not) => colon.or(not),
    }
}

fn parse_term(term: &str, book: &Book, today: Day) -> Result<Term, FilterError> {
    let Some((field, value, not)) = split(term) else {
        return Ok(Term::Search(term.to_owned()));
    };
    if value.is_empty() {
        return Err(FilterError::Empty {
            term: term.to_owned(),
            field: field.to_owned(),
        });
    }
    if field == "is" {
        let conditions = value.split(',').map(condition).collect::<Result<_, _>>()?;
        return Ok(Term::Is { conditions, not });
    }
    known_field(field)?;
    let test = match value.split_once("..") {
        Some((from, to)) => Test::Between(bound(from, book, today)?, bound(to, book, today)?),
        None => Test::AnyOf(
            value
                .split(',')
                .map(|word| known_value(field, word, book, today))
                .collect::<Result<_, _>>()?,
        ),
    };
    Ok(Term::Field {
        field: field.to_owned(),
        test,
        not,
    })
}

fn condition(word: &str) -> Result<Condition, FilterError> {
    let unknown = |_| unknown_value("is", word, Condition::WORDS.iter().copied());
    Condition::from_str(word).map_err(unknown)
}

fn unknown_value<'a>(
    field: &str,
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> FilterError {
    let nearest = nearest(word, known).map(str::to_owned);
    FilterError::UnknownValue {
        field: field.to_owned(),
        word: word.to_owned(),
        nearest,
    }
}

fn known_field(field: &str) -> Result<(), FilterError> {
    let element = field
        .strip_prefix("meddic.")
        .map(|name| Element::WORDS.contains(&name));
    if element == Some(true)
        || FIELDS.contains(&field)
        || field.strip_prefix("x.").is_some_and(|key| !key.is_empty())
    {
        return Ok(());
    }
    let elements: Vec<String> = Element::WORDS
        .iter()
        .map(|name| format!("meddic.{name}"))
        .collect();
    let known = FIELDS
        .iter()
        .copied()
        .chain(["is"])
        .chain(elements.iter().map(String::as_str));
    Err(FilterError::UnknownField {
        field: field.to_owned(),
        nearest: nearest(field, known).map(str::to_owned),
    })
}

/// Stages, pipelines and closed words have to exist; a stage's alias stands for its id; a day may
/// be a phrase.
fn known_value(field: &str, word: &str, book: &Book, today: Day) -> Result<String, FilterError> {
    match field {
        "stage" => stage_id(word, book),
        "pipeline" if book.pipeline(Some(word)).is_none() => Err(unknown_value(
            field,
            word,
            book.pipelines.iter().map(|p| p.id.as_str()),
        )),
        "forecast" if !Forecast::WORDS.contains(&word) => {
            Err(unknown_value(field, word, Forecast::WORDS.iter().copied()))
        }
        "close_date" | "hold" | "created" => Day::from_phrase(word, today, &book.calendar)
            .map(|day| day.to_string())
            .map_err(|_| FilterError::Bound {
                bound: word.to_owned(),
            }),
        _ if is_number(field) && Decimal::from_str_exact(word).is_err() => {
            Err(FilterError::Bound {
                bound: word.to_owned(),
            })
        }
        _ => Ok(word.to_owned()),
    }
}

fn is_number(field: &str) -> bool {
    matches!(field, "amount" | "profile.employees") || field.starts_with("meddic.")
}

fn stage_id(word: &str, book: &Book) -> Result<String, FilterError> {
    if matches!(word, "won" | "lost") {
        return Ok(word.to_owned());
    }
    let stage = book
        .pipelines
        .iter()
        .find_map(|pipeline| pipeline.stage(word));
    let known = book
        .pipelines
        .iter()
        .flat_map(|pipeline| pipeline.stage_ids())
        .chain(["won", "lost"]);
    stage
        .map(|stage| stage.id.clone())
        .ok_or_else(|| unknown_value("stage", word, known))
}

fn bound(text: &str, book: &Book, today: Day) -> Result<Option<Bound>, FilterError> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = Decimal::from_str_exact(text).ok().map(Bound::Number);
    let found = number.or_else(|| {
        Day::from_phrase(text, today, &book.calendar)
            .ok()
            .map(Bound::Day)
    });
    found.map(Some).ok_or_else(|| FilterError::Bound {
        bound: text.to_owned(),
    })
}
