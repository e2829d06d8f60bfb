//! What a command would change, as `git diff` shows it.

use similar::TextDiff;

use crate::escape_controls::escape_controls;

/// The unified diff from `before` to `after`, empty where they are equal.
///
/// Control characters are escaped, except those that lay out text; so a diff of a file that has
/// some is for reading, not for `git apply`.
pub fn unified(shown: &str, before: &str, after: &str) -> String {
    let name = escape_controls(shown);
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    unified
        .context_radius(3)
        .header(&format!("a/{name}"), &format!("b/{name}"));
    unified
        .to_string()
        .split_inclusive('\n')
        .map(escaped)
        .collect()
}

/// A line with its tabs and its end as they are.
fn escaped(line: &str) -> String {
    let body = line.strip_suffix('\n').unwrap_or(line);
    let body = body.strip_suffix('\r').unwrap_or(body);
    let parts: Vec<_> = body.split('\t').map(escape_controls).collect();
    parts.join("\t") + line.get(body.len()..).unwrap_or_default()
}
