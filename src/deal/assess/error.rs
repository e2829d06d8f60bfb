//! Why an assessment cannot stand: a key of another element, or a score that nobody vouches for.

use crate::deal::Element;
use crate::deal::meddic::Score;

/// Why an assessment cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentError {
    #[error("`{key}` belongs to {}, not to {element}", owners(key))]
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

/// What a score of 2 or 3 rests on, beside its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// What was said or seen.
    Evidence,
    /// The contact who gave it.
    By,
}

impl Proof {
    pub(super) fn what(self) -> &'static str {
        match self {
            Proof::Evidence => "evidence",
            Proof::By => "the contact who gave it",
        }
    }
}

/// The elements that have a key which the others lack.
pub(super) fn elements_with(key: &str) -> &'static [Element] {
    match key {
        "contact" => &[Element::EconomicBuyer, Element::Champion],
        "owner" => &[Element::IdentifyPain],
        "criteria" => &[Element::DecisionCriteria],
        "steps" => &[Element::DecisionProcess, Element::PaperProcess],
        "acts" => &[Element::Champion],
        _ => &[Element::Metrics],
    }
}

fn owners(key: &str) -> String {
    let names = elements_with(key).iter().map(|element| element.as_str());
    names.collect::<Vec<_>>().join(" and ")
}
