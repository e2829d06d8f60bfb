//! The outcome that the stage of a deal means.

use super::{State, keywords::Forecast};

/// The stage of a deal that was won.
pub const WON: &str = "won";
/// The stage of a deal that was lost.
pub const LOST: &str = "lost";

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

impl Outcome {
    /// The outcome that a stage means: `won`, `lost`, or open.
    pub fn of_stage(stage: &str) -> Self {
        match stage {
            WON => Outcome::Won,
            LOST => Outcome::Lost,
            _ => Outcome::Open,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Won => WON,
            Outcome::Lost => LOST,
        }
    }
}

impl State<'_> {
    pub fn outcome(&self) -> Outcome {
        Outcome::of_stage(self.stage)
    }

    pub fn is_open(&self) -> bool {
        self.outcome() == Outcome::Open
    }

    /// Omitted, pipeline, best case or commit; pipeline where nothing is said.
    pub fn forecast(&self) -> Forecast {
        self.forecast.unwrap_or(Forecast::Pipeline)
    }
}
