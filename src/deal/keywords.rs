//! Closed word lists: each an enum that parses, prints and describes itself.
//!
//! To add a word, add one line to the list that it belongs to; parsing, help, schema and error
//! texts follow.

use std::fmt;

/// A word that its list does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    pub word: String,
    pub allowed: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of {}", self.word, self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

macro_rules! keywords {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every word of the list, in its order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];
            /// Every value of the list, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as files spell it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::deal::keywords::UnknownWord;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::deal::keywords::UnknownWord { word: word.to_owned(), allowed: Self::WORDS }),
                }
            }
        }
    };
}

keywords! {
    /// How sure the seller is that the deal closes in its period.
    Forecast { Omitted = "omitted", Pipeline = "pipeline", BestCase = "best_case", Commit = "commit" }
}

keywords! {
    /// What a contact is in the buyer's decision.
    Role {
        EconomicBuyer = "economic_buyer", Champion = "champion", Coach = "coach", DecisionMaker = "decision_maker",
        Influencer = "influencer", User = "user", Blocker = "blocker", Legal = "legal", Procurement = "procurement",
    }
}

keywords! {
    /// How much an objection weighs.
    Severity { Minor = "minor", Major = "major", Blocker = "blocker" }
}

keywords! {
    /// What an objection is about.
    Category {
        PriceBudget = "price_budget", TimingPriority = "timing_priority", AuthorityProcess = "authority_process",
        NeedFit = "need_fit", ProductGap = "product_gap", Competitor = "competitor", StatusQuo = "status_quo",
        TrustRisk = "trust_risk", LegalSecurity = "legal_security", EffortChange = "effort_change", Other = "other",
    }
}

keywords! {
    /// Why a deal was lost: what can be objected to, and two reasons more.
    LossReason {
        PriceBudget = "price_budget", TimingPriority = "timing_priority", AuthorityProcess = "authority_process",
        NeedFit = "need_fit", ProductGap = "product_gap", Competitor = "competitor", StatusQuo = "status_quo",
        TrustRisk = "trust_risk", LegalSecurity = "legal_security", EffortChange = "effort_change", Other = "other",
        NoDecision = "no_decision", Disqualified = "disqualified",
    }
}

keywords! {
    /// How an objection ended without being resolved.
    Ending { AcceptedRisk = "accepted_risk", Withdrawn = "withdrawn" }
}

keywords! {
    /// What became of a meeting.
    MeetingStatus { Scheduled = "scheduled", Held = "held", NoShow = "no_show", Cancelled = "cancelled" }
}

keywords! {
    /// Who spoke: both sides, we to them, or they to us.
    Direction { TwoWay = "two_way", Outbound = "outbound", Inbound = "inbound" }
}

keywords! {
    /// Which set of qualification elements the book uses.
    Methodology { Meddic = "meddic", Meddpicc = "meddpicc" }
}
