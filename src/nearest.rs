//! The right word for a mistyped one.

/// The candidate that is most like the word, if any is like it at all.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let likeness = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        let begun = !word.is_empty() && candidate.starts_with(&word);
        if begun {
            1.0
        } else {
            strsim::jaro_winkler(&word, &candidate)
                .max(strsim::normalized_damerau_levenshtein(&word, &candidate))
        }
    };
    let scored = candidates
        .into_iter()
        .map(|candidate| (likeness(candidate), candidate));
    // Below 0.7 a guess is more often wrong than right.
    scored
        .filter(|(score, _)| *score >= 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
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
