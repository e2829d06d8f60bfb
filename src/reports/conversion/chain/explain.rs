//! The win and the days of a stage written out, each as a sum over the stages that a deal comes to
//! from there: `0.9 × 0.25 (closing) + …`.

use super::figures::Figures;
use crate::reports::formula::{Line, join};
use crate::table::Cell;

pub fn explain(f: &Figures, all: &[Figures]) -> Vec<Line> {
    let name = f.stage.cell();
    let wins = sum(f, all, |stage| Some(stage.to_win()));
    let days = sum(f, all, |stage| stage.mean_stay);
    vec![
        formula!("{}: P = {}", name.clone(), Cell::Shares(f.next.clone())),
        formula!(
            "{}: win = Σ expected visits × P(won) = {} = {}",
            name.clone(),
            wins,
            f.win
        ),
        formula!(
            "{}: days = Σ expected visits × mean stay = {} = {}",
            name,
            days,
            f.expected_days
        ),
    ]
}

fn sum(f: &Figures, all: &[Figures], value: impl Fn(&Figures) -> Option<f64>) -> Line {
    let visits = f.visits.as_deref().unwrap_or_default();
    let parts = all.iter().zip(visits).filter_map(|(stage, visits)| {
        let value = value(stage).filter(|value| visits * value > 0.0)?;
        Some(formula!("{} × {} ({})", *visits, value, stage.stage.cell()))
    });
    join(" + ", parts)
}
