//! Columns of text drawn side by side with a line below their titles, in as many tables as it
//! takes to fit the terminal.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, Color, LineStyle, TableStyle, presets::NOTHING};

use super::{
    columns::TextColumn,
    widths::{GAP, WrapLevel, fit, widths},
    wrap::broken,
};
use crate::table::{Kind, Tone};

/// A line below the titles, and no other.
const STYLE: TableStyle = NOTHING.header_separator(LineStyle::none().fill('─').junction('─'));

/// Writes the columns; without a width nothing is wrapped.
pub fn grid(columns: &[TextColumn], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let limit = width.unwrap_or(usize::MAX);
    for (place, part) in parts(columns, limit).iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        draw(part, limit, out)?;
    }
    Ok(())
}

/// The columns in tables that fit, each with the columns that name the rows. Names are wrapped
/// before a table is split.
fn parts(columns: &[TextColumn], limit: usize) -> Vec<Vec<&TextColumn>> {
    let whole: Vec<&TextColumn> = columns.iter().collect();
    if fit(&whole, limit, WrapLevel::Pieces) {
        return vec![whole];
    }
    let (names, figures): (Vec<_>, Vec<_>) = whole.into_iter().partition(|column| column.names);
    let mut parts = Vec::new();
    let mut part = names.clone();
    for figure in figures {
        part.push(figure);
        if part.len() > names.len() + 1 && !fit(&part, limit, WrapLevel::Pieces) {
            part.pop();
            parts.push(std::mem::replace(&mut part, names.clone()));
            part.push(figure);
        }
    }
    parts.push(part);
    parts
}

fn draw(columns: &[&TextColumn], limit: usize, out: &mut dyn Write) -> io::Result<()> {
    let widths = widths(columns, limit);
    let mut table = comfy_table::Table::new();
    table.load_style(STYLE).enforce_styling().style_text_only();
    if columns.iter().any(|column| !column.title.is_empty()) {
        let titles = columns.iter().map(|column| column.title.as_str());
        table.set_header(wrapped(titles, &widths).map(Cell::new));
    }
    let rows = columns.first().map_or(0, |column| column.cells.len());
    for row in 0..rows {
        let cells = columns.iter().map(|column| column.cells[row].as_str());
        let tones = columns.iter().map(|column| column.tones.get(row));
        let cells = wrapped(cells, &widths).zip(tones);
        table.add_row(cells.map(|(text, tone)| styled(text, tone.copied().flatten())));
    }
    for (drawn, column) in table.column_iter_mut().zip(columns) {
        align(drawn, column.kind);
    }
    if let Some(last) = table.column_mut(columns.len().saturating_sub(1)) {
        last.set_padding((0, 0));
    }
    table
        .lines()
        .try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

fn wrapped<'a>(
    texts: impl Iterator<Item = &'a str>,
    widths: &[usize],
) -> impl Iterator<Item = String> {
    texts
        .zip(widths)
        .map(|(text, width)| broken(text, *width).join("\n"))
}

fn styled(text: String, tone: Option<Tone>) -> Cell {
    let cell = Cell::new(text);
    match tone {
        Some(Tone::Bad) => cell.fg(Color::DarkRed),
        Some(Tone::Aging) => cell.fg(Color::DarkYellow),
        Some(Tone::Good) => cell.fg(Color::DarkGreen),
        Some(Tone::Strong) => cell.add_attribute(Attribute::Bold),
        Some(Tone::Quiet) => cell.add_attribute(Attribute::Dim),
        None => cell,
    }
}

fn align(drawn: &mut comfy_table::Column, kind: Kind) {
    // The table itself puts one blank between two columns.
    drawn.set_padding((0, GAP as u16 - 1));
    if !matches!(kind, Kind::Text | Kind::Shares) {
        drawn.set_cell_alignment(CellAlignment::Right);
    }
}
