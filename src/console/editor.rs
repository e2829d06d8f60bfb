//! Which editor to open, and with what arguments.

/// $VISUAL, else $EDITOR, else vi, split into words; `None` where a quote is never closed.
pub fn chosen(variable: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.trim().is_empty());
    words(named.as_deref().unwrap_or("vi"))
}

/// Splits at blanks as a shell does; single and double quotes keep a word together, a backslash the
/// next character.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            (None | Some('"'), '\\') => word.get_or_insert_default().push(characters.next()?),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_a_shell_does() {
        let cases: [(&str, Option<&[&str]>); 6] = [
            ("vim", Some(&["vim"])),
            ("  code  --wait ", Some(&["code", "--wait"])),
            (
                "'/my editors/ed' -a \"b c\"d ''",
                Some(&["/my editors/ed", "-a", "b cd", ""]),
            ),
            (r"/my\ editors/ed", Some(&["/my editors/ed"])),
            (r#""a\"b" 'c\d'"#, Some(&["a\"b", "c\\d"])),
            ("vim 'open", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|words| {
                words
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>()
            });
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn visual_comes_before_editor_and_vi_last() {
        let of = |visual: &'static str, editor: &'static str| {
            chosen(move |name| Some(if name == "VISUAL" { visual } else { editor }.to_owned()))
        };
        assert_eq!(of("code", "vim"), Some(vec!["code".to_owned()]));
        assert_eq!(of(" ", "vim"), Some(vec!["vim".to_owned()]));
        assert_eq!(of("", ""), Some(vec!["vi".to_owned()]));
    }
}
