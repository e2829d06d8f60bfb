//! A new assessment of one element of the qualification: what it needs, and the evidence after it.
//!
//! A score of 2 or 3 rests on what somebody said: it needs evidence, the contact who gave it, and its
//! date. The date belongs to the evidence, so a new score alone does not make old evidence young.

mod error;
mod update;

use super::{
    Day, Element, Evidence,
    meddic::{Act, Criterion, Meddic, Number, ProcessStep, Score},
};

use crate::one_form::is_one;
use error::elements_with;
pub use error::{AssessmentError, Proof};
use update::{add_act, set, update_criterion, update_step};

/// What is recorded about an element; what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assessment {
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
    pub baseline: Option<Number>,
    pub target: Option<Number>,
    pub unit: Option<String>,
    pub criteria: Vec<Criterion>,
    pub steps: Vec<ProcessStep>,
    pub acts: Vec<Act>,
}

impl Assessment {
    /// The keys that it gives and that only some elements have.
    fn own_keys(&self) -> impl Iterator<Item = &'static str> {
        let given = [
            ("contact", self.contact.is_some()),
            ("owner", self.owner.is_some()),
            ("kind", self.kind.is_some()),
            ("baseline", self.baseline.is_some()),
            ("target", self.target.is_some()),
            ("unit", self.unit.is_some()),
            ("criteria", !self.criteria.is_empty()),
            ("steps", !self.steps.is_empty()),
            ("acts", !self.acts.is_empty()),
        ];
        given
            .into_iter()
            .filter(|(_, given)| *given)
            .map(|(key, _)| key)
    }

    fn has_numbers(&self) -> bool {
        self.baseline.is_some() || self.target.is_some() || self.unit.is_some()
    }

    /// The score that the element has afterwards.
    fn score_after(&self, before: Option<&Evidence>) -> Score {
        let known = before.and_then(|before| before.score);
        self.score.or(known).unwrap_or_default()
    }

    /// The date of the evidence: named, or that of new evidence, or the first that the element has.
    /// An act has a date of its own: that of the evidence stays where nothing else is said.
    fn date(&self, before: Option<&Evidence>) -> Option<Day> {
        let is_news = self.evidence.is_some() || self.by.is_some();
        let is_act = !self.acts.is_empty() && self.score.is_none();
        let undated = before.and_then(|evidence| evidence.date).is_none();
        let begins = undated && self.score.is_some_and(|score| score.0 > 0);
        self.on
            .filter(|_| (self.dated && !is_act) || is_news || begins)
    }

    /// What a score of 2 or 3 rests on and the assessment does not bring. A higher score than
    /// before, another person, or another contact than the evidence spoke of takes new evidence;
    /// new evidence takes who gave it; the rest may be in the file.
    pub fn lacking(&self, before: Option<&Evidence>) -> Vec<Proof> {
        if self.score_after(before).0 < 2 {
            return Vec::new();
        }
        let none = Evidence::default();
        let known = before.unwrap_or(&none);
        let rises = self.score.is_some_and(|score| score.0 > known.score());
        let is_other = differs(&self.by, &known.by) || differs(&self.contact, &known.contact);
        let scored = self.score.is_some();
        let needs_evidence = rises || is_other || (scored && known.evidence.is_none());
        let needs_by = needs_evidence || self.evidence.is_some() || (scored && known.by.is_none());
        let mut lacking = Vec::new();
        if needs_evidence && self.evidence.is_none() {
            lacking.push(Proof::Evidence);
        }
        if needs_by && self.by.is_none() {
            lacking.push(Proof::By);
        }
        lacking
    }

    fn check(&self, element: Element, before: Option<&Evidence>) -> Result<(), AssessmentError> {
        let foreign = |key: &&str| !elements_with(key).contains(&element);
        if let Some(key) = self.own_keys().find(foreign) {
            return Err(AssessmentError::Foreign { key, element });
        }
        if self.kind.is_some() && self.has_numbers() {
            return Err(AssessmentError::TwoKinds);
        }
        match self.lacking(before) {
            lacking if lacking.is_empty() => Ok(()),
            lacking => Err(AssessmentError::Unproven {
                element,
                score: self.score_after(before),
                lacking,
            }),
        }
    }

    /// The evidence of an element after the assessment.
    ///
    /// # Errors
    /// A key that the element does not have, and a score of 2 or 3 that nobody vouches for.
    pub fn evidence_of(
        &self,
        element: Element,
        before: Option<&Evidence>,
    ) -> Result<Evidence, AssessmentError> {
        self.check(element, before)?;
        Ok(self.unchecked(before))
    }

    /// The same, whatever it lacks: to see whether a gate would be met.
    pub fn unchecked(&self, before: Option<&Evidence>) -> Evidence {
        let mut after = before.cloned().unwrap_or_default();
        self.drop_outdated(&mut after);
        set(&mut after.contact, &self.contact);
        set(&mut after.score, &self.score);
        set(&mut after.evidence, &self.evidence);
        set(&mut after.by, &self.by);
        set(&mut after.date, &self.date(before));
        set(&mut after.owner, &self.owner);
        set(&mut after.kind, &self.kind);
        set(&mut after.baseline, &self.baseline);
        set(&mut after.target, &self.target);
        set(&mut after.unit, &self.unit);
        for criterion in &self.criteria {
            update_criterion(&mut after.criteria, criterion);
        }
        for step in &self.steps {
            update_step(&mut after.steps, step);
        }
        for act in &self.acts {
            add_act(&mut after.acts, act);
        }
        after
    }

    /// Drops what no longer holds: the numbers of a metric that is qualitative now, that it was so
    /// where it has a number now, and what was said of another person and what that person did.
    fn drop_outdated(&self, evidence: &mut Evidence) {
        if self.kind.is_some() {
            (evidence.baseline, evidence.target, evidence.unit) = (None, None, None);
        } else if self.has_numbers() {
            evidence.kind = None;
        }
        if differs(&self.contact, &evidence.contact) {
            (evidence.evidence, evidence.by, evidence.date) = (None, None, None);
            evidence.acts.clear();
        }
    }
}

