//! Owners: the members of the team that they are, and those that the team lacks.

use std::collections::{HashMap, HashSet};

use crate::book::config::Member;
use crate::deal::slug::slug;

/// A person whom an import adds to the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    pub id: String,
    pub name: String,
}

/// Two members of the team have the name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two members of the team are called `{0}`")]
pub struct Homonym(String);

/// The team while it grows.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    ids: HashSet<String>,
    /// By id and by name, in lower case; `None` where two have the name.
    members: HashMap<String, Option<String>>,
    pub added: Vec<NewMember>,
}

impl Roster {
    pub fn of(team: &[Member]) -> Self {
        let mut roster = Self::default();
        for member in team {
            let name = member.name.as_deref().map(key);
            roster.ids.insert(key(&member.id));
            if let Some(name) = name {
                let homonym = roster.members.contains_key(&name);
                roster
                    .members
                    .insert(name, (!homonym).then(|| member.id.clone()));
            }
        }
        // An id names its member, whoever else is called so.
        roster.members.extend(
            team.iter()
                .map(|member| (key(&member.id), Some(member.id.clone()))),
        );
        roster
    }

    /// The id of the member with that id or name, who is added where there is none.
    pub fn member(&mut self, owner: &str) -> Result<String, Homonym> {
        match self.members.get(&key(owner)) {
            Some(Some(id)) => Ok(id.clone()),
            Some(None) => Err(Homonym(owner.to_owned())),
            None => Ok(self.add(owner)),
        }
    }

    fn add(&mut self, name: &str) -> String {
        let base = Some(slug(name))
            .filter(|slug| !slug.is_empty())
            .unwrap_or_else(|| "member".to_owned());
        let numbers = (2..=u32::MAX).map(|number| format!("{base}-{number}"));
        let mut candidates = std::iter::once(base.clone()).chain(numbers);
        let id = candidates
            .find(|id| self.ids.insert(key(id)))
            .unwrap_or_default();
        self.members.insert(key(name), Some(id.clone()));
        self.members
            .entry(key(&id))
            .or_insert_with(|| Some(id.clone()));
        self.added.push(NewMember {
            id: id.clone(),
            name: name.to_owned(),
        });
        id
    }
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}
