//! The pipeline as it stands: what is open, stage by stage.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::book::pipeline::Stage;
use crate::deal::day::Day;
use crate::deal::money::Currency;
use crate::table::{Cell, Explanation, Group, Kind, Report, Row, Term, View};

use super::case::Case;
use super::choices::{ChoiceError, Choices};
use super::groups::{Slice, periods, slices};
use super::measure::{Measure, cells, measure, table};
use super::notes::{Code, Notes, is_mixed, row_name};
use super::purse::{Sum, Worth, by_currency, unit, worth};
use super::query::Query;
use super::{About, Found, Reads};

pub const ABOUT: About = About {
    name: "pipeline",
    summary: "What is open now, stage by stage: how much, how old, how likely?",
    definition: "Deals open at as-of by the stage they stand in: their number, the sum and the mean of their amounts, \
                 the sum weighted with each stage's probability (of the book), and the days since they entered the \
                 stage, as mean and longest. By month or quarter: as it stood at the end of each.",
    example: "deal report pipeline --by owner",
    flags: &[],
    reads: Reads::AsOf,
    run,
};

fn run(query: &Query<'_>, choices: &Choices) -> Result<Report, ChoiceError> {
    Ok(ABOUT.report(query, choices, found(query)))
}

/// The open deals of a stage, or of all of them.
#[derive(Debug, Clone, Default)]
struct Figures {
    /// `None` in the row of all stages.
    stage: Option<(String, String)>,
    deals: u64,
    amount: Sum,
    weighted: Sum,
    /// 0 to 1; `None` where deals of several lie together.
    probability: Option<f64>,
    aged: u64,
    days: i64,
    oldest: Option<i64>,
}

const MEASURES: &[Measure<Figures>] = &[
    measure("stage", "stage", Kind::Text, Figures::stage_cell),
    measure("deals", "deals", Kind::Count, |f| Cell::Count(f.deals)),
    measure("amount", "amount", Kind::Money, |f| Cell::of(f.amount.total(), Cell::Money)),
    measure("weighted", "weighted", Kind::Money, |f| Cell::of(f.weighted.total(), Cell::Money)),
    measure("avg_amount", "mean", Kind::Money, |f| Cell::of(f.amount.mean(), Cell::MoneyRate)),
    measure("avg_age_days", "days, mean", Kind::Days, Figures::age_cell),
    measure("oldest_days", "longest", Kind::Days, |f| Cell::of(f.oldest, |days| Cell::Days(days as f64))),
];

const VIEWS: &[View] = &[];

impl Figures {
    fn stage_cell(&self) -> Cell {
        let name = self.stage.clone();
        name.map_or(Cell::Total, |(id, title)| Cell::Named { id, title })
    }

    fn age_cell(&self) -> Cell {
        if self.aged == 0 { Cell::Missing } else { Cell::Days(self.days as f64 / self.aged as f64) }
    }

    fn add(&mut self, case: &Case<'_>, query: &Query<'_>, as_of: Day) {
        let worth = worth(case, query.book);
        self.deals += 1;
        self.amount.add(worth);
        let probability = query.book.stage_of(&case.state).and_then(|stage| stage.probability);
        self.weighted.add(weighted(worth, probability));
        if let Some(days) = case.journey.present_visit().and_then(|visit| visit.days(as_of)) {
            self.aged += 1;
            self.days += days;
            self.oldest = self.oldest.max(Some(days));
        }
    }
}

fn weighted(worth: Worth, probability: Option<f64>) -> Worth {
    let product = |amount: Decimal| amount.checked_mul(Decimal::from_f64(probability?)?);
    match worth {
        Worth::Known(amount) => product(amount).map_or(Worth::Missing, Worth::Known),
        unknown => unknown,
    }
}

fn found(query: &Query<'_>) -> Found {
    let mut notes = Notes::default();
    let (mut rows, mut explanations) = (Vec::new(), Vec::new());
    let now = Case::all(query, query.as_of);
    let then = stocks(query, &now);
    let past = then.iter().map(|(name, day, cases)| {
        let group: Group = query.by.map(|by| (by.as_str(), Some(name.clone())));
        (Slice { group, window: query.window, stock_day: *day, cases: cases.iter().collect() }, false)
    });
    let by_period = query.by.is_some_and(super::query::By::is_period);
    let present = slices(&now, query).into_iter().filter(|slice| !by_period || slice.group.is_none());
    for (slice, is_last) in past.chain(present.map(|slice| (slice, true))) {
        let open = Slice { cases: slice.cases.iter().copied().filter(|case| case.is_open()).collect(), ..slice };
        if open.cases.is_empty() && open.group.is_some() && is_last {
            continue;
        }
        for (currency, slice) in by_currency(&open, query.book) {
            let stages = by_stage(&slice, query);
            explanations.push(explain(&slice, currency, &stages));
            rows.extend(stages.iter().map(|figures| row(&slice.group, currency, figures)));
            note_stages(&mut notes, &slice.group, &stages);
        }
    }
    note_cases(&mut notes, query, &now, is_mixed(&rows));
    let open = now.iter().filter(|case| case.is_open()).count() as u64;
    Found {
        basis: "deals open at as-of".to_owned(),
        deals: now.len() as u64,
        left_out: vec![
            (now.len() as u64 - open, "closed or gone"),
            (notes.count(Code::MissingAmount), "without an amount, in sums"),
        ],
        notes,
        table: table(MEASURES, VIEWS, rows),
        explanations,
    }
}

