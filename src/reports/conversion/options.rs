//! How conversion is counted, and which deals a funnel counts.

use crate::reports::{
    FlagError, FlagValues,
    flags::{CHART, Flag, Takes},
};

keywords! {
    /// Deals followed from entry, exits in the window, entrants with open deals included, or a
    /// chain.
    Method { Cohort = "cohort", Flow = "flow", Aj = "aj", Markov = "markov" }
}

keywords! {
    /// Whose window it is: that of the deals' creation, or of each stage's own entries.
    Cohort { Created = "created", Entered = "entered" }
}

keywords! {
    /// Who enters a stage: all that came as far, or only those that were in it.
    Entrants { Reached = "reached", Literal = "literal" }
}

impl Method {
    /// The flags that do not apply to it.
    pub fn foreign(self) -> &'static [&'static str] {
        match self {
            Method::Cohort => &["curve"],
            Method::Flow | Method::Markov => &["cohort", "entrants", "curve"],
            Method::Aj => &[],
        }
    }

    /// Why they do not.
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

impl Default for Options {
    fn default() -> Self {
        Self {
            cohort: Cohort::Created,
            entrants: Entrants::Reached,
            curve: false,
        }
    }
}

impl Options {
    /// The choices, with the defaults where a method has no such flag.
    pub fn new(flags: &FlagValues) -> Result<Self, FlagError> {
        let default = Self::default();
        Ok(Self {
            cohort: flags.maybe("cohort")?.unwrap_or(default.cohort),
            entrants: flags.maybe("entrants")?.unwrap_or(default.entrants),
            curve: flags.is_on("curve"),
        })
    }

    /// Which deals the rows count, in words.
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
    Flag::new(
        "method",
        Takes::Word(Method::WORDS),
        "Count deals (cohort) or exits (flow), include open deals (aj), \
         or follow moves to their end (markov)",
    )
    .or("cohort"),
    Flag::new(
        "cohort",
        Takes::Word(Cohort::WORDS),
        "Deals created in the window, or for each stage the deals that entered it in the window",
    )
    .or("created"),
    Flag::new(
        "entrants",
        Takes::Word(Entrants::WORDS),
        "Deals that reached a stage, even if they skipped it, or only deals that were in it",
    )
    .or("reached"),
    Flag::switch(
        "curve",
        "With --method aj, add the shares advanced and lost by each day",
    ),
    CHART,
];
