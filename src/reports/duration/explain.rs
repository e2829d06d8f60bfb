//! Durations written out.

use super::figures::Figures;
use crate::reports::{
    cells::quantile,
    formula::{Line, join},
};
use crate::stats::{kaplan_meier::Step, summary};

/// More steps than this are not written out; `--curve` has them all.
const STEPS_SHOWN: usize = 8;

pub fn explain(f: &Figures) -> Vec<Line> {
    let counts = formula!(
        "{}: {} = {} ended + {} unfinished",
        f.name(),
        f.curve.n(),
        f.curve.events(),
        f.curve.n() - f.curve.events()
    );
    if f.curve.n() == 0 {
        return vec![counts];
    }
    vec![
        counts,
        survival(f),
        formula!(
            "    median = first day on which S is at most 0.5 = {}; \
             restricted mean = area under S = {}",
            quantile(&f.curve, 0.5),
            f.restricted_mean()
        ),
        formula!(
            "    mean of ended = {} days / {} = {}",
            summary::sum(f.ended.iter().copied()),
            f.ended.len() as u64,
            summary::mean(&f.ended)
        ),
    ]
}

/// S after each day on which something ended.
fn survival(f: &Figures) -> Line {
    let steps = f.curve.steps();
    let ended: Vec<&Step> = steps.iter().filter(|step| step.events > 0).collect();
    let shown = ended.iter().take(STEPS_SHOWN);
    let factors = shown.map(|step| formula!("(1 − {}/{})", step.events, step.at_risk));
    let more = (ended.len() > STEPS_SHOWN).then(|| formula!(" …"));
    formula!(
        "    S = {}{} = {} by day {}",
        join(" × ", factors),
        more.unwrap_or_default(),
        steps.last().map_or(1.0, |step| step.survival),
        f.curve.t_max().unwrap_or(0).unsigned_abs()
    )
}
