//! One of several words: typed whole or in part, or chosen by its number on a terminal.

use std::fmt::Write;
use std::str::FromStr;

use super::{Context, Failure, prompt, terminal};
use crate::deal::keywords::UnknownWord;

/// The word of a closed list that was given with a flag; where it is missing, it is asked for.
pub fn word<T: FromStr<Err = UnknownWord>>(
    typed: Option<&str>,
    flag: &str,
    words: &[&str],
) -> Result<T, Failure> {
    let word = match typed {
        Some(typed) => meant(typed, words).unwrap_or(typed),
        None => one_of(flag, words)?,
    };
    Ok(word.parse()?)
}

/// One of the words, by its number or in part; without a terminal all of them are named.
pub fn one_of<'w>(what: &str, words: &[&'w str]) -> Result<&'w str, Failure> {
    let missing = || {
        let failure = Failure::usage(format_args!("{what} is missing"));
        failure.help(format_args!("choose one of: {}", words.join(", ")))
    };
    if !prompt::is_possible() {
        return Err(missing());
    }
    let mut list = String::new();
    for (place, word) in words.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(list, "{:>3}  {word}", place + 1);
    }
    terminal::note(list.trim_end());
    let chosen = prompt::ask_until(&format!("{what}? [1-{}]", words.len()), |answer| {
        let number = answer.parse::<usize>().ok();
        let by_number = number.and_then(|number| words.get(number.checked_sub(1)?));
        by_number
            .copied()
            .or_else(|| meant(answer, words))
            .ok_or_else(|| Failure::usage(format_args!("`{answer}` is none of them")))
    })?;
    chosen.ok_or_else(missing)
}

/// Asks which of several deals is meant by a name. False where nobody can be asked, or the command
/// wrote something already.
pub fn which_deal(failure: &Failure, context: &Context) -> Result<bool, Failure> {
    let Some((name, ids)) = failure.ambiguous() else {
        return Ok(false);
    };
    let meant = &context.store()?.meant;
    if context.has_written() || !prompt::is_possible() || meant.get().is_some() {
        return Ok(false);
    }
    let id = one_of(&format!("which {name}"), &ids)?;
    Ok(meant.set((name.to_owned(), id.to_owned())).is_ok())
}

/// The only word that begins with what was typed, or that has a part that does: `budget` is
/// `price_budget`.
fn meant<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let typed = typed.to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let only = |is_it: &dyn Fn(&str) -> bool| {
        let mut found = words.iter().copied().filter(|word| is_it(word));
        found.next().filter(|_| found.next().is_none())
    };
    let is_same = |word: &str| word.to_lowercase() == typed;
    let begins = |word: &str| word.to_lowercase().starts_with(&typed);
    let has_part = |word: &str| word.split('_').any(|part| part.starts_with(&typed));
    only(&is_same)
        .or_else(|| only(&begins))
        .or_else(|| only(&has_part))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_part_will_do_where_only_one_word_has_it() {
        let words = [
            "price_budget",
            "product_gap",
            "need_fit",
            "no_decision",
            "other",
        ];
        let cases = [
            ("price_budget", Some("price_budget")),
            ("Price", Some("price_budget")),
            ("budget", Some("price_budget")),
            ("pr", None),
            ("oth", Some("other")),
            ("x", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(meant(typed, &words), expected, "{typed}");
        }
    }
}
