//! Activity: what each person did, what became of their meetings and follow-ups, and how far their
//! goals are reached.

mod columns;
mod credits;
mod figures;
mod goals;

use std::collections::BTreeMap;

use crate::book::config::Member;
use crate::book::snapshot::Snapshot;
use crate::deal::money::Currency;
use crate::table::{Cell, Explanation, Group, Report, Row, Term};

use super::flags::{Flag, FlagError, FlagValues, Takes};
use super::groups::slices;
use super::measure::{cells, table};
use super::money::{self, DealValue, unit, worth};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::query::{By, Query};
use super::{Reads, ReportBody, ReportSpec};

use columns::{GOALS, MEASURES, VIEWS, VIEWS_OF_PERSONS};
use credits::Credit;
use figures::{Basis, Figures, FollowUps, Meetings};
use goals::Progress;

pub const SPEC: ReportSpec = ReportSpec {
    name: "activity",
    summary: "What did each person do, what came of meetings and follow-ups, and are goals on track?",
    definition: "By owner unless --by says otherwise; meetings, activities and follow-ups belong \
                 to the person they name, else to the deal's owner.\n\n\
                 Closed ratio = deals created in the window and won by the as-of date / deals \
                 created in it; won and lost = closed in it.\n\n\
                 Meetings booked in the window: held rate = held / (held + no-show), booked to \
                 held = held / (booked − upcoming); a past meeting still scheduled is unlogged \
                 and biases both.\n\n\
                 Follow-ups due in the window: on time = done by the due date / (done + missed), \
                 without those due today and cancelled ones; overdue = all open ones past due.\n\n\
                 Steps = forward moves + activities + meetings held + follow-ups done.\n\n\
                 Goals of the current month, quarter or year: pace = achieved / (goal × working \
                 days elapsed / working days in the period); 100% is on track.",
    example: "deal report activity --from 2026-10-01 --explain",
    flags: FLAGS,
    reads: Reads::Details,
    run,
};

const FLAGS: &[Flag] = &[
    Flag {
        name: "goals",
        takes: Takes::Nothing,
        default: None,
        help: "Show each goal with progress and pace (in CSV, instead of the other rows)",
    },
    Flag {
        name: "cancelled_as_no_show",
        takes: Takes::Nothing,
        default: None,
        help: "Count cancelled meetings whose date has passed as no-shows",
    },
];

/// A row: figures, and the goals of whoever it is of.
struct Sheet {
    figures: Figures,
    goals: Vec<Progress>,
}

impl Sheet {
    fn cells(&self, with_goals: bool) -> Vec<Cell> {
        let goals =
            with_goals.then(|| Cell::Rows(self.goals.iter().map(Progress::cells).collect()));
        cells(MEASURES, self).into_iter().chain(goals).collect()
    }

    fn goals_cell(&self, is_so: fn(&Progress) -> bool) -> Cell {
        Cell::share(
            self.goals.iter().filter(|goal| is_so(goal)).count() as u64,
            self.goals.len() as u64,
        )
    }
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    let query = Query {
        by: query.by.or(Some(By::Owner)),
        ..*query
    };
    Ok(SPEC.report(&query, flags, found(&query, flags)))
}

