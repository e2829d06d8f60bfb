use super::{assert_close, float, floats, list, vector};
use dealfile::stats::markov::AbsorbingChain;
use proptest::prelude::*;
use serde_json::Value;

const STAGES: [&str; 6] = [
    "prospecting",
    "preparation",
    "approach",
    "presentation",
    "objection_handling",
    "closing",
];

/// The chain of a vector's matrix `P`, with the ends won (0) and lost (1).
fn chain(p: &Value, states: &[&str]) -> AbsorbingChain {
    let row = |from: &&str, to: &[&str]| {
        to.iter()
            .map(|to| p[*from][*to].as_f64().unwrap_or(0.0))
            .collect()
    };
    let moves: Vec<Vec<f64>> = states.iter().map(|from| row(from, states)).collect();
    let ends: Vec<Vec<f64>> = states
        .iter()
        .map(|from| row(from, &["won", "lost"]))
        .collect();
    AbsorbingChain::new(&moves, &ends).expect("a sound matrix")
}

#[test]
fn the_toy_chain_is_as_expected() {
    let toy = &vector("markov")["toy"];
    let chain = chain(&toy["P"], &["a", "b", "c"]);
    for (from, (row, win)) in list(&toy["fundamental"])
        .iter()
        .zip(floats(&toy["win"]))
        .enumerate()
    {
        let visits = chain.visits(from).expect("an end is certain");
        visits
            .iter()
            .zip(floats(row))
            .for_each(|(actual, expected)| assert_close(*actual, expected));
        let [won, lost] = [0, 1].map(|end| chain.absorption(from, end).expect("an end is certain"));
        assert_close(won, win);
        assert_close(won + lost, 1.0);
    }
}

#[test]
fn the_mini_chain_is_as_expected() {
    let mini = &vector("markov")["mini"];
    let chain = chain(&mini["P"], &STAGES);
    for (from, stage) in STAGES.iter().enumerate() {
        let won = chain.absorption(from, 0).expect("an end is certain");
        assert_close(won, float(&mini["win"][stage]));
    }
    let visits = chain.visits(0).expect("an end is certain");
    visits
        .iter()
        .zip(floats(&mini["visits_from_first"]))
        .for_each(|(actual, expected)| assert_close(*actual, expected));
}

#[test]
fn counts_do_as_well_as_probabilities() {
    let counts = AbsorbingChain::new(&[vec![0.0, 6.0], vec![2.0, 0.0]], &[vec![4.0], vec![6.0]]);
    let shares = AbsorbingChain::new(&[vec![0.0, 0.6], vec![0.25, 0.0]], &[vec![0.4], vec![0.75]]);
    assert_eq!(counts, shares);
    let total = shares.and_then(|chain| chain.expected_total(0, &[10.0, 20.0]));
    assert_close(
        total.expect("an end is certain"),
        (10.0 + 0.6 * 20.0) / 0.85,
    );
}

#[test]
fn a_state_that_may_get_stuck_has_no_figure_and_spoils_no_other() {
    // 0 → 1 or end; 1 ↔ 2 for ever; 3 → end or itself; 4 was never left.
    let moves = [
        vec![0.0, 1.0, 0.0, 0.0, 0.0],
        vec![0.0, 0.0, 1.0, 0.0, 0.0],
        vec![0.0, 1.0, 0.0, 0.0, 0.0],
        vec![0.0, 0.0, 0.0, 1.0, 0.0],
        vec![0.0; 5],
    ];
    let ends = [vec![1.0], vec![0.0], vec![0.0], vec![1.0], vec![0.0]];
    let chain = AbsorbingChain::new(&moves, &ends).expect("a sound matrix");
    let certain: Vec<bool> = (0..5)
        .map(|from| chain.absorption(from, 0).is_some())
        .collect();
    assert_eq!(certain, [false, false, false, true, false]);
    assert_close(chain.absorption(3, 0).expect("an end is certain"), 1.0);
    assert_eq!(chain.visits(3), Some(&[0.0, 0.0, 0.0, 2.0, 0.0][..]));
}

#[test]
fn unsound_matrices_give_nothing() {
    assert_eq!(AbsorbingChain::new(&[vec![0.0]], &[]), None);
    assert_eq!(AbsorbingChain::new(&[vec![0.0, 1.0]], &[vec![1.0]]), None);
    assert_eq!(AbsorbingChain::new(&[vec![-1.0]], &[vec![1.0]]), None);
    assert_eq!(AbsorbingChain::new(&[vec![f64::NAN]], &[vec![1.0]]), None);
    let empty = AbsorbingChain::new(&[], &[]).expect("an empty matrix is sound");
    assert_eq!((empty.visits(0), empty.absorption(0, 0)), (None, None));
    let chain = AbsorbingChain::new(&[vec![0.0]], &[vec![1.0]]).expect("a sound matrix");
    assert_eq!(
        (
            chain.absorption(0, 1),
            chain.absorption(1, 0),
            chain.expected_total(0, &[])
        ),
        (None, None, None)
    );
}

fn some_counts() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<Vec<f64>>)> {
    (1_usize..7).prop_flat_map(|n| {
        let rows = |width| {
            prop::collection::vec(
                prop::collection::vec((0_u8..5).prop_map(f64::from), width),
                n,
            )
        };
        (rows(n), rows(2))
    })
}

proptest! {
    #[test]
    fn some_end_is_certain_or_unknown((moves, ends) in some_counts()) {
        let chain = AbsorbingChain::new(&moves, &ends).expect("a sound matrix");
        for from in 0..moves.len() {
            let Some(won) = chain.absorption(from, 0) else { continue };
            let lost = chain.absorption(from, 1).expect("known as the other end is");
            prop_assert!((-1e-9..=1.0 + 1e-9).contains(&won) && (won + lost - 1.0).abs() < 1e-9);
            prop_assert!(chain.visits(from).is_some_and(|visits| visits[from] >= 1.0 - 1e-9));
        }
    }

    /// One step ahead: the win probability is the mean of that of the states which come next.
    #[test]
    fn the_first_step_changes_nothing((moves, ends) in some_counts()) {
        let chain = AbsorbingChain::new(&moves, &ends).expect("a sound matrix");
        for (from, (to, into)) in moves.iter().zip(&ends).enumerate() {
            let Some(won) = chain.absorption(from, 0) else { continue };
            let total: f64 = to.iter().chain(into).sum();
            let later = to.iter().enumerate().filter(|(_, w)| **w > 0.0);
            let later = later.map(|(j, w)| w * chain.absorption(j, 0).expect("certain as its predecessor is"));
            prop_assert!((won - (into[0] + later.sum::<f64>()) / total).abs() < 1e-9);
        }
    }
}
