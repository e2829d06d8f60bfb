//! Owners: the team members that they are, and those that the team lacks.

use std::collections::{HashMap, HashSet};

use crate::book::config::Member;
use crate::deal::slug::slug;

/// Two team members have the name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two team members are named `{0}`")]
pub struct AmbiguousName(String);

/// The team while it grows.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    ids: HashSet<String>,
    /// By id and by name, in lower case; `None` where two have the name.
    members: HashMap<String, Option<String>>,
    pub added: Vec<Member>,
}

impl Roster {
    pub fn new(team: &[Member]) -> Self {
        let mut roster = Self::default();
        for member in team {
            roster.ids.insert(key(&member.id));
            if let Some(name) = &member.name {
                roster.add_name(name, &member.id);
            }
        }
        // An id identifies its member, whoever else has it as a name.
        for member in team {
            let id = member.id.clone();
            roster.members.insert(key(&id), Some(id));
        }
        roster
    }

    fn add_name(&mut self, name: &str, id: &str) {
        self.members
            .entry(key(name))
            .and_modify(|id| *id = None)
            .or_insert_with(|| Some(id.to_owned()));
    }

    /// The id of the member with that id or name; a new member if there is none.
    pub fn member(&mut self, owner: &str) -> Result<String, AmbiguousName> {
        match self.members.get(&key(owner)) {
            Some(Some(id)) => Ok(id.clone()),
            Some(None) => Err(AmbiguousName(owner.to_owned())),
            None => Ok(self.add(owner)),
        }
    }

    fn add(&mut self, name: &str) -> String {
        let id = self.free_id(name);
        self.members.insert(key(name), Some(id.clone()));
        self.members
            .entry(key(&id))
            .or_insert_with(|| Some(id.clone()));
        self.added.push(Member {
            id: id.clone(),
            name: Some(name.to_owned()),
            ..Member::default()
        });
        id
    }

    fn free_id(&mut self, name: &str) -> String {
        let slug = slug(name);
        let base = if slug.is_empty() { "member" } else { &slug };
        let mut id = base.to_owned();
        let mut number = 1;
        while !self.ids.insert(key(&id)) {
            number += 1;
            id = format!("{base}-{number}");
        }
        id
    }
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}
