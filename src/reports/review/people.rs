//! Each owner against what is theirs to win.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::moves::{Move, MoveKind};
use crate::book::{Period, Snapshot};
use crate::deal::next_step;
use crate::reports::{
    Query, Slice,
    forecast::{figures::Figures as Forecast, odds::Odds},
    groups::money_slices,
    measure::{Measure, columns, count, measure, money, number, share, text},
};
use crate::table::{Cell, Column, Kind};

/// An owner.
pub struct Person {
    owner: Option<String>,
    quota: Option<Decimal>,
    closed: Option<Decimal>,
    commit: Option<Decimal>,
    best_case: Option<Decimal>,
    open: Option<Decimal>,
    /// Won, and won or lost.
    decided: (u64, u64),
    slipped: u64,
    without_next_step: u64,
}

pub const MEASURES: &[Measure<Person>; 11] = &[
    text("owner", "owner", |own| {
        Cell::optional(own.owner.clone(), Cell::Text)
    }),
    money("quota", "quota", |own| own.quota),
    money("closed", "closed", |own| own.closed),
    money("commit", "commit", |own| own.commit),
    money("best_case", "best case", |own| own.best_case),
    measure("gap", "to win", Kind::Money, |own| match own.gap() {
        Some(gap) if gap.is_zero() => Cell::Called("met"),
        gap => Cell::optional(gap, Cell::Money),
    }),
    money("open", "open", |own| own.open),
    number("coverage", "× to win", Person::coverage),
    share("win_rate", "win rate", |own| own.decided),
    count("slipped", "slipped", |own| own.slipped),
    count("without_next_step", "no step", |own| own.without_next_step),
];

pub const COLUMNS: &[Column] = &columns(MEASURES);

/// The owners of the page's deals by name, and who else has a quota in its currency.
pub fn people<'a>(
    page: &Slice<'_, 'a>,
    query: &Query<'a>,
    period: Period,
    odds: &Odds<'a>,
    moves: &[Move],
) -> Vec<Person> {
    let mut slices = money_slices(page.deals.iter().copied(), query);
    slices.retain(|slice| slice.group.is_some());
    let named: Vec<Option<String>> = slices.iter().map(|own| owner(own)).collect();
    let present = query.book.team.iter().filter(|member| {
        let is_there = member.left.is_none_or(|left| left > query.as_of);
        is_there && !query.is_partial() && !named.contains(&Some(member.id.clone()))
    });
    let absent = present.map(|member| Slice {
        group: Some(("owner", Some(member.id.clone()))),
        ..page.with(page.currency, Vec::new())
    });
    let with_deals = slices.len();
    slices.extend(absent);
    let people = slices.iter().enumerate().map(|(place, slice)| {
        let person = Person::new(slice, query, period, odds, moves);
        (place < with_deals || person.quota.is_some()).then_some(person)
    });
    let mut people: Vec<Person> = people.flatten().filter(Person::has_anything).collect();
    people.sort_by(|a, b| (a.owner.is_none(), &a.owner).cmp(&(b.owner.is_none(), &b.owner)));
    people
}

fn owner(slice: &Slice<'_, '_>) -> Option<String> {
    slice.group.as_ref().and_then(|(_, value)| value.clone())
}

impl Person {
    fn new<'a>(
        slice: &Slice<'_, 'a>,
        query: &Query<'a>,
        period: Period,
        odds: &Odds<'a>,
        moves: &[Move],
    ) -> Self {
        let forecast = Forecast::new(slice, query, period, odds);
        let sums = &forecast.sums;
        let owner = owner(slice);
        let closed = |deal: &Snapshot<'_>| deal.closed_in(query.window);
        let is_slip =
            |own: &&Move| own.kind == MoveKind::CloseDate && own.days.is_some_and(|days| days > 0);
        let slipped = moves.iter().filter(is_slip);
        Self {
            quota: forecast.target,
            closed: sums.closed.total(),
            commit: sums.commit.total(),
            best_case: sums.best_case.total(),
            open: sums.open_pipeline().total(),
            decided: (
                slice.count(|deal| deal.is_won() && closed(deal)),
                slice.count(|deal| closed(deal)),
            ),
            slipped: slipped.filter(|own| own.owner == owner).count() as u64,
            without_next_step: slice.count(lacks_next_step),
            owner,
        }
    }

    /// Somebody whose deals are all over long since, and who has no quota, is not reviewed.
    fn has_anything(&self) -> bool {
        let has_money = [self.closed, self.open]
            .iter()
            .flatten()
            .any(|sum| !sum.is_zero());
        self.quota.is_some() || has_money || self.slipped > 0 || self.without_next_step > 0
    }

    /// What is still to be won, not below 0.
    fn gap(&self) -> Option<Decimal> {
        let gap = self.quota?.checked_sub(self.closed?)?;
        Some(gap.max(Decimal::ZERO))
    }

    fn coverage(&self) -> Option<f64> {
        let gap = self.gap()?.to_f64().filter(|gap| *gap > 0.0)?;
        Some(self.open?.to_f64()? / gap)
    }
}

fn lacks_next_step(deal: &Snapshot<'_>) -> bool {
    let details = &deal.record.details;
    deal.is_open() && next_step::next_step(&details.followups, &details.meetings).is_none()
}
