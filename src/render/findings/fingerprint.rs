//! What makes a finding the same one while the lines around it move.

use std::collections::HashMap;

use crate::finding::{Checked, Finding};

/// The key of each finding: rule, file and key path, and a number where these are the same. Keys
/// are unique in a run, and no edit above a finding changes its key.
pub fn fingerprints(checked: &Checked) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut keys = Vec::with_capacity(checked.findings.len());
    for finding in &checked.findings {
        let mut key = key(finding);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            key.push_str(&format!("#{count}"));
        }
        keys.push(key);
    }
    keys
}

fn key(finding: &Finding) -> String {
    let Finding { rule, place, .. } = finding;
    format!("{rule}:{}:{}", place.path, place.at)
}
