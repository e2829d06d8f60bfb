//! Which entry of a deal an id means: any unique prefix serves.

use super::{Context, Failure};
use crate::deal::{Contact, FollowUp, Meeting, Objection, follow_up::Settled};
use crate::nearest::nearest;
use crate::one_form::composed;

/// What a deal has several of, each with an id.
pub trait Entry {
    const NOUN: &str;

    fn id(&self) -> &str;

    /// What tells it from the others, for people.
    fn about(&self) -> String;

    /// Whether something is still to be done about it.
    fn is_open(&self) -> bool {
        true
    }

    /// The command that adds one.
    fn addition(deal: &str) -> String;
}

impl Entry for Contact {
    const NOUN: &str = "contact";

    fn id(&self) -> &str {
        &self.id
    }

    fn about(&self) -> String {
        self.name.clone().unwrap_or_default()
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

    fn about(&self) -> String {
        self.what.clone()
    }

    fn is_open(&self) -> bool {
        FollowUp::is_open(self)
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

    fn about(&self) -> String {
        self.date.to_string()
    }

    fn is_open(&self) -> bool {
        self.is_scheduled()
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

    fn about(&self) -> String {
        self.words.clone().unwrap_or_default()
    }

    fn is_open(&self) -> bool {
        Objection::is_open(self)
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

/// The same, or the only open entry where no id is given.
pub fn find_or_only<'e, T: Entry>(
    entries: &'e mut [T],
    wanted: Option<&str>,
    deal: &str,
) -> Result<&'e mut T, Failure> {
    if let Some(wanted) = wanted {
        return find(entries, wanted, deal);
    }
    let open: Vec<&T> = entries.iter().filter(|entry| entry.is_open()).collect();
    match open.as_slice() {
        [only] => {
            let id = only.id().to_owned();
            find(entries, &id, deal)
        }
        [] => Err(
            Failure::usage(format_args!("{deal} has no open {}", T::NOUN)).help(T::addition(deal)),
        ),
        several => {
            let message = format!("{deal} has {} open {}s", several.len(), T::NOUN);
            let ids = several
                .iter()
                .map(|own| format!("{} ({})", own.id(), own.about()));
            let ids: Vec<String> = ids.collect();
            Err(Failure::usage(message).help(format_args!("give an id: {}", ids.join(", "))))
        }
    }
}

/// An id in front of some words, if the first one is: it is an entry's, or it can be nothing else.
pub fn split_id<'w, T: Entry>(entries: &[T], words: &'w [String]) -> (Option<&'w str>, String) {
    let (Some(first), rest) = (words.first(), words.get(1..).unwrap_or_default()) else {
        return (None, String::new());
    };
    let lower = first.to_lowercase();
    let is_id = entries.iter().any(|entry| entry.id() == lower);
    let begins = entries.iter().any(|entry| entry.id().starts_with(&lower));
    // Before one quoted text any beginning of an id is meant as one; before loose words only what
    // is hardly a word itself.
    let is_quoted = matches!(rest, [text] if text.contains(' '));
    let is_mixed = entry_like(&lower)
        && lower.contains(|c: char| c.is_ascii_digit())
        && lower.contains(|c: char| c.is_ascii_alphabetic());
    let is_prefix = begins && (is_quoted || is_mixed || lower.len() > 2);
    let is_code = is_mixed && lower.len() > 3;
    if !rest.is_empty() && (is_id || is_prefix || is_code) {
        (Some(first), rest.join(" "))
    } else {
        (None, words.join(" "))
    }
}

/// What words say that are a day, or an id and a day, or an id alone.
pub fn id_and_date<'w>(
    words: &'w [String],
    context: &Context,
) -> (Option<&'w str>, Option<String>) {
    let whole = words.join(" ");
    let (first, rest) = (words.first(), words.get(1..).unwrap_or_default());
    match first {
        None => (None, None),
        Some(_) if context.day(&whole).is_ok() => (None, Some(whole)),
        Some(first) if rest.is_empty() && entry_like(first) => (Some(first), None),
        Some(first) if !rest.is_empty() => (Some(first), Some(rest.join(" "))),
        Some(_) => (None, Some(whole)),
    }
}

/// A step that moves something needs the day to which.
pub fn no_date() -> Failure {
    Failure::usage("the new date is missing").help("add it: 2026-12-18, +3d or fri")
}

/// Whether a word can be an id.
fn entry_like(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_ascii_alphanumeric())
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
