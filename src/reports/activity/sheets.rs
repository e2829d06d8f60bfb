//! The work of a group: a row for each currency among its deals, with the goals of its person.

use std::collections::BTreeMap;

use super::{
    credits::Credit,
    figures::{Basis, Figures},
    goals::Progress,
};
use crate::book::{Snapshot, config::Member};
use crate::deal::Currency;
use crate::reports::{Query, groups::slices, query::By};
use crate::table::Group;

/// A group, a period or everything, with what was done there.
pub struct Part<'d, 'a> {
    pub group: Group,
    basis: Basis,
    credits: Vec<&'d Credit<'a>>,
    /// Whose goals are shown.
    member: Option<&'a Member>,
}

/// A row: figures, and the goals of its person.
pub struct Sheet {
    pub figures: Figures,
    pub goals: Vec<Progress>,
}

/// The groups by name, then what belongs to none, and everything last.
pub fn parts<'d, 'a>(
    credits: &'d [Credit<'a>],
    deals: &[Snapshot<'a>],
    basis: Basis,
    query: &Query<'a>,
) -> Vec<Part<'d, 'a>> {
    let by = query.by.filter(|by| !by.is_period());
    let mut parts = by.map_or_else(Vec::new, |by| by_value(credits, by, basis, query));
    let spans = Query {
        by: query.by.filter(|by| by.is_period()),
        ..*query
    };
    parts.extend(slices(deals, &spans).into_iter().map(|slice| Part {
        group: slice.group,
        basis: Basis {
            window: slice.window,
            stock_day: slice.stock_day.min(basis.stock_day),
            ..basis
        },
        credits: credits.iter().collect(),
        member: None,
    }));
    parts
}

fn by_value<'d, 'a>(
    credits: &'d [Credit<'a>],
    by: By,
    basis: Basis,
    query: &Query<'a>,
) -> Vec<Part<'d, 'a>> {
    let mut groups: BTreeMap<(bool, Option<&'a str>), Vec<&'d Credit<'a>>> = BTreeMap::new();
    if by == By::Owner && !query.is_partial() {
        // A member who did nothing has a row too, if the whole book is asked for.
        let members = query.book.team.iter();
        let present = members.filter(|own| own.left.is_none_or(|left| left >= basis.window.from));
        groups.extend(present.map(|own| ((false, Some(own.id.as_str())), Vec::new())));
    }
    for credit in credits {
        let value = credit.group(by);
        let group = groups.entry((value.is_none(), value)).or_default();
        group.push(credit);
    }
    groups
        .into_iter()
        .map(|((_, value), credits)| Part {
            group: Some((by.as_str(), value.map(str::to_owned))),
            basis,
            credits,
            member: value
                .filter(|_| by == By::Owner)
                .and_then(|id| query.book.member(id)),
        })
        .collect()
}

impl Part<'_, '_> {
    /// A sheet for each currency, by code. Goals stand with the book's own.
    pub fn sheets(&self, query: &Query<'_>) -> Vec<(Option<Currency>, Sheet)> {
        let home = query.book.currency;
        let mut goals = self.goals(query);
        let mut parts: BTreeMap<Option<Currency>, Vec<&Credit<'_>>> = BTreeMap::new();
        for credit in &self.credits {
            parts
                .entry(credit.deal.currency())
                .or_default()
                .push(credit);
        }
        if parts.is_empty() || !goals.is_empty() {
            parts.entry(home).or_default();
        }
        let mut sheets = Vec::new();
        for (currency, credits) in parts {
            let goals = match currency == home {
                true => std::mem::take(&mut goals),
                false => Vec::new(),
            };
            let figures = Figures::new(&credits, self.basis);
            sheets.push((currency, Sheet { figures, goals }));
        }
        sheets
    }

    fn goals(&self, query: &Query<'_>) -> Vec<Progress> {
        let member = self.member.into_iter();
        member
            .flat_map(|member| Progress::all(member, &self.credits, self.basis, query))
            .collect()
    }
}

impl Sheet {
    /// How many goals something holds for, of all.
    pub fn goals(&self, holds: fn(&Progress) -> bool) -> (u64, u64) {
        let count = self.goals.iter().filter(|goal| holds(goal)).count();
        (count as u64, self.goals.len() as u64)
    }
}
