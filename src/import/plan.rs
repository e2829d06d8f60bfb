//! What a map means for this header and this book, or everything that is wrong with it.

use std::collections::HashMap;

use crate::book::Book;
use crate::book::pipeline::Pipeline;
use crate::deal::history::{LOST, Outcome, WON};
use crate::deal::money::Currency;
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

use super::columns::columns;
use super::days::Days;
use super::header::Header;
use super::map::{Field, KEYS, MapFile};
use super::money::DecimalMark;
use super::sheet::Row;
use super::stage_map::{Words, key};
use super::template::Template;

/// The key under which the CRM's id is kept.
pub const CRM_ID: &str = "crm_id";

/// How the rows of one file become deals of one book.
#[derive(Debug)]
pub struct Plan<'a> {
    pub book: &'a Book,
    pub header: &'a Header,
    /// Of rows that name none.
    pub pipeline: &'a Pipeline,
    pub words: Words,
    pub opening_stage: Option<String>,
    /// Of rows that name none: the map's, else the book's.
    pub currency: Option<Currency>,
    pub days: Days,
    pub decimal: Option<DecimalMark>,
    pub zero_lost_as_missing: bool,
    fields: HashMap<Field, Template>,
    /// The team's own keys below `x`.
    pub own: Vec<(String, Template)>,
}

impl<'a> Plan<'a> {
    /// # Errors
    /// Everything that is wrong, each with its place in the map.
    pub fn of(
        map: &MapFile,
        header: &'a Header,
        book: &'a Book,
        pipeline: &'a Pipeline,
    ) -> Result<Self, Vec<Finding>> {
        let mut errors = Vec::new();
        let (fields, own) = columns(map, header, &mut errors);
        let reach = Reach {
            book,
            pipeline,
            by_row: fields.contains_key(&Field::Pipeline),
        };
        let plan = Self {
            book,
            header,
            pipeline,
            words: words(map, &reach, &mut errors),
            opening_stage: opening_stage(map, &reach, &mut errors),
            currency: currency(map, &mut errors).or(book.currency),
            days: days(map, book, &mut errors),
            decimal: map.decimal,
            zero_lost_as_missing: map.zero_lost_as_missing.unwrap_or(false),
            fields,
            own,
        };
        if errors.is_empty() {
            Ok(plan)
        } else {
            Err(errors)
        }
    }

    pub fn template(&self, field: Field) -> Option<&Template> {
        self.fields.get(&field)
    }

    /// The field's text in a row, on one line; `None` where it is empty or no column fills it.
    pub fn text(&self, field: Field, row: &Row) -> Option<String> {
        let filled = self.template(field)?.fill(&row.cells);
        let line = filled.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The column that fills a field, by name; the field's own name where none does.
    pub fn label(&self, field: Field) -> &str {
        self.template(field)
            .map_or(field.as_str(), |template| template.label(self.header))
    }

    /// The columns that fill nothing.
    pub fn unused(&self) -> Vec<&'a str> {
        let templates = self
            .fields
            .values()
            .chain(self.own.iter().map(|(_, template)| template));
        let used: Vec<usize> = templates.flat_map(Template::columns).collect();
        let names = self.header.names.iter().enumerate();
        names
            .filter(|(at, _)| !used.contains(at))
            .map(|(_, name)| name.as_str())
            .collect()
    }
}

/// A key of a map file that means nothing.
pub fn unknown_key(at: KeyPath) -> Finding {
    let word = at.to_string();
    let help = match nearest(&word, KEYS.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!("known: {}", KEYS.join(", ")),
    };
    Finding::new(BAD_VALUE, format!("a map has no key `{word}`"))
        .at(at)
        .help(help)
}

/// The pipelines that a row's stage can lie in.
struct Reach<'a> {
    book: &'a Book,
    pipeline: &'a Pipeline,
    /// A column names the pipeline of each row.
    by_row: bool,
}

impl Reach<'_> {
    fn has(&self, stage: &str) -> bool {
        let of_rows = || {
            self.by_row
                && self
                    .book
                    .pipelines
                    .iter()
                    .any(|pipeline| pipeline.stage(stage).is_some())
        };
        self.pipeline.stage(stage).is_some() || of_rows()
    }

    fn check(&self, stage: &str, at: KeyPath, errors: &mut Vec<Finding>) {
        if matches!(stage, WON | LOST) {
            let message = format!("`{stage}` is an outcome, not a stage");
            let finding = Finding::new(BAD_VALUE, message).at(at);
            return errors.push(finding.help("put it under `outcomes`"));
        }
        if !self.has(stage) {
            let known: Vec<&str> = self.pipeline.stage_ids().collect();
            let help = match nearest(stage, known.iter().copied()) {
                Some(right) => format!("did you mean `{right}`?"),
                None => format!("its stages: {}", known.join(", ")),
            };
            let message = format!("the pipeline `{}` has no stage `{stage}`", self.pipeline.id);
            errors.push(Finding::new(BAD_VALUE, message).at(at).help(help));
        }
    }
}

fn words(map: &MapFile, reach: &Reach<'_>, errors: &mut Vec<Finding>) -> Words {
    let mut words = Words::default();
    for (name, id) in &map.stages.0 {
        reach.check(id, KeyPath::top("stages").key(name), errors);
        words.add_stage(name, id);
    }
    for (name, word) in &map.outcomes.0 {
        let at = KeyPath::top("outcomes").key(name);
        match Outcome::of_stage(word) {
            Outcome::Open => {
                let message = format!("`{word}` is no outcome");
                let finding = Finding::new(BAD_VALUE, message).at(at);
                errors.push(finding.help("write won or lost; other values leave a deal open"));
            }
            _ if map
                .stages
                .0
                .iter()
                .any(|(stage, _)| key(stage) == key(name)) =>
            {
                let message = format!("`{name}` is a stage above and an outcome here");
                let finding = Finding::new(BAD_VALUE, message).at(at);
                errors.push(finding.help("keep it in one of the two"));
            }
            outcome => words.add_outcome(name, outcome),
        }
    }
    words
}

fn opening_stage(map: &MapFile, reach: &Reach<'_>, errors: &mut Vec<Finding>) -> Option<String> {
    let stage = map.opening_stage.clone()?;
    reach.check(&stage, KeyPath::top("opening_stage"), errors);
    Some(stage)
}

fn currency(map: &MapFile, errors: &mut Vec<Finding>) -> Option<Currency> {
    let code = map.currency.as_deref()?;
    let currency = code.to_uppercase().parse();
    if currency.is_err() {
        let finding = Finding::new(BAD_VALUE, format!("`{code}` is no currency"))
            .at(KeyPath::top("currency"))
            .help("write three letters, such as EUR, USD or KRW");
        errors.push(finding);
    }
    currency.ok()
}

fn days(map: &MapFile, book: &Book, errors: &mut Vec<Finding>) -> Days {
    Days::new(map.date_format.as_deref(), book.timezone).unwrap_or_else(|error| {
        let finding = Finding::new(BAD_VALUE, error.to_string())
            .at(KeyPath::top("date_format"))
            .help(error.help());
        errors.push(finding);
        Days::default()
    })
}
