//! *Tailor*: a message of their own for those who take part.

use super::{Case, Gap, Mark, gap, said};
use crate::deal::{Day, Deal, challenger::Part, keywords::Role};

pub fn mark(case: Case<'_>) -> Mark {
    let deal = case.deal;
    let engaged = engaged(deal, case.on);
    let counted: Vec<&str> = if engaged.is_empty() {
        deal.contacts.iter().map(|c| c.id.as_str()).collect()
    } else {
        engaged.clone()
    };
    let has = counted.iter().filter(|id| has_message(deal, id)).count();
    let all = counted.len();
    let buyer = economic_buyer(deal);
    let score = match has {
        0 => 0,
        _ if has == all && buyer.is_some_and(|buyer| has_message(deal, buyer)) => 3,
        _ if 2 * has >= all => 2,
        _ => 1,
    };
    let what = if engaged.is_empty() {
        "contacts (none engaged yet)"
    } else {
        "engaged contacts"
    };
    let why = match all {
        0 => "no contacts".to_owned(),
        _ => format!("{has} of {all} {what} have a message of their own"),
    };
    let gaps = if score == 3 {
        Vec::new()
    } else {
        gaps(case, &counted, buyer)
    };
    Mark {
        part: Part::Tailor,
        score,
        why,
        gaps,
    }
}

/// Who came to a held meeting or spoke with us up to a day, in the order of the contacts.
fn engaged(deal: &Deal, on: Day) -> Vec<&str> {
    let meetings = deal
        .meetings
        .iter()
        .filter(|meeting| meeting.is_held() && meeting.date <= on);
    let talks = deal
        .activities
        .iter()
        .filter(|activity| activity.is_two_way() && activity.date <= on);
    let there: Vec<&String> = meetings
        .flat_map(|meeting| &meeting.with)
        .chain(talks.flat_map(|a| &a.with))
        .collect();
    deal.contacts
        .iter()
        .filter(|contact| there.contains(&&contact.id))
        .map(|contact| contact.id.as_str())
        .collect()
}

fn has_message(deal: &Deal, id: &str) -> bool {
    deal.challenger
        .tailor
        .iter()
        .any(|tailor| tailor.contact == id && said(tailor.message.as_ref()).is_some())
}

/// The contact whom the qualification names, else one with that role.
fn economic_buyer(deal: &Deal) -> Option<&str> {
    let named = deal
        .meddic
        .economic_buyer
        .as_ref()
        .and_then(|evidence| evidence.contact.as_deref());
    let mut contacts = deal.contacts.iter();
    let in_role = contacts.find(|contact| contact.roles.contains(&Role::EconomicBuyer));
    named
        .filter(|id| deal.contact(id).is_some())
        .or(in_role.map(|contact| contact.id.as_str()))
}

fn gaps(case: Case<'_>, counted: &[&str], buyer: Option<&str>) -> Vec<Gap> {
    let id = case.id;
    if counted.is_empty() {
        return vec![gap(
            "no contact to tailor a message to",
            format!("deal contact add {id} \"NAME\" --title \"…\""),
        )];
    }
    let beyond = buyer.filter(|buyer| !counted.contains(buyer));
    let without = counted
        .iter()
        .copied()
        .chain(beyond)
        .filter(|contact| !has_message(case.deal, contact));
    let missing = without.map(|contact| {
        let command =
            format!("deal challenger tailor {id} {contact} --metric \"…\" --message \"…\"");
        gap(format!("no message for {contact}"), command)
    });
    let unknown = buyer.is_none().then(|| {
        gap(
            "economic buyer not identified",
            format!("deal meddic set {id} economic_buyer --contact …"),
        )
    });
    missing.chain(unknown).collect()
}
