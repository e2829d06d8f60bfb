//! What is typed as `text:kind:position` and `what:owner:date`.

use crate::book::Book;
use crate::console::{Context, Failure, text::is_stand_in};
use crate::deal::{
    Deal,
    meddic::{Criterion, ProcessStep},
};

/// `ROI < 12 months:business:met`; kind and position may be left out.
pub fn criterion(typed: &str) -> Result<Criterion, Failure> {
    let [text, kind, position] = three("--criterion", "text:kind:position", typed)?;
    Ok(Criterion {
        text: text.unwrap_or_default(),
        kind,
        position,
    })
}

/// `Security review:raj:2026-11-20`; owner and date may be left out.
pub fn step(typed: &str, context: &Context) -> Result<ProcessStep, Failure> {
    let [what, owner, date] = three("--step", "what:owner:date", typed)?;
    let date = date
        .as_deref()
        .map(|phrase| context.day(phrase))
        .transpose()?;
    Ok(ProcessStep {
        what: what.unwrap_or_default(),
        owner,
        date,
    })
}

fn three(flag: &str, form: &str, typed: &str) -> Result<[Option<String>; 3], Failure> {
    let mut parts = typed
        .split(':')
        .map(|part| Some(part.trim().to_owned()).filter(|part| !part.is_empty()));
    let three = [(); 3].map(|()| parts.next().flatten());
    let fault = match (&three, parts.next()) {
        ([Some(text), ..], _) if is_stand_in(text) => "is a placeholder; use your own text",
        ([None, ..], _) => "has no text before the first colon",
        (_, Some(_)) => "has more than two colons",
        _ => return Ok(three),
    };
    let failure = Failure::usage(format_args!("{flag} `{typed}` {fault}"));
    Err(failure.help(format_args!("use {form}; the last two parts are optional")))
}

/// A step is done by a contact, or by somebody of the team.
pub fn known_owner(step: &ProcessStep, deal: &Deal, book: &Book) -> Result<(), Failure> {
    let Some(owner) = &step.owner else {
        return Ok(());
    };
    let contacts = deal.contacts.iter().map(|contact| contact.id.as_str());
    let known: Vec<&str> = contacts
        .chain(book.team.iter().map(|member| member.id.as_str()))
        .collect();
    if known.is_empty() || known.contains(&owner.as_str()) {
        return Ok(());
    }
    Err(Failure::unknown(
        format_args!("`{owner}` is neither a contact nor in the team"),
        owner,
        known,
    ))
}
