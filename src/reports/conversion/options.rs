//! Which deals a funnel counts.

use crate::reports::choices::{ChoiceError, Choices, Flag, Takes};

words! {
    /// Whose window it is: that of the deals' creation, or of each stage's own entries.
    Cohort { Created = "created", Entered = "entered" }
}

words! {
    /// Who enters a stage: whoever came as far, or only those that stood in it.
    Entrants { Reached = "reached", Literal = "literal" }
}

/// How to make the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    pub cohort: Cohort,
    pub entrants: Entrants,
}

impl Options {
    pub fn of(choices: &Choices) -> Result<Self, ChoiceError> {
        Ok(Self { cohort: choices.one("cohort")?, entrants: choices.one("entrants")? })
    }
}

pub const FLAGS: &[Flag] = &[
    Flag {
        name: "cohort",
        takes: Takes::Word(Cohort::WORDS),
        default: Some("created"),
        help: "Deals created in the window, or for each stage those that entered it in the window",
    },
    Flag {
        name: "entrants",
        takes: Takes::Word(Entrants::WORDS),
        default: Some("reached"),
        help: "Count deals that skipped a stage among those that reached it, or only visits",
    },
];
