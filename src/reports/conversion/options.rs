//! How conversion is counted, and which deals a funnel counts.

use crate::reports::flags::{CHART, Flag, FlagError, FlagValues, Takes};

keywords! {
    /// What answers: deals followed from entry, exits of the window, entrants with what is still
    /// open, or a chain.
    Method { Cohort = "cohort", Flow = "flow", Aj = "aj", Markov = "markov" }
}

keywords! {
    /// Whose window it is: that of the deals' creation, or of each stage's own entries.
    Cohort { Created = "created", Entered = "entered" }
}

keywords! {
    /// Who enters a stage: whoever came as far, or only those that stood in it.
    Entrants { Reached = "reached", Literal = "literal" }
}

impl Method {
    /// The flags that mean nothing to it.
    pub fn foreign(self) -> &'static [&'static str] {
        match self {
            Method::Cohort => &["curve"],
            Method::Flow | Method::Markov => &["cohort", "entrants", "curve"],
            Method::Aj => &[],
        }
    }

    /// Why they mean nothing.
    pub fn reason(self) -> &'static str {
        match self {
            Method::Cohort => "applies only to --method aj",
            Method::Flow => "does not apply to --method flow, which counts all exits in the window",
            Method::Aj => "",
            Method::Markov => {
                "does not apply to --method markov, which counts all moves in the window"
            }
        }
    }
}

/// How to make the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    pub cohort: Cohort,
    pub entrants: Entrants,
    /// Add the steps of the curves.
    pub curve: bool,
}

impl Options {
    /// The choices; the defaults stand in where a method has no such flag.
    pub fn of(flags: &FlagValues) -> Result<Self, FlagError> {
        Ok(Self {
            cohort: flags.maybe("cohort")?.unwrap_or(Cohort::Created),
            entrants: flags.maybe("entrants")?.unwrap_or(Entrants::Reached),
            curve: flags.is_on("curve"),
        })
    }

    /// Whose deals the rows count, in words.
    pub fn basis(self) -> &'static str {
        match self.cohort {
            Cohort::Created => "deals created in the window, one funnel",
            Cohort::Entered => {
                "deals that entered each stage in the window (each row is a different cohort)"
            }
        }
    }
}

pub const FLAGS: &[Flag] = &[
    Flag {
        name: "method",
        takes: Takes::Word(Method::WORDS),
        default: Some("cohort"),
        help: "Count deals (cohort) or exits (flow), include open deals (aj), or follow moves to their end (markov)",
    },
    Flag {
        name: "cohort",
        takes: Takes::Word(Cohort::WORDS),
        default: Some("created"),
        help: "Deals created in the window, or for each stage the deals that entered it in the window",
    },
    Flag {
        name: "entrants",
        takes: Takes::Word(Entrants::WORDS),
        default: Some("reached"),
        help: "Deals that reached a stage, even if they skipped it, or only deals that were in it",
    },
    Flag {
        name: "curve",
        takes: Takes::Nothing,
        default: None,
        help: "With --method aj, add the shares advanced and lost by each day",
    },
    CHART,
];
