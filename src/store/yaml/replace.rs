//! A new value in the place of another one.

use super::edit::Splice;
use super::flow;
use super::lines::{
    behind_blank_lines, between, blanks, block_end, line_break, line_end, line_start, rest,
    skip_trivia,
};
use super::literal;
use super::locate::{Stop, Trail};
use super::render::{self, Content, Format, Fresh, Lines};
use super::scalar;
use super::tree::{Document, Node, Scalar};
use crate::edit::Style;

/// Writes a value over the node at the end of the trail.
pub(super) fn value(
    document: &Document,
    trail: &Trail<'_>,
    fresh: &Fresh<'_>,
    format: &Format,
) -> Option<Splice> {
    let text = &document.text;
    let node = trail.node();
    let Some(holder) = trail.steps.last().copied() else {
        return whole_file(text, node, fresh, format);
    };
    let place = Place { text, node, holder };
    if let Some(splice) = place.in_same_quotes(fresh) {
        return Some(splice);
    }
    if place.can_fill_braces(fresh, trail.in_flow()) {
        return flow::insert(text, node, 0, &inside_braces(fresh));
    }
    match trail.holder_column() {
        Some(column) if !trail.in_flow() => Some(place.in_block(fresh, column, format)),
        _ => Some(place.on_one_line(&fresh.flow(true))),
    }
}

/// The first content of a file that has none.
fn whole_file(text: &str, node: &Node, fresh: &Fresh<'_>, format: &Format) -> Option<Splice> {
    let lines = match (fresh.keys.split_first(), fresh.content) {
        (Some((key, deeper)), _) => {
            let below = Fresh {
                keys: deeper.to_vec(),
                ..*fresh
            };
            render::pair(0, key, below.block(0, format))
        }
        (None, Content::NewList(entry)) => render::item(entry, 0, 2, fresh.style, format),
        (None, Content::Value(_)) => return None,
    };
    if node.scalar_style() == Some(Scalar::Empty) {
        return Some(Splice::lines(
            text,
            skip_trivia(text, node.range.start),
            &lines,
        ));
    }
    let with = lines.join(line_break(text));
    Some(Splice {
        range: node.range.clone(),
        with,
    })
}

/// What is written between the braces or brackets of an empty collection.
fn inside_braces(fresh: &Fresh<'_>) -> String {
    match (fresh.keys.split_first(), fresh.content) {
        (Some((key, deeper)), _) => {
            let value = Fresh {
                keys: deeper.to_vec(),
                ..*fresh
            };
            render::flow_pair(key, &value.flow(true))
        }
        (None, Content::NewList(entry) | Content::Value(entry)) => render::flow(entry, true),
    }
}

/// A value that exists, and the key or dash that holds it.
struct Place<'d> {
    text: &'d str,
    node: &'d Node,
    holder: Stop<'d>,
}

