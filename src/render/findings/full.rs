//! For people: the line, a caret, the message, and what to do. Nothing where there are no findings.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::escape_controls::escape_controls;
use crate::finding::{Checked, Located, Severity};
use crate::source_span::Excerpt;

pub(super) fn write(checked: &Checked, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    for located in &checked.findings {
        writeln!(out, "{}\n", told(located, &renderer))?;
    }
    Ok(())
}

fn told(located: &Located, renderer: &Renderer) -> String {
    let (spot, finding) = (&located.spot, &located.finding);
    let (line, caret) = shown(&spot.excerpt);
    let path = format!(
        "{}:{}:{}",
        escape_controls(&located.path),
        spot.line,
        spot.column
    );
    let place = Snippet::source(&line)
        .line_start(spot.line)
        .annotation(AnnotationKind::Primary.span(caret));
    let place = (!line.is_empty()).then(|| Element::from(place));
    let help = finding
        .help
        .as_deref()
        .map(|help| Element::from(Level::HELP.message(escape_controls(help))));
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    // The place stands in front, as in the concise format, so that a terminal can make a link of
    // it.
    let title = level.no_name().primary_title(format!(
        "{path}: {}[{}] {}",
        finding.severity,
        finding.rule,
        escape_controls(&finding.message)
    ));
    renderer.render(&[title.elements(place.into_iter().chain(help))])
}

/// The line with what could steer a terminal spelled out, and the bytes of it that are meant.
fn shown(excerpt: &Excerpt) -> (String, Range<usize>) {
    let part = |characters: Range<usize>| -> String {
        let text: String = excerpt
            .text
            .chars()
            .skip(characters.start)
            .take(characters.len())
            .collect();
        escape_controls(&text).into_owned()
    };
    let (before, behind) = excerpt.cut;
    let mut line = if before {
        "…".to_owned()
    } else {
        String::new()
    };
    line.push_str(&part(0..excerpt.caret.start));
    let start = line.len();
    line.push_str(&part(excerpt.caret.clone()));
    let end = line.len();
    line.push_str(&part(excerpt.caret.end..usize::MAX));
    if behind {
        line.push('…');
    }
    (line, start..end)
}
