//! A new word on one element of the qualification: what it needs, and the edits that put it into the file.
//!
//! A score of 2 or 3 rests on somebody's word: it needs evidence, the contact who gave it, and its day. The day belongs
//! to the evidence, so a new score alone does not make old evidence young.

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::change::present;
use super::day::Day;
use super::meddic::{Element, Evidence, Score};

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
    Unproven { element: Element, score: Score, lacking: Vec<Proof> },
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
    let own = OWN_KEYS.iter().find(|(own, _)| *own == key).map_or(&[][..], |(_, elements)| elements);
    own.iter().map(|element| element.as_str()).collect::<Vec<_>>().join(" and ")
}

/// The edits that put a word on an element into the file.
///
/// # Errors
/// A key that the element does not have, and a score of 2 or 3 that nobody vouches for.
pub fn edits(element: Element, before: Option<&Evidence>, word: &Word) -> Result<Vec<Edit>, WordError> {
    let scalars = scalars(before, word);
    check(element, before, word, &scalars)?;
    let at = KeyPath::top("meddic").key(element.as_str());
    let Some(before) = before else {
        let value = Value::Map(scalars.into_iter().chain(lists(word)).collect());
        return Ok(vec![Edit::Set { at, value, style: Style::Block }]);
    };
    let set = |(key, value): (String, Value)| Edit::Set { at: at.clone().key(&key), value, style: Style::Flow };
    let left = left_behind(word).iter().map(|key| Edit::Remove { at: at.clone().key(key) });
    Ok(left.chain(scalars.into_iter().map(set)).chain(list_edits(&at, before, word)).collect())
}

