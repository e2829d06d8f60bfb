//! Lists and reports for a terminal: as wide as it is, aligned for wide characters, no figure ever
//! cut.

use std::io::{self, Write};

use super::{
    chart,
    columns::{TextColumn, columns, shared_currency, views},
    document::{Document, Options},
    grid::grid,
    report::{explanations, head},
    widths::{WrapLevel, fit},
    wrap::hanging,
};
use crate::escape_controls::escape_controls;
use crate::table::{Kind, Note, Report, Table};

/// More ids than this are counted, not listed.
const IDS_SHOWN: usize = 5;
/// From this many columns on, a single row is drawn downwards.
const DOWNWARDS: usize = 8;

/// Writes a list, or nothing where it has no rows; or a report.
pub fn write(document: Document<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::List { table, .. } if table.rows.is_empty() => Ok(()),
        Document::List { table, .. } => write_views(table, true, options.width, out).map(|_| ()),
        Document::Report(report) => write_report(report, options, out),
    }
}

/// Whether a table fits this width as one, with words and figures whole; long ids may wrap.
pub fn fits(table: &Table, width: usize) -> bool {
    let columns = columns(table, true, |_| true);
    fit(
        &columns.iter().collect::<Vec<_>>(),
        width,
        WrapLevel::LongIds,
    )
}

/// Head, tables, charts, notes, calculations.
fn write_report(report: &Report, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let width = options.width;
    for line in head(report) {
        write_wrapped(&line, 0, width, out)?;
    }
    writeln!(out)?;
    let currency = shared_currency(&report.table).is_none();
    let has_views = write_views(&report.table, currency, width, out)?;
    for (place, (title, inner)) in report.table.inner().iter().enumerate() {
        if place > 0 || has_views {
            writeln!(out)?;
        }
        if !title.is_empty() {
            write_wrapped(title, 0, width, out)?;
        }
        write_views(inner, currency, width, out)?;
    }
    for chart in &report.charts {
        writeln!(out)?;
        write_lines(&chart::lines(chart, options), out)?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &report.notes {
        write_wrapped(&note_line(note), 2, width, out)?;
    }
    for lines in explanations(report) {
        writeln!(out)?;
        for line in lines {
            write_wrapped(&line, 4, width, out)?;
        }
    }
    Ok(())
}

/// Whether there was anything to write.
fn write_views(
    table: &Table,
    currency: bool,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let mut has_views = false;
    let is_downwards = table.rows.len() == 1 && table.columns.len() >= DOWNWARDS;
    for (place, view) in views(table, currency).enumerate() {
        has_views = true;
        if place > 0 {
            writeln!(out)?;
        }
        if !view.title.is_empty() {
            write_wrapped(view.title, 0, width, out)?;
        }
        if is_downwards {
            grid(&downwards(&view.columns), width, out)?;
        } else {
            grid(&view.columns, width, out)?;
        }
    }
    Ok(has_views)
}

/// One row as two columns: the name of each figure, and the figure.
fn downwards(columns: &[TextColumn]) -> Vec<TextColumn> {
    let titles = columns.iter().map(|column| column.title.clone()).collect();
    let values = columns.iter().map(|column| column.cells.concat()).collect();
    let values = TextColumn {
        title: String::new(),
        kind: Kind::Number,
        names: false,
        cells: values,
        tones: Vec::new(),
    };
    vec![TextColumn::of_names("", titles), values]
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
    if more > 0 {
        line.push_str(&format!(" and {more} more"));
    }
    line + ")"
}

/// Writes words in lines no longer than the terminal; further lines are indented.
fn write_wrapped(
    line: &str,
    indent: usize,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_lines(&hanging(line, width.unwrap_or(usize::MAX), indent), out)
}

fn write_lines(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
