//! Velocity written out, so that it can be done again on paper.

use crate::deal::money::Currency;
use crate::reports::groups::Slice;
use crate::reports::money::unit;
use crate::table::{Cell, Explanation, Term};

use super::figures::Figures;
use super::options::{Count, CycleStat, Options, Win, WinBy};

pub fn explain(
    slice: &Slice<'_, '_>,
    currency: Option<Currency>,
    figures: &Figures,
    options: &Options,
) -> Explanation {
    let lines = vec![
        line!["V = N × A × W / L, in money per day"],
        deals(slice, figures, options),
        value(figures),
        win(figures, options),
        cycle(figures, options),
        velocity(figures),
        realized(figures),
        flow(figures),
    ];
    Explanation {
        group: slice.group.clone(),
        unit: unit(currency),
        lines,
    }
}

fn deals(slice: &Slice<'_, '_>, figures: &Figures, options: &Options) -> Vec<Term> {
    let n = Cell::Count(figures.n);
    match options.count {
        Count::Open => line![
            "N = ",
            n,
            " deals open on ",
            Cell::Date(slice.stock_day.into())
        ],
        Count::Created => line!["N = ", n, " deals created in the window"],
        Count::Closed => line!["N = ", n, " deals closed in the window"],
    }
}

fn value(figures: &Figures) -> Vec<Term> {
    let (total, mean) = (
        Cell::of(figures.value.known_total(), Cell::Money),
        Cell::of(figures.value.mean(), Cell::MoneyRate),
    );
    line![
        "A = won value ",
        total,
        " / ",
        Cell::Count(figures.value.known),
        " deals won with an amount = ",
        mean
    ]
}

fn win(figures: &Figures, options: &Options) -> Vec<Term> {
    let tally = &figures.win.tally;
    let rate = Cell::of(figures.win.rate, Cell::Number);
    if options.standardize {
        return standardized(figures, rate);
    }
    let of = match options.win {
        Win::Closed => " won or lost in the window = ",
        Win::Cohort => " created in the window = ",
        Win::Horizon(_) => " created in the window and old enough = ",
    };
    match options.win_by {
        WinBy::Count => line![
            "W = ",
            Cell::Count(tally.won),
            " won / ",
            Cell::Count(tally.judged),
            of,
            rate
        ],
        WinBy::Value => {
            let (won, all) = (
                tally.won_value.known_total(),
                tally.judged_value.known_total(),
            );
            line![
                "W = ",
                Cell::of(won, Cell::Money),
                " won / ",
                Cell::of(all, Cell::Money),
                of,
                rate
            ]
        }
    }
}

/// `W = Σ segment's share of all groups × its win rate = 0.5 × 0.9 (SMB) + … = 0.6`.
fn standardized(figures: &Figures, rate: Cell) -> Vec<Term> {
    let mut line = line!["W = Σ segment's share of all groups × its win rate = "];
    for (place, part) in figures.win.parts.iter().enumerate() {
        let segment = Cell::text(part.segment.as_deref().unwrap_or("no segment"));
        line.extend(line![
            if place == 0 { "" } else { " + " },
            Cell::Number(part.weight),
            " × "
        ]);
        line.extend(line![Cell::of(part.rate, Cell::Number), " (", segment, ")"]);
    }
    line.extend(line![" = ", rate]);
    line
}

fn cycle(figures: &Figures, options: &Options) -> Vec<Term> {
    let (cycle, days) = (&figures.cycle, Cell::of(figures.cycle.days, Cell::Days));
    let (total, deals) = (
        Cell::Number(cycle.total_days as f64),
        Cell::Count(cycle.deals),
    );
    match options.cycle_stat {
        CycleStat::Mean => line![
            "L = ",
            total,
            " days open / ",
            deals,
            " deals = ",
            days,
            " days"
        ],
        CycleStat::Median => line![
            "L = median days open of ",
            deals,
            " deals = ",
            days,
            " days"
        ],
        CycleStat::Km => line![
            "L = day by which half have ended, open deals included = ",
            days,
            " days"
        ],
    }
}

fn velocity(figures: &Figures) -> Vec<Term> {
    let days = Cell::of(figures.cycle.days.map(|days| days.max(1.0)), Cell::Days);
    let mut line = line!["V = ", Cell::Count(figures.n)];
    line.extend(times(figures));
    line.extend(line![
        " / ",
        days,
        " = ",
        Cell::of(figures.velocity, Cell::MoneyRate)
    ]);
    line
}

fn realized(figures: &Figures) -> Vec<Term> {
    let total = Cell::of(figures.value.known_total(), Cell::Money);
    let realized = Cell::of(figures.realized, Cell::MoneyRate);
    line![
        "realized = ",
        total,
        " / ",
        Cell::Number(figures.window_days as f64),
        " days in the window = ",
        realized
    ]
}

fn flow(figures: &Figures) -> Vec<Term> {
    let created = Cell::Count(figures.created);
    let mut line = line![
        "flow = ",
        created,
        " created / ",
        Cell::Number(figures.window_days as f64),
        " days"
    ];
    line.extend(times(figures));
    line.extend(line![" = ", Cell::of(figures.flow, Cell::MoneyRate)]);
    line
}

fn times(figures: &Figures) -> Vec<Term> {
    let (value, rate) = (
        Cell::of(figures.value.mean(), Cell::MoneyRate),
        Cell::of(figures.win.rate, Cell::Number),
    );
    line![" × ", value, " × ", rate]
}
