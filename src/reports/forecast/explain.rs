//! The forecast written out.

use rust_decimal::prelude::ToPrimitive;

use super::{
    figures::Figures,
    odds::{Odds, PRIOR_WEIGHT, StageOdds},
    outlook::Chance,
};
use crate::book::{Stage, journey::StageRef};
use crate::reports::{Query, flows::NewOf, formula::Line};

/// Where the probability of each stage comes from.
pub fn stages(query: &Query<'_>, odds: &Odds<'_>) -> Vec<Line> {
    let mut lines = vec![formula!(
        "p of a stage = (won + {} × configured) / (won + lost + {})",
        PRIOR_WEIGHT,
        PRIOR_WEIGHT
    )];
    for (pipeline, own) in query.book.pipelines.iter().enumerate() {
        for (rank, stage) in own.stages.iter().enumerate() {
            let odds = odds.of_stage(StageRef { pipeline, rank });
            lines.extend(odds.map(|odds| stage_line(stage, odds)));
        }
    }
    lines
}

fn stage_line(stage: &Stage, odds: StageOdds) -> Line {
    formula!(
        "{}: ({} + {} × {}) / ({} + {}) = {}",
        stage.title(),
        odds.won,
        PRIOR_WEIGHT,
        odds.prior,
        odds.decided,
        PRIOR_WEIGHT,
        odds.p
    )
}

/// What the deals of a row bring in, in one period, one line each.
pub fn explain(figures: &Figures) -> Vec<Line> {
    let mut lines = vec![formula!(
        "{}: weighted open = {} over {} deals",
        figures.period.to_string(),
        figures.weighted_open(),
        figures.chances.len() as u64
    )];
    lines.extend(figures.chances.iter().map(deal));
    lines.extend(figures.new_parts.iter().map(new));
    lines.push(formula!(
        "    with closed {} + {} = {}",
        figures.sums.closed.total(),
        figures.weighted_open(),
        figures.weighted_total()
    ));
    lines.extend(figures.likes.iter().map(|like| {
        formula!(
            "    {} when as many days were over: said {}, came {}",
            like.period.to_string(),
            like.said,
            like.came
        )
    }));
    lines
}

fn new(new: &NewOf) -> Line {
    formula!(
        "    not yet created in {}: {} deals a day, {} of them won in the period × {}",
        new.pipeline.as_str(),
        new.entries,
        new.wins,
        new.amount
    )
}

fn deal(chance: &Chance) -> Line {
    let product = chance.amount.to_f64().map(|amount| amount * chance.p);
    formula!(
        "    {}, {} for {} days: {} × {} = {}",
        chance.id.as_str(),
        chance.stage_name.as_str(),
        chance.age.and_then(|days| days.to_f64()),
        chance.amount,
        chance.p,
        product
    )
}
