//! Digits parted in thousands as people do, and as a plain number.

/// The digits as a plain number, where `decimal` stands before the decimals and `grouping`, blanks
/// or apostrophes part thousands; `None` where they cannot.
pub(super) fn number(digits: &str, decimal: char, grouping: char) -> Option<String> {
    let (whole, decimals) = match digits.split_once(decimal) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let whole = ungrouped(whole, grouping)?;
    match decimals {
        Some(decimals) if decimals.is_empty() || !is_digits(decimals) => None,
        Some(decimals) => Some(format!("{whole}.{decimals}")),
        None => Some(whole),
    }
}

fn ungrouped(whole: &str, grouping: char) -> Option<String> {
    if is_digits(whole) {
        return Some(whole.to_owned());
    }
    let is_separator = |c: char| c == grouping || c.is_whitespace() || matches!(c, '\'' | '’');
    let separator = whole.chars().find(|c| is_separator(*c))?;
    let groups: Vec<&str> = whole.split(separator).collect();
    let [first, middle @ .., last] = groups.as_slice() else {
        return None;
    };
    let all = |length: usize| middle.iter().all(|group| group.len() == length);
    // Thousands, or the Indian way: 12,34,567.
    let well_parted = last.len() == 3
        && (all(3) || all(2))
        && (1..=3).contains(&first.len())
        && !first.starts_with('0');
    (well_parted && groups.iter().all(|group| is_digits(group))).then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
