//! What is missing of each element, the most basic first.

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::meddic::{Element, Evidence, FreshDays, ProcessStep, QUALITATIVE};

use super::{Lack, Missing};

/// Fewer criteria and steps than these are no list.
const LEAST_CRITERIA: usize = 3;
const LEAST_STEPS: usize = 2;
/// A champion who did nothing for so many days has to be tried again.
const IDLE_DAYS: i64 = 60;

/// A condition, what it shows to be missing, and about whom or what.
type Case = (bool, Lack, Option<String>);

pub(super) fn of(deal: &Deal, element: Element, fresh: &FreshDays, on: Day) -> Vec<Missing> {
    let nothing = Evidence::default();
    let known = deal.meddic.get(element).unwrap_or(&nothing);
    let own = match element {
        Element::Metrics => metrics(known),
        Element::EconomicBuyer => economic_buyer(deal, known),
        Element::DecisionCriteria => decision_criteria(known),
        Element::DecisionProcess => decision_process(deal, known),
        Element::IdentifyPain => identify_pain(known),
        Element::Champion => champion(known, on),
        Element::PaperProcess => paper_process(known),
        Element::Competition => competition(known),
    };
    let aged = deal.meddic.effective(element, fresh, on) < known.score();
    let own = own
        .into_iter()
        .chain([(aged, Lack::Aged, known.date.map(|day| day.to_string()))]);
    own.filter(|(is_so, ..)| *is_so)
        .map(|(_, lack, about)| Missing { lack, about })
        .collect()
}

fn is_named(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Whether a buyer has said so, and whether it is not proven beyond that.
fn is_only_said(known: &Evidence) -> bool {
    known.score() == 2
}

fn metrics(known: &Evidence) -> Vec<Case> {
    let is_qualitative = known.kind.as_deref() == Some(QUALITATIVE);
    let is_known = known.score() > 0;
    let counted = is_known && !is_qualitative;
    vec![
        (!is_known, Lack::NoMetric, None),
        (is_known && is_qualitative, Lack::NoNumber, None),
        (counted && known.baseline.is_none(), Lack::NoBaseline, None),
        (counted && known.target.is_none(), Lack::NoTarget, None),
        (
            counted && !is_named(known.unit.as_ref()),
            Lack::NoUnit,
            None,
        ),
        (is_known && known.score() < 3, Lack::MetricNotTheirs, None),
    ]
}

fn economic_buyer(deal: &Deal, known: &Evidence) -> Vec<Case> {
    let who = known.contact.as_ref().map(|id| {
        let name = deal.contact(id).and_then(|contact| contact.name.clone());
        name.unwrap_or_else(|| id.clone())
    });
    vec![
        (who.is_none(), Lack::NoBuyer, None),
        (
            who.is_some() && known.score() < 2,
            Lack::BuyerNotMet,
            who.clone(),
        ),
        (
            who.is_some() && is_only_said(known),
            Lack::BuyerUnconfirmed,
            who,
        ),
    ]
}

fn decision_criteria(known: &Evidence) -> Vec<Case> {
    let has_business = known
        .criteria
        .iter()
        .any(|criterion| criterion.kind.as_deref() == Some("business"));
    let open = known
        .criteria
        .iter()
        .find(|criterion| !is_named(criterion.position.as_ref()));
    vec![
        (
            known.criteria.len() < LEAST_CRITERIA,
            Lack::FewCriteria,
            None,
        ),
        (
            !known.criteria.is_empty() && !has_business,
            Lack::NoBusinessCriterion,
            None,
        ),
        (
            open.is_some(),
            Lack::NoPosition,
            open.map(|criterion| criterion.text.clone()),
        ),
        (
            !known.criteria.is_empty() && known.score() < 3,
            Lack::CriteriaNotTheirs,
            None,
        ),
    ]
}

fn decision_process(deal: &Deal, known: &Evidence) -> Vec<Case> {
    let last = known.steps.iter().filter_map(|step| step.date).max();
    let is_late = last
        .zip(deal.close_date)
        .is_some_and(|(last, close)| last > close);
    let mut cases = vec![(known.steps.len() < LEAST_STEPS, Lack::FewSteps, None)];
    cases.extend(steps(&known.steps));
    cases.push((
        is_late,
        Lack::StepsAfterClose,
        deal.close_date.map(|day| day.to_string()),
    ));
    cases.push((
        !known.steps.is_empty() && known.score() < 3,
        Lack::StepsUnconfirmed,
        None,
    ));
    cases
}

fn steps(steps: &[ProcessStep]) -> [Case; 2] {
    let undated = steps.iter().find(|step| step.date.is_none());
    let unowned = steps.iter().find(|step| !is_named(step.owner.as_ref()));
    [
        (
            undated.is_some(),
            Lack::StepUndated,
            undated.map(|step| step.what.clone()),
        ),
        (
            unowned.is_some(),
            Lack::StepUnowned,
            unowned.map(|step| step.what.clone()),
        ),
    ]
}

fn identify_pain(known: &Evidence) -> Vec<Case> {
    let is_known = known.score() > 0;
    vec![
        (!is_known, Lack::NoPain, None),
        (!is_named(known.owner.as_ref()), Lack::NoPainOwner, None),
        (is_known && known.score() < 2, Lack::NoConsequence, None),
        (is_only_said(known), Lack::OneVoice, None),
    ]
}

fn champion(known: &Evidence, on: Day) -> Vec<Case> {
    let somebody = known.contact.is_some();
    let last = known
        .acts
        .iter()
        .map(|act| act.date)
        .filter(|date| *date <= on)
        .max();
    let is_idle = last.is_some_and(|last| on.since(last) > IDLE_DAYS);
    vec![
        (!somebody, Lack::NoChampion, None),
        (somebody && known.acts.is_empty(), Lack::NoAct, None),
        (
            somebody && is_idle,
            Lack::IdleChampion,
            last.map(|day| day.to_string()),
        ),
        (somebody && known.score() < 2, Lack::NoStake, None),
        (
            somebody && is_only_said(known),
            Lack::UntestedChampion,
            None,
        ),
    ]
}

fn paper_process(known: &Evidence) -> Vec<Case> {
    let mut cases = vec![(known.steps.is_empty(), Lack::NoPaperSteps, None)];
    cases.extend(steps(&known.steps));
    cases.push((
        known.score() > 0 && known.score() < 3,
        Lack::PapersNotInMotion,
        None,
    ));
    cases
}

fn competition(known: &Evidence) -> Vec<Case> {
    vec![
        (known.score() == 0, Lack::NoRival, None),
        (known.score() == 1, Lack::NoComparison, None),
        (
            known.score() > 0 && known.score() < 3,
            Lack::NoRanking,
            None,
        ),
    ]
}
