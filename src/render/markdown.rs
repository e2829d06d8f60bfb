//! Markdown tables (GitHub's dialect), for a pull request or a wiki.

use std::io::{self, Write};

use super::{
    chart,
    columns::{TextColumn, shared_currency, views},
    document::{Document, Options},
    report::{explanations, head},
};
use crate::escape_controls::escape_controls;
use crate::table::{Kind, Note, Report, Table};

pub fn write(document: Document<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::List { table, .. } => write_views(table, true, out).map(|_| ()),
        Document::Report(report) => write_report(report, options, out),
    }
}

/// Heading, basis, tables, charts, notes, calculations.
fn write_report(report: &Report, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let [title, basis] = head(report);
    writeln!(out, "### {}\n\n{}\n", escaped(&title), escaped(&basis))?;
    let currency = shared_currency(&report.table).is_none();
    let has_views = write_views(&report.table, currency, out)?;
    for (place, (title, inner)) in report.table.inner().into_iter().enumerate() {
        if place > 0 || has_views {
            writeln!(out)?;
        }
        if !title.is_empty() {
            writeln!(out, "**{}**\n", escaped(title))?;
        }
        write_views(&inner, currency, out)?;
    }
    for chart in &report.charts {
        write_block(&chart::lines(chart, options), out)?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &report.notes {
        write_note(note, out)?;
    }
    for lines in explanations(report) {
        write_block(&lines, out)?;
    }
    Ok(())
}

fn write_note(note: &Note, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "- {}", escaped(&escape_controls(&note.message)))?;
    for id in &note.deals {
        write!(out, " `{}`", escape_controls(id).replace('`', "'"))?;
    }
    writeln!(out)
}

/// Lines as they are, in a block.
fn write_block(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    // A fence inside would end the block.
    writeln!(
        out,
        "\n```\n{}\n```",
        lines.join("\n").replace("```", "'''")
    )
}

/// Whether there was anything to write.
fn write_views(table: &Table, currency: bool, out: &mut dyn Write) -> io::Result<bool> {
    let mut has_views = false;
    for (place, view) in views(table, currency).enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_columns(&view.columns, out)?;
        has_views = true;
    }
    Ok(has_views)
}

fn write_columns(columns: &[TextColumn], out: &mut dyn Write) -> io::Result<()> {
    write_row(columns.iter().map(|column| escaped(&column.title)), out)?;
    write_row(columns.iter().map(rule), out)?;
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        write_row(
            columns.iter().map(|column| escaped(&column.cells[row])),
            out,
        )?;
    }
    Ok(())
}

fn rule(column: &TextColumn) -> String {
    match column.kind {
        Kind::Text => "---".to_owned(),
        _ => "--:".to_owned(),
    }
}

fn write_row(fields: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", fields.collect::<Vec<_>>().join(" | "))
}

/// Text that Markdown takes for nothing but text.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '<' | '`' | '*' | '[' | ']' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