fn found(query: &Query<'_>, flags: &FlagValues) -> ReportBody {
    let deals = query.snapshots(query.as_of);
    let credits: Vec<Credit<'_>> = deals
        .iter()
        .flat_map(|deal| Credit::all(deal, query))
        .collect();
    let cancelled_as_no_show = flags.is_on("cancelled_as_no_show");
    let basis = Basis {
        window: query.window,
        stock_day: query.window.to.min(query.as_of),
        cancelled_as_no_show,
    };
    let with_goals = flags.is_on("goals");
    let (mut notes, mut rows, mut explanations) = (Notes::default(), Vec::new(), Vec::new());
    for part in parts(&credits, &deals, basis, query) {
        for (currency, sheet) in part.sheets(query) {
            notes.low_n(sheet.figures.deals.created, &row_name(&part.group, None));
            rows.push(Row {
                group: part.group.clone(),
                unit: unit(currency),
                cells: sheet.cells(with_goals),
            });
            explanations.extend(query.explained(|| explain(&part.group, currency, &sheet)));
        }
    }
    note(&mut notes, &deals, &rows, query);
    note_goals(&mut notes, &deals, query);
    let meetings = deals
        .iter()
        .flat_map(|deal| &deal.record.details.meetings)
        .filter(|meeting| meeting.booked.is_none());
    let undated = deals
        .iter()
        .flat_map(|deal| &deal.record.details.followups)
        .filter(|task| task.due.is_none());
    let views = if query.by == Some(By::Owner) {
        VIEWS_OF_PERSONS
    } else {
        VIEWS
    };
    let mut table = table(MEASURES, views, rows);
    table.columns.extend(with_goals.then_some(GOALS));
    ReportBody {
        basis:
            "deals, meetings, follow-ups and activities of the window, as known on the as-of date"
                .to_owned(),
        deals: deals.len() as u64,
        left_out: vec![
            (
                notes.count(Code::MissingAmount),
                "won without an amount (from won value)",
            ),
            (meetings.count() as u64, "meetings without a booking date"),
            (undated.count() as u64, "follow-ups without a due date"),
        ],
        notes,
        table,
        explanations,
    }
}

fn note(notes: &mut Notes, deals: &[Snapshot<'_>], rows: &[Row], query: &Query<'_>) {
    let won_and = |code: DealValue| {
        move |deal: &Snapshot<'_>| {
            deal.is_won() && deal.closed_in(query.window) && worth(deal, query.book) == code
        }
    };
    notes.of_deals(deals);
    notes.deals(Code::MissingAmount, deals, won_and(DealValue::Missing));
    notes.deals(Code::Unpriced, deals, won_and(DealValue::Unpriced));
    if is_mixed(rows) {
        notes.add(Code::MixedCurrency);
    }
}

