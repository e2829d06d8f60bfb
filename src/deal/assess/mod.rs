//! A new word on one element of the qualification: what it needs, and the edits that put it into
//! the file.
//!
//! A score of 2 or 3 rests on somebody's word: it needs evidence, the contact who gave it, and its
//! day. The day belongs to the evidence, so a new score alone does not make old evidence young.

mod lists;

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::by_hand::present;
use super::day::Day;
use super::meddic::{Element, Evidence, Score};

use lists::{list_edits, lists};

/// What is said of an element; what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Word {
    pub score: Option<Score>,
    pub evidence: Option<String>,
    pub by: Option<String>,
    /// The day on which it was said.
    pub on: Option<Day>,
    /// Whether the day was named, and not only taken for today.
    pub dated: bool,
    pub contact: Option<String>,
    pub owner: Option<String>,
    pub kind: Option<String>,
    pub baseline: Option<super::meddic::Number>,
    pub target: Option<super::meddic::Number>,
    pub unit: Option<String>,
    pub criteria: Vec<super::meddic::Criterion>,
    pub steps: Vec<super::meddic::ProcessStep>,
    pub acts: Vec<super::meddic::Act>,
}

/// Why a word cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    #[error("`{key}` is kept for {}, not for {element}", keepers(key))]
    Foreign { key: &'static str, element: Element },
    #[error("{element}: a score of {score} needs {}", lacking.iter().map(|proof| proof.what()).collect::<Vec<_>>().join(" and "))]
    Unproven {
        element: Element,
        score: Score,
        lacking: Vec<Proof>,
    },
    #[error("a metric has numbers or is qualitative, not both")]
    TwoKinds,
}

/// What a score of 2 or 3 rests on, beside its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// What was said or seen.
    Evidence,
    /// The contact who said so.
    By,
}

impl Proof {
    fn what(self) -> &'static str {
        match self {
            Proof::Evidence => "evidence",
            Proof::By => "the contact who gave it",
        }
    }
}

/// The keys that only some elements have.
const OWN_KEYS: &[(&str, &[Element])] = &[
    ("contact", &[Element::EconomicBuyer, Element::Champion]),
    ("owner", &[Element::IdentifyPain]),
    ("kind", &[Element::Metrics]),
    ("baseline", &[Element::Metrics]),
    ("target", &[Element::Metrics]),
    ("unit", &[Element::Metrics]),
    ("criteria", &[Element::DecisionCriteria]),
    ("steps", &[Element::DecisionProcess, Element::PaperProcess]),
    ("acts", &[Element::Champion]),
];

fn keepers(key: &str) -> String {
    let own = OWN_KEYS
        .iter()
        .find(|(own, _)| *own == key)
        .map_or(&[][..], |(_, elements)| elements);
    own.iter()
        .map(|element| element.as_str())
        .collect::<Vec<_>>()
        .join(" and ")
}

/// The edits that put a word on an element into the file.
///
/// # Errors
/// A key that the element does not have, and a score of 2 or 3 that nobody vouches for.
pub fn edits(
    element: Element,
    before: Option<&Evidence>,
    word: &Word,
) -> Result<Vec<Edit>, WordError> {
    let scalars = scalars(before, word);
    check(element, before, word, &scalars)?;
    let at = KeyPath::top("meddic").key(element.as_str());
    let Some(before) = before else {
        let value = Value::Map(scalars.into_iter().chain(lists(word)).collect());
        return Ok(vec![Edit::Set {
            at,
            value,
            style: Style::Block,
        }]);
    };
    let set = |(key, value): (String, Value)| Edit::Set {
        at: at.clone().key(&key),
        value,
        style: Style::Flow,
    };
    let given = |key: &str| scalars.iter().any(|(own, _)| own == key);
    let left: Vec<&str> = left_behind(before, word)
        .into_iter()
        .filter(|key| !given(key))
        .collect();
    let kept = if left.contains(&"acts") {
        Evidence {
            acts: Vec::new(),
            ..before.clone()
        }
    } else {
        before.clone()
    };
    let left = left.into_iter().map(|key| Edit::Remove {
        at: at.clone().key(key),
    });
    Ok(left
        .chain(scalars.iter().cloned().map(set))
        .chain(list_edits(&at, &kept, word))
        .collect())
}

