//! What the reader must know along with the figures. Each code once, with the rows and deals that it
//! is about.

use std::collections::{BTreeMap, BTreeSet};

use super::money::DealValue;
use crate::book::Snapshot;
use crate::table::{Cell, Group, Note};

keywords! {
    /// What a note is about.
    Code {
        NoClosed = "no_closed",
        NoWins = "no_wins",
        LowN = "low_n",
        Immature = "immature",
        NotReached = "not_reached",
        CycleFloored = "cycle_floored",
        MixedCurrency = "mixed_currency",
        Unpriced = "unpriced",
        MissingAmount = "missing_amount",
        MissingCreated = "missing_created",
        ScalesWithWindow = "scales_with_window",
        ShortWindow = "short_window",
        Skewed = "skewed",
        OutOfOrder = "events_out_of_order",
        HistoryMismatch = "history_mismatch",
        DuplicateDeal = "duplicate_deal",
        UnknownStage = "unknown_stage",
        Unweighted = "unweighted",
        TargetOfBook = "target_of_book",
        SeveralComparisons = "several_comparisons",
        PastLongestStay = "past_longest_stay",
        FarPeriod = "far_period",
        YoungBook = "young_book",
        NotTested = "not_tested",
        DueOnly = "due_only",
        NoClosedAmount = "no_closed_amount",
        RateByCount = "rate_by_count",
        WindowBeforeBook = "window_before_book",
        LossesCensored = "losses_censored",
        TooLarge = "too_large",
        GroupsAlike = "groups_alike",
        GroupsDiffer = "groups_differ",
    }
}

impl Code {
    fn sentence(self) -> &'static str {
        match self {
            Code::NoClosed => "no deals closed in the window: no win rate",
            Code::NoWins => "no deals won in the window: no mean value and no cycle",
            Code::LowN => "fewer than 30 cases: treat the rate as rough and use its interval",
            Code::Immature => "more than a fifth of the deals are undecided: the rate will change",
            Code::NotReached => "not reached within the longest time observed",
            Code::CycleFloored => "cycle shorter than a day: calculated with 1 day",
            Code::MixedCurrency => {
                "several currencies and no rates in the book: one row per currency"
            }
            Code::Unpriced => "no exchange rate: counted, but not valued",
            Code::MissingAmount => "no amount: counted, but not in sums and means",
            Code::MissingCreated => {
                "no creation date: in no cohort or duration; if closed on that date, in no window"
            }
            Code::ScalesWithWindow => {
                "N counts a flow, so velocity grows with the window: compare windows of equal length only"
            }
            Code::ShortWindow => {
                "window shorter than twice the cycle: its figures are mostly chance"
            }
            Code::Skewed => "a few long deals raise the mean to over 1.5 times the median",
            Code::OutOfOrder => "history ends before it begins: in no duration",
            Code::HistoryMismatch => "edited by hand without a history entry: the history was used",
            Code::DuplicateDeal => "one deal in two files, counted twice: see `deal check`",
            Code::UnknownStage => "in a stage that is not in its pipeline",
            Code::TargetOfBook => {
                "targets, goals and costs cover the whole book, but only part of its deals are shown"
            }
            Code::SeveralComparisons => "many comparisons: 1 in 20 looks clear by chance alone",
            Code::PastLongestStay => {
                "longer in the stage than any deal whose end is known: no chance left"
            }
            Code::FarPeriod => "days more than 1,830 ahead count as that day",
            Code::YoungBook => {
                "less than 30 days of new deals: nothing is said of deals not yet created"
            }
            Code::NotTested => "not yet tested: fewer than 4 past forecasts can be compared",
            Code::DueOnly => {
                "counts deals due in the period alone: no other open deal, nothing not yet created"
            }
            Code::NoClosedAmount => "no usable amount among what was closed",
            Code::RateByCount => {
                "more than a fifth of what was closed has no amount: win rate by count"
            }
            Code::WindowBeforeBook => "the window begins before the first deal",
            Code::LossesCensored => {
                "the Kaplan–Meier cycle takes losses as if they were still open: see the median to a win"
            }
            Code::TooLarge => "amounts exceed 28 digits together: no sum of them is given",
            Code::GroupsAlike => "the groups differ no more than chance would have it",
            Code::GroupsDiffer => "the groups differ more than chance would have it",
            Code::Unweighted => "no probability: not in weighted sums",
        }
    }
}

/// Below so many cases a rate is rough.
const LEAST_FOR_SURE: u64 = 30;

/// More rows than this are counted, not named.
const ROWS_NAMED: usize = 6;

#[derive(Debug, Clone, Default)]
struct Entry {
    /// The rows, in their order.
    rows: Vec<String>,
    deals: BTreeSet<String>,
    /// What is said instead of the code's sentence.
    said: Vec<String>,
}

