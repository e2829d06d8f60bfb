//! The classes of loss reasons: beaten by somebody, by nobody, or never in the race.

keywords! {
    /// What kind of loss it is (the third outcome beside won and lost, Kellogg's "derailed").
    LossClass {
        Competitive = "competitive",
        NoDecision = "no_decision",
        Disqualified = "disqualified",
        Other = "other",
    }
}

impl LossClass {
    /// The class of a reason; a loss without one is of the class `other`.
    pub fn new(reason: Option<&str>) -> Self {
        match reason {
            Some("competitor") => LossClass::Competitive,
            Some("no_decision") => LossClass::NoDecision,
            Some("disqualified") => LossClass::Disqualified,
            _ => LossClass::Other,
        }
    }
}
