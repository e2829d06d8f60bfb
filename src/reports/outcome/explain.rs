//! Competing ends written out.

use super::{Options, curve::Curve};
use crate::reports::{
    competing_risks::{End, naive_forward},
    formula::Line,
};

pub fn explain(curve: &Curve, options: Options) -> Vec<Line> {
    let [won, lost] = [End::Forward, End::Lost].map(|end| curve.count(end));
    let horizon = i64::from(options.horizon);
    let median = curve.risks.median_forward();
    vec![
        formula!(
            "{} deals: {} won, {} lost, {} unfinished",
            curve.risks.n(),
            won,
            lost,
            curve.risks.n() - won - lost
        ),
        formula!(
            "F(t) = Σ S(before) × ended that way / at risk, over days up to t; \
             S(t) = Π (1 − ended / at risk)"
        ),
        formula!("won = {}", curve.risks.sum(End::Forward, horizon)),
        formula!("lost = {}", curve.risks.sum(End::Lost, horizon)),
        formula!(
            "at {} days: won {} + lost {} + open {} = 1",
            u64::from(options.horizon),
            curve.last().forward(),
            curve.last().lost(),
            curve.last().waiting()
        ),
        formula!(
            "half of those won by the longest time observed were won within {} days",
            median.map(|days| days as f64)
        ),
        formula!(
            "1 − Kaplan–Meier, with losses counted as open, would give {} won",
            naive_forward(&curve.waits)
        ),
    ]
}
