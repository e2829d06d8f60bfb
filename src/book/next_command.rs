//! The command that supplies what a gate lacks: each works as it is printed, with the `…` and the
//! words in capitals filled in.

use super::{gate::Ask, icp};
use crate::deal::{
    Deal, Element, Evidence, Objection,
    keywords::{Role, Severity},
    meeting,
    objection::Progress,
};

impl Ask {
    /// The command that supplies what is missing.
    pub fn command(&self, deal: &Deal, id: &str) -> String {
        match self {
            Ask::Element(element, score) => assess(*element, *score, deal, id),
            Ask::Contacts => format!("deal contact add {id} \"NAME\" --title \"…\""),
            Ask::MeetingsHeld => meet(deal, id),
            Ask::Amount => format!("deal set {id} amount=AMOUNT"),
            Ask::CloseDate => format!("deal set {id} close_date=+30d"),
            Ask::NoOpenBlocker => answer_blocker(deal, id),
            Ask::Icp(Some(field)) => icp::command(field, deal, id),
            Ask::Icp(None) => format!("deal icp {id}"),
        }
    }
}

/// What raises an element to a score, with all that its rules ask for at that score.
fn assess(element: Element, score: u8, deal: &Deal, id: &str) -> String {
    let command = format!("deal meddic set {id} {element} --score {score} --evidence \"…\"");
    if score < 2 {
        return command;
    }
    let Some(by) = voice(element, deal) else {
        return introduce(element, id);
    };
    let known = deal.meddic.get(element).cloned().unwrap_or_default();
    format!("{command} --by {by}{}", own_keys(element, &known, by))
}

/// Who can say it: the contact whose role it is; for the one who can say yes to money rather not
/// the champion; else the first.
fn voice(element: Element, deal: &Deal) -> Option<&str> {
    let role = role(element);
    let champion = deal
        .meddic
        .champion
        .as_ref()
        .and_then(|champion| champion.contact.as_ref());
    let fits = deal
        .contacts
        .iter()
        .find(|contact| role.is_some_and(|role| contact.roles.contains(&role)));
    let other = deal
        .contacts
        .iter()
        .find(|contact| element == Element::EconomicBuyer && Some(&contact.id) != champion);
    fits.or(other)
        .or(deal.contacts.first())
        .map(|contact| contact.id.as_str())
}

fn role(element: Element) -> Option<Role> {
    match element {
        Element::EconomicBuyer => Some(Role::EconomicBuyer),
        Element::Champion => Some(Role::Champion),
        _ => None,
    }
}

/// A buyer's word needs a buyer first.
fn introduce(element: Element, id: &str) -> String {
    let role = role(element)
        .map(|role| format!(" --role {role}"))
        .unwrap_or_default();
    format!("deal contact add {id} \"NAME\" --title \"…\"{role}")
}

/// The keys of its own that an element lacks.
fn own_keys(element: Element, known: &Evidence, by: &str) -> String {
    let is_new = known.contact.as_deref() != Some(by);
    let contact = if is_new {
        format!(" --contact {by}")
    } else {
        String::new()
    };
    let undated = known.steps.is_empty() || known.steps.iter().any(|step| step.date.is_none());
    match element {
        Element::Metrics
            if known.kind.is_none() && (known.target.is_none() || known.unit.is_none()) =>
        {
            " --baseline N --target N --unit UNIT".to_owned()
        }
        Element::EconomicBuyer => contact,
        Element::Champion => format!("{contact} --act \"…\""),
        Element::DecisionCriteria if known.criteria.is_empty() => " --criterion \"…\"".to_owned(),
        Element::DecisionProcess | Element::PaperProcess if undated => {
            format!(" --step \"…:{by}:+2w\"")
        }
        Element::IdentifyPain if known.owner.is_none() => format!(" --owner {by}"),
        _ => String::new(),
    }
}

/// What brings a held meeting: the outcome of the earliest that is scheduled, from its day on; else
/// a booking.
pub fn meet(deal: &Deal, id: &str) -> String {
    match (
        meeting::earliest_scheduled(&deal.meetings),
        deal.contacts.first(),
    ) {
        (Some(meeting), _) => format!("deal meeting held {id} {}", meeting.id),
        (None, Some(contact)) => format!("deal meeting book {id} +2d --with {}", contact.id),
        (None, None) => format!("deal meeting book {id} +2d"),
    }
}

/// The next step of the loop for the first blocker that is open.
fn answer_blocker(deal: &Deal, id: &str) -> String {
    let blocker = deal
        .objections
        .iter()
        .find(|o| o.is_open() && o.severity() == Severity::Blocker);
    blocker.map_or_else(
        || format!("deal objection list {id}"),
        |objection| settle(objection, id).1,
    )
}

/// What an open objection lacks next, and the command that brings it.
pub fn settle(objection: &Objection, id: &str) -> (&'static str, String) {
    let own = &objection.id;
    match objection.progress() {
        Progress::Raised => (
            "needs acknowledging",
            format!("deal objection acknowledge {id} {own}"),
        ),
        Progress::Acknowledged => (
            "needs a clarifying question",
            format!("deal objection ask {id} {own} \"…\""),
        ),
        Progress::Asked => (
            "needs an answer",
            format!("deal objection answer {id} {own} \"…\""),
        ),
        _ => (
            "awaits the buyer's confirmation",
            format!("deal objection confirm {id} {own}"),
        ),
    }
}
