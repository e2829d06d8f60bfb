//! How bad each fact is, from 0 to 1, and why in words.

use super::{CloseDate, Component, Factor, Facts, Gap, NextStep};
use crate::deal::keywords::Severity;

/// So many days of silence are let pass, and after so many more it is as bad as if nobody had ever
/// spoken.
const SILENCE: (f64, f64) = (7.0, 23.0);
/// So many pushes are as bad as a close date that is past.
const MOST_PUSHES: f64 = 3.0;
/// More elements than this are counted, not named.
const NAMED: usize = 2;

pub(super) fn component(factor: Factor, facts: &Facts) -> Component {
    let (level, reason) = match factor {
        Factor::Qualification => (facts.gap.share, qualification(&facts.gap)),
        Factor::StageAge => stage_age(facts),
        Factor::Inactivity => inactivity(facts.silent),
        Factor::CloseDate => close_date(facts),
        Factor::NextStep => next_step(facts.next_step),
        Factor::Threading => threading(facts.contacts),
        Factor::Objections => objections(facts.objection),
    };
    Component {
        factor,
        level: level.clamp(0.0, 1.0),
        reason,
    }
}

/// `closing requires champion 2 (has 0), metrics 2 (has 1) and 3 more`.
fn qualification(gap: &Gap) -> String {
    let Some(stage) = &gap.stage else {
        return "not in a stage of its pipeline, so no gate applies".to_owned();
    };
    if gap.short.is_empty() {
        return format!("meets the scores {stage} requires");
    }
    let named = gap.short.iter().take(NAMED).map(|short| {
        let element = short.element.title();
        format!("{element} {} (has {})", short.need, short.have)
    });
    let names: Vec<String> = named.collect();
    let more = match gap.short.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{stage} requires {}{more}", names.join(", "))
}

/// How far the stay is beyond the usual one: twice as long is as bad as it gets.
fn stage_age(facts: &Facts) -> (f64, String) {
    let Some(age) = facts.age else {
        return (0.0, "time in stage unknown".to_owned());
    };
    let Some(usual) = facts.usual else {
        return (0.0, format!("{} in stage, no usual time known", days(age)));
    };
    let level = match usual.days > 0.0 {
        true => age / usual.days - 1.0,
        // Where a stay usually ends on its first day, every other day is beyond it.
        false => age,
    };
    let (who, how_many) = match usual.stays {
        Some(stays) => ("usual", format!(", median of {stays} stays")),
        None => ("expected", String::new()),
    };
    (
        level,
        format!("{} in stage ({who} {}{how_many})", days(age), usual.days),
    )
}

fn inactivity(silent: Option<f64>) -> (f64, String) {
    match silent {
        None => (1.0, "never heard from the buyer".to_owned()),
        Some(silent) => (
            (silent - SILENCE.0) / SILENCE.1,
            format!("no word from the buyer for {}", days(silent)),
        ),
    }
}

fn close_date(facts: &Facts) -> (f64, String) {
    let pushes = match facts.pushes {
        0 => "never pushed out".to_owned(),
        1 => "pushed out once".to_owned(),
        pushes => format!("pushed out {pushes} times"),
    };
    let level = facts.pushes as f64 / MOST_PUSHES;
    match facts.close_date {
        CloseDate::Past(late) => (1.0, format!("close date passed {} ago", days(late as f64))),
        CloseDate::Missing => (level, format!("no close date, {pushes}")),
        CloseDate::Upcoming => (level, format!("close date {pushes}")),
    }
}

fn next_step(step: NextStep) -> (f64, String) {
    match step {
        NextStep::Dated => (0.0, "next step dated".to_owned()),
        NextStep::Undated => (0.5, "next step undated".to_owned()),
        NextStep::Overdue(late) => (1.0, format!("next step overdue by {}", days(late as f64))),
        NextStep::Missing => (1.0, "no next step".to_owned()),
    }
}

fn threading(contacts: usize) -> (f64, String) {
    match contacts {
        0 => (1.0, "no contacts".to_owned()),
        1 => (1.0, "only one contact".to_owned()),
        2 => (0.5, "only two contacts".to_owned()),
        more => (0.0, format!("{more} contacts")),
    }
}

fn objections(worst: Option<Severity>) -> (f64, String) {
    match worst {
        None => (0.0, "no open objection".to_owned()),
        Some(Severity::Minor) => (0.2, "an open minor objection".to_owned()),
        Some(Severity::Major) => (0.5, "an open major objection".to_owned()),
        Some(Severity::Blocker) => (1.0, "an open blocker".to_owned()),
    }
}

fn days(number: f64) -> String {
    if number == 1.0 {
        "1 day".to_owned()
    } else {
        format!("{number} days")
    }
}
