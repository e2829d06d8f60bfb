//! Competing ends written out, so that they can be done again on paper.

use crate::reports::competing_risks::{CompetingRisks, End, Known};
use crate::reports::groups::Slice;
use crate::table::{Cell, Explanation, Term};

use super::{Curve, Options};

pub fn explain(slice: &Slice<'_, '_>, curve: &Curve, options: Options) -> Explanation {
    let [won, lost] = [End::Forward, End::Lost].map(|end| curve.count(end));
    let open = curve.risks.n() - won - lost;
    let share = |share: fn(&Known) -> f64| Cell::of(curve.last().as_ref().map(share), Cell::Number);
    let (horizon, days) = (
        i64::from(options.horizon),
        Cell::Count(u64::from(options.horizon)),
    );
    let mut at = line![
        "at ",
        days,
        " days: won ",
        share(|known| known.ahead.incidence),
        " + lost "
    ];
    at.extend(line![
        share(|known| known.lost.incidence),
        " + open ",
        share(|known| known.ahead.survival),
        " = 1"
    ]);
    let mut counts = line![
        Cell::Count(curve.risks.n()),
        " deals: ",
        Cell::Count(won),
        " won, ",
        Cell::Count(lost)
    ];
    counts.extend(line![" lost, ", Cell::Count(open), " unfinished"]);
    let median = Cell::of(curve.risks.median_ahead(), |days| Cell::Days(days as f64));
    let naive = Cell::of(CompetingRisks::naive_ahead(&curve.waits), Cell::Number);
    let lines = vec![
        counts,
        line![
            "F(t) = Σ S(before) × ended that way / at risk, over days up to t; S(t) = Π (1 − ended / at risk)"
        ],
        line_of("won = ", curve.risks.sum(End::Forward, horizon)),
        line_of("lost = ", curve.risks.sum(End::Lost, horizon)),
        at,
        line![
            "half of those won by the longest time observed were won within ",
            median,
            " days"
        ],
        line![
            "1 − Kaplan–Meier, with losses counted as open, would give ",
            naive,
            " won"
        ],
    ];
    Explanation {
        group: slice.group.clone(),
        unit: None,
        lines,
    }
}

fn line_of(name: &'static str, sum: Vec<Term>) -> Vec<Term> {
    line![name].into_iter().chain(sum).collect()
}
