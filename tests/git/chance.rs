//! Pairs of edit sequences that chance made, merged: nothing lost, nothing doubled, the same from
//! either side.

use dealfile::deal::{Activity, Contact, Deal, FollowUp, HistoryEntry};
use dealfile::edit::key_order;
use dealfile::store::merge::{Sides, merge};
use dealfile::store::{edits, parse_deal, yaml};
use proptest::prelude::*;

use super::merge::markers;

const BASE: &str = "\
# A deal.
name: Acme rollout
account: Acme GmbH   # since 2019
stage: approach
amount: 48000
close_date: 2026-12-18

contacts:
  - id: jane
    name: Jane Roe
    title: CFO

  # calls back
  - {id: raj, name: Raj Patel, roles: [champion]}
meddic:
  metrics: {score: 1, evidence: Board paper}
  champion:
    contact: raj
    score: 1
followups:
  - {id: k2m9, due: 2026-11-27, what: Send the model}
  - id: p0q4
    due: 2026-11-20
    what: Thank-you note
activities: [{date: 2026-10-22, kind: call, note: Legal is fine}]
notes: |
  First line.
history:
  - {date: 2026-10-01, stage: prospecting, amount: 40000}
  - {date: 2026-10-20, stage: approach}     # they called back
  - {date: 2026-11-02, amount: 48000}
  # the end
";

/// Something that a person or a command does to a deal, with some numbers.
type Act = (u8, u8, u8);

fn day(number: u8) -> dealfile::deal::Day {
    format!("2026-11-{:02}", 3 + number % 20).parse().unwrap()
}

fn act(deal: &mut Deal, (kind, a, b): Act) {
    let word =
        |number: u8| ["alpha", "beta", "gamma: x", "delta #1"][usize::from(number % 4)].to_owned();
    match kind % 12 {
        0 => {
            let amount = dealfile::deal::Amount(i64::from(a).into());
            deal.amount = Some(amount);
            deal.history.push(HistoryEntry {
                date: Some(day(b)),
                amount: Some(Some(amount)),
                ..HistoryEntry::default()
            });
        }
        1 => {
            deal.stage = ["prospecting", "closing", "won"][usize::from(a % 3)].to_owned();
            deal.history.push(HistoryEntry {
                date: Some(day(b)),
                stage: Some(deal.stage.clone()),
                ..HistoryEntry::default()
            });
        }
        2 => drop(deal.add_follow_up(FollowUp {
            due: Some(day(a)),
            what: word(b),
            ..FollowUp::default()
        })),
        3 => {
            let index = usize::from(a) % deal.followups.len().max(1);
            if let Some(follow_up) = deal.followups.get_mut(index) {
                follow_up.done = Some(day(b));
            }
        }
        4 => {
            let index = usize::from(a) % deal.followups.len().max(1);
            if index < deal.followups.len() {
                deal.followups.remove(index);
            }
        }
        5 => deal.activities.push(Activity {
            date: day(a),
            kind: Some(word(b)),
            with: Vec::new(),
            direction: None,
            by: None,
            note: None,
            via: None,
        }),
        6 if deal.contact(&format!("c{}", a % 5)).is_some() => {}
        6 => deal.contacts.push(Contact {
            id: format!("c{}", a % 5),
            name: Some(word(b)),
            ..Contact::default()
        }),
        7 => {
            let index = usize::from(a) % deal.contacts.len().max(1);
            if let Some(contact) = deal.contacts.get_mut(index) {
                contact.title = Some(word(b));
            }
        }
        8 => deal.account = Some(word(a)),
        9 => deal.close_date = Some(day(a)).filter(|_| b % 3 > 0),
        10 => deal.add_note(&word(a), day(b)),
        _ => deal.meddic.champion.get_or_insert_default().evidence = Some(word(a)),
    }
}

fn acted(acts: &[Act]) -> Option<String> {
    let before = parse_deal("d.yaml", BASE.as_bytes()).unwrap().deal;
    let mut after = before.clone();
    acts.iter().for_each(|own| act(&mut after, *own));
    yaml::apply(BASE, &edits(&before, &after).unwrap(), key_order::<Deal>).ok()
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(any::<Act>(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_doubled(ours in acts(), theirs in acts()) {
        let (Some(ours), Some(theirs)) = (acted(&ours), acted(&theirs)) else { return Ok(()) };
        let one = |ours: &str, theirs: &str| merge(Sides { base: BASE, ours, theirs }, &markers());
        let same = one(&ours, BASE).unwrap();
        prop_assert_eq!(same.text, ours.clone());
        let Ok(merged) = one(&ours, &theirs) else {
            return Err(TestCaseError::fail(format!("{:?}\n{ours}\n{theirs}", one(&ours, &theirs))));
        };
        let other = one(&theirs, &ours).unwrap();
        prop_assert_eq!(&merged.conflicts, &other.conflicts);
        if !merged.conflicts.is_empty() {
            return Ok(());
        }
        prop_assert_eq!(&merged.text, &other.text);
        let deal = |text: &str| parse_deal("d.yaml", text.as_bytes()).map(|read| read.deal);
        let (base, ours, theirs) = (deal(BASE).unwrap(), deal(&ours).unwrap(), deal(&theirs).unwrap());
        let merged = deal(&merged.text).map_err(|problem| TestCaseError::fail(problem.to_string()))?;
        for side in [&ours, &theirs] {
            for line in side.history.iter().filter(|line| !base.history.contains(line)) {
                prop_assert_eq!(merged.history.iter().filter(|other| *other == line).count().min(1), 1);
            }
            for own in &side.activities {
                prop_assert!(merged.activities.contains(own));
            }
        }
        let ids = |deal: &Deal| deal.followups.iter().map(|own| own.id.clone()).collect::<Vec<_>>();
        let (base, ours, theirs, merged) = (ids(&base), ids(&ours), ids(&theirs), ids(&merged));
        for id in base.iter().chain(&ours).chain(&theirs) {
            let wanted = if base.contains(id) { ours.contains(id) && theirs.contains(id) } else { true };
            prop_assert_eq!(merged.iter().filter(|own| *own == id).count(), usize::from(wanted), "{}", id);
        }
    }
}
