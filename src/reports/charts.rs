//! Charts without money, which several reports have alike.

use crate::table::{Bar, Cell, Chart, Series, Shape};

/// A bar for each row.
pub fn bars(title: &str, bars: impl Iterator<Item = Bar>) -> Chart {
    Chart {
        title: title.to_owned(),
        unit: None,
        shape: Shape::Bars(bars.collect()),
    }
}

/// Shares by days, from 0 to the last one.
pub fn by_days(title: &str, last: i64, series: impl Iterator<Item = Series>) -> Chart {
    let last = last as f64;
    Chart {
        title: title.to_owned(),
        unit: None,
        shape: Shape::Steps {
            from: (0.0, Cell::Days(0.0)),
            to: (last, Cell::Days(last)),
            series: series.collect(),
        },
    }
}
