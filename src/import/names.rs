//! File names: a slug of the deal's name, made different where two would meet.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::deal::slug::slug;

/// Ids that are taken, regardless of case.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    keys: HashSet<String>,
}

impl Taken {
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            keys: ids.into_iter().map(key).collect(),
        }
    }

    fn take(&mut self, id: &str) -> bool {
        self.keys.insert(key(id))
    }
}

/// What two names have in common that some file system takes for one: upper case first, so that `ß`
/// meets `ss`.
fn key(id: &str) -> String {
    id.nfc()
        .collect::<String>()
        .to_uppercase()
        .to_lowercase()
        .nfc()
        .collect()
}

/// The name of a deal and its id in the CRM.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    pub name: &'a str,
    pub crm_id: Option<&'a str>,
}

/// An id for each deal. Where two names are alike, or one is taken, all of them get the CRM's id
/// behind, whatever the order of the rows; what is still alike then, or has no such id, is
/// numbered.
pub fn ids(deals: &[Named<'_>], mut taken: Taken) -> Vec<String> {
    let bases: Vec<String> = deals.iter().map(base).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for base in &bases {
        *counts.entry(key(base)).or_default() += 1;
    }
    let alone = |base: &String| counts.get(&key(base)) == Some(&1);
    // Those that are alone first: no numbered name takes theirs.
    let mut ids: Vec<Option<String>> = bases
        .iter()
        .map(|base| (alone(base) && taken.take(base)).then(|| base.clone()))
        .collect();
    for ((id, base), deal) in ids.iter_mut().zip(&bases).zip(deals) {
        id.get_or_insert_with(|| numbered(&with_crm_id(base, deal), &mut taken));
    }
    ids.into_iter().flatten().collect()
}

fn base(deal: &Named<'_>) -> String {
    let crm_id = || deal.crm_id.map(slug).unwrap_or_default();
    let candidates = [slug(deal.name), crm_id(), "deal".to_owned()];
    candidates
        .into_iter()
        .find(|candidate| !candidate.is_empty())
        .unwrap_or_default()
}

fn with_crm_id(base: &str, deal: &Named<'_>) -> String {
    match deal
        .crm_id
        .map(slug)
        .filter(|id| !id.is_empty() && id != base)
    {
        Some(id) => format!("{base}-{id}"),
        None => base.to_owned(),
    }
}

fn numbered(wanted: &str, taken: &mut Taken) -> String {
    let numbers = (2..=u32::MAX).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbers)
        .find(|id| taken.take(id))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids_of(deals: &[(&str, &str)], taken: &[&str]) -> Vec<String> {
        let deals: Vec<Named<'_>> = deals
            .iter()
            .map(|(name, id)| Named {
                name,
                crm_id: (!id.is_empty()).then_some(*id),
            })
            .collect();
        ids(&deals, Taken::of(taken.iter().copied()))
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
