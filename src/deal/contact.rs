//! The people and the company on the buyer's side.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, Deal, Element, keywords::Role, or_default, slug::slug};
use crate::one_form::{composed, is_one};

/// A person on the buyer's side.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Contact {
    pub id: String,
    pub name: Option<String>,
    pub title: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub roles: Vec<Role>,
    pub in_role_since: Option<Day>,
}

/// The company, for the ICP. A missing value is unknown, not false.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Profile {
    pub industry: Option<String>,
    pub employees: Option<u64>,
    pub tech: Option<Vec<String>>,
    pub ad_spend: Option<bool>,
    pub hiring: Option<Vec<String>>,
}

/// Why a contact cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NewContactError {
    #[error("contact `{id}` already exists")]
    Taken { id: String },
    #[error("{name} is already a contact: `{id}`")]
    SameName { name: String, id: String },
    #[error("cannot derive an id from `{text}`")]
    NoId { text: String },
}

/// A contact is named elsewhere in the deal, so it cannot be removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{id} is still referenced in {}", places.join(", "))]
pub struct Mentioned {
    id: String,
    places: Vec<String>,
}

impl Deal {
    /// Adds a person under the wanted id, or one made from the name, and answers with the id.
    ///
    /// # Errors
    /// The id is taken, the name is there without another id being wanted, or no id can be made.
    pub fn add_contact(
        &mut self,
        new: Contact,
        wanted: Option<&str>,
    ) -> Result<String, NewContactError> {
        let name = new.name.as_deref().unwrap_or_default();
        let id = match wanted {
            Some(wanted) => self.unused_id(wanted)?,
            None => self.id_from_name(name)?,
        };
        self.contacts.push(Contact {
            id: id.clone(),
            ..new
        });
        Ok(id)
    }

    fn unused_id(&self, wanted: &str) -> Result<String, NewContactError> {
        let id = slug(wanted);
        let text = wanted.to_owned();
        match self.contact(&id) {
            Some(_) => Err(NewContactError::Taken { id }),
            None if id.is_empty() => Err(NewContactError::NoId { text }),
            None => Ok(id),
        }
    }

    fn id_from_name(&self, name: &str) -> Result<String, NewContactError> {
        let is_same = |contact: &&Contact| {
            contact
                .name
                .as_deref()
                .is_some_and(|known| is_one(known, name))
        };
        let text = name.to_owned();
        if let Some(same) = self.contacts.iter().find(is_same) {
            let id = same.id.clone();
            return Err(NewContactError::SameName { name: text, id });
        }
        let id = free_id(name, self);
        if id.is_empty() {
            return Err(NewContactError::NoId { text });
        }
        Ok(id)
    }

    /// Removes a contact.
    ///
    /// # Errors
    /// Something else in the deal names it.
    pub fn remove_contact(&mut self, id: &str) -> Result<(), Mentioned> {
        let id = composed(id.into()).into_owned();
        let places = mentions(self, &id);
        if !places.is_empty() {
            return Err(Mentioned { id, places });
        }
        let place = self.contacts.iter().position(|contact| contact.id == id);
        if let Some(place) = place {
            self.contacts.remove(place);
        }
        Ok(())
    }
}

/// An id for a new contact: the first word of the name, the whole name where that is taken, then a
/// number behind it. Empty where the name has no letter or digit.
fn free_id(name: &str, deal: &Deal) -> String {
    let words = name
        .split_whitespace()
        .map(slug)
        .filter(|word| !word.is_empty());
    let first = words.take(1).collect::<String>();
    let numbered = (2..).map(|number| format!("{first}-{number}"));
    let is_free = |id: &String| deal.contact(id).is_none();
    [first.clone(), slug(name)]
        .into_iter()
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

/// Where else in the deal a contact is named, in words.
fn mentions(deal: &Deal, id: &str) -> Vec<String> {
    let mut places: Vec<String> = Element::ALL
        .iter()
        .filter(|e| in_element(deal, **e, id))
        .map(|e| e.to_string())
        .collect();
    let is = |named: &Option<String>| named.as_deref() == Some(id);
    let with = |list: &[String]| list.iter().any(|named| named == id);
    let challenger = &deal.challenger;
    let taught = challenger.teach.as_ref().is_some_and(|teach| is(&teach.to));
    if taught || challenger.tailor.iter().any(|tailor| tailor.contact == id) {
        places.push("challenger".to_owned());
    }
    places.extend(
        deal.objections
            .iter()
            .filter(|o| is(&o.by))
            .map(|o| format!("objection {}", o.id)),
    );
    places.extend(
        deal.meetings
            .iter()
            .filter(|m| with(&m.with))
            .map(|m| format!("meeting {}", m.id)),
    );
    places.extend(
        deal.activities
            .iter()
            .filter(|a| with(&a.with))
            .map(|a| format!("activity of {}", a.date)),
    );
    places
}

fn in_element(deal: &Deal, element: Element, id: &str) -> bool {
    let Some(evidence) = deal.meddic.get(element) else {
        return false;
    };
    let named = [&evidence.by, &evidence.contact, &evidence.owner];
    let steps = evidence.steps.iter().map(|step| &step.owner);
    named
        .into_iter()
        .chain(steps)
        .any(|named| named.as_deref() == Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_first_names_until_two_are_alike() {
        let mut deal = Deal::default();
        for (name, expected) in [
            ("Jane Roe", "jane"),
            ("Jane Doe", "jane-doe"),
            ("Jane Doe", "jane-2"),
            ("김하나", "김하나"),
            ("…", ""),
        ] {
            let id = free_id(name, &deal);
            assert_eq!(id, expected, "{name}");
            deal.contacts.push(Contact {
                id,
                name: None,
                title: None,
                roles: Vec::new(),
                in_role_since: None,
            });
        }
    }
}
