//! Bridges between revisions that chance made.

use dealfile::deal::record::DealRecord;
use dealfile::render::Format;
use dealfile::reports::query::{By, Compared, Query, Window};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::reports::chance::{PERIODS, answer, book, cents, day, lives, of_owner, piers};

/// What becomes of a deal from one revision to the next.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Stays,
    Changes,
    Goes,
}

/// Three revisions of a book, one made of the other.
fn revisions() -> impl Strategy<Value = [Vec<DealRecord>; 3]> {
    let fates = || prop::collection::vec(select(vec![Fate::Stays, Fate::Changes, Fate::Goes]), 15);
    (lives(), lives(), lives(), fates(), fates()).prop_map(
        |(first, others, more, fates, last_fates)| {
            let second = next(&first, others, &fates);
            let third = next(&second, more, &last_fates);
            [first, second, third]
        },
    )
}

/// The deals of `before` after their fates; what changes is replaced by what `others` have under
/// its id.
fn next(before: &[DealRecord], mut others: Vec<DealRecord>, fates: &[Fate]) -> Vec<DealRecord> {
    for (life, fate) in before.iter().zip(fates) {
        match fate {
            Fate::Changes => continue,
            Fate::Stays => {
                others.retain(|other| other.id != life.id);
                others.push(life.clone());
            }
            Fate::Goes => others.retain(|other| other.id != life.id),
        }
    }
    others
}

struct Ask<'a> {
    days: [i64; 2],
    by: Option<By>,
    owner: Option<&'a str>,
    period: Option<&'a str>,
}

fn bridge(before: &[DealRecord], after: &[DealRecord], ask: &Ask<'_>) -> Vec<Value> {
    let (book, before, after) = (
        book(),
        of_owner(before, ask.owner, ask.days),
        of_owner(after, ask.owner, ask.days),
    );
    let [from, to] = ask.days.map(day);
    let (excluded, lives): (Vec<DealRecord>, Vec<DealRecord>) = after
        .into_iter()
        .partition(|life| !life.is_taken_on(from) && !life.is_taken_on(to));
    let compared = Some(Compared {
        before: &before,
        first: "A",
        last: "B",
    });
    let query = Query {
        by: ask.by,
        compared,
        excluded: &excluded,
        ..Query::new(&lives, &book, to, Window { from, to })
    };
    let flags: Vec<(&str, &str)> = ask
        .period
        .map(|period| ("period", period))
        .into_iter()
        .collect();
    let report: Value =
        serde_json::from_str(&answer("bridge", &query, &flags, Format::Json)).expect("JSON");
    report["rows"].as_array().expect("rows").clone()
}

const BYS: [Option<By>; 5] = [
    None,
    Some(By::Owner),
    Some(By::Segment),
    Some(By::Pipeline),
    Some(By::Month),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_bridge_balances_and_is_carried_on(
        revisions in revisions(), mut days in prop::array::uniform3(0_i64..330), is_one_day: bool,
        period in select(PERIODS.to_vec()), owner in select(vec![None, Some("kim")]), by in select(BYS.to_vec()),
    ) {
        days.sort_unstable();
        let days = if is_one_day { [days[0]; 3] } else { days };
        let [a, b, c] = &revisions;
        let first = bridge(a, b, &Ask { days: [days[0], days[1]], by, owner, period });
        let second = bridge(b, c, &Ask { days: [days[1], days[2]], by, owner, period });
        for ledger in first.chunks(15) {
            let sum: i64 = ledger.iter().take(14).map(|row| cents(row, "amount")).sum();
            prop_assert_eq!(sum, cents(&ledger[14], "amount"), "{:?}", ledger);
        }
        if by != Some(By::Month) {
            prop_assert_eq!(piers(&first, "closing"), piers(&second, "opening"));
        }
    }

    #[test]
    fn what_stays_as_it_is_posts_nothing(
        lives in lives(), on in 0_i64..330, owner in select(vec![None, Some("kim")]), by in select(BYS.to_vec()),
    ) {
        for row in bridge(&lives, &lives, &Ask { days: [on; 2], by, owner, period: None }) {
            prop_assert!(row["bucket"] == "opening" || row["bucket"] == "closing" || row["count"] == 0, "{}", row);
        }
    }

    /// A file that is gone is the only thing that is removed, and all of it is: no filter, no group
    /// hides it.
    #[test]
    fn removed_is_what_was_open_and_is_gone(revisions in revisions(), on in 0_i64..330, owner in select(vec![None, Some("kim")])) {
        let [a, b, _] = &revisions;
        let rows = bridge(a, b, &Ask { days: [on; 2], by: None, owner, period: None });
        let removed: u64 = rows.iter().filter(|row| row["bucket"] == "removed").filter_map(|row| row["count"].as_u64()).sum();
        let is_gone = |life: &&DealRecord| b.iter().all(|other| other.id != life.id || other.on(day(on)).is_none());
        let is_member = |life: &&DealRecord| life.on(day(on)).is_some_and(|state| state.is_open() && owner.is_none_or(|owner| state.owner == Some(owner)));
        prop_assert_eq!(removed, a.iter().filter(is_gone).filter(is_member).count() as u64);
    }
}
