//! File names: a slug of the deal's name, made different where two are alike.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::deal::slug::slug;

/// Ids that are taken, whatever their case.
#[derive(Debug, Clone, Default)]
pub struct TakenIds {
    keys: HashSet<String>,
}

impl TakenIds {
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            keys: ids.into_iter().map(key).collect(),
        }
    }

    fn take(&mut self, id: &str) -> bool {
        self.keys.insert(key(id))
    }

    /// The wanted id, with a number at its end if it is taken.
    fn take_numbered(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 1;
        while !self.take(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }
}

/// Equal for two names that some file system takes for one: upper case first, so that `ß` is `ss`.
fn key(id: &str) -> String {
    let upper = id.nfc().collect::<String>().to_uppercase();
    upper.to_lowercase().nfc().collect()
}

/// The name of a deal and its id in the CRM.
#[derive(Debug, Clone, Copy)]
pub struct DealName<'a> {
    pub name: &'a str,
    pub crm_id: Option<&'a str>,
}

/// An id for each deal. Where two names are alike, or one is taken, all of them get the CRM's id at
/// their end, whatever the order of the rows; what is still alike, or has no such id, is numbered.
pub fn ids(deals: &[DealName<'_>], mut taken: TakenIds) -> Vec<String> {
    let bases: Vec<String> = deals.iter().map(DealName::base).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for base in &bases {
        *counts.entry(key(base)).or_default() += 1;
    }
    // Names that are unique first: no numbered name takes theirs.
    let is_free: Vec<bool> = bases
        .iter()
        .map(|base| counts.get(&key(base)) == Some(&1) && taken.take(base))
        .collect();
    bases
        .into_iter()
        .zip(deals)
        .zip(is_free)
        .map(|((base, deal), is_free)| {
            if is_free {
                base
            } else {
                taken.take_numbered(&deal.with_crm_id(base))
            }
        })
        .collect()
}

impl DealName<'_> {
    fn base(&self) -> String {
        [slug(self.name), self.crm_slug()]
            .into_iter()
            .find(|slug| !slug.is_empty())
            .unwrap_or_else(|| "deal".to_owned())
    }

    fn crm_slug(&self) -> String {
        self.crm_id.map(slug).unwrap_or_default()
    }

    fn with_crm_id(&self, base: String) -> String {
        let crm_id = self.crm_slug();
        if crm_id.is_empty() || crm_id == base {
            base
        } else {
            format!("{base}-{crm_id}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids_of(deals: &[(&str, &str)], taken: &[&str]) -> Vec<String> {
        let deals: Vec<DealName<'_>> = deals
            .iter()
            .map(|(name, id)| DealName {
                name,
                crm_id: (!id.is_empty()).then_some(*id),
            })
            .collect();
        ids(&deals, TakenIds::new(taken.iter().copied()))
    }

    #[test]
    fn two_alike_get_the_crm_id_behind_them() {
        assert_eq!(
            ids_of(&[("Acme", "1"), ("Globex", "2")], &[]),
            ["acme", "globex"]
        );
        assert_eq!(
            ids_of(&[("Acme", "1"), ("ACME!", "2"), ("Globex", "3")], &[]),
            ["acme-1", "acme-2", "globex"]
        );
        assert_eq!(ids_of(&[("Acme", "1")], &["ACME"]), ["acme-1"]);
        assert_eq!(ids_of(&[("Acme", "1")], &["acme", "Acme-1"]), ["acme-1-2"]);
    }

    #[test]
    fn what_differs_only_in_case_never_meets() {
        assert_eq!(
            ids_of(&[("Straße", "1"), ("STRASSE", "2")], &[]),
            ["straße-1", "strasse-2"]
        );
        assert_eq!(
            ids_of(
                &[
                    ("한빛", "1"),
                    ("\u{1112}\u{1161}\u{11ab}\u{1107}\u{1175}\u{11be}", "2")
                ],
                &[]
            ),
            ["한빛-1", "한빛-2"]
        );
    }

    #[test]
    fn without_an_id_they_are_numbered() {
        assert_eq!(
            ids_of(&[("Acme", ""), ("Acme", ""), ("Acme-2", "")], &[]),
            ["acme", "acme-3", "acme-2"]
        );
        assert_eq!(ids_of(&[("???", ""), ("", "X/1")], &[]), ["deal", "x-1"]);
        assert_eq!(
            ids_of(&[("a", "b-c"), ("a", "b/c"), ("a-b-c", "")], &[]),
            ["a-b-c-2", "a-b-c-3", "a-b-c"]
        );
    }
}
