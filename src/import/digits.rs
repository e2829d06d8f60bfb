//! Digits with separators between thousands, as a plain number.

/// The digits as a plain number, where `decimal` is before the decimals, and `grouping`, blanks or
/// apostrophes are between thousands; `None` if they cannot be.
pub(super) fn number(digits: &str, decimal: char, grouping: char) -> Option<String> {
    match digits.split_once(decimal) {
        None => ungrouped(digits, grouping),
        Some((whole, decimals)) if is_digits(decimals) => {
            Some(format!("{}.{decimals}", ungrouped(whole, grouping)?))
        }
        Some(_) => None,
    }
}

fn ungrouped(whole: &str, grouping: char) -> Option<String> {
    if is_digits(whole) {
        return Some(whole.to_owned());
    }
    let separator = whole
        .chars()
        .find(|c| *c == grouping || c.is_whitespace() || matches!(c, '\'' | '’'))?;
    let groups: Vec<&str> = whole.split(separator).collect();
    let is_number = groups.iter().all(|group| is_digits(group)) && are_thousands(&groups);
    is_number.then(|| groups.concat())
}

/// Groups of three, or the Indian way: 12,34,567.
fn are_thousands(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else {
        return false;
    };
    let size = middle.first().map_or(3, |group| group.len());
    (2..=3).contains(&size)
        && middle.iter().all(|group| group.len() == size)
        && last.len() == 3
        && first.len() <= 3
        && !first.starts_with('0')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
