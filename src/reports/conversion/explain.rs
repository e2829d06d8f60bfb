//! The funnel written out.

use super::figures::Figures;
use crate::reports::formula::Line;
use crate::table::Cell;

pub fn explain(figures: &[Figures]) -> Vec<Line> {
    figures
        .iter()
        .flat_map(|stage| [entered(stage), rates(stage)])
        .collect()
}

fn entered(f: &Figures) -> Line {
    formula!(
        "{}: entered {} = advanced {} + lost {} + open {} + other {}",
        f.stage.cell(),
        f.entered,
        f.advanced,
        f.lost,
        f.open,
        f.other
    )
}

fn rates(f: &Figures) -> Line {
    formula!(
        "    conversion = {} / ({} + {}) = {}; floor = {} / {} = {}; \
         ceiling = ({} + {}) / {} = {}; → won = {} / {} = {}",
        f.advanced,
        f.advanced,
        f.lost,
        f.conversion(),
        f.advanced,
        f.entered,
        Cell::share(f.advanced, f.entered),
        f.advanced,
        f.open,
        f.entered,
        Cell::share(f.advanced + f.open, f.entered),
        f.won,
        f.entered,
        Cell::share(f.won, f.entered)
    )
}
