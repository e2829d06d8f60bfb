//! Tables of typed cells, and the report around one. A cell holds the figure itself, never its
//! text: `render` decides how a figure reads on a screen, in JSON or in CSV.
//!
//! A figure that the data does not give is [`Cell::Missing`], never 0. To add a kind of cell: its
//! variant in [`Cell`], its [`Kind`] if no other fits, and its text and data in `render`.

mod cell;
mod chart;
mod columns;
mod order;
mod report;
mod sheet;
mod tone;

pub use cell::Cell;
pub use chart::{Bar, Chart, Series, Shape};
pub use columns::{Column, Digits, Group, Kind, Row, Side, Table, Unit, View};
pub use order::{order, sort_key};
pub use report::{Explanation, Note, Report, Term};
pub use sheet::Sheet;
pub use tone::Tone;
