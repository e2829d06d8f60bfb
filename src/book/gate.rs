//! What a stage asks before a deal may enter it, and how far a deal meets it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Book,
    icp::{Fit, Icp, Predicate},
};
use crate::deal::{Day, Deal, Element, State, keywords::Severity, meddic::Score, meeting};

/// The exit criteria that stand before a stage. Absent keys ask nothing.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct Gate {
    pub metrics: Option<Score>,
    pub economic_buyer: Option<Score>,
    pub decision_criteria: Option<Score>,
    pub decision_process: Option<Score>,
    pub identify_pain: Option<Score>,
    pub champion: Option<Score>,
    pub paper_process: Option<Score>,
    pub competition: Option<Score>,
    /// Least number of contacts.
    pub contacts: Option<u32>,
    /// Least number of meetings held.
    pub meetings_held: Option<u32>,
    pub amount: Option<bool>,
    pub close_date: Option<bool>,
    pub no_open_blocker: Option<bool>,
    /// No `must` of the ideal customer profile has failed; what is unknown does not fail.
    pub icp: Option<bool>,
}

impl Gate {
    /// The least effective score that the gate asks of an element; 0 where it asks nothing.
    pub fn least(&self, element: Element) -> u8 {
        let score = match element {
            Element::Metrics => self.metrics,
            Element::EconomicBuyer => self.economic_buyer,
            Element::DecisionCriteria => self.decision_criteria,
            Element::DecisionProcess => self.decision_process,
            Element::IdentifyPain => self.identify_pain,
            Element::Champion => self.champion,
            Element::PaperProcess => self.paper_process,
            Element::Competition => self.competition,
        };
        score.map_or(0, |score| score.0)
    }
}

/// One thing that a gate asks, and how the deal stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    pub ask: Ask,
    pub need: String,
    pub have: String,
    /// The same two as numbers, where they are.
    pub counts: Option<[u32; 2]>,
    pub met: bool,
}

/// What a requirement is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    Element(Element, u8),
    Contacts,
    MeetingsHeld,
    Amount,
    CloseDate,
    NoOpenBlocker,
    /// With the field of the first must that failed.
    Icp(Option<String>),
}

impl Ask {
    /// The key of the gate that asks it.
    pub fn key(&self) -> &'static str {
        match self {
            Ask::Element(element, _) => element.as_str(),
            Ask::Contacts => "contacts",
            Ask::MeetingsHeld => "meetings_held",
            Ask::Amount => "amount",
            Ask::CloseDate => "close_date",
            Ask::NoOpenBlocker => "no_open_blocker",
            Ask::Icp(_) => "icp",
        }
    }
}

/// Everything that the gate asks, in the order of the gate's keys, judged on a day.
///
/// `state` is that of the deal on the day; scores are aged to it.
pub fn requirements(
    gate: &Gate,
    deal: &Deal,
    state: &State<'_>,
    book: &Book,
    on: Day,
) -> Vec<Requirement> {
    let mut list: Vec<Requirement> = Element::ALL
        .iter()
        .filter_map(|element| asks_element(gate, deal, *element, book, on))
        .collect();
    list.extend(
        gate.contacts
            .map(|least| counted(Ask::Contacts, least, deal.contacts.len())),
    );
    list.extend(
        gate.meetings_held
            .map(|least| meetings_held(least, deal, on)),
    );
    list.extend(
        asked(gate.amount)
            .map(|()| known(Ask::Amount, state.amount.map(|amount| amount.to_string()))),
    );
    list.extend(
        asked(gate.close_date)
            .map(|()| known(Ask::CloseDate, state.close_date.map(|day| day.to_string()))),
    );
    list.extend(asked(gate.no_open_blocker).map(|()| no_blocker(deal, on)));
    list.extend(
        asked(gate.icp)
            .and(book.icp.as_ref())
            .map(|icp| fits(icp, deal, on)),
    );
    list
}

fn asked(key: Option<bool>) -> Option<()> {
    (key == Some(true)).then_some(())
}

fn asks_element(
    gate: &Gate,
    deal: &Deal,
    element: Element,
    book: &Book,
    on: Day,
) -> Option<Requirement> {
    let least = gate.least(element);
    if least == 0 {
        return None;
    }
    let (raw, effective) = (
        deal.meddic.score(element),
        deal.meddic.effective(element, &book.fresh_days, on),
    );
    let have = if effective < raw {
        format!("{effective}, aged from {raw}")
    } else {
        effective.to_string()
    };
    let counts = Some([least.into(), effective.into()]);
    Some(Requirement {
        ask: Ask::Element(element, least),
        need: least.to_string(),
        have,
        counts,
        met: effective >= least,
    })
}

fn counted(ask: Ask, least: u32, have: usize) -> Requirement {
    let have = u32::try_from(have).unwrap_or(u32::MAX);
    let counts = Some([least, have]);
    Requirement {
        ask,
        need: least.to_string(),
        have: have.to_string(),
        counts,
        met: have >= least,
    }
}

/// Counts what was held; a meeting that is booked for a later day is named, so that nobody books
/// another.
fn meetings_held(least: u32, deal: &Deal, on: Day) -> Requirement {
    let held = meeting::held(&deal.meetings, on).len();
    let requirement = counted(Ask::MeetingsHeld, least, held);
    match meeting::earliest_scheduled(&deal.meetings)
        .filter(|meeting| !requirement.met && meeting.date > on)
    {
        Some(ahead) => Requirement {
            have: format!("{held}, {} is on {}", ahead.id, ahead.date),
            ..requirement
        },
        None => requirement,
    }
}

fn known(ask: Ask, value: Option<String>) -> Requirement {
    Requirement {
        ask,
        need: "known".to_owned(),
        counts: None,
        met: value.is_some(),
        have: value.unwrap_or_else(|| "unknown".to_owned()),
    }
}

fn no_blocker(deal: &Deal, on: Day) -> Requirement {
    let open = deal
        .objections
        .iter()
        .filter(|o| o.severity() == Severity::Blocker && o.was_open_on(on))
        .count();
    let (need, have) = ("none open".to_owned(), format!("{open} open"));
    Requirement {
        ask: Ask::NoOpenBlocker,
        need,
        have,
        counts: None,
        met: open == 0,
    }
}

fn fits(icp: &Icp, deal: &Deal, on: Day) -> Requirement {
    let failed: Vec<&Predicate> = icp
        .must
        .iter()
        .filter(|must| must.judge(deal, on) == Fit::Fail)
        .collect();
    let told = failed.iter().map(|must| {
        let seen = must.seen(deal, on).unwrap_or_default();
        format!("{} ({seen})", must.field)
    });
    let have = match told.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => "none failed".to_owned(),
        told => format!("failed: {told}"),
    };
    let ask = Ask::Icp(failed.first().map(|must| must.field.clone()));
    Requirement {
        ask,
        need: "no must failed".to_owned(),
        counts: None,
        met: failed.is_empty(),
        have,
    }
}
