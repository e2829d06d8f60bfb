//! The funnel written out, so that it can be done again on paper.

use crate::table::{Cell, Term};

use super::figures::Figures;

pub fn explain(figures: &[Figures]) -> Vec<Vec<Term>> {
    figures
        .iter()
        .flat_map(|stage| [entered(stage), rates(stage)])
        .collect()
}

fn entered(f: &Figures) -> Vec<Term> {
    let [entered, advanced, lost, open, other] =
        [f.entered, f.advanced, f.lost, f.open, f.other].map(Cell::Count);
    line![
        Cell::text(format!("{}: ", f.title)),
        "entered ",
        entered,
        " = advanced ",
        advanced,
        " + lost ",
        lost,
        " + open ",
        open,
        " + other ",
        other
    ]
}

fn rates(f: &Figures) -> Vec<Term> {
    let [entered, advanced, lost, open, won] =
        [f.entered, f.advanced, f.lost, f.open, f.won].map(Cell::Count);
    let ceiling = Cell::share(f.advanced + f.open, f.entered);
    let mut line = line![
        "    conversion = ",
        advanced.clone(),
        " / (",
        advanced.clone(),
        " + ",
        lost,
        ") = "
    ];
    line.extend(line![
        f.decided_cell(),
        "; floor = ",
        advanced.clone(),
        " / ",
        entered.clone(),
        " = "
    ]);
    line.extend(line![
        Cell::share(f.advanced, f.entered),
        "; ceiling = (",
        advanced,
        " + ",
        open,
        ") / "
    ]);
    line.extend(line![
        entered.clone(),
        " = ",
        ceiling,
        "; → won = ",
        won,
        " / ",
        entered,
        " = "
    ]);
    line.extend(line![Cell::share(f.won, f.entered)]);
    line
}
