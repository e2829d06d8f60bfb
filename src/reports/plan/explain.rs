//! A plan written out.

use super::{
    funnel::{Funnel, StageFigures},
    target::Plan,
};
use crate::reports::formula::Line;

pub fn explain(plan: &Plan, funnel: &Funnel<'_, '_>) -> Vec<Line> {
    let mut lines = wins(plan);
    let stages = funnel.stages.iter().enumerate();
    lines.extend(stages.map(|(rank, stage)| need(rank, stage, plan)));
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

fn need(rank: usize, stage: &StageFigures<'_, '_>, plan: &Plan) -> Line {
    let chance = plan.chances[rank];
    formula!(
        "{}: {} / {} advance, → won {}; wins / {} needed; open here or later: {} wins in the period",
        stage.name.cell(),
        stage.advanced,
        stage.decided(),
        chance,
        chance,
        plan.open_wins(rank)
    )
}
