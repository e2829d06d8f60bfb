//! `deal report NAME`: runs a report of the registry, or lists them.

mod args;
mod load;

use serde::Serialize;

use crate::book::{Period, filter::Filter};
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column},
    pipeline,
    selection::warn_unmatched,
    terminal,
};
use crate::deal::Day;
use crate::reports::{
    Query, REPORTS, ReportSpec, Window,
    query::{By, Compared},
};
use crate::store::Revisions;
use crate::table::{Cell, Digits, Kind, Report, Table};
use args::{Chosen, Shared};
use load::Loaded;

pub use args::Args;

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.chosen {
        Some(chosen) => {
            args.output.before_verb(None)?;
            report(chosen, context, ui)
        }
        None => list(args.output, ui),
    }
}

fn report(chosen: &Chosen, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Chosen {
        spec,
        flags,
        shared,
        period,
        compare,
    } = chosen;
    let revisions: Option<Revisions> = flags.maybe("revisions").map_err(Failure::usage)?;
    refuse_window(spec, shared)?;
    let named = period
        .as_deref()
        .map(|name| named(name, context))
        .transpose()?;
    let window = match named {
        Some(period) => Window {
            to: period.to.min(context.as_of()?),
            ..period.into()
        },
        None => window(shared, revisions.is_some(), context)?,
    };
    let question = question(shared, window, context)?;
    let loaded = Loaded::new(
        spec.reads,
        &question,
        &shared.filter,
        revisions.as_ref(),
        context,
    )?;
    warn_unmatched(&loaded.deals.unmatched, ui);
    if question.filtered && loaded.is_empty() && loaded.deals.unmatched.is_empty() {
        // Rows of zeros would not show a slip in a filter.
        ui.status(&format!("no deal matches {}", shared.filter.join(" ")));
    }
    let chosen_by = context.filter(&shared.filter)?;
    let query = Query {
        part: part(&chosen_by),
        records: &loaded.deals.records,
        excluded: &loaded.deals.excluded,
        findings: &loaded.findings,
        compared: revisions.as_ref().map(|revisions| Compared {
            before: &loaded.before,
            first: &revisions.first,
            last: revisions.last.as_deref().unwrap_or("the work tree"),
        }),
        ..question
    };
    let mut report = (spec.run)(&query, flags).map_err(Failure::usage)?;
    if let Some(compare) = compare {
        if query.compared.is_some() {
            let message = "--compare: two revisions are compared already";
            return Err(Failure::usage(message));
        }
        if query.by.is_some_and(By::is_period) {
            let message = "--compare: rows by month or quarter stand beside each other already";
            return Err(Failure::usage(message));
        }
        let earlier = compare.earlier(window, named);
        compare_with(&mut report, &query, chosen, earlier)?;
        report
            .options
            .push(("compare", Cell::text(compare.as_str())));
        report
            .options
            .push(("compare_from", Cell::Date(earlier.from.into())));
        report
            .options
            .push(("compare_to", Cell::Date(earlier.to.into())));
    }
    if shared.output.is_for_people() && !flags.is_on("detail") && compare.is_none() {
        report.table.drop_details();
    }
    cut(&mut report.table, shared, ui)?;
    if shared.exact {
        report.table.digits = Digits::All;
    }
    let ascii = shared.ascii || !terminal::speaks_unicode();
    shared.output.report(ui, &report, ascii)?;
    Ok(Exit::Done)
}

/// Puts the same report of an earlier window beside it, made as it was as many days after that
/// window.
fn compare_with(
    report: &mut Report,
    query: &Query<'_>,
    chosen: &Chosen,
    earlier: Window,
) -> Result<(), Failure> {
    let since = query.as_of.since(query.window.to);
    let query = Query {
        as_of: earlier.to.plus(since),
        window: earlier,
        ..*query
    };
    let before = (chosen.spec.run)(&query, &chosen.flags).map_err(Failure::usage)?;
    let for_people = chosen.shared.output.is_for_people();
    report.compare(&before, for_people);
    if for_people {
        report.basis.push_str(&format!(
            "; compared with {} to {}",
            earlier.from, earlier.to
        ));
    }
    Ok(())
}

