//! The questions, one block for each thing that can be missing. `{}` is the person, step, criterion
//! or day it is about.

mod gain;
mod people;
mod way;

use super::{Asked, Lack, Lang, Missing};

/// A text in each language.
struct Text {
    en: &'static str,
    ko: &'static str,
}

/// What to ask where something is missing, and how that is said.
struct Entry {
    lack: Lack,
    why: Text,
    questions: &'static [Text],
}

const fn text(en: &'static str, ko: &'static str) -> Text {
    Text { en, ko }
}

const fn entry(lack: Lack, why: Text, questions: &'static [Text]) -> Entry {
    Entry {
        lack,
        why,
        questions,
    }
}

pub(super) fn asked(missing: &Missing, lang: Lang) -> Asked {
    let about = missing.about.as_deref().unwrap_or_default();
    let own = ENTRIES
        .iter()
        .copied()
        .flatten()
        .find(|entry| entry.lack == missing.lack);
    Asked {
        lack: missing.lack,
        why: own.map_or_else(String::new, |entry| entry.why.with(about, lang)),
        questions: own
            .map_or(&[][..], |entry| entry.questions)
            .iter()
            .map(|text| text.with(about, lang))
            .collect(),
    }
}

impl Text {
    fn with(&self, about: &str, lang: Lang) -> String {
        let text = match lang {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        };
        text.replace("{}", about)
    }
}

const ENTRIES: [&[Entry]; 3] = [gain::ENTRIES, people::ENTRIES, way::ENTRIES];
