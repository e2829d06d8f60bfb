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

/// Whether a file or folder of that name can be on every system: not a Windows device, and without
/// the characters and endings that Windows refuses.
pub fn is_portable(name: &str) -> bool {
    let device = name.split('.').next().unwrap_or_default();
    let is_refused = |c: char| c.is_control() || r#"<>:"|?*\"#.contains(c);
    !is_reserved(&device.trim_end().to_lowercase())
        && !name.contains(is_refused)
        && !name.ends_with(['.', ' '])
}

/// Whether Windows keeps the name for a device, whatever its ending.
fn is_reserved(slug: &str) -> bool {
    let port = slug.strip_prefix("com").or(slug.strip_prefix("lpt"));
    let mut number = port.unwrap_or_default().chars();
    let is_port = matches!(number.next(), Some('0'..='9' | '¹' | '²' | '³'));
    ["con", "prn", "aux", "nul"].contains(&slug) || (is_port && number.next().is_none())
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
    fn no_name_is_that_of_a_device() {
        let cases = [
            ("con", "con-deal"),
            ("NUL.", "nul-deal"),
            ("Com7", "com7-deal"),
            ("LPT²", "lpt²-deal"),
            ("console", "console"),
            ("com", "com"),
            ("com12", "com12"),
            ("con 2", "con-2"),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name), expected);
        }
    }

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
