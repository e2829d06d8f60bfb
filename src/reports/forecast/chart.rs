//! The distribution of what open deals bring, as a curve.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use crate::deal::money::Currency;
use crate::reports::money::unit;
use crate::table::{Cell, Chart, Series, Shape};

use super::figures::Figures;

/// For each period the chance that its open deals bring more than so much; all over the same axis.
pub fn chart(currency: Option<Currency>, forecasts: &[Figures]) -> Chart {
    let series: Vec<Series> = forecasts
        .iter()
        .filter(|figures| !figures.chances.is_empty())
        .map(series)
        .collect();
    let most = series
        .iter()
        .filter_map(|series| series.points.last())
        .map(|point| point.0)
        .fold(0.0, f64::max);
    let end = |value: f64| (value, Cell::of(Decimal::from_f64(value), Cell::Money));
    let title = "chance of winning more than this from open deals".to_owned();
    Chart {
        title,
        unit: unit(currency),
        shape: Shape::Steps {
            from: end(0.0),
            to: end(most),
            series,
        },
    }
}

fn series(figures: &Figures) -> Series {
    let mut more = 1.0;
    let steps = figures.masses().map(|(sum, p)| {
        more -= p;
        (sum.to_f64().unwrap_or_default(), f64::max(more, 0.0))
    });
    let points = std::iter::once((0.0, 1.0)).chain(steps).collect();
    Series {
        label: Cell::text(figures.period.to_string()),
        points,
    }
}
