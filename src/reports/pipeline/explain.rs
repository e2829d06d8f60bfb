//! The pipeline written out, so that it can be done again on paper.

use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::money::unit;
use crate::table::{Cell, Explanation, Term};

use super::figures::Figures;

pub fn explain(
    slice: &Slice<'_, '_>,
    currency: Option<Currency>,
    stages: &[Figures],
) -> Explanation {
    let mut lines = vec![line![
        "weighted = Σ amount × probability of the stage; mean = amount / deals with an amount"
    ]];
    lines.extend(
        stages
            .iter()
            .filter(|figures| figures.deals > 0)
            .map(explain_stage),
    );
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines,
    }
}

fn explain_stage(f: &Figures) -> Vec<Term> {
    let (amount, weighted) = (
        Cell::of(f.amount.total(), Cell::Money),
        Cell::of(f.weighted.total(), Cell::Money),
    );
    let mut line = line![f.stage_cell(), ": ", amount.clone()];
    if let Some(probability) = f.probability {
        line.extend(line![" × ", Cell::Number(probability)]);
    }
    line.extend(line![
        " = ",
        weighted,
        " weighted; mean ",
        amount,
        " / ",
        Cell::Count(f.amount.known),
        " = "
    ]);
    line.extend(line![
        Cell::of(f.amount.mean(), Cell::MoneyRate),
        "; age ",
        Cell::Number(f.days as f64),
        " days / "
    ]);
    line.extend(line![Cell::Count(f.aged), " = ", f.age_cell()]);
    line
}