/// What no longer holds: the numbers of a metric that is qualitative now, that it was so where it
/// has a number now, and what was said of another person and what that person did.
fn left_behind(before: &Evidence, word: &Word) -> Vec<&'static str> {
    let mut left: Vec<&'static str> = match word.kind {
        Some(_) => vec!["baseline", "target", "unit"],
        None if has_numbers(word) => vec!["kind"],
        None => Vec::new(),
    };
    if word.contact.is_some() && before.contact.is_some() && word.contact != before.contact {
        left.extend(["evidence", "by", "date", "acts"]);
    }
    left
}

fn has_numbers(word: &Word) -> bool {
    word.baseline.is_some() || word.target.is_some() || word.unit.is_some()
}

/// The keys with one value that the word gives, in the order in which they are written.
fn scalars(before: Option<&Evidence>, word: &Word) -> Vec<(String, Value)> {
    present([
        ("contact", word.contact.as_ref().map(Value::text)),
        ("score", word.score.map(Value::plain)),
        ("evidence", word.evidence.as_ref().map(Value::text)),
        ("by", word.by.as_ref().map(Value::text)),
        ("date", date(before, word).map(Value::plain)),
        ("owner", word.owner.as_ref().map(Value::text)),
        ("kind", word.kind.as_ref().map(Value::text)),
        ("baseline", word.baseline.map(Value::plain)),
        ("target", word.target.map(Value::plain)),
        ("unit", word.unit.as_ref().map(Value::text)),
    ])
}

/// The day of the evidence: named, or that of new evidence, or the first that the element has. An
/// act has a day of its own: that of the evidence stays where nothing else is said.
fn date(before: Option<&Evidence>, word: &Word) -> Option<Day> {
    let news = word.evidence.is_some() || word.by.is_some();
    let is_act = !word.acts.is_empty() && word.score.is_none();
    let undated = before.and_then(|evidence| evidence.date).is_none();
    let begins = undated && word.score.is_some_and(|score| score.0 > 0);
    word.on
        .filter(|_| (word.dated && !is_act) || news || begins)
}

fn check(
    element: Element,
    before: Option<&Evidence>,
    word: &Word,
    scalars: &[(String, Value)],
) -> Result<(), WordError> {
    let gives = |key: &str| {
        scalars.iter().any(|(given, _)| given == key) || lists(word).any(|(given, _)| given == key)
    };
    let foreign = OWN_KEYS
        .iter()
        .find(|(key, elements)| gives(key) && !elements.contains(&element));
    if let Some((key, _)) = foreign {
        return Err(WordError::Foreign { key, element });
    }
    if word.kind.is_some() && has_numbers(word) {
        return Err(WordError::TwoKinds);
    }
    let lacking = lacking(before, word);
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(WordError::Unproven {
            element,
            score: scored(before, word),
            lacking,
        })
    }
}

/// The score that the element has after a word.
fn scored(before: Option<&Evidence>, word: &Word) -> Score {
    word.score
        .or(before.and_then(|before| before.score))
        .unwrap_or_default()
}

