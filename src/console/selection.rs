//! Reads the deals that a command line selects, and warns of what the list cannot show: words that
//! no deal has, and fields that were edited by hand.

use super::{Context, Failure, Ui};
use crate::select::{Listed, Selected, Selection, Unmatched};

/// More ids than this are counted, not named.
const NAMED: usize = 5;

/// What `make` makes of every deal that the words match as a filter.
pub fn list<T: Send>(
    words: &[String],
    context: &Context,
    ui: &mut Ui,
    make: impl Fn(&Selected<'_>) -> Vec<T> + Sync,
) -> Result<Vec<T>, Failure> {
    let listed = context.selection(words)?.list(make)?;
    Ok(warned(listed, ui))
}

/// The same, or of the one deal whose name the only word is.
pub fn list_or_one<T: Send>(
    words: &[String],
    context: &Context,
    ui: &mut Ui,
    make: impl Fn(&Selected<'_>) -> Vec<T> + Sync,
) -> Result<Vec<T>, Failure> {
    let Some(name) = one_deal(words, context) else {
        return list(words, context, ui, make);
    };
    let selection: Selection<'_> = context.selection(&[])?;
    let listed = selection.list_one(&name, make)?;
    Ok(warned(listed, ui))
}

fn one_deal(words: &[String], context: &Context) -> Option<String> {
    let [word] = words else { return None };
    let file = context.source().ok()?.find(word).ok()?;
    Some(file.shown)
}

fn warned<T>(listed: Listed<T>, ui: &mut Ui) -> Vec<T> {
    ui.incomplete(&listed.unreadable);
    warn_unmatched(&listed.unmatched, ui);
    if let Some((named, more)) = named(&listed.edited) {
        ui.warning(format!("{named}{more}: edited by hand without a history entry; the history was used; run `deal check --fix` to add it"));
    }
    listed.items
}

/// Says which words and values of a filter no deal has.
pub fn warn_unmatched(unmatched: &[Unmatched], ui: &mut Ui) {
    for Unmatched { term, nearest } in unmatched {
        let near = nearest.as_deref();
        let near = near.map(|id| format!("; did you mean `{id}`?"));
        let near = near.unwrap_or_default();
        ui.warning(format!("no deal matches `{term}`{near}"));
    }
}

/// The first ids, and how many there are beside them.
fn named(ids: &[String]) -> Option<(String, String)> {
    let named: Vec<&str> = ids.iter().take(NAMED).map(String::as_str).collect();
    let more = match ids.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| (named.join(", "), more))
}
