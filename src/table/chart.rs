//! Pictures of figures that stand in a table as well.

use super::{cell::Cell, columns::Unit};

#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub title: String,
    /// The currency of its money.
    pub unit: Option<Unit>,
    pub shape: Shape,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A bar a line, all on one scale that includes 0.
    Bars(Vec<Bar>),
    /// Values from 0 to 1 that change in steps, each series in a panel of its own over the same x
    /// axis.
    Steps {
        /// The ends of the x axis, and how they read.
        from: (f64, Cell),
        to: (f64, Cell),
        series: Vec<Series>,
    },
}

/// A bar between two values; the usual one starts at 0, those of a waterfall where the last one
/// ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub label: Cell,
    pub start: f64,
    pub end: f64,
    /// The figure that it shows.
    pub text: Cell,
}

impl Bar {
    pub fn new(label: Cell, value: f64, text: Cell) -> Self {
        Self {
            label,
            start: 0.0,
            end: value,
            text,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub label: Cell,
    /// By x: from each x on the value is y. Nothing is known before the first and behind the last.
    pub points: Vec<(f64, f64)>,
}