/// Notes what goals cannot see: wins in a currency that is not the book's, and the deals that were
/// not asked for.
fn note_goals(notes: &mut Notes, deals: &[Snapshot<'_>], query: &Query<'_>) {
    let has_goals = |member: &&Member| member.goals.targets().next().is_some();
    let team = || {
        query
            .book
            .team
            .iter()
            .filter(|_| query.by == Some(By::Owner))
            .filter(has_goals)
    };
    if team().next().is_some() && query.is_partial() {
        notes.add(Code::TargetOfBook);
    }
    if team().any(|member| member.goals.won.is_some()) {
        let is_foreign =
            |deal: &Snapshot<'_>| money::currency(deal, query.book) != query.book.currency;
        notes.deals(Code::Unpriced, deals, |deal| {
            deal.is_won() && deal.closed_in(query.window) && is_foreign(deal)
        });
    }
}

/// A group, a period or everything, with what was done there.
struct Part<'d, 'a> {
    group: Group,
    basis: Basis,
    credits: Vec<&'d Credit<'a>>,
    /// Whose goals are told.
    member: Option<&'a Member>,
}

/// The groups by name, what belongs to none behind them, and everything last.
fn parts<'d, 'a>(
    credits: &'d [Credit<'a>],
    deals: &[Snapshot<'a>],
    basis: Basis,
    query: &Query<'a>,
) -> Vec<Part<'d, 'a>> {
    let mut parts = query
        .by
        .filter(|by| !by.is_period())
        .map(|by| by_value(credits, by, basis, query))
        .unwrap_or_default();
    let spans = Query {
        by: query.by.filter(|by| by.is_period()),
        ..*query
    };
    parts.extend(slices(deals, &spans).into_iter().map(|slice| {
        let basis = Basis {
            window: slice.window,
            stock_day: slice.stock_day.min(basis.stock_day),
            ..basis
        };
        Part {
            group: slice.group,
            basis,
            credits: credits.iter().collect(),
            member: None,
        }
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
    // Who did nothing is told as well, where the whole book is looked at.
    let idle = query
        .book
        .team
        .iter()
        .filter(|_| by == By::Owner && !query.is_partial());
    for member in idle.filter(|member| member.left.is_none_or(|left| left >= basis.window.from)) {
        groups.entry((false, Some(&member.id))).or_default();
    }
    for credit in credits {
        let value = credit.group(by);
        groups
            .entry((value.is_none(), value))
            .or_default()
            .push(credit);
    }
    let member = |value: Option<&str>| {
        value
            .filter(|_| by == By::Owner)
            .and_then(|id| query.book.member(id))
    };
    let part = |((_, value), credits): ((bool, Option<&'a str>), Vec<&'d Credit<'a>>)| Part {
        group: Some((by.as_str(), value.map(str::to_owned))),
        basis,
        credits,
        member: member(value),
    };
    groups.into_iter().map(part).collect()
}

impl Part<'_, '_> {
    /// One sheet for each currency among its deals, by code. Goals stand with the book's own.
    fn sheets(&self, query: &Query<'_>) -> Vec<(Option<Currency>, Sheet)> {
        let home = query.book.currency;
        let goals = self
            .member
            .map(|member| Progress::all(member, &self.credits, self.basis, query))
            .unwrap_or_default();
        let mut parts: BTreeMap<Option<Currency>, Vec<&Credit<'_>>> = BTreeMap::new();
        for credit in &self.credits {
            parts
                .entry(money::currency(credit.deal, query.book))
                .or_default()
                .push(*credit);
        }
        if parts.is_empty() || !goals.is_empty() {
            parts.entry(home).or_default();
        }
        let mut goals = Some(goals);
        let sheet = |(currency, credits): (Option<Currency>, Vec<&Credit<'_>>)| {
            let goals = if currency == home { goals.take() } else { None };
            let figures = Figures::of(&credits, self.basis, query);
            (
                currency,
                Sheet {
                    figures,
                    goals: goals.unwrap_or_default(),
                },
            )
        };
        parts.into_iter().map(sheet).collect()
    }
}

fn explain(group: &Group, currency: Option<Currency>, sheet: &Sheet) -> Explanation {
    let (figures, count) = (&sheet.figures, Cell::Count);
    let (deals, meetings, tasks) = (&figures.deals, &figures.meetings, &figures.follow_ups);
    let ratio = Cell::share(deals.created_won, deals.created);
    let mut lines = vec![
        line![
            "closed ratio = ",
            count(deals.created_won),
            " won / ",
            count(deals.created),
            " created = ",
            ratio
        ],
        held(meetings),
        kept(meetings),
        on_time(tasks),
        steps(figures),
    ];
    lines.extend(sheet.goals.iter().map(Progress::line));
    Explanation {
        group: group.clone(),
        unit: unit(currency),
        lines,
    }
}

fn held(meetings: &Meetings) -> Vec<Term> {
    let (held, rate) = (
        Cell::Count(meetings.held),
        Cell::share(meetings.held, meetings.kept_or_missed()),
    );
    let missed = Cell::Count(meetings.no_show);
    line![
        "held rate = ",
        held.clone(),
        " / (",
        held,
        " held + ",
        missed,
        " no-show) = ",
        rate
    ]
}

fn kept(meetings: &Meetings) -> Vec<Term> {
    let (held, rate) = (
        Cell::Count(meetings.held),
        Cell::share(meetings.held, meetings.due()),
    );
    let (booked, ahead) = (Cell::Count(meetings.booked), Cell::Count(meetings.future));
    line![
        "booked to held = ",
        held,
        " / (",
        booked,
        " booked − ",
        ahead,
        " upcoming) = ",
        rate
    ]
}

fn on_time(tasks: &FollowUps) -> Vec<Term> {
    let (on_time, rate) = (
        Cell::Count(tasks.on_time),
        Cell::share(tasks.on_time, tasks.due()),
    );
    let mut line = line![
        "on time = ",
        on_time.clone(),
        " / (",
        on_time,
        " on time + "
    ];
    line.extend(line![
        Cell::Count(tasks.late),
        " late + ",
        Cell::Count(tasks.missed),
        " missed) = ",
        rate
    ]);
    line
}

fn steps(figures: &Figures) -> Vec<Term> {
    let (moves, activities) = (
        Cell::Count(figures.advances),
        Cell::Count(figures.activities),
    );
    let (held, done) = (
        Cell::Count(figures.meetings.held_in_window),
        Cell::Count(figures.follow_ups.done),
    );
    let mut line = line![
        "steps = ",
        moves,
        " moves forward + ",
        activities,
        " activities + ",
        held
    ];
    line.extend(line![
        " meetings held + ",
        done,
        " follow-ups done = ",
        Cell::Count(figures.steps())
    ]);
    line
}
