//! The text of a file in another encoding than UTF-8, as spreadsheets save them.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// Why a file cannot be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodingError {
    #[error("unknown encoding `{0}`")]
    Unknown(String),
    #[error("the file is not {0}")]
    Wrong(&'static str),
}

/// The file in UTF-8. UTF-16 is known by its byte-order mark; any other encoding has to be named, as
/// the web names it: `windows-1252`, `cp949`, `shift_jis`.
///
/// # Errors
/// There is no such encoding, or the file is not in it.
pub fn decoded<'b>(bytes: &'b [u8], name: Option<&str>) -> Result<Cow<'b, [u8]>, EncodingError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let named = name.map(encoding).transpose()?;
    match named.or(marked) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => match encoding.decode(bytes) {
            (_, encoding, true) => Err(EncodingError::Wrong(encoding.name())),
            (text, ..) => Ok(Cow::Owned(text.into_owned().into_bytes())),
        },
        _ => Ok(Cow::Borrowed(bytes)),
    }
}

/// Korean spreadsheets call theirs by its code page, which the web does not know.
fn encoding(name: &str) -> Result<&'static Encoding, EncodingError> {
    let label = match name.to_lowercase().as_str() {
        "cp949" | "ms949" | "uhc" => "euc-kr",
        "cp932" => "shift_jis",
        _ => name,
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| EncodingError::Unknown(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn texts_of_spreadsheets() {
        let cases: [(&[u8], Option<&str>, &str); 5] = [
            (b"M\xfcller", Some("windows-1252"), "Müller"),
            (b"\xc7\xd1\xb1\xdb", Some("CP949"), "한글"),
            (b"\xff\xfea\0b\0", None, "ab"),
            (b"\xfe\xff\0a\0b", Some("utf-16"), "ab"),
            ("한글".as_bytes(), None, "한글"),
        ];
        for (bytes, name, text) in cases {
            assert_eq!(
                decoded(bytes, name).as_deref(),
                Ok(text.as_bytes()),
                "{text}"
            );
        }
        assert!(decoded(b"a", Some("klingon")).is_err());
        assert!(decoded(b"\xff\xff", Some("cp949")).is_err());
    }
}
