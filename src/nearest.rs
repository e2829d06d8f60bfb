//! The right word for a mistyped one.

/// Below this a guess is more often wrong than right.
const ENOUGH: f64 = 0.7;

/// The candidate that is most like the word, if any is like it at all.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (similarity(&word, &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity >= ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// From 0 to 1; a beginning counts as the whole word.
fn similarity(word: &str, candidate: &str) -> f64 {
    if !word.is_empty() && candidate.starts_with(word) {
        return 1.0;
    }
    strsim::jaro_winkler(word, candidate)
        .max(strsim::normalized_damerau_levenshtein(word, candidate))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_beginnings() {
        let stages = ["prospecting", "presentation", "closing"];
        assert_eq!(nearest("closng", stages), Some("closing"));
        assert_eq!(nearest("pres", stages), Some("presentation"));
        assert_eq!(nearest("Closing", stages), Some("closing"));
        assert_eq!(nearest("xyz", stages), None);
    }
}
