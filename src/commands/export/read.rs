//! The deals that are exported: all that the filters choose, or none if a file cannot be read.

use crate::console::{Context, Failure, Ui, selection::warn_unmatched};
use crate::deal::History;
use crate::export::Exported;
use crate::store::StoreError;

pub fn deals(filter: &[String], context: &Context, ui: &mut Ui) -> Result<Vec<Exported>, Failure> {
    let book = context.book()?;
    let listed = context.selection(filter)?.list(|selected| {
        let (file, deal) = (selected.file, selected.deal);
        let exported = Exported {
            path: file.shown.clone(),
            record: book.record(&file.id, deal, History::new(deal)),
            deal: deal.clone(),
        };
        vec![exported]
    })?;
    // What is missing in an export is missed nowhere.
    if !listed.unreadable.is_empty() {
        return Err(StoreError::Unreadable(listed.unreadable).into());
    }
    warn_unmatched(&listed.unmatched, ui);
    Ok(listed.items)
}
