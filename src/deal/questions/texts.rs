//! Reads the questions from their files.

use super::lack::{Lack, Lang};

const FILES: [&str; 9] = [
    include_str!("metrics.txt"),
    include_str!("economic_buyer.txt"),
    include_str!("decision_criteria.txt"),
    include_str!("decision_process.txt"),
    include_str!("identify_pain.txt"),
    include_str!("champion.txt"),
    include_str!("paper_process.txt"),
    include_str!("competition.txt"),
    include_str!("any_element.txt"),
];

/// How it is said that this is missing.
pub(super) fn why(lack: Lack, lang: Lang) -> impl Iterator<Item = &'static str> {
    texts(lack, format!("why {lang}: "))
}

/// What to ask then.
pub(super) fn questions(lack: Lack, lang: Lang) -> impl Iterator<Item = &'static str> {
    texts(lack, format!("ask {lang}: "))
}

/// The texts after a label in the block of a lack.
fn texts(lack: Lack, label: String) -> impl Iterator<Item = &'static str> {
    block(lack).filter_map(move |line| line.strip_prefix(&*label))
}

fn block(lack: Lack) -> impl Iterator<Item = &'static str> {
    let head = format!("[{lack}]");
    FILES
        .into_iter()
        .flat_map(str::lines)
        .skip_while(move |line| *line != head)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lack_has_one_reason_and_the_same_questions_in_each_language() {
        for lack in Lack::ALL.iter().copied() {
            let asked: Vec<usize> = Lang::ALL
                .iter()
                .map(|lang| questions(lack, *lang).count())
                .collect();
            assert!(asked[0] > 0, "{lack} has no question in {}", Lang::ALL[0]);
            for (lang, number) in Lang::ALL.iter().zip(&asked) {
                assert_eq!(*number, asked[0], "questions of {lack} in {lang}");
                assert_eq!(why(lack, *lang).count(), 1, "reasons of {lack} in {lang}");
            }
        }
    }

    #[test]
    fn every_block_is_of_a_known_lack_and_there_once() {
        let lines = FILES.into_iter().flat_map(str::lines);
        let mut heads: Vec<&str> = lines.filter(|line| line.starts_with('[')).collect();
        let mut lacks: Vec<String> = Lack::WORDS.iter().map(|word| format!("[{word}]")).collect();
        heads.sort_unstable();
        lacks.sort_unstable();
        assert_eq!(heads, lacks);
    }

    #[test]
    fn every_line_is_a_head_a_comment_or_a_text_in_a_known_language() {
        let labels: Vec<String> = ["why", "ask"]
            .iter()
            .flat_map(|kind| Lang::ALL.iter().map(move |lang| format!("{kind} {lang}: ")))
            .collect();
        for line in FILES.into_iter().flat_map(str::lines) {
            let is_text = labels
                .iter()
                .any(|label| line.len() > label.len() && line.starts_with(label));
            let is_other = line.is_empty() || line.starts_with(['#', '[']);
            assert!(is_text || is_other, "{line}");
        }
    }

    #[test]
    fn the_placeholder_of_a_lack_is_the_only_one_in_its_texts() {
        for lack in Lack::ALL.iter().copied() {
            let placeholder = lack.placeholder().unwrap_or_default();
            for text in block(lack).filter(|line| !line.starts_with('#')) {
                let rest = match placeholder {
                    "" => text.to_owned(),
                    placeholder => text.replace(placeholder, ""),
                };
                assert!(!rest.contains(['{', '}']), "{lack}: {text}");
            }
            for lang in Lang::ALL {
                let reason: String = why(lack, *lang).collect();
                let names_it = reason.contains(placeholder);
                assert!(names_it, "{lack} in {lang} does not say {placeholder}");
            }
        }
    }
}
