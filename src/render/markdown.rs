//! Markdown tables (GitHub's dialect), for a pull request or a wiki.

use std::io::{self, Write};

use crate::escape_controls::escape_controls;
use crate::table::{Kind, Report, Table};

use super::chart;
use super::text::{self, Drawn};
use super::{Document, Options};

pub fn write(document: Document<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::List { table, .. } => views(table, false, out),
        Document::Report(report) => write_report(report, options, out),
    }
}

/// Heading, basis, tables, charts, notes, calculation.
fn write_report(report: &Report, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let [title, basis] = text::head(report);
    writeln!(out, "### {}\n\n{}\n", escaped(&title), escaped(&basis))?;
    let told = text::only_currency(&report.table).is_some();
    views(&report.table, told, out)?;
    if let Some(inner) = report.table.unrolled() {
        writeln!(out)?;
        views(&inner, told, out)?;
    }
    for chart in &report.charts {
        block(&chart::lines(chart, options), out)?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &report.notes {
        let ids = note
            .deals
            .iter()
            .map(|id| format!(" `{}`", escape_controls(id).replace('`', "'")));
        writeln!(
            out,
            "- {}{}",
            escaped(&escape_controls(&note.message)),
            ids.collect::<String>()
        )?;
    }
    for lines in text::explanations(report) {
        block(&lines, out)?;
    }
    Ok(())
}

/// Lines as they are, in a block.
fn block(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    // A fence inside would end the block.
    writeln!(
        out,
        "\n```\n{}\n```",
        lines.join("\n").replace("```", "'''")
    )
}

/// Writes a table by its views, without the currency if that has been `told`.
fn views(table: &Table, told: bool, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    if table.views.is_empty() {
        return write_columns(&text::drawn(table, &all, told), out);
    }
    for (place, view) in table.views.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_columns(&text::drawn(table, view.columns, told), out)?;
    }
    Ok(())
}

fn write_columns(columns: &[Drawn], out: &mut dyn Write) -> io::Result<()> {
    let line = |fields: Vec<String>| format!("| {} |", fields.join(" | "));
    let rule = |column: &Drawn| {
        if column.kind == Kind::Text {
            "---"
        } else {
            "--:"
        }
        .to_owned()
    };
    writeln!(
        out,
        "{}",
        line(
            columns
                .iter()
                .map(|column| escaped(&column.title))
                .collect()
        )
    )?;
    writeln!(out, "{}", line(columns.iter().map(rule).collect()))?;
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        let fields = columns
            .iter()
            .filter_map(|column| column.cells.get(row))
            .map(|cell| escaped(cell));
        writeln!(out, "{}", line(fields.collect()))?;
    }
    Ok(())
}

/// Text that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '|' | '<' | '`' | '*' | '[' | ']' | '&');
    let escape = |c: char| {
        if special(c) {
            format!("\\{c}")
        } else {
            c.to_string()
        }
    };
    text.chars().map(escape).collect()
}