/// What a score of 2 or 3 rests on and the word does not bring. A higher score than before, another
/// person, or another contact than the evidence spoke of takes new evidence; new evidence takes who
/// gave it; the rest may be in the file.
pub fn lacking(before: Option<&Evidence>, word: &Word) -> Vec<Proof> {
    if scored(before, word).0 < 2 {
        return Vec::new();
    }
    let known =
        |key: fn(&Evidence) -> &Option<String>| before.and_then(|before| key(before).as_ref());
    let differs = |new: &Option<String>, old: Option<&String>| {
        new.as_ref()
            .is_some_and(|new| old.is_some_and(|old| old != new))
    };
    let rises = word
        .score
        .is_some_and(|score| score.0 > before.map_or(0, Evidence::score));
    let is_other =
        differs(&word.by, known(|e| &e.by)) || differs(&word.contact, known(|e| &e.contact));
    let needs_evidence =
        rises || is_other || (word.score.is_some() && known(|e| &e.evidence).is_none());
    let needs_by = needs_evidence
        || word.evidence.is_some()
        || (word.score.is_some() && known(|e| &e.by).is_none());
    let needed = [
        (Proof::Evidence, needs_evidence, &word.evidence),
        (Proof::By, needs_by, &word.by),
    ];
    needed
        .into_iter()
        .filter(|(_, needed, given)| *needed && given.is_none())
        .map(|(proof, ..)| proof)
        .collect()
}

/// An element after a word on it.
///
/// # Errors
/// As [`edits`].
pub fn checked(
    element: Element,
    before: Option<&Evidence>,
    word: &Word,
) -> Result<Evidence, WordError> {
    edits(element, before, word)?;
    Ok(assessed(before, word))
}

/// An element after a word of its score, its evidence, and whose it is: what a gate asks for.
pub fn assessed(before: Option<&Evidence>, word: &Word) -> Evidence {
    let kept = before.cloned().unwrap_or_default();
    Evidence {
        score: word.score.or(kept.score),
        evidence: word.evidence.clone().or(kept.evidence),
        by: word.by.clone().or(kept.by),
        date: date(before, word).or(kept.date),
        ..kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    fn word(score: u8) -> Word {
        Word {
            score: Some(Score(score)),
            on: day("2026-11-23"),
            ..Word::default()
        }
    }

    fn proven(score: u8) -> Word {
        Word {
            evidence: Some("Said so".into()),
            by: Some("jane".into()),
            ..word(score)
        }
    }

    #[test]
    fn a_buyers_word_needs_the_buyer() {
        assert!(edits(Element::Champion, None, &word(1)).is_ok());
        let refused = edits(Element::Champion, None, &word(2)).map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err("champion: a score of 2 needs evidence and the contact who gave it".into())
        );
        assert!(edits(Element::Champion, None, &proven(3)).is_ok());
    }

    #[test]
    fn keys_stay_with_their_element() {
        let word = Word {
            unit: Some("days".into()),
            ..proven(2)
        };
        assert!(edits(Element::Metrics, None, &word).is_ok());
        let refused = edits(Element::Champion, None, &word).map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err("`unit` is kept for metrics, not for champion".into())
        );
    }

    #[test]
    fn a_new_score_does_not_make_old_evidence_young() {
        let before = Evidence {
            score: Some(Score(3)),
            evidence: Some("Said so".into()),
            by: Some("jane".into()),
            date: day("2026-09-01"),
            ..Evidence::default()
        };
        assert_eq!(date(Some(&before), &word(2)), None);
        assert_eq!(date(Some(&before), &proven(2)), day("2026-11-23"));
        assert_eq!(
            date(
                Some(&before),
                &Word {
                    dated: true,
                    ..word(2)
                }
            ),
            day("2026-11-23")
        );
        assert_eq!(date(None, &word(0)), None);
        let act = super::super::meddic::Act {
            date: "2026-11-20".parse().expect("a day"),
            what: None,
        };
        let acted = Word {
            acts: vec![act],
            dated: true,
            on: day("2026-11-20"),
            ..Word::default()
        };
        assert_eq!(date(Some(&before), &acted), None);
        assert_eq!(
            date(
                Some(&before),
                &Word {
                    score: Some(Score(3)),
                    ..acted
                }
            ),
            day("2026-11-20")
        );
    }
}
