//! Tables for a terminal: as wide as it is, aligned for wide characters, no figure ever cut.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, LineStyle, TableStyle};

use crate::escape_controls::escape_controls;
use crate::table::{Kind, Note, Report, Table, View};

use super::chart;
use super::text::{self, Drawn};
use super::widths::{GAP, Yield, fit, total, widths};
use super::wrap::{broken, hanging};
use super::{Document, Options};

/// A rule below the head, and nothing else.
const STYLE: TableStyle = NOTHING.header_separator(LineStyle::none().fill('─').junction('─'));
/// More ids than this are counted, not listed.
const IDS_SHOWN: usize = 5;
/// From this many columns on, a single row is drawn downwards.
const DOWNWARDS: usize = 8;

/// Writes a list, of which nothing is left where it has no rows, or a report.
pub fn write(document: Document<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::List { table, .. } if table.rows.is_empty() => Ok(()),
        Document::List { table, .. } => views(table, false, options.width, out),
        Document::Report(report) => write_report(report, options, out),
    }
}

/// Head line, tables, charts, notes, calculation.
fn write_report(report: &Report, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let width = options.width;
    for line in text::head(report) {
        write_wrapped(&line, 0, width, out)?;
    }
    writeln!(out)?;
    let told = text::only_currency(&report.table).is_some();
    views(&report.table, told, width, out)?;
    if let Some(inner) = report.table.unrolled() {
        writeln!(out)?;
        views(&inner, told, width, out)?;
    }
    for chart in &report.charts {
        writeln!(out)?;
        chart::lines(chart, options)
            .iter()
            .try_for_each(|line| writeln!(out, "{line}"))?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &report.notes {
        write_wrapped(&note_line(note), 2, width, out)?;
    }
    for lines in text::explanations(report) {
        writeln!(out)?;
        lines
            .iter()
            .try_for_each(|line| write_wrapped(line, 4, width, out))?;
    }
    Ok(())
}

/// Writes a table by its views, without the currency if that has been `told`.
fn views(table: &Table, told: bool, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    let whole = [View {
        title: "",
        columns: &[],
    }];
    let views = if table.views.is_empty() {
        &whole
    } else {
        table.views
    };
    for (place, view) in views.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        let keys = if view.columns.is_empty() {
            &all
        } else {
            view.columns
        };
        if !view.title.is_empty() {
            write_wrapped(view.title, 0, width, out)?;
        }
        let columns = text::drawn(table, keys, told);
        if table.rows.len() == 1 && table.columns.len() >= DOWNWARDS {
            draw(&turned(&columns), width, out)?;
        } else {
            across(&columns, width, out)?;
        }
    }
    Ok(())
}

fn across(columns: &[Drawn], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    for (place, part) in parts(columns, width).iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        draw(part, width, out)?;
    }
    Ok(())
}

/// One row as two columns: the name of each figure, and the figure.
fn turned(columns: &[Drawn]) -> Vec<Drawn> {
    let names = columns.iter().map(|column| column.title.clone()).collect();
    let values = columns.iter().map(|column| column.cells.concat()).collect();
    vec![
        Drawn {
            title: String::new(),
            kind: Kind::Text,
            names: true,
            cells: names,
        },
        Drawn {
            title: String::new(),
            kind: Kind::Number,
            names: false,
            cells: values,
        },
    ]
}

/// Whether a table stands in this width as one, with words and figures whole; ids that are long go
/// on in a line below.
pub fn fits(table: &Table, width: usize) -> bool {
    let all: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    fit(
        &text::drawn(table, &all, false).iter().collect::<Vec<_>>(),
        width,
        Yield::LongIds,
    )
}

/// The columns in as many tables as it takes to fit them, each with those that name the rows. Names
/// are wrapped before a table is parted.
fn parts(columns: &[Drawn], width: Option<usize>) -> Vec<Vec<&Drawn>> {
    let (names, figures): (Vec<&Drawn>, Vec<&Drawn>) =
        columns.iter().partition(|column| column.names);
    let limit = width.unwrap_or(usize::MAX);
    if fit(&columns.iter().collect::<Vec<_>>(), limit, Yield::Pieces) {
        return vec![columns.iter().collect()];
    }
    let least = |column: &Drawn| column.least(Yield::Pieces);
    let taken =
        |columns: &[&Drawn], next: &Drawn| total(columns.iter().copied().chain([next]).map(least));
    let mut parts = vec![names.clone()];
    for figure in figures {
        if let Some(part) = parts.last_mut() {
            if part.len() > names.len() && taken(part, figure) > limit {
                parts.push(names.iter().copied().chain([figure]).collect());
            } else {
                part.push(figure);
            }
        }
    }
    parts
}

fn draw<D: std::borrow::Borrow<Drawn>>(
    columns: &[D],
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns: Vec<&Drawn> = columns.iter().map(std::borrow::Borrow::borrow).collect();
    let widths = widths(&columns, width.unwrap_or(usize::MAX));
    let wrapped = |text: &String, width: &usize| broken(text, *width).join("\n");
    let mut table = comfy_table::Table::new();
    table.load_style(STYLE).force_no_tty();
    if columns.iter().any(|column| !column.title.is_empty()) {
        table.set_header(
            columns
                .iter()
                .zip(&widths)
                .map(|(column, width)| wrapped(&column.title, width)),
        );
    }
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        let cells = columns.iter().zip(&widths);
        table.add_row(
            cells.filter_map(|(column, width)| Some(wrapped(column.cells.get(row)?, width))),
        );
    }
    for (index, column) in columns.iter().enumerate() {
        if let Some(drawn) = table.column_mut(index) {
            align(drawn, column.kind, index + 1 == columns.len());
        }
    }
    table
        .lines()
        .try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

fn align(drawn: &mut comfy_table::Column, kind: Kind, last: bool) {
    // The table itself puts one blank between two columns.
    let padding = if last { 0 } else { GAP - 1 };
    drawn.set_padding((0, padding as u16));
    if !matches!(kind, Kind::Text | Kind::Shares) {
        drawn.set_cell_alignment(CellAlignment::Right);
    }
}

fn note_line(note: &Note) -> String {
    let mut line = format!("! {}", escape_controls(&note.message));
    if note.deals.is_empty() {
        return line;
    }
    let shown: Vec<_> = note
        .deals
        .iter()
        .take(IDS_SHOWN)
        .map(|id| escape_controls(id))
        .collect();
    line.push_str(&format!(" ({}", shown.join(", ")));
    let more = note.deals.len().saturating_sub(IDS_SHOWN);
    line.push_str(&if more > 0 {
        format!(" and {more} more)")
    } else {
        ")".to_owned()
    });
    line
}

/// Writes words in lines no longer than the terminal; further lines are set in.
fn write_wrapped(
    line: &str,
    indent: usize,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    hanging(line, width.unwrap_or(usize::MAX), indent)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"))
}
