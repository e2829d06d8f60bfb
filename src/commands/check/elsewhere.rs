//! What other commands ask of the rules.

use std::collections::HashMap;

use super::{accepted::accept, configured, output, pass::Pass, scope::Scope};
use crate::checks::{Case, judge};
use crate::console::{Context, Failure, Ui};
use crate::deal::{Day, History};
use crate::finding::{Finding, Severity};
use crate::reports;
use crate::select::{LoadedDeals, mark_twins};
use crate::store::{ReadDeal, Store};

/// What the rules about single deals find in a deal, be it one of another state of the book.
pub fn of_deal(
    path: &str,
    id: &str,
    read: &ReadDeal,
    store: &Store,
    as_of: Day,
) -> Result<Vec<Finding>, Failure> {
    let history = History::new(&read.deal);
    let case = Case {
        path,
        below_book: path,
        id,
        deal: &read.deal,
        history: &history,
        remarks: &read.remarks,
        book: &store.book,
        as_of,
    };
    Ok(judge(&case, &configured(store)?).findings)
}

/// How many errors the book has that its baseline does not accept.
pub fn errors(context: &Context) -> Result<usize, Failure> {
    let store = context.store()?;
    let pass = Pass {
        store,
        settings: &configured(store)?,
        scope: Scope::default(),
        selection: context.selection(&[])?,
    };
    let mut seen = pass.run()?;
    accept(&pass, &mut seen)?;
    let checked = seen.into_checked(pass.selection.as_of);
    Ok(checked.count(Severity::Error))
}

/// Prints the findings of one deal.
pub fn show_deal(shown: &str, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let store = context.store()?;
    let pass = Pass {
        store,
        settings: &configured(store)?,
        scope: Scope::only(shown),
        selection: context.selection(&[])?,
    };
    let checked = pass.run()?.into_checked(pass.selection.as_of);
    output::write(&[], &checked, context, ui)
}

/// The deals that match a filter, and the findings in them; each file is read once.
pub fn findings(
    filter: &[String],
    context: &Context,
) -> Result<(LoadedDeals, Vec<reports::query::Finding>), Failure> {
    let store = context.store()?;
    let pass = Pass {
        store,
        settings: &configured(store)?,
        scope: Scope::default(),
        selection: context.selection(filter)?,
    };
    let seen = pass.keeping(|selected| {
        let record = selected.record.clone().compacted(None);
        (selected.file.shown.clone(), record)
    })?;
    if seen.kept.len() < seen.files {
        // A report needs every file; this reports the ones that cannot be read.
        store.source().read_all(|_, _| ())?;
    }
    let mut loaded = LoadedDeals {
        unmatched: pass.selection.unmatched()?,
        ..LoadedDeals::default()
    };
    let mut ids = HashMap::new();
    for (path, record) in seen.kept {
        ids.insert(path, record.id.clone());
        loaded.records.push(record);
    }
    mark_twins(&mut loaded.records);
    let mut findings = Vec::new();
    for Finding { rule, place, .. } in seen.findings {
        let id = ids.get(&place.path).cloned();
        findings.extend(id.map(|deal| reports::query::Finding { deal, rule }));
    }
    Ok((loaded, findings))
}
