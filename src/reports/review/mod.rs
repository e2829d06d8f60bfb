//! The review: a week of a book on one page, for the talk on Monday.

mod headline;
mod moves;
mod people;
mod summary;
mod talk;

use super::{
    FlagError, FlagValues, Notes, Query, Reads, ReportSpec, Window, WindowUse,
    draft::ReportBody,
    flags::{Flag, Takes},
    forecast::{
        due::{note, note_method},
        figures::Figures as Forecast,
        method::Way,
        odds::{Method, Odds, Prob},
    },
    groups::money_slices,
    measure::{Measure, cells, measure, table},
    money::unit,
    notes::Code,
    query::By,
    typical_stay::TypicalStays,
};
use crate::book::{Per, Period, Snapshot};
use crate::deal::{Day, day::Sense};
use crate::table::{Cell, Kind, Report, Row, View};
use headline::Headline;
use moves::Move;
use people::Person;
use summary::Summary;
use talk::Talk;

pub const SPEC: ReportSpec = ReportSpec {
    name: "review",
    summary: "How do we stand against the target, what moved, and which deals to talk about?",
    definition: "One page for a book, or with filters for an owner, a segment or a pipeline. First \
                 the period: the figures of the forecast now and as they stood on the evening of \
                 --since, and the change. The forecast's low and high hold in 8 of 10 periods as \
                 past forecasts went; where none can be compared, they are those of independent \
                 deals. Open pipeline = commit, best case and pipeline due in the period. Created = \
                 value of the deals created since then, and in as many days before. To create = \
                 how far the open pipeline falls short of what is still to be won / win rate.\n\n\
                 What moved: deals whose stage, forecast category, close date, amount or outcome \
                 on the as-of date differs from that on --since; gone quiet = no word from the \
                 buyer for more than 14 days, which was not so then. --detail names the deals.\n\n\
                 People: against their own targets, or their goal in won value. Win rate of the \
                 last 365 days; slipped = close dates moved to a later day.\n\n\
                 To talk about: the five open deals with the most money at risk, by band of risk \
                 and then by amount.",
    example: "deal report review owner:mina --since -7d --format markdown",
    flags: FLAGS,
    window: WindowUse::Never,
    reads: Reads::DetailsWithExcluded,
    run,
};

const FLAGS: &[Flag] = &[
    Flag::new(
        "since",
        Takes::Day,
        "The day to compare with [default: last Monday]",
    ),
    Flag::new(
        "period",
        Takes::Pattern("PERIOD"),
        "The period with the target: 2026-Q4, this-quarter and so on [default: the current quarter]",
    ),
    Flag::switch(
        "detail",
        "Name each deal that moved, instead of sums by owner",
    ),
];

/// The forecast that both days are judged by.
const WAY: Way = Way {
    method: Method::Flow,
    prob: Prob::History,
};

/// What is reviewed.
struct Question<'a> {
    query: Query<'a>,
    since: Day,
    period: Period,
}

/// A page: that of the deals in one currency.
struct Page {
    headline: Vec<Headline>,
    moves: Vec<Move>,
    people: Vec<Person>,
    talk: Vec<Talk>,
}

const MEASURES: &[Measure<Page>] = &[
    measure("headline", "", Kind::Rows(headline::COLUMNS), |page| {
        rows(headline::MEASURES, &page.headline)
    }),
    measure("moved_by_owner", "", Kind::Rows(summary::COLUMNS), |page| {
        rows(summary::MEASURES, &Summary::all(&page.moves))
    }),
    measure("moved", "", Kind::Rows(moves::COLUMNS), |page| {
        rows(moves::MEASURES, &page.moves)
    }),
    measure("people", "", Kind::Rows(people::COLUMNS), |page| {
        rows(people::MEASURES, &page.people)
    }),
    measure("talk", "", Kind::Rows(talk::COLUMNS), |page| {
        rows(talk::MEASURES, &page.talk)
    }),
];

fn rows<T>(measures: &[Measure<T>], figures: &[T]) -> Cell {
    Cell::Rows(figures.iter().map(|own| cells(measures, own)).collect())
}

