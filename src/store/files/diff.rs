//! What a command would change, as `git diff` shows it.

use similar::TextDiff;

use crate::escape_controls::escape_controls;

/// The unified diff from `before` to `after`, empty where they are equal.
///
/// Control characters are made visible, except those that lay out text; so a diff of a file that
/// has some is for reading, not for `git apply`.
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
        .map(line)
        .collect()
}

fn line(line: &str) -> String {
    let end = if line.ends_with("\r\n") {
        "\r\n"
    } else if line.ends_with('\n') {
        "\n"
    } else {
        ""
    };
    let body = line.strip_suffix(end).unwrap_or(line);
    let parts: Vec<_> = body.split('\t').map(escape_controls).collect();
    parts.join("\t") + end
}
