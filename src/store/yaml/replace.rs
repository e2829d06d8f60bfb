//! A new value in the place of another one.

use super::{
    flow,
    lines::{
        after_blank_lines, between, blanks, block_end, line_break, line_end, line_start, rest,
        rest_of_line, skip_trivia,
    },
    literal::{self, Lines},
    locate::{Found, Trail},
    render::{self, Content, Format, NewNode},
    scalar,
    splice::Splice,
    tree::{Document, Node, Scalar},
};
use crate::edit::Style;

/// Writes a value over the node at the end of the trail.
pub(super) fn value(
    document: &Document,
    trail: &Trail<'_>,
    new: &NewNode<'_>,
    format: &Format,
) -> Option<Splice> {
    let text = &document.text;
    let node = trail.node();
    let Some(holder) = trail.steps.last().copied() else {
        return whole_file(text, node, new, format);
    };
    let old = OldValue { text, node, holder };
    if let Some(splice) = old.in_same_quotes(new) {
        return Some(splice);
    }
    if old.can_fill_braces(new, trail.in_flow()) {
        return flow::insert(text, node, 0, &inside_braces(new));
    }
    match trail.holder_column() {
        Some(column) if !trail.in_flow() => Some(old.in_block(new, column, format)),
        _ => Some(old.on_one_line(&new.flow(true))),
    }
}

/// The first content of a file that has none.
fn whole_file(text: &str, node: &Node, new: &NewNode<'_>, format: &Format) -> Option<Splice> {
    let lines = match (new.split_key(), new.content) {
        (Some((key, below)), _) => render::pair(0, key, below.block(0, format)),
        (None, Content::NewList(entry)) => render::item(entry, 0, 2, new.style, format),
        (None, Content::Value(_)) => return None,
    };
    if node.scalar_style() == Some(Scalar::Empty) {
        let at = skip_trivia(text, node.range.start);
        return Some(Splice::lines(text, at, &lines));
    }
    Some(Splice::new(
        node.range.clone(),
        lines.join(line_break(text)),
    ))
}

/// What is written between the braces or brackets of an empty collection.
fn inside_braces(new: &NewNode<'_>) -> String {
    match (new.split_key(), new.content) {
        (Some((key, below)), _) => render::flow_pair(key, &below.flow(true)),
        (None, Content::NewList(entry) | Content::Value(entry)) => render::flow(entry, true),
    }
}

/// A value that exists, and the key or dash that holds it.
struct OldValue<'d> {
    text: &'d str,
    node: &'d Node,
    holder: Found<'d>,
}

