//! *Take control*: every meeting leaves a dated next step, and price is no surprise of the last
//! stage.

use super::{Case, Gap, Mark, gap};
use crate::deal::{Day, Meeting, challenger::Part, meeting::held};

/// The meetings that are looked at.
const LAST: usize = 3;

/// When price was talked about.
#[derive(Clone, Copy, PartialEq)]
enum Price {
    Never,
    InTime(Day),
    /// Only in the last stage, which began on the second day.
    Late(Day, Day),
}

pub fn mark(case: Case<'_>) -> Mark {
    let held = held(&case.deal.meetings, case.on);
    let last: Vec<&Meeting> = held.iter().rev().take(LAST).copied().collect();
    let agreed = last
        .iter()
        .filter(|meeting| meeting.next_step == Some(true))
        .count();
    let price = price(case);
    let points = [
        last.first()
            .is_some_and(|meeting| meeting.next_step == Some(true)),
        agreed == LAST,
        matches!(price, Price::InTime(_)),
    ];
    let steps = match last.len() {
        0 => "no meetings held".to_owned(),
        1 if agreed == 1 => "the only held meeting ended with a next step".to_owned(),
        1 => "the only held meeting ended without a next step".to_owned(),
        n => format!("{agreed} of the last {n} meetings ended with a next step"),
    };
    Mark {
        part: Part::TakeControl,
        score: points.into_iter().map(u8::from).sum(),
        why: format!("{steps}; {}", price.said()),
        gaps: gaps(case, &last, price),
    }
}

impl Price {
    fn said(self) -> String {
        match self {
            Price::Never => "price was not discussed".to_owned(),
            Price::InTime(day) => format!("price was discussed on {day}"),
            Price::Late(day, entered) => {
                format!("price was discussed on {day}, in the last stage since {entered}")
            }
        }
    }
}

fn price(case: Case<'_>) -> Price {
    let control = case.deal.challenger.take_control.as_ref();
    let discussed = control
        .and_then(|control| control.price_discussed)
        .filter(|day| *day <= case.on);
    match (discussed, case.late) {
        (None, _) => Price::Never,
        (Some(day), Some(entered)) if day > entered => Price::Late(day, entered),
        (Some(day), _) => Price::InTime(day),
    }
}

fn gaps(case: Case<'_>, last: &[&Meeting], price: Price) -> Vec<Gap> {
    let id = case.id;
    let without = last
        .iter()
        .filter(|meeting| meeting.next_step != Some(true))
        .map(|meeting| {
            let lack = format!("no next step recorded for the meeting on {}", meeting.date);
            gap(
                lack,
                format!("deal meeting held {id} {} --next-step", meeting.id),
            )
        });
    let few = (last.len() < LAST).then(|| {
        let lack = match last.len() {
            0 => "no meetings held".to_owned(),
            held => format!("only {held} of {LAST} meetings held"),
        };
        gap(lack, crate::book::next_command::meet(case.deal, id))
    });
    let silent = (price == Price::Never).then(|| {
        gap(
            "price was not discussed",
            format!("deal challenger control {id} --price-discussed …"),
        )
    });
    without.chain(few).chain(silent).collect()
}
