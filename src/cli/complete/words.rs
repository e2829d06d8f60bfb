//! The words of a book.

use crate::book::{
    Book, Pipeline,
    filter::{Condition, Filter, FilterError},
};
use crate::deal::{Day, Deal};
use crate::escape_controls::escape_controls;
use crate::store::Store;

/// Of more deals than this only the ids are read.
const READ: usize = 2_000;

/// One word, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub about: Option<String>,
}

/// The values of a closed field: those that its error would name.
pub fn values(field: &str, book: &Book) -> Vec<String> {
    if field == "is" {
        return Condition::WORDS
            .iter()
            .map(|own| (*own).to_owned())
            .collect();
    }
    let nobody = format!("{field}:\u{1}");
    match Filter::parse(&[nobody], book, Day::LAST) {
        Err(FilterError::UnknownValue { mut known, .. }) => {
            // A shell would take a name of two words for two.
            known.retain(|value| !value.contains(char::is_whitespace));
            known
        }
        _ => Vec::new(),
    }
}

pub fn deals(store: &Store) -> Vec<Word> {
    let files = store.files().files;
    if files.len() > READ {
        return plain(files.iter().map(|file| file.id.as_str()));
    }
    let read = store.source().survey(|file, _, read| {
        let about = read.ok().map(|own| match &own.deal.account {
            Some(account) => format!("{} · {account}", own.deal.name),
            None => own.deal.name.clone(),
        });
        Ok(word(&file.id, about.as_deref()))
    });
    read.unwrap_or_default()
        .into_iter()
        .filter_map(Result::ok)
        .collect()
}

pub fn stages(pipelines: &[Pipeline]) -> Vec<Word> {
    let stages = pipelines.iter().flat_map(|own| &own.stages);
    stages
        .map(|own| word(&own.id, own.name.as_deref()))
        .collect()
}

pub fn members(book: &Book) -> Vec<Word> {
    let team = book.team.iter().filter(|own| own.left.is_none());
    team.map(|own| word(&own.id, own.name.as_deref())).collect()
}

pub fn contacts(deal: &Deal) -> Vec<Word> {
    let contacts = deal.contacts.iter();
    contacts
        .map(|own| word(&own.id, own.name.as_deref()))
        .collect()
}

/// The entries that are still open, each with its text.
pub fn entries(deal: &Deal, noun: &str) -> Vec<Word> {
    match noun {
        "meeting" => {
            let open = deal.meetings.iter().filter(|own| own.is_scheduled());
            open.map(|own| {
                let kind = own.kind.as_deref().unwrap_or("meeting");
                word(&own.id, Some(&format!("{} {kind}", own.date)))
            })
            .collect()
        }
        "objection" => {
            let open = deal.objections.iter().filter(|own| own.is_open());
            open.map(|own| word(&own.id, own.words.as_deref()))
                .collect()
        }
        _ => {
            let open = deal.followups.iter().filter(|own| own.is_open());
            open.map(|own| word(&own.id, Some(&own.what))).collect()
        }
    }
}

pub fn entries_of_all(store: &Store, noun: &str) -> Vec<Word> {
    let read = store
        .source()
        .survey(|_, _, read| Ok(entries(&read?.deal, noun)));
    let read = read.unwrap_or_default().into_iter();
    read.filter_map(Result::ok).flatten().collect()
}

pub fn plain<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Word> {
    words.map(|text| word(text, None)).collect()
}

pub fn word(text: &str, about: Option<&str>) -> Word {
    Word {
        text: escape_controls(text).into_owned(),
        about: about.map(|about| escape_controls(about).into_owned()),
    }
}
