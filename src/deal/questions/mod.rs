//! What to ask the buyer next about an element: chosen by what is missing from what is known.
//!
//! [`lacks`] decides what is missing. The questions are data: one `.txt` file per element, with a
//! block for each thing that can be missing:
//!
//! ```text
//! [no_champion]
//! why en: …            how it is said that this is missing
//! why ko: …
//! ask en: …            a question; there can be several, each in every language
//! ask ko: …
//! ```
//!
//! `{name}`, `{step}`, `{criterion}` and `{date}` are filled in; a line that begins with `#` is a
//! comment. To change or add a question, edit its file. For something new that can be missing, add
//! a word to [`Lack`], its condition in [`lacks`], and its block. For another language, add a word
//! to [`Lang`] and its lines: a test names every text that is not there.

mod lack;
mod lacks;
mod texts;

pub use lack::{Lack, Lang};

use super::{Day, Deal, Element, meddic::FreshDays};
use lacks::Missing;

/// More lacks of one element are not asked about at once.
const MOST: usize = 3;

/// What to ask, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub lack: Lack,
    pub why: String,
    pub questions: Vec<String>,
}

/// The questions about an element, the most basic first; never none, for even what is proven can
/// change.
pub fn questions(
    deal: &Deal,
    element: Element,
    fresh: &FreshDays,
    as_of: Day,
    lang: Lang,
) -> Vec<Asked> {
    let mut missing = lacks::missing(deal, element, fresh, as_of);
    missing.truncate(MOST);
    if missing.is_empty() {
        missing.push(Missing {
            lack: Lack::StillSo,
            about: None,
        });
    }
    missing.iter().map(|missing| asked(missing, lang)).collect()
}

fn asked(missing: &Missing, lang: Lang) -> Asked {
    let lack = missing.lack;
    Asked {
        lack,
        why: texts::why(lack, lang)
            .map(|text| missing.filled(text))
            .collect(),
        questions: texts::questions(lack, lang)
            .map(|text| missing.filled(text))
            .collect(),
    }
}