/// What a metric no longer has: its numbers once it is qualitative, and that it is so once it has a number.
fn left_behind(word: &Word) -> &'static [&'static str] {
    match word.kind {
        Some(_) => &["baseline", "target", "unit"],
        None if has_numbers(word) => &["kind"],
        None => &[],
    }
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

/// The day of the evidence: named, or that of new evidence, or the first that the element has. An act has a day of its
/// own: that of the evidence stays where nothing else is said.
fn date(before: Option<&Evidence>, word: &Word) -> Option<Day> {
    let news = word.evidence.is_some() || word.by.is_some();
    let is_act = !word.acts.is_empty() && word.score.is_none();
    let undated = before.and_then(|evidence| evidence.date).is_none();
    let begins = undated && word.score.is_some_and(|score| score.0 > 0);
    word.on.filter(|_| (word.dated && !is_act) || news || begins)
}

fn check(
    element: Element,
    before: Option<&Evidence>,
    word: &Word,
    scalars: &[(String, Value)],
) -> Result<(), WordError> {
    let gives = |key: &str| scalars.iter().any(|(given, _)| given == key) || lists(word).any(|(given, _)| given == key);
    let foreign = OWN_KEYS.iter().find(|(key, elements)| gives(key) && !elements.contains(&element));
    if let Some((key, _)) = foreign {
        return Err(WordError::Foreign { key, element });
    }
    if word.kind.is_some() && has_numbers(word) {
        return Err(WordError::TwoKinds);
    }
    let lacking = lacking(before, word);
    match word.score {
        Some(score) if !lacking.is_empty() => Err(WordError::Unproven { element, score, lacking }),
        _ => Ok(()),
    }
}

/// What the score that a word gives rests on, and neither the word nor the file has.
pub fn lacking(before: Option<&Evidence>, word: &Word) -> Vec<Proof> {
    if word.score.is_none_or(|score| score.0 < 2) {
        return Vec::new();
    }
    let evidence = word.evidence.as_ref().or(before.and_then(|before| before.evidence.as_ref()));
    let by = word.by.as_ref().or(before.and_then(|before| before.by.as_ref()));
    let needed = [(Proof::Evidence, evidence), (Proof::By, by)];
    needed.into_iter().filter(|(_, there)| there.is_none()).map(|(proof, _)| proof).collect()
}

/// An element after a word of its score, its evidence, and whose it is: what a gate asks for.
pub fn assessed(before: Option<&Evidence>, word: &Word) -> Evidence {
    let kept = before.cloned().unwrap_or_default();
    Evidence {
        score: word.score.unwrap_or(kept.score),
        evidence: word.evidence.clone().or(kept.evidence),
        by: word.by.clone().or(kept.by),
        date: date(before, word).or(kept.date),
        ..kept
    }
}

fn lists(word: &Word) -> impl Iterator<Item = (String, Value)> {
    let criteria = word.criteria.iter().map(criterion).collect::<Vec<_>>();
    let steps = word.steps.iter().map(step).collect::<Vec<_>>();
    let acts = word.acts.iter().map(act).collect::<Vec<_>>();
    let all = [("criteria", criteria), ("steps", steps), ("acts", acts)];
    all.into_iter().filter(|(_, list)| !list.is_empty()).map(|(key, list)| (key.to_owned(), Value::List(list)))
}

fn criterion(criterion: &super::meddic::Criterion) -> Value {
    Value::Map(present([
        ("text", Some(Value::text(&criterion.text))),
        ("kind", criterion.kind.as_ref().map(Value::text)),
        ("position", criterion.position.as_ref().map(Value::text)),
    ]))
}

fn step(step: &super::meddic::ProcessStep) -> Value {
    Value::Map(present([
        ("what", Some(Value::text(&step.what))),
        ("owner", step.owner.as_ref().map(Value::text)),
        ("date", step.date.map(Value::plain)),
    ]))
}

fn act(act: &super::meddic::Act) -> Value {
    Value::Map(present([("date", Some(Value::plain(act.date))), ("what", act.what.as_ref().map(Value::text))]))
}

/// Entries of lists that are there: one with the same name is brought up to date, a new one goes to the end.
fn list_edits(at: &KeyPath, before: &Evidence, word: &Word) -> Vec<Edit> {
    let criteria: Vec<&str> = before.criteria.iter().map(|criterion| criterion.text.as_str()).collect();
    let steps: Vec<&str> = before.steps.iter().map(|step| step.what.as_str()).collect();
    let new_acts = word.acts.iter().filter(|act| !before.acts.contains(act)).map(act);
    let mut edits =
        joined(&at.clone().key("criteria"), &criteria, word.criteria.iter().map(|c| (&c.text, criterion(c))));
    edits.extend(joined(&at.clone().key("steps"), &steps, word.steps.iter().map(|s| (&s.what, step(s)))));
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

fn joined<'w>(list: &KeyPath, there: &[&str], news: impl Iterator<Item = (&'w String, Value)>) -> Vec<Edit> {
    let mut next = there.len();
    let mut edits = Vec::new();
    for (name, entry) in news {
        match (there.iter().position(|other| other == name), entry) {
            (Some(index), Value::Map(keys)) => {
                let at = list.clone().index(index);
                let set =
                    |(key, value): (String, Value)| Edit::Set { at: at.clone().key(&key), value, style: Style::Flow };
                edits.extend(keys.into_iter().map(set));
            }
            (_, entry) => {
                edits.push(Edit::Insert { list: list.clone(), index: next, entry, style: Style::Flow });
                next += 1;
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    fn word(score: u8) -> Word {
        Word { score: Some(Score(score)), on: day("2026-11-23"), ..Word::default() }
    }

    fn proven(score: u8) -> Word {
        Word { evidence: Some("Said so".into()), by: Some("jane".into()), ..word(score) }
    }

    #[test]
    fn a_buyers_word_needs_the_buyer() {
        assert!(edits(Element::Champion, None, &word(1)).is_ok());
        let refused = edits(Element::Champion, None, &word(2)).map_err(|error| error.to_string());
        assert_eq!(refused, Err("champion: a score of 2 needs evidence and the contact who gave it".into()));
        assert!(edits(Element::Champion, None, &proven(3)).is_ok());
    }

    #[test]
    fn keys_stay_with_their_element() {
        let word = Word { unit: Some("days".into()), ..proven(2) };
        assert!(edits(Element::Metrics, None, &word).is_ok());
        let refused = edits(Element::Champion, None, &word).map_err(|error| error.to_string());
        assert_eq!(refused, Err("`unit` is kept for metrics, not for champion".into()));
    }

    #[test]
    fn a_new_score_does_not_make_old_evidence_young() {
        let before = Evidence {
            score: Score(3),
            evidence: Some("Said so".into()),
            by: Some("jane".into()),
            date: day("2026-09-01"),
            ..Evidence::default()
        };
        assert_eq!(date(Some(&before), &word(2)), None);
        assert_eq!(date(Some(&before), &proven(2)), day("2026-11-23"));
        assert_eq!(date(Some(&before), &Word { dated: true, ..word(2) }), day("2026-11-23"));
        assert_eq!(date(None, &word(0)), None);
        let act = super::super::meddic::Act { date: "2026-11-20".parse().expect("a day"), what: None };
        let acted = Word { acts: vec![act], dated: true, on: day("2026-11-20"), ..Word::default() };
        assert_eq!(date(Some(&before), &acted), None);
        assert_eq!(date(Some(&before), &Word { score: Some(Score(3)), ..acted }), day("2026-11-20"));
    }
}
