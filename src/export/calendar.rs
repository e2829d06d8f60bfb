//! A calendar (iCalendar, RFC 5545): follow-ups, meetings, close dates and the steps of plans, each
//! as an event of a whole day with an id that stays.

use std::collections::BTreeMap;

use super::Exported;
use crate::book::Book;
use crate::deal::{Day, meddic::ProcessStep, slug::slug};
use crate::escape_controls::escape_controls;

/// A line is folded behind so many bytes.
const LINE: usize = 75;

/// An event of one day.
struct Event {
    uid: String,
    day: Day,
    summary: String,
    category: &'static str,
}

/// The calendar of the open deals on a day, and of meetings and follow-ups that are open in any.
pub fn calendar(deals: &[Exported], book: &Book, on: Day) -> String {
    let mut events: Vec<Event> = deals
        .iter()
        .flat_map(|own| of_deal(own, book, on))
        .collect();
    events.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    let mut text = String::new();
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//dealfile//deal export ics//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
    ];
    lines.extend(events.iter().flat_map(|event| event.lines(on)));
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().for_each(|line| fold(line, &mut text));
    text
}

fn of_deal(own: &Exported, book: &Book, on: Day) -> Vec<Event> {
    let (deal, id) = (&own.deal, &own.record.id);
    let Some(snapshot) = own.snapshot(book, on) else {
        return Vec::new();
    };
    let event = |kind: &'static str, key: &str, day: Day, what: &str| Event {
        uid: format!("{id}.{kind}.{key}@dealfile"),
        day,
        summary: format!("{}: {what}", deal.name),
        category: kind,
    };
    let open = deal.followups.iter().filter(|own| own.is_open());
    let mut events: Vec<Event> = open
        .filter_map(|own| {
            Some(event(
                "follow-up",
                &key(&own.id, &own.what),
                own.due?,
                &own.what,
            ))
        })
        .collect();
    let scheduled = deal.meetings.iter().filter(|own| own.is_scheduled());
    events.extend(scheduled.map(|own| {
        let what = own.kind.as_deref().unwrap_or("meeting");
        event("meeting", &key(&own.id, what), own.date, what)
    }));
    if !snapshot.is_open() {
        return events;
    }
    if let Some(day) = snapshot.state.close_date {
        events.push(event("close-date", "close", day, "expected to close"));
    }
    for (element, steps) in [
        ("decision", &deal.meddic.decision_process),
        ("paper", &deal.meddic.paper_process),
    ] {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for ProcessStep { what, date, .. } in steps.iter().flat_map(|own| &own.steps) {
            let named = slug(what);
            let count = seen.entry(named.clone()).or_default();
            *count += 1;
            let key = match *count {
                1 => format!("{element}-{named}"),
                count => format!("{element}-{named}-{count}"),
            };
            events.extend(date.map(|day| event("step", &key, day, what)));
        }
    }
    events
}

/// By what an entry is known again: its id, or without one its words.
fn key(id: &str, what: &str) -> String {
    match id {
        "" => slug(what),
        id => id.to_owned(),
    }
}

impl Event {
    fn lines(&self, on: Day) -> [String; 9] {
        let plain = |day: Day| day.to_string().replace('-', "");
        [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", escaped(&self.uid)),
            format!("DTSTAMP:{}T000000Z", plain(on)),
            format!("DTSTART;VALUE=DATE:{}", plain(self.day)),
            format!("DTEND;VALUE=DATE:{}", plain(self.day.plus(1))),
            format!("SUMMARY:{}", escaped(&self.summary)),
            format!("CATEGORIES:{}", self.category),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]
    }
}

/// Text that means nothing else in a calendar.
fn escaped(text: &str) -> String {
    let text = escape_controls(text);
    let text = text.replace('\\', "\\\\").replace(';', "\\;");
    text.replace(',', "\\,")
}

/// A line with its end, in parts that begin with a blank behind the first; no character is cut.
fn fold(line: &str, text: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{escaped, fold};

    #[test]
    fn lines_are_folded_between_characters() {
        let mut text = String::new();
        fold(&format!("SUMMARY:{}", "한".repeat(60)), &mut text);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(text.replace("\r\n ", "").trim_end().chars().count(), 68);
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        assert_eq!(escaped("a;b,c\\d"), "a\\;b\\,c\\\\d");
    }
}
