//! A table as a fragment of HTML, for a mail or a page: no style, no script, all text escaped.

use std::io::{self, Write};

use super::{
    columns::{TextColumn, columns},
    markup::entity,
};
use crate::escape_controls::escape_controls;
use crate::table::Table;

/// Writes the title and the table below it.
pub fn html(title: &str, table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(table, true, |_| true);
    writeln!(out, "<h3>{}</h3>\n<table>\n<thead>", escaped(title))?;
    write_row("th", columns.iter().map(|own| own.title.as_str()), out)?;
    writeln!(out, "</thead>\n<tbody>")?;
    let rows = columns.first().map_or(0, |own| own.cells.len());
    for row in 0..rows {
        let cell = |own: &TextColumn| own.cells[row].clone();
        let cells: Vec<String> = columns.iter().map(cell).collect();
        write_row("td", cells.iter().map(String::as_str), out)?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn write_row<'t>(
    tag: &str,
    texts: impl Iterator<Item = &'t str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let cells: String = texts
        .map(|text| format!("<{tag}>{}</{tag}>", escaped(text)))
        .collect();
    writeln!(out, "<tr>{cells}</tr>")
}

/// Text that HTML takes for nothing but text.
fn escaped(text: &str) -> String {
    let text = escape_controls(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match entity(c) {
            Some(entity) => escaped.push_str(entity),
            None => escaped.push(c),
        }
    }
    escaped
}
