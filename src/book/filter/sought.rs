//! The words of a filter that some deal should have: where none has them, the filter has a slip.

use std::fmt;

use super::{
    mentions,
    term::{Term, Test},
};
use crate::book::fields;
use crate::deal::Deal;
use crate::one_form::same_text;

/// A word that is searched, or a value of a field that takes any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    field: Option<String>,
    pub word: String,
}

impl Sought {
    /// Those of one term.
    pub fn in_term(term: &Term) -> Vec<Self> {
        match term {
            Term::Search(word) => vec![Self {
                field: None,
                word: word.clone(),
            }],
            Term::Field {
                field,
                test: Test::AnyOf(words),
                ..
            } if takes_any(field) => words
                .iter()
                .map(|word| Self {
                    field: Some(field.clone()),
                    word: word.clone(),
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the word alone is searched, in name, account and id.
    pub fn is_search(&self) -> bool {
        self.field.is_none()
    }

    /// Whether the deal has it, whatever the other terms say.
    pub fn is_in(&self, id: &str, deal: &Deal) -> bool {
        let Some(field) = &self.field else {
            return mentions(id, deal, &self.word);
        };
        let values = fields::texts(deal, field);
        values.iter().any(|value| same_text(value, &self.word))
    }
}

fn takes_any(field: &str) -> bool {
    let mut fields = fields::FIELDS.iter();
    field.starts_with("x.") || fields.any(|known| known.name == field)
}

impl fmt::Display for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field}:{}", self.word),
            None => f.write_str(&self.word),
        }
    }
}
