//! Charts in characters: the blocks of Unicode, or plain ASCII. Values come ready; here they only
//! get a place.

use unicode_width::UnicodeWidthStr;

use super::{
    align::{left, right, widest},
    cell,
    document::Options,
};
use crate::escape_controls::escape_controls;
use crate::table::{Bar, Chart, Series, Shape, Unit};

/// Where there is no terminal whose width could be used.
const WIDTH: usize = 80;
/// A drawing is never narrower, even where the lines then get too long.
const NARROWEST: usize = 10;
/// Lines of a panel.
const HEIGHT: usize = 6;
/// Marks of the y axis, of one width.
const TOP: &str = "100%";
const BOTTOM: &str = "  0%";
const NO_MARK: &str = "    ";
/// Blanks between two parts of a line.
const GAP: &str = "  ";
/// Parts of a character cell from the left, in eighths.
const ACROSS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
/// Parts of a character cell from below, in eighths.
const UPWARDS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The chart in lines that fit the reader's width.
pub fn lines(chart: &Chart, options: Options) -> Vec<String> {
    let width = options.width.unwrap_or(WIDTH);
    let mut lines = Vec::new();
    if !chart.title.is_empty() {
        lines.push(escape_controls(&chart.title).into_owned());
    }
    match &chart.shape {
        Shape::Bars(bars) => {
            lines.extend(draw_bars(bars, chart.unit.as_ref(), width, options.ascii));
        }
        Shape::Steps { from, to, series } => {
            let axis = Axis {
                span: (from.0, to.0),
                ends: [&from.1, &to.1].map(|end| cell::text(end, chart.unit.as_ref())),
            };
            for series in series {
                lines.extend(panel(series, &axis, width, options.ascii));
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

fn draw_bars(bars: &[Bar], unit: Option<&Unit>, width: usize, ascii: bool) -> Vec<String> {
    let labels: Vec<String> = bars
        .iter()
        .map(|bar| cell::text(&bar.label, None))
        .collect();
    let texts: Vec<String> = bars.iter().map(|bar| cell::text(&bar.text, unit)).collect();
    let (label, text) = (widest(&labels), widest(&texts));
    let scale = Scale::new(bars, width.saturating_sub(label + text + 2 * GAP.len()));
    labels
        .iter()
        .zip(&texts)
        .zip(bars)
        .map(|((own, figure), bar)| {
            let bar = scale.stroke(bar, ascii);
            format!("{}{GAP}{}{GAP}{bar}", left(own, label), right(figure, text))
        })
        .collect()
}

/// Where values are drawn: from the lowest to the highest, 0 included.
struct Scale {
    low: f64,
    cells_per_unit: f64,
    room: usize,
}

impl Scale {
    fn new(bars: &[Bar], room: usize) -> Self {
        let room = room.max(NARROWEST);
        let ends = bars.iter().flat_map(|bar| [bar.start, bar.end]);
        let (low, high) = ends
            .filter(|end| end.is_finite())
            .fold((0.0, 0.0), |(low, high): (f64, f64), end| {
                (low.min(end), high.max(end))
            });
        let cells_per_unit = if high > low {
            room as f64 / (high - low)
        } else {
            0.0
        };
        Self {
            low,
            cells_per_unit,
            room,
        }
    }

    fn place(&self, value: f64) -> f64 {
        (value - self.low) * self.cells_per_unit
    }

    fn stroke(&self, bar: &Bar, ascii: bool) -> String {
        let from = self.place(bar.start.min(bar.end));
        let to = self.place(bar.start.max(bar.end));
        stroke((from, to), self.room, ascii)
    }
}

/// A bar between two places; one that is not empty can be seen.
fn stroke((from, to): (f64, f64), room: usize, ascii: bool) -> String {
    // A bar that floats begins on a whole cell: there are no blocks that fill a cell from the
    // right. A tiny one at the very end still has a cell.
    let lead = (from.round() as usize).min(room.saturating_sub(1));
    let eighths = ((to - lead as f64) * 8.0).round() as usize;
    let eighths = if to > from { eighths.max(1) } else { 0 };
    if ascii {
        return " ".repeat(lead) + &"#".repeat(eighths.div_ceil(8));
    }
    " ".repeat(lead) + &"█".repeat(eighths / 8) + ACROSS[eighths % 8]
}

/// The x axis of panels, and how its ends read.
struct Axis {
    span: (f64, f64),
    ends: [String; 2],
}

/// A series as an area, with its name above and the ends of the x axis below.
fn panel(series: &Series, axis: &Axis, width: usize, ascii: bool) -> Vec<String> {
    let room = width.saturating_sub(TOP.len() + GAP.len()).max(NARROWEST);
    let step = (axis.span.1 - axis.span.0) / room as f64;
    let heights: Vec<Option<f64>> = (0..room)
        .map(|column| value(series, axis.span.0 + (column as f64 + 0.5) * step))
        .collect();
    let mut lines = vec![cell::text(&series.label, None)];
    for line in (0..HEIGHT).rev() {
        let cells: String = heights
            .iter()
            .map(|height| height.map_or(' ', |height| filled(height, line, ascii)))
            .collect();
        lines.push(format!("{}{GAP}{cells}", mark(line)));
    }
    let [from, to] = &axis.ends;
    let to = right(to, room.saturating_sub(from.width()));
    lines.push(format!("{NO_MARK}{GAP}{from}{to}"));
    lines
}

/// What stands left of a line, counted from below.
fn mark(line: usize) -> &'static str {
    match line {
        0 => BOTTOM,
        line if line + 1 == HEIGHT => TOP,
        _ => NO_MARK,
    }
}

/// The value at x; none outside of what is known.
fn value(series: &Series, x: f64) -> Option<f64> {
    let passed = series.points.partition_point(|point| point.0 <= x);
    let last = passed.checked_sub(1).and_then(|at| series.points.get(at))?;
    series
        .points
        .last()
        .filter(|end| x <= end.0)
        .map(|_| last.1)
}

/// How much of the cell in a line, counted from below, an area of this height fills.
fn filled(height: f64, line: usize, ascii: bool) -> char {
    let eighths = (height.clamp(0.0, 1.0) * (HEIGHT * 8) as f64).round() as usize;
    let own = eighths.saturating_sub(line * 8).min(8);
    match (ascii, own) {
        (true, 0..4) => ' ',
        (true, _) => '#',
        (false, _) => UPWARDS[own],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Cell;

    fn drawn(shape: Shape, width: usize, ascii: bool) -> Vec<String> {
        let chart = Chart {
            title: String::new(),
            unit: None,
            shape,
        };
        lines(
            &chart,
            Options {
                width: Some(width),
                ascii,
                ..Options::default()
            },
        )
    }

    #[test]
    fn bars_share_a_scale_and_end_in_eighths() {
        let bar =
            |label: &str, value: f64| Bar::new(Cell::text(label), value, Cell::Count(value as u64));
        let bars = vec![bar("한빛", 20.0), bar("b", 5.0), bar("c", 0.0)];
        assert_eq!(
            drawn(Shape::Bars(bars.clone()), 20, false),
            ["한빛  20  ██████████", "b      5  ██▌", "c      0"]
        );
        assert_eq!(
            drawn(Shape::Bars(bars), 20, true),
            ["한빛  20  ##########", "b      5  ###", "c      0"]
        );
    }

    #[test]
    fn bars_of_a_waterfall_float() {
        let bar = |start: f64, end: f64| Bar {
            label: Cell::text("x"),
            start,
            end,
            text: Cell::text("y"),
        };
        let bars = vec![bar(0.0, 10.0), bar(10.0, 6.0), bar(0.0, -10.0)];
        assert_eq!(
            drawn(Shape::Bars(bars), 26, true),
            [
                "x  y            ##########",
                "x  y                  ####",
                "x  y  ##########"
            ]
        );
        let tiny = vec![bar(0.0, 10.0), bar(9.99, 10.0)];
        assert_eq!(
            drawn(Shape::Bars(tiny), 16, false),
            ["x  y  ██████████", "x  y           █"]
        );
    }

    #[test]
    fn steps_are_areas_that_end_where_knowledge_ends() {
        let series = Series {
            label: Cell::text("S"),
            points: vec![(0.0, 1.0), (5.0, 0.5), (8.0, 0.5)],
        };
        let shape = Shape::Steps {
            from: (0.0, Cell::Count(0)),
            to: (10.0, Cell::Count(10)),
            series: vec![series],
        };
        let lines = drawn(shape, 16, false);
        assert_eq!(lines[1], "100%  █████");
        assert_eq!(lines[6], "  0%  ████████");
        assert_eq!(lines[7], "      0       10");
    }
}
