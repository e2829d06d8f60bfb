//! What is missing about each element, the most basic first.

use super::lack::Lack;
use crate::deal::{
    Day, Deal, Element, Evidence,
    meddic::{FreshDays, ProcessStep, QUALITATIVE},
};

/// Fewer criteria and steps than these are no list.
const LEAST_CRITERIA: usize = 3;
const LEAST_STEPS: usize = 2;
/// A champion who did nothing for more days than these has to be tested again.
const IDLE_DAYS: i64 = 60;

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub lack: Lack,
    /// What replaces the placeholder of its texts.
    pub about: Option<String>,
}

impl Missing {
    /// A text with its placeholder filled in.
    pub fn filled(&self, text: &str) -> String {
        let about = self.about.as_deref().unwrap_or_default();
        match self.lack.placeholder() {
            Some(placeholder) => text.replace(placeholder, about),
            None => text.to_owned(),
        }
    }
}

/// What is missing about an element of a deal.
pub(super) fn missing(
    deal: &Deal,
    element: Element,
    fresh: &FreshDays,
    as_of: Day,
) -> Vec<Missing> {
    let nothing = Evidence::default();
    let known = deal.meddic.get(element).unwrap_or(&nothing);
    let mut lacks = Lacks::default();
    match element {
        Element::Metrics => lacks.metrics(known),
        Element::EconomicBuyer => lacks.economic_buyer(deal, known),
        Element::DecisionCriteria => lacks.decision_criteria(known),
        Element::DecisionProcess => lacks.decision_process(deal, known),
        Element::IdentifyPain => lacks.identify_pain(known),
        Element::Champion => lacks.champion(known, as_of),
        Element::PaperProcess => lacks.paper_process(known),
        Element::Competition => lacks.competition(known),
    }
    if deal.meddic.effective(element, fresh, as_of) < known.score() {
        lacks.add_about(Lack::Aged, known.date);
    }
    lacks.found
}

#[derive(Default)]
struct Lacks {
    found: Vec<Missing>,
}

impl Lacks {
    fn add_if(&mut self, is_missing: bool, lack: Lack) {
        if is_missing {
            self.found.push(Missing { lack, about: None });
        }
    }

    /// Adds what is missing about a person, a step, a criterion or a date.
    fn add_about(&mut self, lack: Lack, about: Option<impl ToString>) {
        let about = about.map(|about| about.to_string());
        self.found.push(Missing { lack, about });
    }

    fn metrics(&mut self, known: &Evidence) {
        let is_known = known.score() > 0;
        let is_qualitative = known.kind.as_deref() == Some(QUALITATIVE);
        let is_counted = is_known && !is_qualitative;
        self.add_if(!is_known, Lack::NoMetric);
        self.add_if(is_known && is_qualitative, Lack::NoNumber);
        self.add_if(is_counted && known.baseline.is_none(), Lack::NoBaseline);
        self.add_if(is_counted && known.target.is_none(), Lack::NoTarget);
        self.add_if(is_counted && is_blank(&known.unit), Lack::NoUnit);
        self.add_if(is_known && !is_proven(known), Lack::MetricNotTheirs);
    }

    fn economic_buyer(&mut self, deal: &Deal, known: &Evidence) {
        let Some(id) = &known.contact else {
            return self.add_if(true, Lack::NoBuyer);
        };
        let name = deal
            .contact(id)
            .and_then(|contact| contact.name.as_ref())
            .or(Some(id));
        match known.score() {
            0 | 1 => self.add_about(Lack::BuyerNotMet, name),
            2 => self.add_about(Lack::BuyerUnconfirmed, name),
            _ => {}
        }
    }

    fn decision_criteria(&mut self, known: &Evidence) {
        let criteria = &known.criteria;
        let has_business = criteria
            .iter()
            .any(|criterion| criterion.kind.as_deref() == Some("business"));
        self.add_if(criteria.len() < LEAST_CRITERIA, Lack::FewCriteria);
        self.add_if(
            !criteria.is_empty() && !has_business,
            Lack::NoBusinessCriterion,
        );
        let open = criteria
            .iter()
            .find(|criterion| is_blank(&criterion.position));
        if let Some(open) = open {
            self.add_about(Lack::NoPosition, Some(&open.text));
        }
        self.add_if(
            !criteria.is_empty() && !is_proven(known),
            Lack::CriteriaNotTheirs,
        );
    }

    fn decision_process(&mut self, deal: &Deal, known: &Evidence) {
        self.add_if(known.steps.len() < LEAST_STEPS, Lack::FewSteps);
        self.steps(&known.steps);
        let last = known.steps.iter().filter_map(|step| step.date).max();
        if let Some(close) = deal.close_date
            && last.is_some_and(|last| last > close)
        {
            self.add_about(Lack::StepsAfterClose, Some(close));
        }
        self.add_if(
            !known.steps.is_empty() && !is_proven(known),
            Lack::StepsUnconfirmed,
        );
    }

    fn steps(&mut self, steps: &[ProcessStep]) {
        if let Some(step) = steps.iter().find(|step| step.date.is_none()) {
            self.add_about(Lack::StepUndated, Some(&step.what));
        }
        if let Some(step) = steps.iter().find(|step| is_blank(&step.owner)) {
            self.add_about(Lack::StepUnowned, Some(&step.what));
        }
    }

    fn identify_pain(&mut self, known: &Evidence) {
        self.add_if(known.score() == 0, Lack::NoPain);
        self.add_if(is_blank(&known.owner), Lack::NoPainOwner);
        self.add_if(known.score() == 1, Lack::NoConsequence);
        self.add_if(known.score() == 2, Lack::OneVoice);
    }

    fn champion(&mut self, known: &Evidence, as_of: Day) {
        if known.contact.is_none() {
            return self.add_if(true, Lack::NoChampion);
        }
        let acts = known.acts.iter().map(|act| act.date);
        let last = acts.filter(|date| *date <= as_of).max();
        self.add_if(known.acts.is_empty(), Lack::NoAct);
        if last.is_some_and(|last| as_of.since(last) > IDLE_DAYS) {
            self.add_about(Lack::IdleChampion, last);
        }
        self.add_if(known.score() < 2, Lack::NoStake);
        self.add_if(known.score() == 2, Lack::UntestedChampion);
    }

    fn paper_process(&mut self, known: &Evidence) {
        self.add_if(known.steps.is_empty(), Lack::NoPaperSteps);
        self.steps(&known.steps);
        self.add_if(
            known.score() > 0 && !is_proven(known),
            Lack::PapersNotInMotion,
        );
    }

    fn competition(&mut self, known: &Evidence) {
        self.add_if(known.score() == 0, Lack::NoRival);
        self.add_if(known.score() == 1, Lack::NoComparison);
        self.add_if(known.score() > 0 && !is_proven(known), Lack::NoRanking);
    }
}

fn is_blank(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| text.trim().is_empty())
}

/// Whether more is known than what a buyer has said.
fn is_proven(known: &Evidence) -> bool {
    known.score() >= 3
}