/// The notes of a report, while it is made.
#[derive(Debug, Clone, Default)]
pub struct Notes(BTreeMap<Code, Entry>);

impl Notes {
    /// Notes something of the whole report.
    pub fn add(&mut self, code: Code) {
        self.0.entry(code).or_default();
    }

    /// Notes something with figures in it.
    pub fn say(&mut self, code: Code, sentence: String) {
        self.0.entry(code).or_default().said.push(sentence);
    }

    /// Notes something of a deal.
    pub fn deal(&mut self, code: Code, deal: &Snapshot<'_>) {
        self.id(code, deal.id());
    }

    /// Notes something of the deal of that id.
    pub fn id(&mut self, code: Code, id: &str) {
        self.0.entry(code).or_default().deals.insert(id.to_owned());
    }

    /// Notes something of the deals for which it holds.
    pub fn deals<'c, 'a: 'c>(
        &mut self,
        code: Code,
        deals: impl IntoIterator<Item = &'c Snapshot<'a>>,
        holds: impl Fn(&Snapshot<'a>) -> bool,
    ) {
        deals
            .into_iter()
            .filter(|deal| holds(deal))
            .for_each(|deal| self.deal(code, deal));
    }

    /// Notes something of a row, if it holds.
    pub fn row(&mut self, code: Code, holds: bool, name: &str) {
        if holds {
            let rows = &mut self.0.entry(code).or_default().rows;
            if !name.is_empty() && !rows.iter().any(|row| row == name) {
                rows.push(name.to_owned());
            }
        }
    }

    /// Notes that a row's rate rests on few cases; a row of none has no rate.
    pub fn low_n(&mut self, n: u64, name: &str) {
        self.row(Code::LowN, (1..LEAST_FOR_SURE).contains(&n), name);
    }

    /// What every report notes: deals edited without a history entry, or in an unknown stage.
    pub fn of_deals<'c, 'a: 'c>(
        &mut self,
        deals: impl IntoIterator<Item = &'c Snapshot<'a>> + Clone,
    ) {
        self.deals(Code::HistoryMismatch, deals.clone(), |deal| {
            deal.record.mismatch
        });
        self.deals(Code::UnknownStage, deals, |deal| {
            deal.journey.is_in_unknown_stage()
        });
    }

    /// Notes deals that are counted, but whose value is not known.
    pub fn unvalued<'c, 'a: 'c>(
        &mut self,
        deals: impl IntoIterator<Item = &'c Snapshot<'a>>,
        is_counted: impl Fn(&Snapshot<'a>) -> bool,
    ) {
        for deal in deals {
            match deal.value() {
                DealValue::Missing if is_counted(deal) => self.deal(Code::MissingAmount, deal),
                DealValue::Unpriced if is_counted(deal) => self.deal(Code::Unpriced, deal),
                _ => {}
            }
        }
    }

    /// Notes deals without a creation date.
    pub fn undated<'c, 'a: 'c>(&mut self, deals: impl IntoIterator<Item = &'c Snapshot<'a>>) {
        self.deals(Code::MissingCreated, deals, |deal| deal.created().is_none());
    }

    /// How many deals a note is about.
    pub fn count(&self, code: Code) -> u64 {
        self.0
            .get(&code)
            .map_or(0, |entry| entry.deals.len() as u64)
    }

    /// How many deals [`Self::unvalued`] has noted.
    pub fn count_unvalued(&self) -> u64 {
        self.count(Code::MissingAmount) + self.count(Code::Unpriced)
    }

    pub fn finish(self) -> Vec<Note> {
        let entries = self.0.into_iter();
        entries.map(|(code, entry)| entry.note(code)).collect()
    }
}

impl Entry {
    fn note(self, code: Code) -> Note {
        let sentence = match self.said.len() {
            0 => code.sentence().to_owned(),
            _ => self.said.join("; "),
        };
        Note {
            code: code.as_str(),
            message: match self.rows.len() {
                0 => sentence,
                1..=ROWS_NAMED => format!("{}: {sentence}", self.rows.join(", ")),
                rows => format!("{rows} rows: {sentence}"),
            },
            deals: self.deals.into_iter().collect(),
        }
    }
}

/// What notes call a row of a table: its group, and the stage or whatever else it names.
pub fn row_name(group: &Group, name: Option<&Cell>) -> String {
    let group = group
        .as_ref()
        .map(|(_, value)| value.clone().unwrap_or_else(|| "(none)".to_owned()));
    let name = match name {
        Some(Cell::Text(text)) => Some(text.clone()),
        Some(Cell::Named { id, .. }) => Some(id.clone()),
        _ => None,
    };
    group.into_iter().chain(name).collect::<Vec<_>>().join(" ")
}