const HEADLINE: View = view("", &["headline"]);
const MOVED: View = view("", &["moved_by_owner"]);
const MOVED_DEALS: View = view("what moved", &["moved"]);
const PEOPLE: View = view("", &["people"]);
const TALK: View = view(
    "to talk about",
    &["talk", "command", "owner", "amount", "close_date", "why"],
);

const VIEWS: &[View] = &[HEADLINE, MOVED, PEOPLE, TALK];
const DETAILED: &[View] = &[HEADLINE, MOVED_DEALS, PEOPLE, TALK];

const fn view(title: &'static str, columns: &'static [&'static str]) -> View {
    View { title, columns }
}

fn run(query: &Query<'_>, flags: &FlagValues) -> Result<Report, FlagError> {
    if query.by.is_some() {
        let problem = "the review has a row for each owner; filter it to one part instead";
        return Err(FlagError::new("by", problem));
    }
    let question = Question {
        query: *query,
        since: since(query, flags)?,
        period: match query.maybe_period(flags)? {
            Some(period) => period,
            None => query.book.period_around(query.as_of, Per::Quarter),
        },
    };
    let body = body(&question, flags.is_on("detail"));
    let mut report = SPEC.report(query, flags, body);
    report.window = Some((question.since.into(), query.as_of.into()));
    Ok(report)
}

fn since(query: &Query<'_>, flags: &FlagValues) -> Result<Day, FlagError> {
    let phrase: Option<String> = flags.maybe("since")?;
    let phrase = phrase.as_deref().unwrap_or("mon");
    let day = Day::from_phrase(phrase, query.as_of, &query.book.calendar, Sense::Over);
    let day = day.map_err(|error| FlagError::new("since", error))?;
    if day >= query.as_of {
        let problem = format!("{day} is not before the as-of date {}", query.as_of);
        return Err(FlagError::new("since", problem));
    }
    Ok(day)
}

fn body(question: &Question<'_>, is_detailed: bool) -> ReportBody {
    let query = &question.query;
    let deals = query.snapshots(query.as_of);
    let odds = Odds::new(query, WAY.method, WAY.prob, question.period.to);
    let before = headline::before(question);
    let all = query.records.iter().chain(query.excluded);
    let usual = TypicalStays::new(all, query.book, query.as_of);
    let by_owner = Query {
        by: Some(By::Owner),
        window: Window::new(None, None, query.as_of),
        ..*query
    };
    let mut notes = Notes::default();
    let mut pages = Vec::new();
    let slices = money_slices(&deals, query);
    for slice in &slices {
        let forecast = Forecast::new(slice, query, question.period, &odds);
        let moves = moves::moves(slice, question);
        let (headline, is_tested) = headline::headline(slice, question, forecast, &before);
        let page = Page {
            headline,
            people: people::people(slice, &by_owner, question.period, &odds, &moves),
            talk: talk::talk(slice, &usual),
            moves,
        };
        notes.row(Code::NotTested, !is_tested, "");
        pages.push(Row {
            group: None,
            unit: unit(slice.currency),
            cells: cells(MEASURES, &page),
        });
    }
    if slices.len() > 1 {
        notes.add(Code::MixedCurrency);
    }
    note(&mut notes, query, &deals, &[question.period], &odds);
    note_method(&mut notes, query, &deals, &[question.period], &odds);
    ReportBody {
        basis: format!(
            "{}, and what changed since {}",
            question.period, question.since
        ),
        deals: deals.len() as u64,
        notes,
        table: table(MEASURES, if is_detailed { DETAILED } else { VIEWS }, pages),
        ..ReportBody::default()
    }
}

/// Days of the review: after the one that it compares with, up to the as-of date.
fn span(question: &Question<'_>) -> Window {
    Window {
        from: question.since.plus(1),
        to: question.query.as_of,
    }
}

/// The deal as it stood on the day of the comparison; `None` if it had not begun.
fn earlier<'a>(deal: &Snapshot<'a>, question: &Question<'a>) -> Option<Snapshot<'a>> {
    question.query.snapshot(deal.record, question.since)
}
