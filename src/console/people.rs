//! Who is meant: a member of the team, or a contact of the deal.

use super::{Context, Failure, myself};
use crate::book::config::Member;
use crate::deal::{Contact, Day, Deal};
use crate::one_form::composed;

/// The id of a member of the team; a book without a team takes any.
pub fn member(context: &Context, id: &str) -> Result<String, Failure> {
    let book = context.book()?;
    if id.eq_ignore_ascii_case("me") && book.member(id).is_none() {
        return context.me()?.ok_or_else(myself::unknown);
    }
    if book.team.is_empty() || book.member(id).is_some() {
        return Ok(id.to_owned());
    }
    if let Some(member) = book.member_in_any_case(id) {
        return Ok(member.id.clone());
    }
    let known = book.team.iter().map(|member| member.id.as_str());
    Err(Failure::unknown(
        format_args!("unknown team member `{id}`"),
        id,
        known,
    ))
}

/// The same of a flag that may be missing.
pub fn optional_member(context: &Context, id: Option<&str>) -> Result<Option<String>, Failure> {
    id.map(|id| member(context, id)).transpose()
}

/// The id of a member who has not left by the as-of day; `flag` is the one that names somebody
/// else.
pub fn present_member(context: &Context, id: &str, flag: &str) -> Result<String, Failure> {
    let id = member(context, id)?;
    Present::new(context)?.check(&id, flag)?;
    Ok(id)
}

/// Who can be given something to do: those of the team who are still there.
pub struct Present {
    team: Vec<Member>,
    as_of: Day,
}

impl Present {
    pub fn new(context: &Context) -> Result<Self, Failure> {
        Ok(Self {
            team: context.book()?.team.clone(),
            as_of: context.as_of()?,
        })
    }

    /// Refuses somebody who has left.
    pub fn check(&self, id: &str, flag: &str) -> Result<(), Failure> {
        let is_gone = |member: &&Member| member.left.is_some_and(|left| left <= self.as_of);
        let Some(left) = self
            .team
            .iter()
            .filter(is_gone)
            .find(|member| member.id == id)
            .and_then(|gone| gone.left)
        else {
            return Ok(());
        };
        let there: Vec<&str> = self
            .team
            .iter()
            .filter(|m| !is_gone(m))
            .map(|member| member.id.as_str())
            .collect();
        let failure = Failure::usage(format_args!("{id} left the team on {left}"));
        Err(match there.as_slice() {
            [] => failure.help("add an active member to `team:` in dealfile.yaml"),
            there => failure.help(format_args!(
                "choose an active member with {flag}: {}",
                there.join(", ")
            )),
        })
    }

    /// The member who is named, else the deal's owner; neither may have left.
    pub fn or_owner(
        &self,
        named: Option<&String>,
        deal: &Deal,
        flag: &str,
    ) -> Result<Option<String>, Failure> {
        let id = named.or(deal.owner.as_ref());
        id.map_or(Ok(()), |id| self.check(id, flag))?;
        Ok(id.cloned())
    }
}

/// The contact whom a word names: by the id or the name in any case, or by a part of the name that
/// no other contact has.
pub fn named(deal: &Deal, word: &str) -> Option<String> {
    if let Some(contact) = deal.contact(word) {
        return Some(contact.id.clone());
    }
    let word = composed(word.trim().into()).to_lowercase();
    let same = |text: &str| composed(text.into()).to_lowercase() == word;
    let is_whole = |own: &&Contact| same(&own.id) || own.name.as_deref().is_some_and(same);
    let is_part = |own: &&Contact| {
        let name = own.name.as_deref().unwrap_or_default();
        name.split_whitespace().any(same)
    };
    let whole: Vec<&Contact> = deal.contacts.iter().filter(is_whole).collect();
    let parts: Vec<&Contact> = deal.contacts.iter().filter(is_part).collect();
    match (whole.as_slice(), parts.as_slice()) {
        ([one], _) | ([], [one]) => Some(one.id.clone()),
        _ => None,
    }
}

/// The id of one of the deal's contacts.
pub fn contact(deal: &Deal, deal_id: &str, id: &str) -> Result<String, Failure> {
    if let Some(contact) = named(deal, id) {
        return Ok(contact);
    }
    let known: Vec<&str> = deal
        .contacts
        .iter()
        .map(|contact| contact.id.as_str())
        .collect();
    let message = format!("{deal_id} has no contact `{id}`");
    if known.is_empty() {
        return Err(Failure::usage(message).help(format_args!(
            "deal contact add {deal_id} \"NAME\" --id {id}"
        )));
    }
    Err(Failure::unknown(message, id, known))
}

/// The same of a flag that may be missing.
pub fn optional_contact(
    deal: &Deal,
    deal_id: &str,
    id: Option<&str>,
) -> Result<Option<String>, Failure> {
    id.map(|id| contact(deal, deal_id, id)).transpose()
}

/// The ids of several contacts of the deal, each once.
pub fn contacts(deal: &Deal, deal_id: &str, typed: &[String]) -> Result<Vec<String>, Failure> {
    let mut ids: Vec<String> = Vec::new();
    for id in typed {
        let id = contact(deal, deal_id, id.trim())?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}
