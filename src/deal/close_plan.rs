//! The steps of both sides to a signature, as a buyer may see them: what, who and when, and nothing
//! else of a deal.

use super::{Contact, Day, Deal, meddic::ProcessStep};

/// Whose step it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// By the name that the buyer's own people have.
    Buyer(String),
    /// Ours; the names of our people stay here.
    Us,
    Unknown,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStep {
    pub date: Option<Day>,
    pub what: String,
    pub side: Side,
    pub done: Option<Day>,
    /// The last day on which it can begin, where the plan is counted back from a day.
    pub start_by: Option<Day>,
}

/// The steps of the decision and paper process and the follow-ups that are shared, by day; those
/// without one last.
pub fn steps(deal: &Deal) -> Vec<PlanStep> {
    let decision = deal.meddic.decision_process.iter();
    let processes = decision.chain(&deal.meddic.paper_process);
    let of_processes = processes
        .flat_map(|own| &own.steps)
        .map(|own| of_process(own, &deal.contacts));
    let shared = deal.followups.iter().filter(|own| own.shared == Some(true));
    let shared = shared
        .filter(|own| own.cancelled.is_none())
        .map(|own| PlanStep {
            date: own.due,
            what: own.what.clone(),
            side: Side::Us,
            done: own.done,
            start_by: None,
        });
    let mut steps: Vec<PlanStep> = of_processes.chain(shared).collect();
    // Stable, so that steps of one day stay as they are written.
    steps.sort_by_key(|own| (own.date.is_none(), own.date));
    steps
}

fn of_process(step: &ProcessStep, contacts: &[Contact]) -> PlanStep {
    let owner = step.owner.as_deref();
    let contact = contacts.iter().find(|own| Some(own.id.as_str()) == owner);
    let name = contact.and_then(|own| own.name.clone().or_else(|| own.title.clone()));
    PlanStep {
        date: step.date,
        what: step.what.clone(),
        side: match (owner, name) {
            (_, Some(name)) => Side::Buyer(name),
            _ => Side::Unknown,
        },
        done: None,
        start_by: None,
    }
}

/// Counts the open steps back from the day on which the last of them has to end. Each takes as long
/// as the plan gives it: from the step before it, the first from today.
pub fn count_back(steps: &mut [PlanStep], end: Day, today: Day) {
    let mut open: Vec<&mut PlanStep> = steps
        .iter_mut()
        .filter(|own| own.done.is_none() && own.date.is_some_and(|date| date >= today))
        .collect();
    let Some(last) = open.iter().filter_map(|own| own.date).max() else {
        return;
    };
    let slack = end.since(last);
    let mut begun = today;
    for step in &mut open {
        step.start_by = Some(begun.plus(slack));
        begun = step.date.unwrap_or(begun);
    }
}

#[cfg(test)]
mod tests {
    use super::{PlanStep, Side, count_back};
    use crate::deal::Day;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn step(date: Option<&str>, done: Option<&str>) -> PlanStep {
        PlanStep {
            date: date.map(day),
            what: "w".to_owned(),
            side: Side::Us,
            done: done.map(day),
            start_by: None,
        }
    }

    #[test]
    fn every_step_keeps_its_length() {
        let mut steps = [
            step(Some("2026-11-01"), None),
            step(Some("2026-11-20"), Some("2026-11-18")),
            step(Some("2026-11-30"), None),
            step(Some("2026-12-10"), None),
            step(Some("2026-12-10"), None),
            step(None, None),
        ];
        count_back(&mut steps, day("2026-12-20"), day("2026-11-23"));
        let starts = steps.map(|own| own.start_by.map(|day| day.to_string()));
        let starts: Vec<Option<&str>> = starts.iter().map(Option::as_deref).collect();
        // Ten days of slack: the first could begin ten days from now.
        let expected = [
            None,
            None,
            Some("2026-12-03"),
            Some("2026-12-10"),
            Some("2026-12-20"),
            None,
        ];
        assert_eq!(starts, expected);
    }
}
