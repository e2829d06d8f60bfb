//! The words of this room: what can be missing, and in which languages it is asked about.

keywords! {
    /// A language that questions are written in.
    Lang { En = "en", Ko = "ko" }
}

keywords! {
    /// What can be missing.
    Lack {
        NoMetric = "no_metric", NoNumber = "no_number", NoBaseline = "no_baseline",
        NoTarget = "no_target", NoUnit = "no_unit", MetricNotTheirs = "metric_not_theirs",
        NoBuyer = "no_buyer", BuyerNotMet = "buyer_not_met", BuyerUnconfirmed = "buyer_unconfirmed",
        FewCriteria = "few_criteria", NoBusinessCriterion = "no_business_criterion",
        NoPosition = "no_position", CriteriaNotTheirs = "criteria_not_theirs",
        FewSteps = "few_steps", StepUndated = "step_undated", StepUnowned = "step_unowned",
        StepsAfterClose = "steps_after_close", StepsUnconfirmed = "steps_unconfirmed",
        NoPain = "no_pain", NoPainOwner = "no_pain_owner", NoConsequence = "no_consequence",
        OneVoice = "one_voice", NoChampion = "no_champion", NoStake = "no_stake", NoAct = "no_act",
        IdleChampion = "idle_champion", UntestedChampion = "untested_champion",
        NoPaperSteps = "no_paper_steps", PapersNotInMotion = "papers_not_in_motion",
        NoRival = "no_rival", NoComparison = "no_comparison", NoRanking = "no_ranking",
        Aged = "aged", StillSo = "still_so",
    }
}

impl Lack {
    /// What its texts have filled in, in braces.
    pub fn placeholder(self) -> Option<&'static str> {
        match self {
            Self::BuyerNotMet | Self::BuyerUnconfirmed => Some("{name}"),
            Self::NoPosition => Some("{criterion}"),
            Self::StepUndated | Self::StepUnowned => Some("{step}"),
            Self::StepsAfterClose | Self::IdleChampion | Self::Aged => Some("{date}"),
            _ => None,
        }
    }
}
