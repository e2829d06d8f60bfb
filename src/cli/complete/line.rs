//! A command line as far as it is typed, and the words that go on with it.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::kind::{FOLLOW_UP, Kind};
use super::words::{
    Word, contacts, deals, entries, entries_of_all, members, plain, stages, values, word,
};
use crate::book::{Book, filter::field_names, preset::PRESETS};
use crate::checks::RULES;
use crate::commands::FIELDS_TO_SET;
use crate::deal::Element;
use crate::store::{Loaded, Store};

/// Days as they are typed most.
const DAYS: &[&str] = &["today", "tomorrow", "+3d", "+1w", "fri", "eom", "eoq"];

/// A command line as far as it is typed.
pub struct Line {
    /// The words before the one that is being typed.
    before: Vec<String>,
    current: String,
    store: Option<Store>,
}

impl Line {
    /// What the shell handed over, and the word that it asks about.
    pub fn typed(current: &OsStr) -> Self {
        let words: Vec<OsString> = std::env::args_os().collect();
        let start = words.iter().position(|word| word == "--").unwrap_or(0);
        let words = words.iter().skip(start + 2);
        let mut before: Vec<String> = words.map(|word| word.to_string_lossy().into()).collect();
        let current = current.to_string_lossy().into_owned();
        let place = std::env::var("_CLAP_COMPLETE_INDEX").ok();
        let place = place.and_then(|place| place.parse::<usize>().ok());
        // Without a place the last word is the one.
        before.truncate(place.map_or(before.len().saturating_sub(1), |at| at.saturating_sub(1)));
        let folder = before.iter().position(|word| word == "-C");
        let folder = folder
            .and_then(|at| before.get(at + 1))
            .map_or(".", String::as_str);
        let store = Store::open(Path::new(folder)).ok();
        Self {
            before,
            current,
            store,
        }
    }

    /// The words that go on with what is typed.
    pub fn words(&self, kind: Kind) -> Vec<Word> {
        let words = self.all(kind);
        let typed = self.current.to_lowercase();
        let begins = |word: &&Word| word.text.to_lowercase().starts_with(&typed);
        let found: Vec<Word> = words.iter().filter(begins).cloned().collect();
        if !found.is_empty() || typed.is_empty() {
            return found;
        }
        // An id in another script is found by what stands beside it.
        let is_about = |word: &Word| {
            let about = word.about.as_ref().map(|about| about.to_lowercase());
            about.is_some_and(|about| about.contains(&typed))
        };
        words.into_iter().filter(is_about).collect()
    }

    fn all(&self, kind: Kind) -> Vec<Word> {
        match (kind, self.store.as_ref()) {
            (Kind::Fixed(words), _) => plain(words.iter().copied()),
            (Kind::Day, _) => plain(DAYS.iter().copied()),
            (Kind::Rule, _) => {
                let rules = RULES.iter();
                rules
                    .map(|rule| word(rule.name, Some(rule.summary)))
                    .collect()
            }
            (Kind::Preset, _) => {
                let presets = PRESETS.iter();
                presets
                    .map(|own| word(own.name, Some(own.summary)))
                    .collect()
            }
            (_, None) => Vec::new(),
            (kind, Some(store)) => self.of_book(kind, store),
        }
    }

    fn of_book(&self, kind: Kind, store: &Store) -> Vec<Word> {
        let book = &store.book;
        match kind {
            Kind::Deal => deals(store),
            Kind::DealThenEntry => match self.deal(store) {
                Some(own) => entries(&own.deal, FOLLOW_UP),
                None => [entries_of_all(store, FOLLOW_UP), deals(store)].concat(),
            },
            Kind::DealThenField => match self.deal(store) {
                Some(_) => self.fields(book),
                None => [deals(store), self.filters(book)].concat(),
            },
            Kind::Filter => self.filters(book),
            Kind::DealOrFilter => [deals(store), self.filters(book)].concat(),
            Kind::Stage => {
                let own = self.deal(store);
                let own = own.and_then(|own| book.pipeline_of(&own.deal.top()));
                match own {
                    Some(pipeline) => stages(std::slice::from_ref(pipeline)),
                    None => stages(&book.pipelines),
                }
            }
            Kind::Pipeline => plain(book.pipelines.iter().map(|own| own.id.as_str())),
            Kind::Member => members(book),
            Kind::Element => plain(book.elements().iter().map(|own| own.as_str())),
            Kind::Field => self.fields(book),
            Kind::Contact => self
                .deal(store)
                .map_or_else(Vec::new, |own| contacts(&own.deal)),
            Kind::Entry(noun) => match self.deal(store) {
                Some(own) => entries(&own.deal, noun),
                None => entries_of_all(store, noun),
            },
            Kind::Rule | Kind::Preset | Kind::Day | Kind::Fixed(_) => Vec::new(),
        }
    }

    /// The deal that is named already.
    fn deal(&self, store: &Store) -> Option<Loaded> {
        let words = self.before.iter().filter(|word| !word.starts_with('-'));
        words.rev().find_map(|word| store.load(word).ok())
    }

    /// Fields of filters; the values of one that is named.
    fn filters(&self, book: &Book) -> Vec<Word> {
        // bash takes the colon and what stands before it for words of their own.
        let apart = match self.before.as_slice() {
            [.., field, colon] if colon == ":" => Some((field.as_str(), "")),
            _ => None,
        };
        let typed = self.current.split_once(':');
        let Some((field, lead)) = apart.or(typed.map(|(field, _)| (field, field))) else {
            let elements = Element::WORDS.iter().map(|own| format!("meddic.{own}:"));
            let names = field_names().chain(["is"]).map(|own| format!("{own}:"));
            let fields = names.chain(elements);
            return fields.map(|text| Word { text, about: None }).collect();
        };
        let lead = if lead.is_empty() {
            String::new()
        } else {
            format!("{lead}:")
        };
        let values = values(field, book).into_iter();
        let text = |value| format!("{lead}{value}");
        values
            .map(|value| Word {
                text: text(value),
                about: None,
            })
            .collect()
    }

    /// Fields that can be set; the values of one that is named.
    fn fields(&self, book: &Book) -> Vec<Word> {
        let Some((field, _)) = self.current.split_once('=') else {
            let fields = FIELDS_TO_SET.iter().map(|own| own.trim_end_matches("KEY"));
            let text = |own: &str| {
                if own.ends_with('.') {
                    own.to_owned()
                } else {
                    format!("{own}=")
                }
            };
            return fields
                .map(|own| Word {
                    text: text(own),
                    about: None,
                })
                .collect();
        };
        let values = values(field, book).into_iter();
        values
            .map(|value| Word {
                text: format!("{field}={value}"),
                about: None,
            })
            .collect()
    }
}
