//! What may become of a meeting.

use dealfile::deal::day::Day;
use dealfile::deal::keywords::MeetingStatus;
use dealfile::deal::meeting::{Meeting, Step, Unnamed, only_due};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn meeting(id: &str, date: &str, status: MeetingStatus) -> Meeting {
    let booked = Some(day("2026-11-10"));
    Meeting {
        id: id.into(),
        booked,
        date: day(date),
        kind: None,
        with: Vec::new(),
        by: None,
        status: Some(status),
        next_step: None,
        via: None,
    }
}

#[test]
fn nothing_is_held_before_its_day() {
    let ahead = meeting("w8d1", "2026-11-24", MeetingStatus::Scheduled);
    for step in [Step::Hold { agreed: false }, Step::Miss] {
        let refused = ahead
            .clone()
            .take(step, day("2026-11-23"))
            .expect_err("its day has not come");
        assert_eq!(
            refused.to_string(),
            "2026-11-24 is after 2026-11-23; the meeting has not happened yet"
        );
        assert_eq!(ahead.clone().take(step, day("2026-11-24")), Ok(()));
    }
    assert_eq!(ahead.clone().take(Step::Cancel, day("2026-11-23")), Ok(()));
    assert_eq!(
        ahead
            .clone()
            .take(Step::Move(day("2026-11-10")), day("2026-11-23")),
        Ok(())
    );
    let early = ahead
        .clone()
        .take(Step::Move(day("2026-11-09")), day("2026-11-23"))
        .expect_err("not yet booked");
    assert_eq!(
        early.to_string(),
        "2026-11-09 is before the booking date 2026-11-10"
    );
}

#[test]
fn what_is_settled_stays_settled() {
    for (status, words) in [
        (
            MeetingStatus::Held,
            "the meeting on 2026-11-20 was already held",
        ),
        (
            MeetingStatus::NoShow,
            "the meeting on 2026-11-20 was a no-show",
        ),
        (
            MeetingStatus::Cancelled,
            "the meeting on 2026-11-20 was already cancelled",
        ),
    ] {
        let settled = meeting("w8d1", "2026-11-20", status);
        for step in [
            Step::Hold { agreed: false },
            Step::Miss,
            Step::Cancel,
            Step::Move(day("2026-12-01")),
        ] {
            let refused = settled
                .clone()
                .take(step, day("2026-11-23"))
                .map_err(|error| error.to_string());
            assert_eq!(refused, Err(words.to_owned()), "{step:?}");
        }
    }
}

#[test]
fn a_held_meeting_learns_of_its_next_step_once() {
    let mut held = meeting("w8d1", "2026-11-20", MeetingStatus::Held);
    let agreed = Step::Hold { agreed: true };
    assert_eq!(held.clone().take(agreed, day("2026-11-23")), Ok(()));
    held.next_step = Some(true);
    assert!(held.clone().take(agreed, day("2026-11-23")).is_err());
}

#[test]
fn the_only_one_whose_day_has_come_needs_no_name() {
    let scheduled = |id, date| meeting(id, date, MeetingStatus::Scheduled);
    let mut meetings = vec![
        meeting("aaaa", "2026-11-20", MeetingStatus::Held),
        scheduled("bbbb", "2026-11-24"),
    ];
    let today = day("2026-11-23");
    assert_eq!(
        only_due(&meetings, today),
        Err(Unnamed::Nothing { on: today })
    );
    meetings.push(scheduled("cccc", "2026-11-23"));
    assert_eq!(
        only_due(&meetings, today).map(|meeting| meeting.id.as_str()),
        Ok("cccc")
    );
    meetings.push(scheduled("dddd", "2026-11-22"));
    let several = Unnamed::Several {
        ids: vec!["cccc".into(), "dddd".into()],
        on: today,
    };
    assert_eq!(only_due(&meetings, today), Err(several));
}
