//! Places in a text by the line and column that a person counts.

/// Line and column, from 1; the column in characters, a byte-order mark not counted.
pub(super) type Place = (usize, usize);

/// A line by its number from 1, without its end and without a byte-order mark.
pub(super) fn line(text: &str, number: usize) -> Option<&str> {
    let line = text.lines().nth(number.checked_sub(1)?)?;
    Some(line.strip_prefix('\u{FEFF}').unwrap_or(line))
}

/// The text from the place to the end of its line.
pub(super) fn rest_of_line(text: &str, (number, column): Place) -> &str {
    let line = line(text, number).unwrap_or_default();
    let start = line.char_indices().nth(column.saturating_sub(1));
    start.and_then(|(at, _)| line.get(at..)).unwrap_or_default()
}

/// Where the content begins, after comments and blank lines.
pub(super) fn first(text: &str) -> Place {
    let number = text.lines().position(is_content).unwrap_or(0) + 1;
    let line = line(text, number).unwrap_or_default();
    let indentation = line.chars().take_while(|c| c.is_whitespace()).count();
    (number, indentation + 1)
}

fn is_content(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

/// The value on the line of its key, where `place` is the key's.
pub(super) fn value_of_key(text: &str, place: Place, key: &str) -> Option<Place> {
    let rest = rest_of_line(text, place);
    let after_key = rest
        .trim_start_matches(['"', '\''])
        .strip_prefix(key)?
        .trim_start_matches(['"', '\'']);
    let value = after_key.trim_start().strip_prefix(':')?.trim_start();
    let before = rest.get(..rest.len() - value.len())?;
    (!value.is_empty()).then(|| (place.0, place.1 + before.chars().count()))
}

/// A key of the mapping that begins at `place` with a key on a line of its own.
pub(super) fn key_of_mapping(text: &str, place: Place, key: &str) -> Option<Place> {
    let lines = text.lines().count();
    let places = (place.0..=lines).map(|number| (number, place.1));
    let is_key = |rest: &str| {
        let after_key = rest.strip_prefix(key);
        after_key.is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    places
        .into_iter()
        .find(|place| is_key(rest_of_line(text, *place)))
}