impl OldValue<'_> {
    /// A text or a date that stays in the quotes that it had.
    fn in_same_quotes(&self, new: &NewNode<'_>) -> Option<Splice> {
        // A text of whole lines reads better as a block than as one line of escapes.
        let text = new.only_quotable().filter(|text| !text.ends_with('\n'))?;
        let quoted = match self.node.scalar_style()? {
            Scalar::Single => scalar::single_quoted(text),
            Scalar::Double => None,
            _ => return None,
        };
        let quoted = quoted.unwrap_or_else(|| scalar::double_quoted(text));
        Some(self.over(quoted))
    }

    /// Whether an empty `{}` or `[]` stays and takes the new key or entry in: where no block can
    /// stand, where braces were asked for, and where they hold a comment.
    fn can_fill_braces(&self, new: &NewNode<'_>, in_flow: bool) -> bool {
        let is_value = matches!(new.content, Content::Value(_));
        let adds = !new.keys.is_empty() || !is_value;
        let wants_braces = is_value && new.style == Style::Flow;
        let range = &self.node.range;
        let has_comment = between(self.text, range.start, range.end).contains('#');
        adds && self.node.is_flow() && (in_flow || wants_braces || has_comment)
    }

    fn in_block(&self, new: &NewNode<'_>, column: usize, format: &Format) -> Splice {
        if let (Some(Scalar::Block { indent }), Some(text)) =
            (self.node.scalar_style(), new.only_text())
        {
            let step = indent.checked_sub(column).filter(|step| *step > 0);
            let step = step.unwrap_or(format.map_step);
            return self.block_text(text, column + step, step);
        }
        let new = NewNode {
            keys: new.keys.clone(),
            style: self.style().unwrap_or(new.style),
            ..*new
        };
        let lines = new.block(column, &self.format(format));
        if lines.below.is_empty() {
            self.on_one_line(&lines.head)
        } else {
            self.below(&lines, column)
        }
    }

    /// The style that the collection here has.
    fn style(&self) -> Option<Style> {
        if self.is_block() {
            return Some(Style::Block);
        }
        (!self.node.entries().is_empty()).then_some(Style::Flow)
    }

    /// A list right after a dash cannot stand in the dash's own column.
    fn format(&self, format: &Format) -> Format {
        let least = if self.holder.parent.is_list() { 2 } else { 0 };
        Format {
            list_step: format.list_step.max(least),
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
            end = after_blank_lines(self.text, end);
        }
        let with = format!("{}{eol}{}", block.head, block.below.join(eol));
        Splice::new(self.node.range.start..end, with)
    }

    fn header(&self) -> &str {
        rest_of_line(self.text, self.node.range.start)
    }

    fn lead(&self) -> usize {
        self.holder.entry.lead
    }

    fn is_block(&self) -> bool {
        self.node.block_column().is_some()
    }

    fn over(&self, new: String) -> Splice {
        Splice::new(self.node.range.clone(), new)
    }

    /// With all that the value takes from its colon or dash on.
    fn over_all(&self, new: String) -> Splice {
        Splice::new(self.lead()..self.end(), new)
    }

    /// A value that needs no lines below; a comment after the old one stays.
    fn on_one_line(&self, new: &str) -> Splice {
        match self.node.scalar_style() {
            Some(Scalar::Empty) => self.over_nothing(new),
            Some(Scalar::Block { .. }) => {
                let comment = literal::header_comment(self.header());
                self.over(format!("{new}{comment}"))
            }
            _ if self.is_block() => self.over_all(format!(" {new}{}", self.comment())),
            _ => self.over(new.to_owned()),
        }
    }

    fn over_nothing(&self, new: &str) -> Splice {
        let lead = self.lead();
        let tail = rest(self.text, lead);
        let blanks = blanks(tail);
        let before_comment = rest(tail, blanks).starts_with('#');
        let end = if before_comment { lead } else { lead + blanks };
        let colon = if self.holder.entry.marked { "" } else { ":" };
        Splice::new(lead..end, format!("{colon} {new}"))
    }

    /// A value of several lines; a comment after the old one stays on its line.
    fn below(&self, lines: &Lines, column: usize) -> Splice {
        let eol = line_break(self.text);
        let comment = self.comment();
        let below = lines.below.join(eol);
        if self.holder.entry.key.is_none() && lines.head.is_empty() && comment.trim().is_empty() {
            let first = below.trim_start_matches(' ');
            let indent = below.len() - first.len();
            let spacing = " ".repeat(indent.saturating_sub(column + 1));
            return self.over_all(spacing + first);
        }
        if self.is_block() || self.is_beside_holder() {
            let head = lines.spaced_head();
            return self.over_all(format!("{head}{}{eol}{below}", comment.trim_end()));
        }
        self.below_own_line(lines, &below)
    }

    /// The same where the old value stands on a line of its own below its key.
    fn below_own_line(&self, lines: &Lines, below: &str) -> Splice {
        let eol = line_break(self.text);
        let start = self.node.range.start;
        let comment = match lines.head.as_str() {
            "" => self.comment().trim(),
            _ => self.comment().trim_end(),
        };
        if lines.head.is_empty() && comment.is_empty() {
            return Splice::new(line_start(self.text, start)..self.end(), below);
        }
        let with = format!("{}{comment}{eol}{below}", lines.head);
        Splice::new(start..self.end(), with)
    }

    fn is_beside_holder(&self) -> bool {
        line_start(self.text, self.node.range.start) <= self.lead()
    }

    /// Blanks and comment that stay when the value goes: after a value on its line, after a block's
    /// key or header.
    fn comment(&self) -> &str {
        match self.node.scalar_style() {
            Some(Scalar::Block { .. }) => literal::header_comment(self.header()),
            _ if !self.is_block() => rest_of_line(self.text, self.node.range.end),
            _ if self.is_beside_holder() => "",
            _ => rest_of_line(self.text, self.lead()),
        }
    }

    /// The end of the last line that the value takes, with the comments inside a block collection.
    fn end(&self) -> usize {
        let end = self.node.range.end;
        match (self.node.scalar_style(), self.holder.parent.block_column()) {
            (Some(Scalar::Block { .. }), _) => end,
            (None, Some(column)) if self.is_block() => block_end(self.text, end, column + 1),
            _ => line_end(self.text, end),
        }
    }
}
