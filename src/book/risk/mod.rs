//! The risk of an open deal from 0 to 100: a sum of seven components, each with its weight and a
//! reason in words, so that every point can be explained. The [`Facts`] that it is made of come
//! first, the judgement in [`judge`] after.
//!
//! It says where to look first. It is no probability, and amounts are never multiplied by it: the
//! probability of the stage has counted the same weakness already.

mod facts;
mod judge;

pub use facts::{CloseDate, Facts, Gap, NextStep, Short, TypicalStay};

keywords! {
    /// What makes a deal risky.
    Factor {
        Qualification = "qualification", StageAge = "stage_age", Inactivity = "inactivity", CloseDate = "close_date",
        NextStep = "next_step", Threading = "threading", Objections = "objections",
    }
}

keywords! {
    /// How risky a deal is, in a word.
    Band { Low = "low", Medium = "medium", High = "high", Critical = "critical" }
}

/// From these scores on a deal is of a band.
const BANDS: [(f64, Band); 3] = [
    (75.0, Band::Critical),
    (50.0, Band::High),
    (25.0, Band::Medium),
];

impl Factor {
    /// The points that it adds at its worst; 100 in all.
    pub fn weight(self) -> f64 {
        match self {
            Factor::Qualification => 30.0,
            Factor::StageAge | Factor::Inactivity | Factor::CloseDate => 15.0,
            Factor::NextStep | Factor::Objections => 10.0,
            Factor::Threading => 5.0,
        }
    }

    /// The name as people say it.
    pub fn title(self) -> &'static str {
        match self {
            Factor::Qualification => "qualification",
            Factor::StageAge => "stage age",
            Factor::Inactivity => "silence",
            Factor::CloseDate => "close date",
            Factor::NextStep => "next step",
            Factor::Threading => "contacts",
            Factor::Objections => "objections",
        }
    }
}

/// One component of a risk.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    pub factor: Factor,
    /// 0 as good as it gets, 1 at its worst.
    pub level: f64,
    /// Why, in a few words.
    pub reason: String,
}

impl Component {
    pub fn points(&self) -> f64 {
        self.factor.weight() * self.level
    }
}

/// The risk of a deal.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// Every factor, in its order.
    pub components: Vec<Component>,
}

impl Risk {
    pub fn from_facts(facts: &Facts) -> Self {
        Self {
            components: Factor::ALL
                .iter()
                .map(|factor| judge::component(*factor, facts))
                .collect(),
        }
    }

    pub fn score(&self) -> f64 {
        self.components.iter().map(Component::points).sum()
    }

    pub fn band(&self) -> Band {
        // A sum of fractions that is 25 on paper is not to fall short of it by float noise.
        let score = (self.score() * 1e9).round() / 1e9;
        BANDS
            .iter()
            .find(|(from, _)| score >= *from)
            .map_or(Band::Low, |(_, band)| *band)
    }

    pub fn level(&self, factor: Factor) -> f64 {
        self.components
            .iter()
            .find(|component| component.factor == factor)
            .map_or(0.0, |component| component.level)
    }

    /// What adds points, the most first.
    pub fn causes(&self) -> Vec<&Component> {
        let mut causes: Vec<&Component> = self
            .components
            .iter()
            .filter(|component| component.level > 0.0)
            .collect();
        causes.sort_by(|a, b| b.points().total_cmp(&a.points()));
        causes
    }
}
