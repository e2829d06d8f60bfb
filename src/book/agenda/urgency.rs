//! How urgent a thing is: points for what it is, for every day that it is late, and for how near
//! the deal is to its close. A sum, so that it can be explained and weighed. Amounts are not in it:
//! currencies are never compared.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Agenda;
use crate::deal::Day;

keywords! {
    /// What there is to do, and two weights that all of them share.
    Kind {
        OverdueFollowUp = "overdue_follow_up", MeetingOutcome = "meeting_outcome", FollowUpToday = "follow_up_today",
        MeetingToday = "meeting_today", OwnerLeft = "owner_left", HoldExpired = "hold_expired",
        CloseDatePast = "close_date_past", RiskExpired = "risk_expired", Blocker = "blocker", Major = "major",
        Minor = "minor", NoNextStep = "no_next_step", Silent = "silent", Ready = "ready", Gate = "gate",
        Upcoming = "ahead",
        /// For each day late, up to [`LATEST`].
        LateDay = "late_day",
        /// Times the stage's probability.
        Stage = "stage",
    }
}

/// More days late than this make nothing more urgent.
pub const LATEST: i64 = 30;

impl Kind {
    /// Its points where the book says nothing.
    pub fn points(self) -> f64 {
        match self {
            Kind::OverdueFollowUp => 60.0,
            Kind::MeetingOutcome | Kind::Blocker => 55.0,
            Kind::FollowUpToday | Kind::MeetingToday | Kind::OwnerLeft => 50.0,
            Kind::HoldExpired | Kind::CloseDatePast => 45.0,
            Kind::RiskExpired | Kind::NoNextStep => 40.0,
            Kind::Major | Kind::Silent => 35.0,
            Kind::Ready => 30.0,
            Kind::Minor | Kind::Gate | Kind::Stage => 20.0,
            Kind::Upcoming => 10.0,
            Kind::LateDay => 1.0,
        }
    }
}

/// Points that the book weighs differently.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct Weights(BTreeMap<Kind, f64>);

impl Weights {
    pub fn of(&self, kind: Kind) -> f64 {
        self.0.get(&kind).copied().unwrap_or_else(|| kind.points())
    }

    /// Those that are no number of points.
    pub fn wrong(&self) -> impl Iterator<Item = Kind> {
        self.0
            .iter()
            .filter(|(_, points)| !points.is_finite() || **points < 0.0)
            .map(|(kind, _)| *kind)
    }
}

/// A part of the sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// `overdue_follow_up`, `3 late_day`, `0.7 stage`.
    pub what: String,
    pub points: f64,
}

/// The parts of an item's urgency, first what it is, even where the book gives that no points.
/// `day` is when it was due or has been so.
pub fn parts(kind: Kind, day: Option<Day>, agenda: &Agenda<'_>) -> Vec<Part> {
    let weights = &agenda.snapshot.book.next;
    let late = day.map_or(0, |day| agenda.as_of().since(day).clamp(0, LATEST));
    let chance = agenda
        .snapshot
        .stage
        .and_then(|stage| stage.probability)
        .unwrap_or(0.0);
    let own = Part {
        what: kind.to_string(),
        points: weights.of(kind),
    };
    let shared = [
        Part {
            what: format!("{late} {}", Kind::LateDay),
            points: late as f64 * weights.of(Kind::LateDay),
        },
        Part {
            what: format!("{chance} {}", Kind::Stage),
            points: chance * weights.of(Kind::Stage),
        },
    ];
    std::iter::once(own)
        .chain(shared.into_iter().filter(|part| part.points != 0.0))
        .collect()
}
