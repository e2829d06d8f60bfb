//! File names from names: letters and digits of every script, in lower case, joined by dashes.

use unicode_normalization::UnicodeNormalization;

/// `Acme platform rollout` is `acme-platform-rollout`, `한빛은행 정산` is `한빛은행-정산`; empty where nothing
/// is left.
pub fn slug(name: &str) -> String {
    let composed: String = name
        .nfc()
        .collect::<String>()
        .to_lowercase()
        .nfc()
        .collect();
    let words = composed
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    let slug = shortened(&joined);
    if is_reserved(&slug) {
        format!("{slug}-deal")
    } else {
        slug
    }
}

/// Whether Windows keeps the name for a device, whatever its ending.
pub fn is_reserved(stem: &str) -> bool {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
    let stem = stem.to_lowercase();
    let port = ["com", "lpt"]
        .iter()
        .find_map(|port| stem.strip_prefix(port));
    DEVICES.contains(&stem.as_str())
        || port.is_some_and(|number| {
            let mut number = number.chars();
            matches!(number.next(), Some('0'..='9' | '¹' | '²' | '³')) && number.next().is_none()
        })
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// File systems take 255 bytes; a name of 100 leaves room for endings and is long enough to read.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    let end = (0..=LONGEST.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    text.get(..end)
        .unwrap_or_default()
        .trim_end_matches('-')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn keeps_letters_of_every_script() {
        let cases = [
            ("Acme platform rollout", "acme-platform-rollout"),
            ("한빛은행 / 정산", "한빛은행-정산"),
            ("  Müller & Söhne (2026) ", "müller-söhne-2026"),
            ("../../etc/passwd", "etc-passwd"),
            ("...", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name), expected);
        }
    }
}
