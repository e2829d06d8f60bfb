//! The deals of `deal init --sample`: real files with days and stages left open.

use crate::book::preset::Preset;
use crate::deal::{Currency, Day};

/// Who sells in the sample.
pub const TEAM: &str = "\nteam:\n  - {id: mina, name: Mina Park, role: account_executive}\n  - {id: jun, name: Lee Jun, role: account_executive}\n";

const DEALS: &[(&str, &str)] = &[
    (
        "deals/acme-rollout.yaml",
        include_str!("deals/acme-rollout.yaml"),
    ),
    (
        "deals/globex-pilot.yaml",
        include_str!("deals/globex-pilot.yaml"),
    ),
    (
        "deals/initech-licence.yaml",
        include_str!("deals/initech-licence.yaml"),
    ),
    (
        "deals/umbrella-trial.yaml",
        include_str!("deals/umbrella-trial.yaml"),
    ),
];

/// The currency of the sample where none is asked for.
pub fn currency() -> Option<Currency> {
    "EUR".parse().ok()
}

/// The sample deals in a preset's stages, with their days counted from `as_of`.
pub fn deals(preset: &Preset, as_of: Day) -> Vec<(String, String)> {
    let pipeline = preset.pipeline(preset.name);
    let stages: Vec<&str> = pipeline.stage_ids().collect();
    DEALS
        .iter()
        .map(|(path, text)| ((*path).to_owned(), filled(text, &stages, as_of)))
        .collect()
}

/// `{s3}` is the fourth stage, `{-6}` the day six days before `as_of`.
fn filled(text: &str, stages: &[&str], as_of: Day) -> String {
    let mut parts = text.split('{');
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let filled = part
            .split_once('}')
            .and_then(|(slot, rest)| Some(fill(slot, stages, as_of)? + rest));
        result.push_str(&filled.unwrap_or_else(|| format!("{{{part}")));
    }
    result
}

fn fill(slot: &str, stages: &[&str], as_of: Day) -> Option<String> {
    if let Some(rank) = slot.strip_prefix('s') {
        return stages
            .get(rank.parse::<usize>().ok()?)
            .map(|stage| (*stage).to_owned());
    }
    let signed = slot.starts_with(['+', '-']);
    let days = slot.parse::<i64>().ok().filter(|_| signed)?;
    Some(as_of.plus(days).to_string())
}