impl Meddic {
    /// Records an assessment of an element.
    ///
    /// # Errors
    /// As [`Assessment::evidence_of`].
    pub fn assess(
        &mut self,
        element: Element,
        assessment: &Assessment,
    ) -> Result<(), AssessmentError> {
        let evidence = assessment.evidence_of(element, self.get(element))?;
        self.put(element, evidence);
        Ok(())
    }
}

/// Whether both are known and not the same.
fn differs(new: &Option<String>, old: &Option<String>) -> bool {
    let differ = |new: &String| old.as_ref().is_some_and(|old| !is_one(new, old));
    new.as_ref().is_some_and(differ)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        text.parse().ok()
    }

    fn scored(score: u8) -> Assessment {
        Assessment {
            score: Some(Score(score)),
            on: day("2026-11-23"),
            ..Assessment::default()
        }
    }

    fn proven(score: u8) -> Assessment {
        Assessment {
            evidence: Some("Said so".into()),
            by: Some("jane".into()),
            ..scored(score)
        }
    }

    #[test]
    fn a_buyers_word_needs_the_buyer() {
        assert!(scored(1).evidence_of(Element::Champion, None).is_ok());
        let refused = scored(2)
            .evidence_of(Element::Champion, None)
            .map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err("champion: a score of 2 needs evidence and the contact who gave it".into())
        );
        assert!(proven(3).evidence_of(Element::Champion, None).is_ok());
    }

    #[test]
    fn keys_stay_with_their_element() {
        let given = Assessment {
            unit: Some("days".into()),
            ..proven(2)
        };
        assert!(given.evidence_of(Element::Metrics, None).is_ok());
        let refused = given
            .evidence_of(Element::Champion, None)
            .map_err(|error| error.to_string());
        assert_eq!(
            refused,
            Err("`unit` belongs to metrics, not to champion".into())
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
        assert_eq!(scored(2).date(Some(&before)), None);
        assert_eq!(proven(2).date(Some(&before)), day("2026-11-23"));
        assert_eq!(
            (Assessment {
                dated: true,
                ..scored(2)
            })
            .date(Some(&before)),
            day("2026-11-23")
        );
        assert_eq!(scored(0).date(None), None);
        let act = Act {
            date: "2026-11-20".parse().expect("a day"),
            what: None,
        };
        let acted = Assessment {
            acts: vec![act],
            dated: true,
            on: day("2026-11-20"),
            ..Assessment::default()
        };
        assert_eq!(acted.date(Some(&before)), None);
        assert_eq!(
            (Assessment {
                score: Some(Score(3)),
                ..acted
            })
            .date(Some(&before)),
            day("2026-11-20")
        );
    }
}
