//! Which entry of a deal an id means: any unique prefix serves.

use super::Failure;
use crate::deal::{Contact, FollowUp, Meeting, Objection, follow_up::Settled};
use crate::nearest::nearest;
use crate::one_form::composed;

/// What a deal has several of, each with an id.
pub trait Entry {
    const NOUN: &str;

    fn id(&self) -> &str;

    /// The command that adds one.
    fn addition(deal: &str) -> String;
}

impl Entry for Contact {
    const NOUN: &str = "contact";

    fn id(&self) -> &str {
        &self.id
    }

    fn addition(deal: &str) -> String {
        format!("deal contact add {deal} \"NAME\"")
    }
}

impl Entry for FollowUp {
    const NOUN: &str = "follow-up";

    fn id(&self) -> &str {
        &self.id
    }

    fn addition(deal: &str) -> String {
        format!("deal followup add {deal} \"…\" --due DATE")
    }
}

impl Entry for Meeting {
    const NOUN: &str = "meeting";

    fn id(&self) -> &str {
        &self.id
    }

    fn addition(deal: &str) -> String {
        format!("deal meeting book {deal} DATE")
    }
}

impl Entry for Objection {
    const NOUN: &str = "objection";

    fn id(&self) -> &str {
        &self.id
    }

    fn addition(deal: &str) -> String {
        format!("deal objection add {deal} \"…\" --category …")
    }
}

/// A follow-up that is done or cancelled takes nothing more.
pub fn settled(error: &Settled, deal: &str) -> Failure {
    Failure::usage(error).help(format_args!("to correct it, run `deal edit {deal}`"))
}

/// The entry whose id is the given one, or begins with it as no other's does.
pub fn find<'e, T: Entry>(
    entries: &'e mut [T],
    wanted: &str,
    deal: &str,
) -> Result<&'e mut T, Failure> {
    let id = full_id(entries, wanted, deal)?;
    let found = entries.iter_mut().find(|entry| entry.id() == id);
    found.ok_or_else(|| Failure::usage(format_args!("{deal} has no {} `{wanted}`", T::NOUN)))
}

fn full_id<T: Entry>(entries: &[T], wanted: &str, deal: &str) -> Result<String, Failure> {
    let ids: Vec<&str> = entries.iter().map(T::id).collect();
    let wanted = &*composed(wanted.into());
    if ids.contains(&wanted) {
        return Ok(wanted.to_owned());
    }
    let lower = wanted.to_lowercase();
    let begins = |id: &&&str| !wanted.is_empty() && id.to_lowercase().starts_with(&lower);
    let begun: Vec<&str> = ids.iter().filter(begins).copied().collect();
    match begun.as_slice() {
        [id] => Ok((*id).to_owned()),
        [] => Err(unknown::<T>(wanted, &ids, deal)),
        several => {
            let (noun, count) = (T::NOUN, several.len());
            let failure = Failure::usage(format_args!(
                "`{wanted}` is ambiguous: it matches {count} {noun}s of {deal}"
            ));
            Err(failure.help(format_args!("use a longer prefix: {}", several.join(", "))))
        }
    }
}

fn unknown<T: Entry>(wanted: &str, ids: &[&str], deal: &str) -> Failure {
    let failure = Failure::usage(format_args!("{deal} has no {} `{wanted}`", T::NOUN));
    match nearest(wanted, ids.iter().copied()) {
        Some(right) => failure.help(format_args!("did you mean `{right}`?")),
        None if ids.is_empty() => {
            failure.help(format_args!("add one first: {}", T::addition(deal)))
        }
        None => failure.help(format_args!("choose one of: {}", ids.join(", "))),
    }
}
