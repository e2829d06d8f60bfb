//! The amounts of the stages as bars.

use rust_decimal::prelude::ToPrimitive;

use super::figures::Figures;
use crate::deal::Currency;
use crate::reports::money::unit;
use crate::table::{Bar, Cell, Chart, Shape};

pub fn chart(currency: Option<Currency>, stages: &[Figures]) -> Chart {
    let stages = stages.iter().filter(|figures| figures.stage.is_some());
    Chart {
        title: currency.map_or_else(
            || "amount".to_owned(),
            |currency| format!("amount in {}", currency.code()),
        ),
        unit: unit(currency),
        shape: Shape::Bars(stages.map(bar).collect()),
    }
}

fn bar(figures: &Figures) -> Bar {
    let total = figures.amount.total();
    let value = total.and_then(|total| total.to_f64()).unwrap_or(0.0);
    Bar::new(
        figures.stage_cell(),
        value,
        Cell::optional(total, Cell::Money),
    )
}
