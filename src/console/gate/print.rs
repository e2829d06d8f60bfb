//! A gate as people and scripts read it: what is met, what is missing, and the command that
//! supplies it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use crate::book::{Requirement, gate::Ask};
use crate::deal::Deal;
use crate::escape_controls::escape_controls;
use crate::render::{self, paint};
use crate::table::Tone;

/// One requirement of a gate in JSON.
#[derive(Debug, Serialize)]
pub struct RequirementJson {
    /// The gate's key, such as `champion` or `contacts`.
    pub key: &'static str,
    /// A number where scores, contacts or meetings are counted, else words.
    pub need: Value,
    pub have: Value,
    pub met: bool,
    /// What to type; null where it is met.
    pub command: Option<String>,
}

/// The requirements for a machine.
pub fn json(gate: &[Requirement], deal: &Deal, id: &str) -> Vec<RequirementJson> {
    gate.iter()
        .map(|requirement| requirement_json(requirement, deal, id))
        .collect()
}

fn requirement_json(requirement: &Requirement, deal: &Deal, id: &str) -> RequirementJson {
    let [need, have] = match requirement.counts {
        Some(counts) => counts.map(Value::from),
        None => [json!(requirement.need), json!(requirement.have)],
    };
    RequirementJson {
        key: requirement.ask.key(),
        need,
        have,
        met: requirement.met,
        command: (!requirement.met).then(|| requirement.ask.command(deal, id)),
    }
}

/// The requirements for a person: each on a line, the command below what is missing.
pub fn requirements(
    out: &mut dyn Write,
    gate: &[Requirement],
    deal: &Deal,
    id: &str,
) -> io::Result<()> {
    for requirement in gate {
        let mark = if requirement.met {
            paint(Tone::Good, "met") + "    "
        } else {
            paint(Tone::Bad, "missing")
        };
        let key = requirement.ask.key();
        let line = format!("{key:<17} {}", told(requirement));
        writeln!(out, "  {mark}  {}", escape_controls(&line))?;
        if !requirement.met {
            let command = requirement.ask.command(deal, id);
            writeln!(out, "           {}", render::command(&command))?;
        }
    }
    Ok(())
}

/// What is needed and what there is.
pub fn told(requirement: &Requirement) -> String {
    let have = &requirement.have;
    match &requirement.ask {
        Ask::Amount | Ask::CloseDate if requirement.met => format!("required, {have}"),
        Ask::Amount | Ask::CloseDate => "required, not set".to_owned(),
        Ask::NoOpenBlocker => format!("none may be open, {have}"),
        Ask::Icp(_) => format!("no must criterion may fail, {have}"),
        _ => format!("needs {}, has {have}", requirement.need),
    }
}

/// The head line: the move, and how much of the gate is met.
pub fn head(id: &str, from: &str, to: &str, gate: &[Requirement]) -> String {
    let met = gate.iter().filter(|requirement| requirement.met).count();
    let [id, from, to] = [id, from, to].map(escape_controls);
    let id = paint(Tone::Strong, &id);
    match gate.len() {
        0 => format!("{id}: {from} → {to} (no gate)"),
        all => format!("{id}: {from} → {to}, {met} of {all} requirements met"),
    }
}
