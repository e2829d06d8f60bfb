//! What the deals give that a filter takes, or the one deal that is named. What the reader has to
//! know beside it is said at the end: words that no deal has, and fields that were changed by hand
//! and so are not seen.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::book::filter::{Filter, Subject};
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::History;
use crate::nearest::nearest;
use crate::store::files::DealFile;

use super::context::Context;
use super::failure::Failure;
use super::ui::Ui;

/// More ids than this are counted, not named.
const NAMED: usize = 5;

/// A deal that was asked for, with its history.
pub struct Taken<'a> {
    pub file: &'a DealFile,
    pub deal: Deal,
    pub history: History,
}

impl Taken<'_> {
    /// Who owned it on a day.
    pub fn owner(&self, on: Day) -> Option<&str> {
        self.history.on(on).and_then(|state| state.owner)
    }
}

/// What `entries` makes of the deal that the one word names; of every deal that the words take as a
/// filter, where no deal has that name.
pub fn gather<T: Send>(
    words: &[String],
    context: &Context,
    ui: &mut Ui,
    entries: impl Fn(Taken<'_>) -> Vec<T> + Sync,
) -> Result<Vec<T>, Failure> {
    let Some(name) = one_deal(words, context) else {
        return filtered(words, context, ui, entries);
    };
    let loaded = context.source()?.load(&name)?;
    let history = History::of(&loaded.deal);
    if !context.book()?.mismatch(&loaded.deal, &history).is_empty() {
        tell_changed(&[loaded.file.id.as_str()], ui);
    }
    Ok(entries(Taken {
        file: &loaded.file,
        deal: loaded.deal,
        history,
    }))
}

/// What `entries` makes of every deal that the words take as a filter.
pub fn filtered<T: Send>(
    words: &[String],
    context: &Context,
    ui: &mut Ui,
    entries: impl Fn(Taken<'_>) -> Vec<T> + Sync,
) -> Result<Vec<T>, Failure> {
    let (book, as_of, filter) = (context.book()?, context.as_of()?, context.filter(words)?);
    let searched = Searched::of(&filter);
    let read = context.source()?.read_all(|file, deal| {
        let history = History::of(&deal);
        let subject = Subject {
            id: &file.id,
            deal: &deal,
            history: &history,
            book,
            as_of,
        };
        searched.look(&subject);
        let is_taken = filter.takes(&subject);
        let changed = is_changed(&filter, &subject, is_taken).then(|| file.id.clone());
        (
            changed,
            if is_taken {
                entries(Taken {
                    file,
                    deal,
                    history,
                })
            } else {
                Vec::new()
            },
        )
    })?;
    let (changed, entries): (Vec<Option<String>>, Vec<Vec<T>>) = read.into_iter().unzip();
    searched.tell(context, ui)?;
    tell_changed(
        &changed
            .iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>(),
        ui,
    );
    Ok(entries.into_iter().flatten().collect())
}

fn one_deal(words: &[String], context: &Context) -> Option<String> {
    let [word] = words else { return None };
    context
        .source()
        .ok()?
        .find(word)
        .ok()
        .map(|file| file.shown)
}

/// Whether the top says something else than the history, of a deal that is taken or would be if the
/// top counted.
fn is_changed(filter: &Filter, subject: &Subject<'_>, is_taken: bool) -> bool {
    let is_mismatch = !subject
        .book
        .mismatch(subject.deal, subject.history)
        .is_empty();
    is_mismatch && (is_taken || filter.meets(subject, &subject.deal.top()))
}

fn tell_changed(ids: &[&str], ui: &mut Ui) {
    if ids.is_empty() {
        return;
    }
    let more = ids.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let named = ids[..ids.len().min(NAMED)].join(", ");
    ui.warning(format!("{named}{more}: edited by hand without a history entry; the history was used; run `deal check --fix` to add it"));
}

/// The bare words of a filter, and whether any deal has them.
struct Searched<'a>(Vec<(&'a str, AtomicBool)>);

impl<'a> Searched<'a> {
    fn of(filter: &'a Filter) -> Self {
        Self(
            filter
                .words()
                .map(|word| (word, AtomicBool::new(false)))
                .collect(),
        )
    }

    fn look(&self, subject: &Subject<'_>) {
        for (_, found) in self
            .0
            .iter()
            .filter(|(word, found)| !found.load(Ordering::Relaxed) && subject.mentions(word))
        {
            found.store(true, Ordering::Relaxed);
        }
    }

    fn tell(self, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
        let missed: Vec<&str> = self
            .0
            .into_iter()
            .filter(|(_, found)| !found.load(Ordering::Relaxed))
            .map(|(word, _)| word)
            .collect();
        if missed.is_empty() {
            return Ok(());
        }
        let files = context.source()?.files()?.files;
        for word in missed {
            let near = nearest(word, files.iter().map(|file| file.id.as_str()));
            let near = near
                .map(|id| format!("; did you mean `{id}`?"))
                .unwrap_or_default();
            ui.warning(format!("no deal matches `{word}`{near}"));
        }
        Ok(())
    }
}
