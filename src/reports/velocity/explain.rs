//! Velocity written out.

use super::{
    figures::Figures,
    options::{Count, CycleStat, Options, Win, WinBy},
};
use crate::reports::{
    Slice,
    formula::{Line, join},
};

pub fn explain(slice: &Slice<'_, '_>, f: &Figures, options: &Options) -> Vec<Line> {
    vec![
        formula!("V = N × A × W / L, in money per day"),
        deals(slice, f, options),
        formula!(
            "A = won value {} / {} deals won with an amount = {}",
            f.value.known_total(),
            f.value.known,
            f.value.mean()
        ),
        win(f, options),
        cycle(f, options),
        formula!(
            "V = {} × {} × {} / {} = {}",
            f.n,
            f.value.mean(),
            f.win.rate,
            f.cycle_days(),
            f.velocity()
        ),
        formula!(
            "realized = {} / {} days in the window = {}",
            f.value.known_total(),
            f.window_days,
            f.realized()
        ),
        formula!(
            "flow = {} created / {} days × {} × {} = {}",
            f.created,
            f.window_days,
            f.value.mean(),
            f.win.rate,
            f.flow()
        ),
    ]
}

fn deals(slice: &Slice<'_, '_>, f: &Figures, options: &Options) -> Line {
    match options.count {
        Count::Open => formula!("N = {} deals open on {}", f.n, slice.stock_day),
        Count::Created => formula!("N = {} deals created in the window", f.n),
        Count::Closed => formula!("N = {} deals closed in the window", f.n),
    }
}

fn win(f: &Figures, options: &Options) -> Line {
    if options.standardize {
        return standardized(f);
    }
    let judged = match options.win {
        Win::Closed => formula!("won or lost in the window"),
        Win::Cohort => formula!("created in the window"),
        Win::Horizon(_) => formula!("created in the window and old enough"),
    };
    let tally = &f.win.tally;
    let (won, all) = match options.win_by {
        WinBy::Count => (formula!("{}", tally.won), formula!("{}", tally.judged)),
        WinBy::Value => (
            formula!("{}", tally.won_value.known_total()),
            formula!("{}", tally.judged_value.known_total()),
        ),
    };
    formula!("W = {} won / {} {} = {}", won, all, judged, f.win.rate)
}

fn standardized(f: &Figures) -> Line {
    let parts = f.win.parts.iter().map(|part| {
        let segment = part.segment.as_deref().unwrap_or("no segment");
        formula!("{} × {} ({})", part.weight, part.rate, segment)
    });
    formula!(
        "W = Σ segment's share of all groups × its win rate = {} = {}",
        join(" + ", parts),
        f.win.rate
    )
}

fn cycle(f: &Figures, options: &Options) -> Line {
    let (cycle, days) = (&f.cycle, f.cycle.days);
    match options.cycle_stat {
        CycleStat::Mean => formula!(
            "L = {} days open / {} deals = {} days",
            cycle.total_days,
            cycle.deals,
            days
        ),
        CycleStat::Median => {
            formula!(
                "L = median days open of {} deals = {} days",
                cycle.deals,
                days
            )
        }
        CycleStat::Km => formula!(
            "L = day by which half have ended, open deals included = {} days",
            days
        ),
    }
}
