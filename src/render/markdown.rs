//! Markdown tables (GitHub's dialect), for a pull request or a wiki.

use std::io::{self, Write};

use crate::table::{Explanation, Kind, Report, Table};
use crate::visible::visible;

use super::text::{self, Drawn};

/// Writes a report: heading, basis, tables, notes, calculation.
pub fn report(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let [title, basis] = text::head(report);
    writeln!(out, "### {}\n\n{}\n", escaped(&title), escaped(&basis))?;
    table(&report.table, out)?;
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &report.notes {
        let ids = note.deals.iter().map(|id| format!(" `{}`", visible(id).replace('`', "'")));
        writeln!(out, "- {}{}", escaped(&visible(&note.message)), ids.collect::<String>())?;
    }
    report.explanations.iter().try_for_each(|explanation| explain(explanation, out))
}

/// Writes a table by its views.
pub fn table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    if table.views.is_empty() {
        return write_columns(&text::drawn(table, &all), out);
    }
    for (place, view) in table.views.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        write_columns(&text::drawn(table, view.columns), out)?;
    }
    Ok(())
}

fn write_columns(columns: &[Drawn], out: &mut dyn Write) -> io::Result<()> {
    let line = |fields: Vec<String>| format!("| {} |", fields.join(" | "));
    let rule = |column: &Drawn| if column.kind == Kind::Text { "---" } else { "--:" }.to_owned();
    writeln!(out, "{}", line(columns.iter().map(|column| escaped(&column.title)).collect()))?;
    writeln!(out, "{}", line(columns.iter().map(rule).collect()))?;
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        let fields = columns.iter().filter_map(|column| column.cells.get(row)).map(|cell| escaped(cell));
        writeln!(out, "{}", line(fields.collect()))?;
    }
    Ok(())
}

fn explain(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n```")?;
    if let Some(group) = text::group(&explanation.group) {
        writeln!(out, "{group}:")?;
    }
    for line in &explanation.lines {
        let line: String = line.iter().map(|term| text::term(term, explanation.unit.as_ref())).collect();
        // A fence inside would end the block.
        writeln!(out, "{}", line.replace("```", "'''"))?;
    }
    writeln!(out, "```")
}

/// Text that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '|' | '<' | '`' | '*' | '[' | ']' | '&');
    let escape = |c: char| if special(c) { format!("\\{c}") } else { c.to_string() };
    text.chars().map(escape).collect()
}