/// Sorts the rows and shows the first ones, as the flags ask; what is cut is told.
fn cut(table: &mut Table, shared: &Shared, ui: &mut Ui) -> Result<(), Failure> {
    if let Some(word) = &shared.sort {
        let (key, is_ascending) = match word.strip_prefix('-') {
            Some(key) => (key, true),
            None => (word.as_str(), false),
        };
        let Some(at) = table.position(key) else {
            let known = table.columns.iter().map(|column| column.key);
            return Err(Failure::unknown(
                format_args!("--sort: the report has no column `{key}`"),
                key,
                known,
            ));
        };
        table.sort(at, is_ascending);
    }
    if let Some(limit) = shared.limit.filter(|limit| *limit > 0) {
        let all = table.limit(limit);
        if all > limit {
            ui.hint(&format!("{limit} of {all} rows shown"));
        }
    }
    Ok(())
}

/// The part of the deals that the filters choose, if a target can be theirs.
fn part(filter: &Filter) -> Option<(By, &str)> {
    let (field, value) = filter.only_value()?;
    let by = field.parse().ok()?;
    matches!(by, By::Owner | By::Segment | By::Pipeline).then_some((by, value))
}

/// A day that would have no effect is refused.
fn refuse_window(spec: &ReportSpec, shared: &Shared) -> Result<(), Failure> {
    let given = [("--from", &shared.from), ("--to", &shared.to)];
    let given = given.into_iter().find(|(_, day)| day.is_some());
    let Some((flag, _)) = given.filter(|_| !spec.window.applies(shared.by)) else {
        return Ok(());
    };
    let has = |name: &str| spec.flags.iter().any(|flag| flag.name == name);
    let instead = if has("since") {
        "--since DAY for the day to compare with"
    } else if has("period") {
        "--period 2026-Q3 for a period, or --as-of DAY for the book as it was on that day"
    } else {
        "--as-of DAY for the book as it was on that day"
    };
    Err(Failure::usage(format!(
        "{flag}: this report has no window; use {instead}"
    )))
}

/// The question, still without deals.
fn question<'a>(
    shared: &Shared,
    window: Window,
    context: &'a Context,
) -> Result<Query<'a>, Failure> {
    let book = context.book()?;
    let pipeline = shared.pipeline.as_deref();
    Ok(Query {
        by: shared.by,
        filtered: !shared.filter.is_empty(),
        pipeline: pipeline
            .map(|id| pipeline::named(book, Some(id)))
            .transpose()?,
        explain: shared.explain,
        ..Query::new(&[], book, context.as_of()?, window)
    })
}

/// The period of a name, which must have begun.
fn named(name: &str, context: &Context) -> Result<Period, Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    let period = Period::named(name, as_of, book.calendar.fiscal_start).map_err(Failure::usage)?;
    if period.from > as_of {
        let message = format!("{period} begins after the as-of date {as_of}");
        return Err(Failure::usage(message).help("use a period that has begun"));
    }
    Ok(period)
}

/// Two revisions are compared on one day, unless another is given.
fn window(shared: &Shared, is_compared: bool, context: &Context) -> Result<Window, Failure> {
    let as_of = context.as_of()?;
    let from = day(shared.from.as_deref(), context)?;
    let to = day(shared.to.as_deref(), context)?;
    let one_day = is_compared.then(|| to.map_or(as_of, |to| to.min(as_of)));
    let window = Window::new(from.or(one_day), to, as_of);
    if window.from > window.to {
        let message = format!("--to {} is before --from {}", window.to, window.from);
        return Err(Failure::usage(message));
    }
    Ok(window)
}

fn day(phrase: Option<&str>, context: &Context) -> Result<Option<Day>, Failure> {
    phrase.map(|phrase| context.day(phrase)).transpose()
}

/// A report for a machine.
#[derive(Serialize)]
struct ReportJson {
    name: &'static str,
    summary: &'static str,
    definition: &'static str,
    example: &'static str,
}

const LIST: List<ReportJson> = List {
    columns: &[
        column("name", "report", Kind::Text, |report| {
            Cell::text(report.name)
        }),
        column("summary", "question", Kind::Text, |report| {
            Cell::text(report.summary)
        }),
    ],
    ..List::EMPTY
};

fn list(output: Output, ui: &mut Ui) -> Result<Exit, Failure> {
    let reports: Vec<ReportJson> = REPORTS
        .iter()
        .map(|spec| ReportJson {
            name: spec.name,
            summary: spec.summary,
            definition: spec.definition,
            example: spec.example,
        })
        .collect();
    output.list(ui, &LIST, &reports, &reports)?;
    Ok(Exit::Done)
}
