//! What to ask the buyer next about an element: chosen by what is missing from what is known.
//!
//! [`lacks`] says what is missing, [`words`] what to ask then, in each language. To add a question:
//! a line in [`words`]; for something new that can be missing, a word of [`Lack`] and its condition
//! in [`lacks`] as well.

mod lacks;
mod words;

use super::Deal;
use super::day::Day;
use super::meddic::{Element, FreshDays};

keywords! {
    /// A language that questions are written in.
    Lang { En = "en", Ko = "ko" }
}

keywords! {
    /// What can be missing.
    Lack {
        NoMetric = "no_metric", NoNumber = "no_number", NoBaseline = "no_baseline", NoTarget = "no_target",
        NoUnit = "no_unit", MetricNotTheirs = "metric_not_theirs",
        NoBuyer = "no_buyer", BuyerNotMet = "buyer_not_met", BuyerUnconfirmed = "buyer_unconfirmed",
        FewCriteria = "few_criteria", NoBusinessCriterion = "no_business_criterion", NoPosition = "no_position",
        CriteriaNotTheirs = "criteria_not_theirs",
        FewSteps = "few_steps", StepUndated = "step_undated", StepUnowned = "step_unowned",
        StepsAfterClose = "steps_after_close", StepsUnconfirmed = "steps_unconfirmed",
        NoPain = "no_pain", NoPainOwner = "no_pain_owner", NoConsequence = "no_consequence", OneVoice = "one_voice",
        NoChampion = "no_champion", NoStake = "no_stake", NoAct = "no_act", IdleChampion = "idle_champion",
        UntestedChampion = "untested_champion",
        NoPaperSteps = "no_paper_steps", PapersNotInMotion = "papers_not_in_motion",
        NoRival = "no_rival", NoComparison = "no_comparison", NoRanking = "no_ranking",
        Aged = "aged", StillSo = "still_so",
    }
}

/// More lacks of one element are not asked about at once.
const MOST: usize = 3;

/// Something that is missing, and about whom or what.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Missing {
    lack: Lack,
    /// A name, a step or a criterion, which the words put in its place.
    about: Option<String>,
}

/// What to ask, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub lack: Lack,
    pub why: String,
    pub questions: Vec<String>,
}

/// The questions about an element, the most basic first; never none, for even what is proven can
/// change.
pub fn questions(
    deal: &Deal,
    element: Element,
    fresh: &FreshDays,
    on: Day,
    lang: Lang,
) -> Vec<Asked> {
    let mut missing = lacks::of(deal, element, fresh, on);
    missing.truncate(MOST);
    if missing.is_empty() {
        missing.push(Missing {
            lack: Lack::StillSo,
            about: None,
        });
    }
    missing
        .iter()
        .map(|missing| words::asked(missing, lang))
        .collect()
}
