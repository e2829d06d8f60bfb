//! Ids of entries (objections, follow-ups, meetings): a hash of the entry's own first content.
//!
//! No counter: two branches cannot give the same id to two different entries, and the same entry
//! gets the same id.

use super::Deal;
use crate::key_path::{KeyPath, Step};

/// Crockford's base 32, in lower case: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const SHORTEST: usize = 4;

/// An id for an entry with this content: four characters, more where those are taken or YAML would
/// read a number.
///
/// `content` is what the entry says at first; `taken` are the ids of the file. An equal entry that
/// is there already is told apart by its ordinal.
pub fn mint<'a>(content: &str, taken: impl Iterator<Item = &'a str> + Clone) -> String {
    let is_free = |id: &str| !taken.clone().any(|other| other == id) && !reads_as_number(id);
    let from_hash = |ordinal: u32| {
        let text = spell(fnv1a(format!("{content}\n{ordinal}").as_bytes()));
        (SHORTEST..=text.len())
            .filter_map(|length| text.get(..length).map(str::to_owned))
            .find(|id| is_free(id))
    };
    // Twelve characters that are all taken or all numbers do not happen twice in a row.
    (1..=u32::MAX).find_map(from_hash).unwrap_or_default()
}

impl Deal {
    /// Gives the entries that have no id the one that a command would have given them, and answers
    /// with their places.
    pub fn mint_missing_ids(&mut self) -> Vec<KeyPath> {
        let mut minted = Vec::new();
        mint_missing("objections", &mut self.objections, &mut minted);
        mint_missing("followups", &mut self.followups, &mut minted);
        mint_missing("meetings", &mut self.meetings, &mut minted);
        minted
    }

    /// The id of the entry at a place such as `followups[2]`.
    pub fn entry_id_at(&self, at: &KeyPath) -> Option<&str> {
        let [Step::Key(list), Step::Index(index)] = at.0.as_slice() else {
            return None;
        };
        match list.as_str() {
            "objections" => self.objections.get(*index).map(Entry::id),
            "followups" => self.followups.get(*index).map(Entry::id),
            "meetings" => self.meetings.get(*index).map(Entry::id),
            _ => None,
        }
    }
}

/// An entry of a list that goes by an id.
pub trait Entry {
    fn id(&self) -> &str;
    fn set_id(&mut self, id: String);
    /// What its id is made of.
    fn content(&self) -> String;
}

/// An id for an entry that is to join the others.
pub fn mint_for<T: Entry>(entry: &T, others: &[T]) -> String {
    mint(&entry.content(), others.iter().map(T::id))
}

fn mint_missing<T: Entry>(list: &'static str, entries: &mut [T], minted: &mut Vec<KeyPath>) {
    for index in 0..entries.len() {
        if let Some(entry) = entries.get(index).filter(|entry| entry.id().is_empty()) {
            let id = mint_for(entry, entries);
            minted.push(KeyPath::top(list).index(index));
            entries
                .iter_mut()
                .skip(index)
                .take(1)
                .for_each(|entry| entry.set_id(id.clone()));
        }
    }
}

macro_rules! entry {
    ($type:ty, $content:expr) => {
        impl $crate::deal::entry_id::Entry for $type {
            fn id(&self) -> &str {
                &self.id
            }

            fn set_id(&mut self, id: String) {
                self.id = id;
            }

            fn content(&self) -> String {
                let content: fn(&Self) -> String = $content;
                content(self)
            }
        }
    };
}

/// FNV-1a, 64 bits: short, stable for ever, and spread well enough for the few entries of one file.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn spell(hash: u64) -> String {
    (0..12)
        .rev()
        .map(|position| {
            ALPHABET
                .get(((hash >> (position * 5)) & 31) as usize)
                .copied()
                .map_or('0', char::from)
        })
        .collect()
}

/// Digits with at most one `e`, or a leading `0x`-like form, are a number to some YAML reader.
fn reads_as_number(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(id)
        || id
            .split_once('e')
            .is_some_and(|(mantissa, exponent)| digits(mantissa) && digits(exponent))
        || id
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
        || id
            .strip_prefix("0b")
            .is_some_and(|bits| bits.bytes().all(|b| matches!(b, b'0' | b'1')))
        || matches!(id, "null" | "true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_content_gets_equal_ids_until_one_is_taken() {
        let first = mint("Send the model", std::iter::empty());
        assert_eq!(first.len(), 4);
        assert_eq!(first, mint("Send the model", std::iter::empty()));
        let second = mint("Send the model", std::iter::once(first.as_str()));
        assert_ne!(first, second);
        assert!(second.starts_with(&first));
    }

    #[test]
    fn no_id_is_a_number() {
        for id in ["1234", "12e4", "0x1f", "0b01"] {
            assert!(reads_as_number(id), "{id}");
        }
        for n in 0..20_000 {
            let id = mint(&n.to_string(), std::iter::empty());
            assert!(id.parse::<f64>().is_err(), "{id}");
        }
    }
}
