//! The fold of history: what was true of a deal on any day.
//!
//! The first line is the creation; the others follow in order of day, those of one day in the order
//! of the list. The state on a day is the fold of the lines up to and on that day.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Amount, Currency, Day, keywords::Forecast};

pub use super::state::{LOST, Outcome, WON};
pub use super::tracked::State;

/// What a line says of one tracked field: nothing, that it is cleared, or its new value.
pub type Change<T> = Option<Option<T>>;

/// One event in the life of a deal.
#[derive(Debug, Clone, PartialEq, Hash, Default, Deserialize, Serialize, JsonSchema)]
pub struct HistoryEntry {
    /// Unknown only on the first line.
    pub date: Option<Day>,
    #[serde(default, deserialize_with = "change")]
    pub pipeline: Change<String>,
    pub stage: Option<String>,
    #[serde(default, deserialize_with = "change")]
    pub amount: Change<Amount>,
    #[serde(default, deserialize_with = "change")]
    pub currency: Change<Currency>,
    #[serde(default, deserialize_with = "change")]
    pub close_date: Change<Day>,
    #[serde(default, deserialize_with = "change")]
    pub owner: Change<String>,
    #[serde(default, deserialize_with = "change")]
    pub forecast: Change<Forecast>,
    #[serde(default, deserialize_with = "change")]
    pub hold: Change<Day>,
    /// Why the deal was lost: a word of [`super::keywords::LossReason`].
    pub reason: Option<String>,
    /// To whom it was lost.
    pub competitor: Option<String>,
    /// Who did it.
    pub by: Option<String>,
    pub accepted_risk: Option<AcceptedRisk>,
    pub why: Option<String>,
    /// By what means it was written: `agent:NAME`.
    pub via: Option<String>,
}

/// A gate that was passed although something was missing.
#[derive(Debug, Clone, PartialEq, Hash, Deserialize, Serialize, JsonSchema)]
pub struct AcceptedRisk {
    pub why: String,
    pub until: Option<Day>,
}

fn change<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Change<T>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// The lines of a deal in the order in which they happened, with what was so before the first.
///
/// A `pipeline` or `currency` that no line names has been so from the first day.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    lines: Vec<HistoryEntry>,
    base_pipeline: Option<String>,
    base_currency: Option<Currency>,
}

impl History {
    /// The history that a file tells: its lines, or its `created` day with the fields as they are.
    pub fn new(deal: &super::Deal) -> Self {
        Self::with(deal, deal.history.clone())
    }

    /// The same, with the lines taken out of the deal: for books of many deals.
    pub fn taken(deal: &mut super::Deal) -> Self {
        let lines = std::mem::take(&mut deal.history);
        Self::with(deal, lines)
    }

    fn with(deal: &super::Deal, lines: Vec<HistoryEntry>) -> Self {
        let lines = if lines.is_empty() {
            vec![HistoryEntry::first(deal)]
        } else {
            in_order(lines)
        };
        let named = |names: fn(&HistoryEntry) -> bool| lines.iter().any(names);
        let base_pipeline = if named(|l| l.pipeline.is_some()) {
            None
        } else {
            deal.pipeline.clone()
        };
        let base_currency = if named(|l| l.currency.is_some()) {
            None
        } else {
            deal.currency
        };
        Self {
            lines,
            base_pipeline,
            base_currency,
        }
    }

    /// The same without what no figure needs: the reasons in words, and who made the changes unless
    /// that is wanted.
    #[must_use]
    pub fn compacted(mut self, with_authors: bool) -> Self {
        for line in &mut self.lines {
            (line.why, line.accepted_risk, line.via) = (None, None, None);
            line.by = line.by.take().filter(|_| with_authors);
        }
        self.lines.shrink_to_fit();
        self
    }

    pub fn lines(&self) -> &[HistoryEntry] {
        &self.lines
    }

    /// The day of the creation, where it is known.
    pub fn created(&self) -> Option<Day> {
        self.lines.first().and_then(|line| line.date)
    }

    /// Each line with the state that it left, up to and on `day`. A line without a day is older
    /// than every day.
    pub fn until(&self, day: Day) -> impl Iterator<Item = (&HistoryEntry, State<'_>)> {
        let mut state = self.before();
        self.lines
            .iter()
            .take_while(move |line| line.date.is_none_or(|date| date <= day))
            .map(move |line| {
                state.follow(line);
                (line, state)
            })
    }

    /// The state at the end of a day; `None` before the creation.
    pub fn on(&self, day: Day) -> Option<State<'_>> {
        self.until(day).last().map(|(_, state)| state)
    }

    /// The state at the end of a day; before the creation what the top of the file says.
    pub fn on_or_top<'a>(&'a self, day: Day, deal: &'a super::Deal) -> State<'a> {
        self.on(day).unwrap_or_else(|| deal.top())
    }

    /// The last open stage that the deal was in up to and on a day.
    pub fn last_open_stage(&self, day: Day) -> Option<&str> {
        let open = self.until(day).filter(|(_, state)| state.is_open());
        open.last().map(|(_, state)| state.stage)
    }

    /// How the deal had ended before a day, where it was not open again at the end of it.
    pub fn ended_before(&self, day: Day) -> Option<Outcome> {
        let [before, then] = [day.plus(-1), day]
            .map(|day| self.on(day).map_or(Outcome::Open, |state| state.outcome()));
        Some(then).filter(|_| before != Outcome::Open && then != Outcome::Open)
    }

    /// The day of its last closing, where it is closed at the end of a day; `None` within where no
    /// line has the day.
    pub fn closed_on(&self, day: Day) -> Option<Option<Day>> {
        let step = |closed, (line, state): (&HistoryEntry, State<'_>)| match &line.stage {
            _ if state.is_open() => None,
            Some(_) => Some(line.date),
            None => closed,
        };
        self.until(day).fold(None, step)
    }

    /// The state after every line, whatever its day.
    pub fn latest(&self) -> State<'_> {
        let mut state = self.before();
        self.lines.iter().for_each(|line| state.follow(line));
        state
    }

    /// The moves of the close date to a later day, up to and on `day`: by how many days each.
    pub fn pushes(&self, day: Day) -> impl Iterator<Item = i64> {
        let mut before = None;
        let moved = self.until(day).map(move |(_, state)| {
            let before = std::mem::replace(&mut before, state.close_date)?;
            Some(state.close_date?.since(before))
        });
        moved.flatten().filter(|days| *days > 0)
    }

    fn before(&self) -> State<'_> {
        State {
            pipeline: self.base_pipeline.as_deref(),
            currency: self.base_currency,
            ..State::default()
        }
    }
}

fn in_order(mut ordered: Vec<HistoryEntry>) -> Vec<HistoryEntry> {
    if let Some((_, rest)) = ordered.split_first_mut() {
        rest.sort_by_key(|line| line.date);
    }
    ordered
}
