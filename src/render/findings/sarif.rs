//! SARIF 2.1.0, for code scanning: the rules with their texts, the findings with their regions.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{RuleText, Surroundings, fingerprint::fingerprints};
use crate::escape_controls::escape_controls;
use crate::finding::{Checked, Finding, Place, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn write(
    checked: &Checked,
    surroundings: &Surroundings<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules: Vec<Value> = surroundings.rules.iter().map(rule).collect();
    let keys = fingerprints(checked);
    let findings = checked.findings.iter().zip(&keys);
    let results: Vec<Value> = findings
        .map(|(finding, key)| result(finding, key, surroundings))
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "dealfile",
                "fullName": format!("dealfile {version}"),
                "version": version,
                "semanticVersion": version,
                "informationUri": "https://crates.io/crates/dealfile",
                "rules": rules,
            }},
            "automationDetails": {"id": "deal-check/"},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(rule: &RuleText) -> Value {
    let RuleText {
        name,
        summary,
        what,
        why,
        fix,
        ..
    } = rule;
    json!({
        "id": name,
        "name": pascal_case(name),
        "shortDescription": {"text": sentence(summary)},
        "fullDescription": {"text": what},
        "help": {
            "text": format!("{what}\n\n{why}\n\n{fix}"),
            "markdown": format!("{what}\n\n**Why:** {why}\n\n**Fix:** {fix}"),
        },
        "defaultConfiguration": {"level": level(rule.severity), "enabled": rule.is_on},
        "properties": {
            "tags": [rule.category],
            "precision": "very-high",
            "problem.severity": problem(rule.severity),
        },
    })
}

fn result(finding: &Finding, key: &str, surroundings: &Surroundings<'_>) -> Value {
    let rules = surroundings.rules;
    let index = rules.iter().position(|rule| rule.name == finding.rule);
    let mut text = sentence(&escape_controls(&finding.message));
    if let Some(help) = &finding.help {
        text.push_str(&format!(" Help: {}", escape_controls(help)));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": location(&finding.place, surroundings.folder)}],
        "partialFingerprints": {"dealfile/v1": key},
    });
    let mut related = Vec::new();
    for (id, other) in finding.related.iter().enumerate() {
        related.push(json!({
            "id": id,
            "message": {"text": sentence(&escape_controls(&other.note))},
            "physicalLocation": location(&other.place, surroundings.folder),
        }));
    }
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

/// The region of a whole file is its first character, so that every region has all four numbers.
fn location(place: &Place, folder: &str) -> Value {
    let (line, column) = place.start();
    let span = place.span.as_ref();
    let (end_line, end_column) = span.map_or((1, 2), |span| (span.end_line, span.end_column));
    json!({
        "artifactLocation": {"uri": percent_encoded(&format!("{folder}{}", place.path))},
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// How code scanning names the severity of a rule.
fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

/// `stage-gate-unmet` as `StageGateUnmet`.
fn pascal_case(name: &str) -> String {
    let mut pascal = String::new();
    for word in name.split('-') {
        let (first, rest) = word.split_at(1);
        pascal.push_str(&first.to_ascii_uppercase());
        pascal.push_str(rest);
    }
    pascal
}

/// With a capital letter and a full stop, as SARIF asks of messages.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    let mut sentence: String = first.into_iter().chain(characters).collect();
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

/// A path as a relative URI.
fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
