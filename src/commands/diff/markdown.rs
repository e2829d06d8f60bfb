//! A diff as the comment of a pull request: a summary, a table a deal, details folded.

use std::io::Write;

use super::{
    collect::Diff,
    text::{bridge, heading, lines, said},
};
use crate::console::{Failure, Ui, wording::count};
use crate::escape_controls::escape_controls;

/// Forges take comments of 65,536 characters; the rest is counted.
const LONGEST: usize = 60_000;

pub fn print(diff: &Diff, ui: &mut Ui) -> Result<(), Failure> {
    ui.write_all(markdown(diff).as_bytes())?;
    Ok(())
}

fn markdown(diff: &Diff) -> String {
    let mut text = format!(
        "**{}** between {} and {}, {}, {}\n",
        count(diff.deals.len(), "changed deal"),
        escaped(&diff.from),
        escaped(&diff.to),
        count(diff.new_findings.len(), "new finding"),
        count(diff.gone_findings.len(), "gone finding"),
    );
    let tail = tail(diff);
    let mut left_out = 0;
    for deal in &diff.deals {
        let mut own = format!("\n**{}**\n", escaped(&heading(deal)));
        let rows = lines(deal);
        if !rows.is_empty() {
            own.push_str("\n| | |\n|---|---|\n");
        }
        for (what, line) in rows {
            own.push_str(&format!("| {} | {} |\n", escaped(&what), escaped(&line)));
        }
        // Bytes are no fewer than characters.
        if left_out > 0 || text.len() + own.len() + tail.len() > LONGEST {
            left_out += 1;
        } else {
            text.push_str(&own);
        }
    }
    if left_out > 0 {
        text.push_str(&format!("\nand {}\n", count(left_out, "more deal")));
    }
    text + &tail
}

/// The bridge and the findings, folded.
fn tail(diff: &Diff) -> String {
    let said_all = |findings: &[crate::finding::Finding]| findings.iter().map(said).collect();
    let parts: [(&str, Vec<String>); 3] = [
        ("Pipeline of these deals", bridge(diff)),
        ("New findings", said_all(&diff.new_findings)),
        ("Gone findings", said_all(&diff.gone_findings)),
    ];
    let mut text = String::new();
    for (title, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        text.push_str(&format!("\n<details><summary>{title}</summary>\n\n"));
        let mut size = 0;
        let shown = lines.iter().take_while(|line| {
            size += line.len() * 2;
            size < LONGEST / 4
        });
        let shown: Vec<String> = shown.map(|line| format!("- {}\n", escaped(line))).collect();
        text.push_str(&shown.concat());
        if shown.len() < lines.len() {
            text.push_str(&format!("- and {} more\n", lines.len() - shown.len()));
        }
        text.push_str("\n</details>\n");
    }
    text
}

/// A deal's text as text: no markup, mention or link can come of it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in escape_controls(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A mention or a reference to an issue needs the next character at its side.
            '@' | '#' => escaped.push_str(&format!("{c}<!-- -->")),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    // Forges make links of bare addresses.
    let escaped = escaped.replace("://", "<!-- -->://");
    let lower = escaped.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in lower.match_indices("www.") {
        parts.push(escaped.get(from..at + 3).unwrap_or_default());
        from = at + 3;
    }
    parts.push(escaped.get(from..).unwrap_or_default());
    parts.join("<!-- -->")
}
