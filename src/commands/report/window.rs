//! The days that a report is asked for.

use super::args::{Chosen, Shared};
use crate::book::Period;
use crate::console::{Context, Failure};
use crate::deal::Day;
use crate::reports::{ReportSpec, Window};

/// The window, and the period that names it, if one does.
pub struct Asked {
    pub window: Window,
    pub named: Option<Period>,
}

impl Asked {
    pub fn new(chosen: &Chosen, is_compared: bool, context: &Context) -> Result<Self, Failure> {
        refuse_window(chosen.spec, &chosen.shared)?;
        let Some(name) = &chosen.period else {
            let window = window(&chosen.shared, is_compared, context)?;
            return Ok(Self {
                window,
                named: None,
            });
        };
        let period = named(name, context)?;
        // Nothing is known after the as-of date.
        let window = Window {
            to: period.to.min(context.as_of()?),
            ..period.into()
        };
        Ok(Self {
            window,
            named: Some(period),
        })
    }
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
