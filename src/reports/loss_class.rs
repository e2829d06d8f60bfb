//! The classes of loss reasons: beaten by somebody, by nobody, or never in the race.

keywords! {
    /// What kind of loss a reason tells of (the third outcome of Kellogg's "derailed" beside won
    /// and lost).
    LossClass {
        Competitive = "competitive", NoDecision = "no_decision", Disqualified = "disqualified", Other = "other",
    }
}

impl LossClass {
    /// The class of a reason; a loss that gives none is of the class `other`.
    pub fn of(reason: Option<&str>) -> Self {
        match reason {
            Some("competitor") => LossClass::Competitive,
            Some("no_decision") => LossClass::NoDecision,
            Some("disqualified") => LossClass::Disqualified,
            _ => LossClass::Other,
        }
    }
}
