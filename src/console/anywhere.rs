//! Follow-ups by their ids alone, wherever they are.

use super::{Context, Failure, Ui, Writing, entry, saving};
use crate::deal::{Day, FollowUp, follow_up::Settled};
use crate::store::StoreError;

/// Follow-ups of one deal, by their ids.
pub struct Chosen {
    /// The path of its file.
    deal: String,
    ids: Vec<String>,
}

/// A follow-up of some deal.
struct Found {
    path: String,
    deal: String,
    id: String,
    what: String,
    is_open: bool,
}

/// What the words mean: a deal and ids in it, or ids that one deal each has; or a deal alone, if it
/// has one open follow-up.
pub fn follow_ups(words: &[String], context: &Context) -> Result<Vec<Chosen>, Failure> {
    if let [deal, ids @ ..] = words
        && !ids.is_empty()
        && let Ok(file) = context.store()?.find(deal)
    {
        return Ok(vec![Chosen {
            deal: file.shown,
            ids: ids.to_vec(),
        }]);
    }
    let listed = context.selection(&[])?.list(|selected| {
        let found = |follow_up: &FollowUp| Found {
            path: selected.file.shown.clone(),
            deal: selected.file.id.clone(),
            id: follow_up.id.clone(),
            what: follow_up.what.clone(),
            is_open: follow_up.is_open(),
        };
        selected.deal.followups.iter().map(found).collect()
    })?;
    let mut chosen: Vec<Chosen> = Vec::new();
    for word in words {
        let found = match with_id(&listed.items, word)? {
            Some(found) => found,
            // It may be in a file that cannot be read.
            None if !listed.unreadable.is_empty() => {
                return Err(StoreError::Unreadable(listed.unreadable).into());
            }
            None => only_one(&listed.items, word, context)?,
        };
        match chosen.iter_mut().find(|own| own.deal == found.path) {
            Some(own) => own.ids.push(found.id.clone()),
            None => chosen.push(Chosen {
                deal: found.path.clone(),
                ids: vec![found.id.clone()],
            }),
        }
    }
    Ok(chosen)
}

/// Changes each of them and says what `change` answers with. Where several deals are meant, none is
/// written unless all can be.
pub fn change_each(
    chosen: &[Chosen],
    writing: &Writing,
    context: &Context,
    ui: &mut Ui,
    change: impl Fn(&mut FollowUp, Day) -> Result<String, Settled>,
) -> Result<(), Failure> {
    let change_of = |own: &Chosen, deal: &mut crate::deal::Deal, id: &str, on: Day| {
        let each = own.ids.iter().map(|wanted| {
            let follow_up = entry::find(&mut deal.followups, wanted, id)?;
            let said = change(follow_up, on).map_err(|error| entry::settled(&error, id))?;
            Ok(format!("{}: {said}", follow_up.what))
        });
        each.collect::<Result<Vec<String>, Failure>>()
    };
    let trial = Writing {
        dry_run: true,
        ..writing.clone()
    };
    for own in chosen.iter().filter(|_| chosen.len() > 1) {
        saving::quietly(context, &own.deal, &trial, |deal, id, on| {
            change_of(own, deal, id, on)
        })?;
    }
    for own in chosen {
        let changed = saving::change(context, ui, &own.deal, writing, |deal, id, on| {
            change_of(own, deal, id, on)
        })?;
        for said in &changed.value {
            saving::say(ui, writing, &format!("{}: {said}", changed.id()));
        }
    }
    Ok(())
}

/// The follow-up of that id, or of an id that begins so as no other's does; open ones first.
fn with_id<'f>(all: &'f [Found], word: &str) -> Result<Option<&'f Found>, Failure> {
    let lower = word.to_lowercase();
    let begins = |found: &&Found| !lower.is_empty() && found.id.to_lowercase().starts_with(&lower);
    let tries: [Vec<&Found>; 3] = [
        all.iter().filter(|found| found.id == word).collect(),
        all.iter()
            .filter(|own| own.is_open)
            .filter(begins)
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
                .map(|own| format!("{} {} ({})", own.deal, own.id, own.what))
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
        .filter(|own| own.path == file.shown && own.is_open);
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
