//! A plan written out.

use super::{
    funnel::{Funnel, StageFigures},
    target::Plan,
};
use crate::reports::formula::Line;

pub fn explain(plan: &Plan, funnel: &Funnel) -> Vec<Line> {
    let mut lines = wins(plan);
    let stages = funnel.stages.iter().zip(&plan.chances);
    lines.extend(stages.map(|(stage, chance)| need(stage, *chance)));
    lines.push(formula!(
        "cost per win = {} / {} wins = {}, spent {} days before the window",
        funnel.spending.total(),
        funnel.spending.wins,
        funnel.spending.cac(),
        funnel.lag as f64
    ));
    lines
}

fn wins(plan: &Plan) -> Vec<Line> {
    vec![
        formula!(
            "{}: wins = {} / {} = {}",
            plan.period.to_string(),
            plan.target,
            plan.won_value,
            plan.wins
        ),
        formula!(
            "minus closed {}: {}; minus open: {}",
            plan.closed,
            plan.wins_left,
            plan.wins_missing()
        ),
    ]
}

fn need(stage: &StageFigures, chance: Option<f64>) -> Line {
    formula!(
        "{}: {} / {} advance, → won {}; wins / {} needed; open {} × {}",
        stage.name.cell(),
        stage.advanced,
        stage.decided(),
        chance,
        chance,
        stage.open,
        chance
    )
}
