//! Words of a command line, so that a command that is shown runs when it is copied.

use std::borrow::Cow;

/// The word in quotes, where a shell would take it for something else.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,…".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A text of ours with the folder of `-C` in the commands that it names: at its beginning, after
/// a backtick, a colon or the word `run`.
pub fn from_there<'t>(text: &'t str, folder: Option<&str>) -> Cow<'t, str> {
    const DEAL: &str = "deal ";
    let Some(folder) = folder.filter(|_| text.contains(DEAL)) else {
        return Cow::Borrowed(text);
    };
    let mut completed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(DEAL) {
        let (before, after) = rest.split_at(at + DEAL.len());
        completed.push_str(before);
        let lead = &before[..at];
        let is_lead = ["`", ": ", "run ", "\n"]
            .iter()
            .any(|word| lead.ends_with(word));
        let begins = (lead.is_empty() && completed.len() == DEAL.len()) || is_lead;
        if begins && after.starts_with(|c: char| c.is_ascii_lowercase()) {
            completed.push_str(&format!("-C {folder} "));
        }
        rest = after;
    }
    completed.push_str(rest);
    Cow::Owned(completed)
}

#[cfg(test)]
mod tests {
    use super::{from_there, quoted};

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        let cases = [
            ("acme", "acme"),
            ("한글.yaml", "한글.yaml"),
            ("amount=5", "amount=5"),
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$(x)", "'$(x)'"),
            ("a*", "'a*'"),
            ("a;b", "'a;b'"),
        ];
        for (word, expected) in cases {
            assert_eq!(quoted(word), expected);
        }
    }

    #[test]
    fn commands_run_from_where_they_were_asked_for() {
        let cases = [
            ("deal list", "deal -C b list"),
            (
                "run `deal win x` or `deal lose x`",
                "run `deal -C b win x` or `deal -C b lose x`",
            ),
            ("to add one: deal note x", "to add one: deal -C b note x"),
            ("1 deal as of today", "1 deal as of today"),
            ("the deal is won", "the deal is won"),
        ];
        for (text, expected) in cases {
            assert_eq!(from_there(text, Some("b")), expected);
            assert_eq!(from_there(text, None), text);
        }
    }
}
