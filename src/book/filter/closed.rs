//! Words of closed lists in a term: each stands for one value of the book, in any case.

use super::FilterError;
use crate::book::Book;
use crate::deal::{
    Currency,
    history::{LOST, WON},
    keywords::Forecast,
};
use crate::one_form::same_text;

/// The value that a word of the field means; `None` where the field takes any.
pub fn value(field: &str, word: &str, book: &Book) -> Option<Result<String, FilterError>> {
    let known: Vec<(&str, &str)> = match field {
        "stage" => stages(book),
        "pipeline" => pipelines(book),
        "forecast" => Forecast::WORDS.iter().map(|word| (*word, *word)).collect(),
        "owner" if !book.team.is_empty() => members(book),
        "currency" => return Some(currency(word)),
        _ => return None,
    };
    let means = known.iter().find(|(name, _)| same_text(name, word));
    Some(match means {
        Some((_, value)) => Ok((*value).to_owned()),
        None => Err(unknown(field, word, known.iter().map(|(name, _)| *name))),
    })
}

/// The error for a word that none of these is.
pub fn unknown<'a>(
    field: &str,
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> FilterError {
    FilterError::UnknownValue {
        field: field.to_owned(),
        word: word.to_owned(),
        known: known.into_iter().map(str::to_owned).collect(),
    }
}

/// Ids come before aliases, and both before names.
fn stages(book: &Book) -> Vec<(&str, &str)> {
    let stages = || book.pipelines.iter().flat_map(|pipeline| &pipeline.stages);
    let ids = stages().map(|stage| (stage.id.as_str(), stage.id.as_str()));
    let aliases = stages().flat_map(|stage| {
        let aliases = stage.aliases.iter();
        aliases.map(|alias| (alias.as_str(), stage.id.as_str()))
    });
    let names = stages().filter_map(|stage| Some((stage.name.as_deref()?, stage.id.as_str())));
    let outcomes = [(WON, WON), (LOST, LOST)].into_iter();
    outcomes.chain(ids).chain(aliases).chain(names).collect()
}

fn pipelines(book: &Book) -> Vec<(&str, &str)> {
    let ids = book.pipelines.iter().map(|pipeline| pipeline.id.as_str());
    ids.map(|id| (id, id)).collect()
}

fn members(book: &Book) -> Vec<(&str, &str)> {
    let ids = book
        .team
        .iter()
        .map(|member| (member.id.as_str(), member.id.as_str()));
    let names = book
        .team
        .iter()
        .filter_map(|member| Some((member.name.as_deref()?, member.id.as_str())));
    ids.chain(names).collect()
}

fn currency(word: &str) -> Result<String, FilterError> {
    let code = Currency::typed(word).map(|currency| currency.code().to_owned());
    code.map_err(|_| unknown("currency", word, []))
}
