//! One form of every text. A letter with a mark can be written as one character or as two; which of
//! them a file has depends on the system it was typed on. Texts are compared in the composed form
//! (NFC), and files keep what was typed.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in the composed form.
pub fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(&text) {
        text
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// A text of one line in its composed form, so that all that is compared is alike. A text of
/// several is nobody's name: it stays as typed, so that an edit of one line changes one line.
pub fn as_read(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\n') {
        text
    } else {
        composed(text)
    }
}

/// Whether two texts, one of them perhaps as it was typed, are one.
pub fn is_one(a: &str, b: &str) -> bool {
    a == b || composed(a.into()) == composed(b.into())
}

/// Whether two composed texts are one in any case.
pub fn same_text(a: &str, b: &str) -> bool {
    a == b || a.eq_ignore_ascii_case(b) || (!a.is_ascii() && a.to_lowercase() == b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn two_spellings_are_one_text() {
        for (typed, one) in [
            ("Mu\u{308}ller", "Müller"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("ab", "ab"),
        ] {
            assert_eq!(composed(typed.into()), one);
        }
    }
}