impl Place<'_> {
    /// A text or a date that stays in the quotes that it had.
    fn in_same_quotes(&self, fresh: &Fresh<'_>) -> Option<Splice> {
        // A text of whole lines reads better as a block than as one line of escapes.
        let text = fresh.only_quotable().filter(|text| !text.ends_with('\n'))?;
        let with = match self.node.scalar_style()? {
            Scalar::Single => {
                scalar::single_quoted(text).unwrap_or_else(|| scalar::double_quoted(text))
            }
            Scalar::Double => scalar::double_quoted(text),
            _ => return None,
        };
        let range = self.node.range.clone();
        Some(Splice { range, with })
    }

    /// Whether an empty `{}` or `[]` stays and takes the new key or entry in: where no block can
    /// stand, where braces were asked for, and where they hold a comment.
    fn can_fill_braces(&self, fresh: &Fresh<'_>, in_flow: bool) -> bool {
        let adds = !fresh.keys.is_empty() || matches!(fresh.content, Content::NewList(_));
        let wants_braces = matches!(fresh.content, Content::Value(_)) && fresh.style == Style::Flow;
        let range = &self.node.range;
        let has_comment = between(self.text, range.start, range.end).contains('#');
        adds && self.node.is_flow() && (in_flow || wants_braces || has_comment)
    }

    fn in_block(&self, fresh: &Fresh<'_>, column: usize, format: &Format) -> Splice {
        if let (Some(Scalar::Block { indent }), Some(text)) =
            (self.node.scalar_style(), fresh.only_text())
        {
            let indent = if indent > column {
                indent
            } else {
                column + format.map_step
            };
            return self.block_text(text, indent, indent - column);
        }
        let lines = self.styled(fresh).block(column, &self.format(format));
        match lines.below.is_empty() {
            true => self.on_one_line(&lines.head),
            false => self.below(&lines, column),
        }
    }

    /// With the style that the collection here has.
    fn styled<'v>(&self, fresh: &Fresh<'v>) -> Fresh<'v> {
        let style = match self.node.collection() {
            Some(_) if self.node.block_column().is_some() => Style::Block,
            Some(all) if !all.entries.is_empty() => Style::Flow,
            _ => fresh.style,
        };
        Fresh {
            keys: fresh.keys.clone(),
            style,
            ..*fresh
        }
    }

    /// A list right behind a dash cannot stand in the dash's own column.
    fn format(&self, format: &Format) -> Format {
        let list_step = match self.holder.parent.is_list() {
            true => format.list_step.max(2),
            false => format.list_step,
        };
        Format {
            list_step,
            ..*format
        }
    }

    /// A block text over another one: the same depth, the header as far as it can stay.
    fn block_text(&self, text: &str, indent: usize, step: usize) -> Splice {
        let Some(block) = literal::same_block(self.header(), text, indent, step) else {
            return self.on_one_line(&scalar::double_quoted(text));
        };
        let eol = line_break(self.text);
        let mut end = self.node.range.end;
        if literal::keeps_blank_lines(&block.head) && !literal::keeps_blank_lines(self.header()) {
            end = behind_blank_lines(self.text, end);
        }
        let with = format!("{}{eol}{}", block.head, block.lines.join(eol));
        Splice {
            range: self.node.range.start..end,
            with,
        }
    }

    fn header(&self) -> &str {
        let start = self.node.range.start;
        between(self.text, start, line_end(self.text, start))
    }

    /// A value that needs no lines below; a comment behind the old one stays.
    fn on_one_line(&self, new: &str) -> Splice {
        let lead = self.holder.entry.lead;
        let range = self.node.range.clone();
        match self.node.scalar_style() {
            Some(Scalar::Empty) => self.over_nothing(new),
            Some(Scalar::Block { .. }) => {
                let with = format!("{new}{}", literal::header_comment(self.header()));
                Splice { range, with }
            }
            _ if self.node.block_column().is_some() => {
                let with = format!(" {new}{}", self.comment());
                Splice {
                    range: lead..self.end(),
                    with,
                }
            }
            _ => Splice {
                range,
                with: new.to_owned(),
            },
        }
    }

    fn over_nothing(&self, new: &str) -> Splice {
        let lead = self.holder.entry.lead;
        let tail = rest(self.text, lead);
        let blanks = blanks(tail);
        let before_comment = rest(tail, blanks).starts_with('#');
        let end = if before_comment { lead } else { lead + blanks };
        let colon = if self.holder.entry.marked { "" } else { ":" };
        Splice {
            range: lead..end,
            with: format!("{colon} {new}"),
        }
    }

    /// A value of several lines; a comment behind the old one stays on its line.
    fn below(&self, lines: &Lines, column: usize) -> Splice {
        let eol = line_break(self.text);
        let comment = self.comment();
        let below = lines.below.join(eol);
        let lead = self.holder.entry.lead;
        if self.holder.entry.key.is_none() && lines.head.is_empty() && comment.trim().is_empty() {
            let indent = below.len() - below.trim_start_matches(' ').len();
            let pad = " ".repeat(indent.saturating_sub(column + 1));
            return Splice {
                range: lead..self.end(),
                with: pad + below.trim_start_matches(' '),
            };
        }
        if self.node.block_column().is_some() || self.begins_beside_holder() {
            let with = format!("{}{}{eol}{below}", lines.spaced_head(), comment.trim_end());
            return Splice {
                range: lead..self.end(),
                with,
            };
        }
        self.below_own_line(lines, &below)
    }

    /// The same where the old value stands on a line of its own below its key.
    fn below_own_line(&self, lines: &Lines, below: &str) -> Splice {
        let eol = line_break(self.text);
        let start = self.node.range.start;
        let kept = match lines.head.as_str() {
            "" => self.comment().trim(),
            _ => self.comment().trim_end(),
        };
        if lines.head.is_empty() && kept.is_empty() {
            let range = line_start(self.text, start)..self.end();
            return Splice {
                range,
                with: below.to_owned(),
            };
        }
        let with = format!("{}{kept}{eol}{below}", lines.head);
        Splice {
            range: start..self.end(),
            with,
        }
    }

    fn begins_beside_holder(&self) -> bool {
        line_start(self.text, self.node.range.start) <= self.holder.entry.lead
    }

    /// Blanks and comment that stay when the value goes: behind a value on its line, behind a
    /// block's key or header.
    fn comment(&self) -> &str {
        let lead = self.holder.entry.lead;
        let end = self.node.range.end;
        match self.node.scalar_style() {
            Some(Scalar::Block { .. }) => literal::header_comment(self.header()),
            _ if self.node.block_column().is_none() => {
                between(self.text, end, line_end(self.text, end))
            }
            _ if self.begins_beside_holder() => "",
            _ => between(self.text, lead, line_end(self.text, lead)),
        }
    }

    /// The end of the last line that the value takes, with the comments inside a block collection.
    fn end(&self) -> usize {
        let end = self.node.range.end;
        match (self.node.scalar_style(), self.holder.parent.block_column()) {
            (Some(Scalar::Block { .. }), _) => end,
            (None, Some(column)) if self.node.block_column().is_some() => {
                let own_from = column + 1;
                block_end(self.text, end, own_from)
            }
            _ => line_end(self.text, end),
        }
    }
}
