//! Which entry of a deal an id means: any unique prefix serves.

use crate::nearest::nearest;

use super::failure::Failure;

/// The position of the entry whose id is the given one, or begins with it as no other's does.
pub fn find<'a>(
    noun: &str,
    wanted: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
    deal: &str,
) -> Result<usize, Failure> {
    let wanted_lower = wanted.to_lowercase();
    if let Some(index) = ids.clone().position(|id| id == wanted) {
        return Ok(index);
    }
    let begun =
        ids.clone().enumerate().filter(|(_, id)| !wanted.is_empty() && id.to_lowercase().starts_with(&wanted_lower));
    let begun: Vec<(usize, &str)> = begun.collect();
    match begun.as_slice() {
        [(index, _)] => Ok(*index),
        [] => Err(unknown(noun, wanted, ids, deal)),
        several => {
            let list: Vec<&str> = several.iter().map(|(_, id)| *id).collect();
            let failure = Failure::usage(format_args!("`{wanted}` begins the ids of {} {noun}s of {deal}", list.len()));
            Err(failure.help(format_args!("one of {}", list.join(", "))))
        }
    }
}

fn unknown<'a>(noun: &str, wanted: &str, ids: impl Iterator<Item = &'a str> + Clone, deal: &str) -> Failure {
    let failure = Failure::usage(format_args!("{deal} has no {noun} `{wanted}`"));
    let all: Vec<&str> = ids.clone().collect();
    match nearest(wanted, ids) {
        Some(right) => failure.help(format_args!("did you mean `{right}`?")),
        None if all.is_empty() => failure.help(format_args!("it has none at all")),
        None => failure.help(format_args!("it has {}", all.join(", "))),
    }
}
