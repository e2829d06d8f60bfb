//! Durations written out, so that they can be done again on paper.

use crate::stats::summary;
use crate::table::{Cell, Term};

use super::figures::{Figures, mean_cell};

/// More steps than this are not written out; `--curve` has them all.
const STEPS_SHOWN: usize = 8;

pub fn explain(f: &Figures) -> Vec<Vec<Term>> {
    let running = f.curve.n() - f.curve.events();
    let mut counts = line![
        f.name_cell(),
        ": ",
        Cell::Count(f.curve.n()),
        " = ",
        Cell::Count(f.curve.events())
    ];
    counts.extend(line![" ended + ", Cell::Count(running), " unfinished"]);
    if f.curve.n() == 0 {
        return vec![counts];
    }
    let mut median = line![
        "    median = first day on which S is at most 0.5 = ",
        f.quantile_cell(0.5)
    ];
    median.extend(line!["; restricted mean = area under S = ", f.rmst_cell()]);
    vec![counts, survival(f), median, naive(f)]
}

/// S after each day on which something ended.
fn survival(f: &Figures) -> Vec<Term> {
    let steps: Vec<_> = f
        .curve
        .steps()
        .iter()
        .filter(|step| step.events > 0)
        .collect();
    let mut line = line!["    S = "];
    for (place, step) in steps.iter().take(STEPS_SHOWN).enumerate() {
        line.extend(line![if place == 0 { "(1 − " } else { " × (1 − " }]);
        line.extend(line![
            Cell::Count(step.events),
            "/",
            Cell::Count(step.at_risk),
            ")"
        ]);
    }
    if steps.len() > STEPS_SHOWN {
        line.extend(line![" …"]);
    }
    let last = f.curve.steps().last().map_or(1.0, |step| step.survival);
    line.extend(line![
        " = ",
        Cell::Number(last),
        " by day ",
        Cell::Count(f.curve.t_max().unwrap_or(0).unsigned_abs())
    ]);
    line
}

fn naive(f: &Figures) -> Vec<Term> {
    let total = Cell::Number(summary::sum(f.ended.iter().copied()));
    let ended = Cell::Count(f.ended.len() as u64);
    line![
        "    mean of ended = ",
        total,
        " days / ",
        ended,
        " = ",
        mean_cell(&f.ended)
    ]
}
