//! Entries out of one deal, or out of every deal that a filter takes.

use crate::book::filter::Subject;
use crate::deal::Deal;
use crate::deal::history::History;

use super::context::Context;
use super::failure::Failure;

/// What `entries` makes of the deal that the one word names; of every deal that the words take as a filter, where no
/// deal has that name.
pub fn gather<T: Send>(
    words: &[String],
    context: &Context,
    entries: impl Fn(&str, &Deal) -> Vec<T> + Sync,
) -> Result<Vec<T>, Failure> {
    if let Some(name) = one_deal(words, context) {
        let loaded = context.store()?.load(&name)?;
        return Ok(entries(&loaded.file.id, &loaded.deal));
    }
    let (book, as_of, filter) = (context.book()?, context.as_of()?, context.filter(words)?);
    let read = context.store()?.read_all(|file, deal| {
        let history = History::of(&deal);
        let taken = filter.takes(&Subject { id: &file.id, deal: &deal, history: &history, book, as_of });
        if taken { entries(&file.id, &deal) } else { Vec::new() }
    })?;
    Ok(read.into_iter().flatten().collect())
}

fn one_deal(words: &[String], context: &Context) -> Option<String> {
    let [word] = words else { return None };
    context.store().ok()?.find(word).ok().map(|file| file.shown)
}
