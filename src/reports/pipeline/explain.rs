//! The pipeline written out.

use super::figures::Figures;
use crate::reports::formula::Line;

pub fn explain(stages: &[Figures]) -> Vec<Line> {
    let head = formula!(
        "weighted = Σ amount × probability of the stage; mean = amount / deals with an amount"
    );
    let stages = stages.iter().filter(|figures| figures.deals > 0);
    std::iter::once(head).chain(stages.map(stage)).collect()
}

fn stage(f: &Figures) -> Line {
    let factor = f
        .probability
        .map(|probability| formula!(" × {}", probability));
    formula!(
        "{}: {}{} = {} weighted; mean {} / {} = {}; age {} days / {} = {}",
        f.stage_cell(),
        f.amount.total(),
        factor.unwrap_or_default(),
        f.weighted.total(),
        f.amount.total(),
        f.amount.known,
        f.amount.mean(),
        f.days as f64,
        f.aged,
        f.mean_days()
    )
}
