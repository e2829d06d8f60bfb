//! What flags make of a report that is there: an earlier one beside it, its rows in order and cut.

use super::args::{Chosen, Shared};
use crate::book::Period;
use crate::console::{Failure, Ui, list::no_column};
use crate::reports::{Query, Window, query::By};
use crate::table::{Cell, Digits, Report, Table, sort_key};

pub fn shape(
    report: &mut Report,
    chosen: &Chosen,
    query: &Query<'_>,
    named: Option<Period>,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let shared = &chosen.shared;
    compare(report, chosen, query, named)?;
    cut(&mut report.table, shared, ui)?;
    if shared.exact {
        report.table.digits = Digits::All;
    }
    Ok(())
}

/// Puts the same report of an earlier window beside it, if that was asked for; else takes out what
/// are details for people.
fn compare(
    report: &mut Report,
    chosen: &Chosen,
    query: &Query<'_>,
    named: Option<Period>,
) -> Result<(), Failure> {
    let for_people = chosen.shared.output.is_for_people();
    let Some(compare) = chosen.compare else {
        if for_people && !chosen.flags.is_on("detail") {
            report.table.drop_details();
        }
        return Ok(());
    };
    if query.compared.is_some() {
        let message = "--compare: two revisions are compared already";
        return Err(Failure::usage(message));
    }
    if query.by.is_some_and(By::is_period) {
        let message = "--compare: rows by month or quarter stand beside each other already";
        return Err(Failure::usage(message));
    }
    let window = compare.earlier(query.window, named);
    let before = (chosen.spec.run)(&earlier(query, window), &chosen.flags);
    report.compare(&before.map_err(Failure::usage)?, for_people);
    let Window { from, to } = window;
    if for_people {
        let words = format!("; compared with {from} to {to}");
        report.basis.push_str(&words);
    }
    report.options.extend([
        ("compare", Cell::text(compare.as_str())),
        ("compare_from", Cell::Date(from.into())),
        ("compare_to", Cell::Date(to.into())),
    ]);
    Ok(())
}

/// The same question of an earlier window, asked as many days after it.
fn earlier<'a>(query: &Query<'a>, window: Window) -> Query<'a> {
    Query {
        as_of: window.to.plus(query.as_of.since(query.window.to)),
        window,
        ..*query
    }
}

/// Sorts the rows and keeps the first ones, as the flags ask; what is cut is told.
fn cut(table: &mut Table, shared: &Shared, ui: &mut Ui) -> Result<(), Failure> {
    if let Some(word) = &shared.sort {
        let (key, is_reverse) = sort_key(word);
        let Some(at) = table.position(key) else {
            let known: Vec<String> = table.columns.iter().map(|own| own.name().into()).collect();
            return Err(no_column(key, known.iter().map(String::as_str)));
        };
        table.sort(at, is_reverse);
    }
    if let Some(limit) = shared.limit.filter(|limit| *limit > 0) {
        let all = table.limit(limit);
        if all > limit {
            ui.hint(&format!("{limit} of {all} rows shown"));
        }
    }
    Ok(())
}
