//! Which entry of a deal an id names: any unique prefix will do.

use crate::nearest::nearest;

use super::failure::Failure;

/// A kind of entry.
#[derive(Debug, Clone, Copy)]
pub enum Noun {
    Contact,
    FollowUp,
    Meeting,
    Objection,
}

impl Noun {
    fn as_str(self) -> &'static str {
        match self {
            Noun::Contact => "contact",
            Noun::FollowUp => "follow-up",
            Noun::Meeting => "meeting",
            Noun::Objection => "objection",
        }
    }

    /// The command that adds one.
    fn addition(self, deal: &str) -> String {
        match self {
            Noun::Contact => format!("deal contact add {deal} \"NAME\""),
            Noun::FollowUp => format!("deal followup add {deal} \"…\" --due DATE"),
            Noun::Meeting => format!("deal meeting book {deal} DATE"),
            Noun::Objection => format!("deal objection add {deal} \"…\" --category …"),
        }
    }
}

/// The position of the entry with that id, or the only one whose id starts with it.
pub fn find<'a>(
    noun: Noun,
    wanted: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
    deal: &str,
) -> Result<usize, Failure> {
    let wanted_lower = wanted.to_lowercase();
    if let Some(index) = ids.clone().position(|id| id == wanted) {
        return Ok(index);
    }
    let begun = ids
        .clone()
        .enumerate()
        .filter(|(_, id)| !wanted.is_empty() && id.to_lowercase().starts_with(&wanted_lower));
    let begun: Vec<(usize, &str)> = begun.collect();
    match begun.as_slice() {
        [(index, _)] => Ok(*index),
        [] => Err(unknown(noun, wanted, ids, deal)),
        several => {
            let list: Vec<&str> = several.iter().map(|(_, id)| *id).collect();
            let (noun, count) = (noun.as_str(), list.len());
            let failure = Failure::usage(format_args!(
                "`{wanted}` is ambiguous: it matches {count} {noun}s of {deal}"
            ));
            Err(failure.help(format_args!("use a longer prefix: {}", list.join(", "))))
        }
    }
}

fn unknown<'a>(
    noun: Noun,
    wanted: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
    deal: &str,
) -> Failure {
    let failure = Failure::usage(format_args!("{deal} has no {} `{wanted}`", noun.as_str()));
    let all: Vec<&str> = ids.clone().collect();
    match nearest(wanted, ids) {
        Some(right) => failure.help(format_args!("did you mean `{right}`?")),
        None if all.is_empty() => {
            failure.help(format_args!("add one first: {}", noun.addition(deal)))
        }
        None => failure.help(format_args!("choose one of: {}", all.join(", "))),
    }
}
