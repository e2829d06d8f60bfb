//! Ids of entries (objections, follow-ups, meetings): a hash of the entry's own first content.
//!
//! No counter: two branches cannot give the same id to two different entries, and the same entry
//! gets the same id.

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

/// FNV-1a, 64 bits: short, stable for ever, and spread well enough for the few entries of one file.
fn fnv1a(bytes: &[u8]) -> u64 {
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
