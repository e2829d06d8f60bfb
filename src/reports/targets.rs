//! The periods of a forecast, the book's targets for them, and its costs.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    FlagError, FlagValues, Notes, Query, Slice, Window,
    flags::{Flag, Takes},
    notes::Code,
};
use crate::book::{
    Period, Pipeline,
    config::{Cost, Target},
    period::Per,
};
use crate::deal::{Amount, Currency};

pub const PERIOD: Flag = Flag::new(
    "period",
    Takes::Patterns("PERIOD"),
    "Period: 2026-Q2, 2026-05, this-quarter and so on; repeatable [default: the current quarter \
     and the book's unfinished targets]",
);

/// The given periods; by default the current quarter and those of targets that are not over by the
/// as-of date. In order of their days, each once.
pub fn periods(query: &Query<'_>, flags: &FlagValues) -> Result<Vec<Period>, FlagError> {
    let names: Vec<String> = flags.list("period")?;
    let mut periods = names
        .iter()
        .map(|name| query.period(name))
        .collect::<Result<Vec<Period>, FlagError>>()?;
    if periods.is_empty() {
        let part = Part::of(query, None);
        let known = query.book.targets.iter();
        let known = known.filter(|target| part.is_none_or(|part| part.holds(target)));
        let known = known.filter_map(|target| query.book.period(&target.period));
        periods.extend(known.filter(|period| period.to >= query.as_of));
        periods.push(query.book.period_around(query.as_of, Per::Quarter));
    }
    periods.sort_by_key(|period| (period.from, period.to));
    periods.dedup_by(|a, b| a.covers_same(b));
    Ok(periods)
}

/// Refuses rows by month or quarter, since the rows are periods already.
pub fn refuse_spans(query: &Query<'_>) -> Result<(), FlagError> {
    if query.by.is_some_and(|by| by.is_period()) {
        let problem = "cannot group by month or quarter: the rows of this report are periods, \
                       set with --period";
        return Err(FlagError::new("by", problem));
    }
    Ok(())
}

/// Whose target it is: of all, or of one owner, segment or pipeline, or of several of these at once.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Part<'a> {
    owner: Option<&'a str>,
    segment: Option<&'a str>,
    pipeline: Option<&'a str>,
}

impl<'a> Part<'a> {
    /// The deals that the query chooses, and a group of them; `None` where no target can be theirs.
    fn of(query: &Query<'a>, group: Option<(&str, Option<&'a str>)>) -> Option<Self> {
        let several = query.book.pipelines.len() > 1;
        let pipeline = query.pipeline.filter(|_| several);
        let mut part = Self {
            pipeline: pipeline.map(|pipeline| pipeline.id.as_str()),
            ..Self::default()
        };
        let chosen = query.part.map(|(by, value)| (by.as_str(), Some(value)));
        for (by, value) in chosen.into_iter().chain(group) {
            let own = match by {
                "owner" => &mut part.owner,
                "segment" => &mut part.segment,
                "pipeline" => &mut part.pipeline,
                _ => return None,
            };
            *own = Some(value?);
        }
        Some(part)
    }

    fn holds(&self, target: &Target) -> bool {
        target.is_of(self.owner, self.segment, self.pipeline)
    }
}

/// The target for exactly this period, in a row's currency. A part of the deals has its own: a group
/// has that or none; what filters and `--pipeline` choose is else held against the target of all.
pub fn target(query: &Query<'_>, slice: &Slice<'_, '_>, period: &Period) -> Option<Decimal> {
    let group = slice.group.as_ref();
    let group = group.map(|(by, value)| (*by, value.as_deref()));
    let of = |part: &Part<'_>| target_of(query, part, period, slice.currency);
    let own = Part::of(query, group).and_then(|part| of(&part));
    match group {
        None => own.or_else(|| of(&Part::default())),
        Some(_) => own,
    }
}

/// Whether the book has a target for a pipeline in a period, whatever its currency.
pub fn has_own_target(query: &Query<'_>, pipeline: &Pipeline, period: &Period) -> bool {
    let is_own = |target: &&Target| target.is_of(None, None, Some(&pipeline.id));
    let mut own = query.book.targets.iter().filter(is_own);
    own.any(|own| {
        query
            .book
            .period(&own.period)
            .is_some_and(|own| own.covers_same(period))
    })
}

/// The sum of the targets of a part; without one, what an owner's goal says.
fn target_of(
    query: &Query<'_>,
    part: &Part<'_>,
    period: &Period,
    currency: Option<Currency>,
) -> Option<Decimal> {
    let mut sum = None;
    for target in query.book.targets.iter().filter(|own| part.holds(own)) {
        let own = query.book.period(&target.period);
        if own.is_some_and(|own| own.covers_same(period))
            && let Some(value) = in_currency(query, target.won, target.currency, currency)
        {
            sum = sum.unwrap_or(Decimal::ZERO).checked_add(value);
        }
    }
    let whole_owner = Part {
        owner: part.owner,
        ..Part::default()
    };
    let goal = || quota(query, part.owner?, period, currency);
    sum.or_else(|| goal().filter(|_| *part == whole_owner))
}

/// The value that a member means to win in a period: the goal of as many months or quarters as it
/// is made of.
fn quota(
    query: &Query<'_>,
    owner: &str,
    period: &Period,
    currency: Option<Currency>,
) -> Option<Decimal> {
    let goals = &query.book.member_in_any_case(owner)?.goals;
    let won = in_currency(query, goals.won?, None, currency)?;
    let (mut part, mut sum) = (query.book.period_around(period.from, goals.per()), won);
    if part.from != period.from {
        return None;
    }
    while part.to < period.to {
        part = part.next();
        sum = sum.checked_add(won)?;
    }
    (part.to == period.to).then_some(sum)
}

/// Notes if a part of the deals is compared with a target for all of them.
pub fn note_target(notes: &mut Notes, query: &Query<'_>, periods: &[Period]) {
    let of = |part: Part<'_>| {
        let currency = query.book.currency;
        let mut targets = periods
            .iter()
            .map(move |own| target_of(query, &part, own, currency));
        targets.any(|target| target.is_some())
    };
    // Other filters choose deals for which no target is set.
    let is_known = query.part.is_some() || !query.filtered;
    let own = Part::of(query, None).filter(|part| is_known && *part != Part::default());
    if query.is_partial() && !own.is_some_and(of) && of(Part::default()) {
        notes.add(Code::TargetOfBook);
    }
}

/// An amount of the book's file in a row's currency; `None` where it belongs to another row.
pub fn in_currency(
    query: &Query<'_>,
    amount: Amount,
    own: Option<Currency>,
    row: Option<Currency>,
) -> Option<Decimal> {
    let own = own.or(query.book.currency);
    match (&query.book.rates, own) {
        (Some(rates), Some(own)) => rates.convert(amount, own).map(|value| value.0),
        _ => (own == row).then_some(amount.0),
    }
}

/// The part of a cost whose days are in a window, in a row's currency; `None` where it has no value
/// there.
pub fn spent_in(
    query: &Query<'_>,
    cost: &Cost,
    window: Window,
    row: Option<Currency>,
) -> Option<f64> {
    let period = query.book.period(&cost.period)?;
    let days = window.shared(Window::from(period)).days().max(0);
    let amount = in_currency(query, cost.amount, cost.currency, row)?;
    Some(amount.to_f64()? * days as f64 / period.days() as f64)
}
