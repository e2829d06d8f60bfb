//! The distribution of what open deals may bring in, as a curve.

use rust_decimal::{
    Decimal,
    prelude::{FromPrimitive, ToPrimitive},
};

use super::figures::Figures;
use crate::deal::Currency;
use crate::reports::money::unit;
use crate::table::{Cell, Chart, Series, Shape};

/// For each period the chance that its open deals bring in more than so much; all over the same
/// axis.
pub fn chart(currency: Option<Currency>, forecasts: &[Figures]) -> Chart {
    let forecasts = forecasts.iter().filter(|own| !own.chances.is_empty());
    let series: Vec<Series> = forecasts.map(series).collect();
    let most = series
        .iter()
        .filter_map(|series| series.points.last())
        .map(|point| point.0)
        .fold(0.0, f64::max);
    Chart {
        title: "chance of winning more than this from open deals".to_owned(),
        unit: unit(currency),
        shape: Shape::Steps {
            from: end(0.0),
            to: end(most),
            series,
        },
    }
}

/// An end of the axis, and how it reads.
fn end(value: f64) -> (f64, Cell) {
    (value, Cell::optional(Decimal::from_f64(value), Cell::Money))
}

fn series(figures: &Figures) -> Series {
    let mut more = 1.0;
    let mut points = vec![(0.0, more)];
    for (sum, p) in figures.masses() {
        more -= p;
        points.push((sum.to_f64().unwrap_or_default(), f64::max(more, 0.0)));
    }
    Series {
        label: Cell::text(figures.period.to_string()),
        points,
    }
}
