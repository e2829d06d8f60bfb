//! The names that sync programs, file managers and merge tools give to copies of a file.

/// What stands behind the name of a copied file, in lower case, the longest first; `#` is a number.
const ENDINGS: &[&str] = &[
    " - kopie (#)",
    " - copy (#)",
    " - 복사본 (#)",
    " (copy #)",
    "_backup_#",
    "_remote_#",
    " - copia",
    " - copie",
    " - kopie",
    "_local_#",
    " (copy)",
    " - copy",
    " copy #",
    "_base_#",
    " - コピー",
    " - 복사본",
    " kopie",
    " copy",
    " のコピー",
    " (#)",
    " 복사본",
    " #",
];

/// The stem, in lower case, of the file that a stem in lower case is a copy of; the stem itself
/// where it is no name of a copy.
pub fn original(stem: &str) -> &str {
    let copied = ENDINGS.iter().find_map(|ending| before(stem, ending));
    copied
        .or_else(|| stem.split_once(".sync-conflict-").map(|(before, _)| before))
        .or_else(|| conflicted(stem))
        .or_else(|| stem.strip_prefix("copy of "))
        .unwrap_or(stem)
}

/// What stands before the ending.
fn before<'s>(stem: &'s str, ending: &str) -> Option<&'s str> {
    let Some((head, tail)) = ending.split_once('#') else {
        return stem.strip_suffix(ending);
    };
    let rest = stem.strip_suffix(tail)?;
    let before = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_number = before.len() < rest.len();
    before.strip_suffix(head).filter(|_| has_number)
}

/// `acme (Jane's conflicted copy 2026-11-20)`, and the same in brackets of another language.
fn conflicted(stem: &str) -> Option<&str> {
    let (before, inside) = stem.strip_suffix(')')?.rsplit_once(" (")?;
    let words = [
        "conflicted copy",
        "case conflict",
        "in konflikt stehende kopie",
        "충돌",
    ];
    words
        .iter()
        .any(|word| inside.contains(word))
        .then_some(before)
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn copies_are_known_by_their_names() {
        let copies = [
            "acme (jane's conflicted copy 2026-11-20)",
            "acme.sync-conflict-20261120-101112-abcdefg",
            "acme 2",
            "acme (1)",
            "acme - copy",
            "acme - copy (3)",
            "acme copy 2",
            "acme_backup_12",
            "acme_remote_4711",
            "copy of acme",
            "acme - 복사본",
        ];
        for copy in copies {
            assert_eq!(original(copy), "acme", "{copy}");
        }
        for own in [
            "acme",
            "acme-2",
            "acme (emea)",
            "acme_backup_",
            "acme ()",
            "hardcopy",
            "photocopy",
        ] {
            assert_eq!(original(own), own);
        }
    }
}
