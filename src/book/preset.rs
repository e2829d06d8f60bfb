//! The pipelines that a new book can start from. To add one: a function, and its line in
//! [`PRESETS`].

use super::{
    Pipeline, Stage,
    gate::Gate,
    pipeline::{AfterWin, Wait},
};
use crate::deal::{follow_up::POST_CLOSE, meddic::Score};

/// A ready-made pipeline.
pub struct Preset {
    pub name: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    stages: fn() -> Vec<Stage>,
}

/// Every preset; the first is that of a book that names none.
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "default7",
        summary: "seven-step sales cycle, from prospecting to post-sale follow-up",
        stages: seven_steps,
    },
    Preset {
        name: "enterprise",
        summary: "complex sales to a buying group: from the first demo to negotiation with the economic buyer",
        stages: enterprise,
    },
];

impl Preset {
    pub fn named(name: &str) -> Option<&'static Preset> {
        PRESETS.iter().find(|preset| preset.name == name)
    }

    /// The preset as a pipeline with this id.
    pub fn pipeline(&self, id: &str) -> Pipeline {
        Pipeline {
            id: id.to_owned(),
            stages: (self.stages)(),
            after_win: after_win(),
        }
    }
}

/// Least scores in the order metrics, economic buyer, criteria, process, pain, champion.
fn scores(least: [u8; 6]) -> Gate {
    let [metrics, buyer, criteria, process, pain, champion] =
        least.map(|s| (s > 0).then_some(Score(s)));
    Gate {
        metrics,
        economic_buyer: buyer,
        decision_criteria: criteria,
        decision_process: process,
        identify_pain: pain,
        champion,
        ..Gate::default()
    }
}

fn stage(id: &str, probability: f64, expected_days: u32, gate: Gate) -> Stage {
    Stage {
        probability: Some(probability),
        expected_days: Some(expected_days),
        gate,
        ..Stage::new(id)
    }
}

fn seven_steps() -> Vec<Stage> {
    let approach = Gate {
        icp: Some(true),
        contacts: Some(1),
        ..scores([0, 0, 0, 0, 1, 0])
    };
    let presentation = Gate {
        meetings_held: Some(1),
        ..scores([1, 1, 1, 0, 2, 1])
    };
    let closing = Gate {
        amount: Some(true),
        close_date: Some(true),
        no_open_blocker: Some(true),
        ..scores([2, 2, 2, 2, 2, 2])
    };
    vec![
        stage("prospecting", 0.05, 14, Gate::default()),
        stage("preparation", 0.10, 7, Gate::default()),
        stage("approach", 0.20, 14, approach),
        stage("presentation", 0.35, 21, presentation),
        // Objections come at any stage, so passing this one by is legal.
        Stage {
            optional: true,
            ..stage("objection_handling", 0.50, 14, scores([1, 1, 2, 1, 2, 1]))
        },
        stage("closing", 0.75, 14, closing),
    ]
}

fn enterprise() -> Vec<Stage> {
    let impact = Gate {
        contacts: Some(2),
        ..scores([2, 1, 2, 2, 2, 2])
    };
    let negotiation = Gate {
        paper_process: Some(Score(2)),
        competition: Some(Score(1)),
        ..scores([2, 3, 2, 3, 2, 2])
    };
    vec![
        stage("high_level_demo", 0.10, 14, scores([0, 0, 0, 0, 1, 0])),
        stage("custom_demo_pov", 0.20, 30, scores([1, 1, 1, 1, 2, 1])),
        stage("technical_win", 0.40, 21, scores([1, 1, 2, 1, 2, 2])),
        stage("business_impact", 0.55, 21, impact),
        stage("economic_buyer", 0.70, 14, scores([2, 2, 2, 2, 2, 2])),
        stage("negotiation", 0.85, 21, negotiation),
    ]
}

/// The seventh step of the cycle comes after the sale: a plan, not a stage.
fn after_win() -> Vec<AfterWin> {
    let steps = [
        ("Thank-you note", 1),
        ("Hand-over note", 2),
        ("Kickoff", 7),
        ("Delivery and satisfaction check", 30),
        ("Outcome against the metric", 90),
    ];
    let steps = steps.map(|(what, days)| AfterWin {
        kind: Some(POST_CLOSE.to_owned()),
        what: what.to_owned(),
        wait: Wait::Days(days),
    });
    steps.into()
}
