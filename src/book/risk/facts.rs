//! What a risk is made of: seven facts of an open deal on a day.
//!
//! Stage, close date, silence and objections are those of the day; the qualification, aged to that
//! day, the contacts and the next step are those of the file as it is now, for a file keeps their
//! present state only.

use crate::book::{Snapshot, Stage, gate::Gate};
use crate::deal::{
    Day, Element, keywords::Severity, meddic::FreshDays, next_step, record::Details, scores::Scores,
};

/// The facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    pub gap: Gap,
    /// Days in the stage; `None` where the entry is unknown.
    pub age: Option<f64>,
    /// How long a stay there usually lasts; `None` where nobody knows.
    pub usual: Option<TypicalStay>,
    /// Days since both sides spoke last; `None` where they never did.
    pub silent: Option<f64>,
    pub close_date: CloseDate,
    /// How often the close date was moved to a later day.
    pub pushes: usize,
    pub next_step: NextStep,
    pub contacts: usize,
    /// The gravest open objection.
    pub objection: Option<Severity>,
}

/// How far the qualification is from what a gate asks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gap {
    /// Σ max(0, least − effective) / Σ least, from 0 to 1; 0 where the gate asks for no score.
    pub share: f64,
    /// The stage whose gate it is; `None` for a deal in a stage that its pipeline lacks.
    pub stage: Option<String>,
    /// What falls short, the furthest first.
    pub short: Vec<Short>,
}

/// An element that is worth less than a gate asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    pub element: Element,
    pub have: u8,
    pub need: u8,
}

/// The usual length of a stay in a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypicalStay {
    pub days: f64,
    /// The stays of which it is the median; `None` where it is what the book expects.
    pub stays: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseDate {
    /// There is none, so none is past: that a deal lacks one is the business of the gates and of a
    /// rule.
    Missing,
    Upcoming,
    /// So many days ago.
    Past(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    Dated,
    /// What there is to do has no day.
    Undated,
    /// By so many days.
    Overdue(i64),
    Missing,
}

impl TypicalStay {
    /// What the book expects of a stage.
    pub fn expected(stage: Option<&Stage>) -> Option<Self> {
        Some(Self {
            days: f64::from(stage?.expected_days?),
            stays: None,
        })
    }
}

impl Facts {
    /// The facts of an open deal; `usual` is the length of a stay in its stage.
    pub fn new(
        snapshot: &Snapshot<'_>,
        details: &Details,
        usual: Option<TypicalStay>,
    ) -> Option<Self> {
        let (record, on) = (snapshot.record, snapshot.as_of);
        let last = record.two_way.iter().rev().find(|day| **day <= on);
        let open = details
            .objections
            .iter()
            .filter(|objection| objection.was_open_on(on));
        snapshot.state.is_open().then(|| Self {
            gap: gap(snapshot, &details.scores),
            age: snapshot.days_in_stage().map(|days| days as f64),
            usual,
            silent: last.map(|day| on.since(*day) as f64),
            close_date: close_date(snapshot.state.close_date, on),
            pushes: record.history.pushes(on).count(),
            next_step: next_step(details, on),
            contacts: details.contacts,
            objection: open.map(|objection| objection.severity()).max(),
        })
    }
}

fn close_date(day: Option<Day>, on: Day) -> CloseDate {
    match day {
        None => CloseDate::Missing,
        Some(day) if day < on => CloseDate::Past(on.since(day)),
        Some(_) => CloseDate::Upcoming,
    }
}

fn next_step(details: &Details, on: Day) -> NextStep {
    let next = next_step::next_step(&details.followups, &details.meetings);
    match next.map(|step| step.day()) {
        Some(day) if day < on => NextStep::Overdue(on.since(day)),
        Some(_) => NextStep::Dated,
        None if details.followups.iter().any(|followup| followup.is_open()) => NextStep::Undated,
        None => NextStep::Missing,
    }
}

/// The distance to the next stage's gate; in the last stage to its own, which the deal may have
/// outlived.
fn gap(snapshot: &Snapshot<'_>, scores: &Scores) -> Gap {
    let Some((pipeline, rank)) = snapshot.pipeline.zip(snapshot.rank()) else {
        return Gap::default();
    };
    let Some(asking) = pipeline.stages.get(rank).or(pipeline.stages.last()) else {
        return Gap::default();
    };
    Gap {
        stage: Some(asking.id.clone()),
        ..Gap::to(
            &asking.gate,
            scores,
            &snapshot.book.fresh_days,
            snapshot.as_of,
        )
    }
}

impl Gap {
    fn to(gate: &Gate, scores: &Scores, fresh: &FreshDays, on: Day) -> Self {
        let asks = Element::ALL.iter().map(|element| Short {
            element: *element,
            have: scores.effective(*element, fresh, on),
            need: gate.least(*element),
        });
        let (mut asked, mut missing, mut short) = (0, 0, Vec::new());
        for ask in asks {
            asked += u32::from(ask.need);
            missing += u32::from(ask.by());
            short.extend((ask.by() > 0).then_some(ask));
        }
        // Stable, so that equals stay in the order of the method.
        short.sort_by_key(|ask| std::cmp::Reverse(ask.by()));
        let share = if asked == 0 {
            0.0
        } else {
            f64::from(missing) / f64::from(asked)
        };
        Self {
            share,
            stage: None,
            short,
        }
    }
}

impl Short {
    fn by(self) -> u8 {
        self.need.saturating_sub(self.have)
    }
}
