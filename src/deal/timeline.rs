//! Everything that happened in a deal beside its moves: talks, meetings, objections, notes and
//! follow-ups, each on its day.

use super::{Activity, Day, Deal, FollowUp, Meeting, Objection, keywords::MeetingStatus};

keywords! {
    /// What happened.
    Kind {
        Move = "move", Talk = "talk", Meeting = "meeting", Objection = "objection", Note = "note",
        FollowUp = "follow_up",
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `None` for notes of no known day.
    pub date: Option<Day>,
    pub kind: Kind,
    /// The id of the entry that it is about.
    pub id: Option<String>,
    pub text: String,
    pub by: Option<String>,
    pub via: Option<String>,
}

/// All up to a day, in the order of the file.
pub fn events(deal: &Deal, on: Day) -> Vec<Event> {
    let mut events: Vec<Event> = deal.activities.iter().map(talk).collect();
    events.extend(deal.meetings.iter().flat_map(meeting));
    events.extend(deal.objections.iter().flat_map(objection));
    events.extend(notes(deal.notes.as_deref().unwrap_or_default()));
    events.extend(deal.followups.iter().filter_map(follow_up));
    events.retain(|event| event.date.is_none_or(|date| date <= on));
    events
}

/// `call with jane, two_way: She wants the model`.
fn talk(own: &Activity) -> Event {
    let kind = own.kind.as_deref().unwrap_or("activity");
    let mut text = with(kind, &own.with);
    if let Some(direction) = own.direction {
        text.push_str(&format!(", {}", direction.as_str().replace('_', "-")));
    }
    Event {
        date: Some(own.date),
        kind: Kind::Talk,
        id: None,
        text: said(text, own.note.as_deref()),
        by: own.by.clone(),
        via: own.via.clone(),
    }
}

fn meeting(own: &Meeting) -> Vec<Event> {
    let what = with(own.kind.as_deref().unwrap_or("meeting"), &own.with);
    let event = |date: Day, text: String| Event {
        date: Some(date),
        kind: Kind::Meeting,
        id: Some(own.id.clone()).filter(|id| !id.is_empty()),
        text,
        by: own.by.clone(),
        via: own.via.clone(),
    };
    let booked = own.booked.filter(|booked| *booked < own.date);
    let booked = booked.map(|day| event(day, format!("{what}: booked for {}", own.date)));
    let became = match own.status {
        Some(MeetingStatus::Held) if own.next_step == Some(true) => "held, with a next step",
        Some(MeetingStatus::Held) => "held",
        Some(MeetingStatus::NoShow) => "no show",
        Some(MeetingStatus::Cancelled) => "cancelled",
        Some(MeetingStatus::Scheduled) | None => "no outcome yet",
    };
    let took_place = event(own.date, format!("{what}: {became}"));
    booked.into_iter().chain([took_place]).collect()
}

/// Each step of the handling on its day.
fn objection(own: &Objection) -> Vec<Event> {
    let category = own.category.as_str();
    let mut steps: Vec<(Option<Day>, String)> = vec![(
        own.date,
        said(
            format!("{category}: raised, {}", own.severity()),
            own.words.as_deref(),
        ),
    )];
    let mut add = |day: Day, word: &str, text: Option<&str>| {
        steps.push((Some(day), said(format!("{category}: {word}"), text)));
    };
    if let Some(day) = own.acknowledged {
        add(day, "acknowledged", None);
    }
    if let Some(asked) = &own.asked {
        add(asked.date, "asked", asked.question.as_deref());
    }
    if let Some(answered) = &own.answered {
        add(answered.date, "answered", answered.answer.as_deref());
    }
    if let Some(day) = own.confirmed {
        add(day, "confirmed by the buyer", None);
    }
    if let Some(ended) = &own.ended {
        add(ended.date, ended.how.as_str(), None);
    }
    let steps = steps.into_iter().enumerate();
    steps
        .map(|(place, (date, text))| Event {
            date,
            kind: Kind::Objection,
            id: Some(own.id.clone()).filter(|id| !id.is_empty()),
            text,
            by: own.by.clone().filter(|_| place == 0),
            via: own.via.clone().filter(|_| place == 0),
        })
        .collect()
}

/// What is settled; what is open has not happened.
fn follow_up(own: &FollowUp) -> Option<Event> {
    let (date, word) = match (own.done, own.cancelled) {
        (Some(day), _) => (day, "done"),
        (None, Some(day)) => (day, "cancelled"),
        (None, None) => return None,
    };
    Some(Event {
        date: Some(date),
        kind: Kind::FollowUp,
        id: Some(own.id.clone()).filter(|id| !id.is_empty()),
        text: format!("{}: {word}", own.what),
        by: own.owner.clone(),
        via: own.via.clone(),
    })
}

/// A note for each line that begins with a day, with the lines below it; what stands before the
/// first is of no known day.
fn notes(text: &str) -> Vec<Event> {
    let mut notes: Vec<(Option<Day>, String)> = Vec::new();
    for line in text.lines() {
        let dated = line
            .split_once(' ')
            .and_then(|(day, rest)| Some((day.parse::<Day>().ok()?, rest)));
        match (dated, notes.last_mut()) {
            (Some((day, rest)), _) => notes.push((Some(day), rest.to_owned())),
            (None, Some((_, text))) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => notes.push((None, line.to_owned())),
        }
    }
    let notes = notes
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    notes
        .map(|(date, text)| Event {
            date,
            kind: Kind::Note,
            id: None,
            text: text.trim_end().to_owned(),
            by: None,
            via: None,
        })
        .collect()
}

fn with(what: &str, who: &[String]) -> String {
    match who {
        [] => what.to_owned(),
        who => format!("{what} with {}", who.join(", ")),
    }
}

fn said(text: String, words: Option<&str>) -> String {
    match words {
        Some(words) => format!("{text}: {words}"),
        None => text,
    }
}
