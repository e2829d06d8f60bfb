//! What to ask the buyer next about an element: chosen by what is missing from what is known.
//!
//! [`lacks`] decides what is missing. The questions are data: one `.txt` file per element, with a
//! block for each thing that can be missing:
//!
//! ```text
//! [no_champion]
//! why en: …            how it is said that this is missing
//! why ko: …
//! ask en: …            a question; there can be several, each in every language
//! ask ko: …
//! ```
//!
//! `{name}`, `{step}`, `{criterion}` and `{date}` are filled in; a line that begins with `#` is a
//! comment. To change or add a question, edit its file. For something new that can be missing, add
//! a word to [`Lack`], its condition in [`lacks`], and its block. For another language, add a word
//! to [`Lang`] and its lines: a test names every text that is not there.

mod lacks;
mod texts;

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

impl Lack {
    /// What its texts have filled in, in braces.
    fn placeholder(self) -> Option<&'static str> {
        match self {
            Self::BuyerNotMet | Self::BuyerUnconfirmed => Some("{name}"),
            Self::NoPosition => Some("{criterion}"),
            Self::StepUndated | Self::StepUnowned => Some("{step}"),
            Self::StepsAfterClose | Self::IdleChampion | Self::Aged => Some("{date}"),
            _ => None,
        }
    }
}

/// More lacks of one element are not asked about at once.
const MOST: usize = 3;

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Missing {
    lack: Lack,
    /// What replaces the placeholder of its texts.
    about: Option<String>,
}

impl Missing {
    fn asked(&self, lang: Lang) -> Asked {
        Asked {
            lack: self.lack,
            why: texts::why(self.lack, lang)
                .map(|text| self.filled(text))
                .collect(),
            questions: texts::questions(self.lack, lang)
                .map(|text| self.filled(text))
                .collect(),
        }
    }

    fn filled(&self, text: &str) -> String {
        let about = self.about.as_deref().unwrap_or_default();
        match self.lack.placeholder() {
            Some(placeholder) => text.replace(placeholder, about),
            None => text.to_owned(),
        }
    }
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
    as_of: Day,
    lang: Lang,
) -> Vec<Asked> {
    let mut missing = lacks::missing(deal, element, fresh, as_of);
    missing.truncate(MOST);
    if missing.is_empty() {
        missing.push(Missing {
            lack: Lack::StillSo,
            about: None,
        });
    }
    missing.iter().map(|missing| missing.asked(lang)).collect()
}
