//! For people: the line, a caret, the message, and what to do. Nothing where there are no findings.

use std::{
    io::{self, Write},
    ops::Range,
};

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::escape_controls::escape_controls;
use crate::finding::{Checked, Finding, Severity};
use crate::source_span::Excerpt;

pub(super) fn write(checked: &Checked, color: bool, out: &mut dyn Write) -> io::Result<()> {
    for finding in &checked.findings {
        let (line, column) = finding.place.start();
        let path = escape_controls(&finding.place.path);
        let message = escape_controls(&finding.message);
        let kind = format!("{}[{}]", finding.severity, finding.rule);
        let title = format!("{path}:{line}:{column}: {kind} {message}");
        writeln!(out, "{}\n", shown(finding, title, color))?;
    }
    Ok(())
}

/// What is wrong as the one error of a command: without rule and severity, which only `check` has.
pub fn as_error(finding: &Finding) -> String {
    shown(finding, finding.to_string(), false)
}

/// The place stands in the title, so that a terminal can make a link of it.
fn shown(finding: &Finding, title: String, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.no_name().primary_title(title);
    let excerpt = finding.place.span.as_ref().map(|span| &span.excerpt);
    let (line, caret) = excerpt.map(escaped).unwrap_or_default();
    let snippet = Snippet::source(&line)
        .line_start(finding.place.start().0)
        .annotation(AnnotationKind::Primary.span(caret));
    let snippet = (!line.is_empty()).then(|| Element::from(snippet));
    let related = finding.related.iter().map(|related| {
        let note = escape_controls(&related.note);
        Element::from(Level::NOTE.message(format!("{}: {note}", related.place)))
    });
    let help = finding.help.as_deref().map(escape_controls);
    let help = help.map(|help| Element::from(Level::HELP.message(help)));
    let elements = snippet.into_iter().chain(related).chain(help);
    renderer.render(&[title.elements(elements)])
}

/// The line with what could steer a terminal spelled out, and the bytes of it that are meant.
fn escaped(excerpt: &Excerpt) -> (String, Range<usize>) {
    let (is_cut_before, is_cut_after) = excerpt.cut;
    let Range { start, end } = excerpt.caret;
    let mut line = String::new();
    if is_cut_before {
        line.push('…');
    }
    line.push_str(&part(excerpt, 0..start));
    let first = line.len();
    line.push_str(&part(excerpt, start..end));
    let last = line.len();
    line.push_str(&part(excerpt, end..usize::MAX));
    if is_cut_after {
        line.push('…');
    }
    (line, first..last)
}

fn part(excerpt: &Excerpt, characters: Range<usize>) -> String {
    let text = excerpt.text.chars();
    let text: String = text.skip(characters.start).take(characters.len()).collect();
    escape_controls(&text).into_owned()
}
