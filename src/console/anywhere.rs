//! Follow-ups by their ids alone, wherever they are.

use super::{Context, Failure, Ui, selection};
use crate::deal::FollowUp;

/// Follow-ups of one deal, by their whole ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub deal: String,
    pub ids: Vec<String>,
}

/// A follow-up of some deal.
struct Found {
    deal: String,
    id: String,
    what: String,
    is_open: bool,
}

/// What the words mean: a deal and ids in it, or ids that one deal each has; or a deal alone, if it
/// has one open follow-up.
pub fn follow_ups(
    words: &[String],
    context: &Context,
    ui: &mut Ui,
) -> Result<Vec<Chosen>, Failure> {
    if let [deal, ids @ ..] = words
        && !ids.is_empty()
        && let Ok(file) = context.store()?.find(deal)
    {
        return Ok(vec![Chosen {
            deal: file.shown,
            ids: ids.to_vec(),
        }]);
    }
    let all = selection::list(&[], context, ui, |selected| {
        let found = |follow_up: &FollowUp| Found {
            deal: selected.file.shown.clone(),
            id: follow_up.id.clone(),
            what: follow_up.what.clone(),
            is_open: follow_up.is_open(),
        };
        selected.deal.followups.iter().map(found).collect()
    })?;
    let mut chosen: Vec<Chosen> = Vec::new();
    for word in words {
        let Found { deal, id, .. } = match with_id(&all, word)? {
            Some(found) => found,
            None => only_one(&all, word, context)?,
        };
        match chosen.iter_mut().find(|own| own.deal == *deal) {
            Some(own) => own.ids.push(id.clone()),
            None => chosen.push(Chosen {
                deal: deal.clone(),
                ids: vec![id.clone()],
            }),
        }
    }
    Ok(chosen)
}

/// The follow-up of that id, or of an id that begins so as no other's does; open ones first.
fn with_id<'f>(all: &'f [Found], word: &str) -> Result<Option<&'f Found>, Failure> {
    let lower = word.to_lowercase();
    let begins = |found: &&Found| !lower.is_empty() && found.id.to_lowercase().starts_with(&lower);
    let is_whole = |found: &&Found| found.id == word;
    let tries: [Vec<&Found>; 3] = [
        all.iter().filter(is_whole).collect(),
        all.iter()
            .filter(begins)
            .filter(|own| own.is_open)
            .collect(),
        all.iter().filter(begins).collect(),
    ];
    match tries
        .iter()
        .find(|found| !found.is_empty())
        .map(Vec::as_slice)
    {
        None => Ok(None),
        Some([found]) => Ok(Some(found)),
        Some(several) => {
            let named = several.iter().take(5);
            let named: Vec<String> = named
                .map(|own| format!("{} of {} ({})", own.id, own.deal, own.what))
                .collect();
            let failure = Failure::usage(format_args!("`{word}` is the id of several follow-ups"));
            Err(failure.help(format_args!(
                "name the deal before the id: {}",
                named.join(", ")
            )))
        }
    }
}

/// The open follow-up of a deal that has but one.
fn only_one<'f>(all: &'f [Found], word: &str, context: &Context) -> Result<&'f Found, Failure> {
    let Ok(file) = context.store()?.find(word) else {
        let failure = Failure::usage(format_args!("no follow-up has the id `{word}`"));
        return Err(failure.help("`deal followup list` lists them with their ids"));
    };
    let own = all
        .iter()
        .filter(|own| own.deal == file.shown && own.is_open);
    let own: Vec<&Found> = own.collect();
    match own.as_slice() {
        [one] => Ok(one),
        [] => Err(Failure::usage(format_args!(
            "{} has no open follow-up",
            file.id
        ))),
        several => {
            let ids = several
                .iter()
                .map(|own| format!("{} ({})", own.id, own.what));
            let ids: Vec<String> = ids.collect();
            let message = format!("{} has {} open follow-ups", file.id, several.len());
            Err(Failure::usage(message).help(format_args!("name one: {}", ids.join(", "))))
        }
    }
}