/// The deals as they stood at the end of each period, where that is how they are grouped.
fn stocks<'a>(query: &Query<'a>, now: &[Case<'a>]) -> Vec<(String, Day, Vec<Case<'a>>)> {
    let first = now.iter().filter_map(|case| case.journey.created).min();
    let periods = query.by.filter(|by| by.is_period()).map(|by| periods(by, query, first)).unwrap_or_default();
    let stock = |(name, period): (String, super::query::Window)| {
        let day = period.to.min(query.as_of);
        (name, day, Case::all(query, day))
    };
    periods.into_iter().map(stock).collect()
}

/// A row for each stage in the order of the pipelines, for each that they lack, and for all together.
fn by_stage(slice: &Slice<'_, '_>, query: &Query<'_>) -> Vec<Figures> {
    let pipelines = query.book.pipelines.iter().filter(|own| query.pipeline.is_none_or(|scope| scope.id == own.id));
    let mut rows: Vec<Figures> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for stage in pipelines.flat_map(|pipeline| &pipeline.stages) {
        places.entry(stage.id.clone()).or_insert_with(|| {
            rows.push(Figures::of_stage(stage));
            rows.len() - 1
        });
    }
    let mut all = Figures::default();
    let mut unknown: BTreeMap<&str, Figures> = BTreeMap::new();
    for case in &slice.cases {
        all.add(case, query, slice.stock_day);
        let known = query.book.stage_of(&case.state).and_then(|stage| places.get(&stage.id));
        match known.and_then(|place| rows.get_mut(*place)) {
            Some(figures) => figures.add(case, query, slice.stock_day),
            None => unknown.entry(case.state.stage).or_default().add(case, query, slice.stock_day),
        }
    }
    let named =
        |(name, figures): (&str, Figures)| Figures { stage: Some((name.to_owned(), name.to_owned())), ..figures };
    rows.extend(unknown.into_iter().map(named));
    rows.push(all);
    rows
}

impl Figures {
    fn of_stage(stage: &Stage) -> Self {
        let name = (stage.id.clone(), stage.title().to_owned());
        Self { stage: Some(name), probability: stage.probability, ..Self::default() }
    }

    /// Whether some of its deals are worth something that no probability weighs.
    fn is_unweighted(&self) -> bool {
        self.stage.is_some() && self.weighted.known < self.amount.known
    }
}

fn row(group: &Group, currency: Option<Currency>, figures: &Figures) -> Row {
    Row { group: group.clone(), unit: unit(currency), cells: cells(MEASURES, figures) }
}

fn note_stages(notes: &mut Notes, group: &Group, stages: &[Figures]) {
    for figures in stages.iter().filter(|_| group.is_none()) {
        notes.row(Code::Unweighted, figures.is_unweighted(), &row_name(group, Some(&figures.stage_cell())));
    }
}

fn note_cases(notes: &mut Notes, query: &Query<'_>, cases: &[Case<'_>], is_mixed: bool) {
    notes.of_cases(cases);
    let open_and = |code: Worth| move |case: &Case<'_>| case.is_open() && worth(case, query.book) == code;
    notes.deals(Code::MissingAmount, cases, open_and(Worth::Missing));
    notes.deals(Code::Unpriced, cases, open_and(Worth::Unpriced));
    notes.deals(Code::MissingCreated, cases, |case| case.is_open() && case.journey.created.is_none());
    if is_mixed {
        notes.add(Code::MixedCurrency);
    }
}

fn explain(slice: &Slice<'_, '_>, currency: Option<Currency>, stages: &[Figures]) -> Explanation {
    let mut lines = vec![line!["weighted = Σ amount × probability of the stage; mean = amount / deals with an amount"]];
    lines.extend(stages.iter().filter(|figures| figures.deals > 0).map(explain_stage));
    Explanation { group: slice.group.clone(), unit: unit(currency), lines }
}

fn explain_stage(f: &Figures) -> Vec<Term> {
    let (amount, weighted) = (Cell::of(f.amount.total(), Cell::Money), Cell::of(f.weighted.total(), Cell::Money));
    let mut line = line![f.stage_cell(), ": ", amount.clone()];
    if let Some(probability) = f.probability {
        line.extend(line![" × ", Cell::Number(probability)]);
    }
    line.extend(line![" = ", weighted, " weighted; mean ", amount, " / ", Cell::Count(f.amount.known), " = "]);
    line.extend(line![Cell::of(f.amount.mean(), Cell::MoneyRate), "; age ", Cell::Number(f.days as f64), " days / "]);
    line.extend(line![Cell::Count(f.aged), " = ", f.age_cell()]);
    line
}
