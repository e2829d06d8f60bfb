use super::{assert_close, count, float, list, vector};
use dealfile::stats::proportion::{newcombe, wilson, wilson_at};
use proptest::prelude::*;

#[test]
fn wilson_gives_the_expected_limits() {
    let vector = vector("wilson");
    for case in list(&vector["wilson"]) {
        let (k, n, conf) = (count(&case["k"]), count(&case["n"]), float(&case["conf"]));
        let interval = if conf == 0.95 {
            wilson(k, n)
        } else {
            wilson_at(k, n, float(&case["z"]))
        };
        let interval = interval.expect("n is not 0");
        assert_close(interval.lo, float(&case["lo"]));
        assert_close(interval.hi, float(&case["hi"]));
    }
}

#[test]
fn newcombe_gives_the_expected_limits() {
    let vector = vector("wilson");
    for case in list(&vector["newcombe_diff"]) {
        let [k1, n1, k2, n2] = ["k1", "n1", "k2", "n2"].map(|key| count(&case[key]));
        let result = newcombe(k1, n1, k2, n2).expect("neither n is 0");
        assert_close(result.difference, float(&case["diff"]));
        assert_close(result.interval.lo, float(&case["lo"]));
        assert_close(result.interval.hi, float(&case["hi"]));
        assert_eq!(
            result.is_clear(),
            float(&case["lo"]) > 0.0 || float(&case["hi"]) < 0.0
        );
    }
}

#[test]
fn no_trial_and_impossible_counts_have_no_interval() {
    assert_eq!(wilson(0, 0), None);
    assert_eq!(wilson(2, 1), None);
    assert_eq!(newcombe(0, 0, 1, 2), None);
    assert_eq!(newcombe(1, 2, 0, 0), None);
}

#[test]
fn none_and_all_reach_the_very_ends() {
    for n in 1..2_000 {
        assert_eq!(wilson(0, n).map(|interval| interval.lo), Some(0.0));
        assert_eq!(wilson(n, n).map(|interval| interval.hi), Some(1.0));
    }
}

proptest! {
    #[test]
    fn wilson_contains_the_share_and_stays_a_probability(n in 1_u64.., part in 0.0..=1.0_f64) {
        let k = ((n as f64 * part) as u64).min(n);
        let interval = wilson(k, n).expect("n is not 0");
        prop_assert!(interval.contains(k as f64 / n as f64));
        prop_assert!(0.0 <= interval.lo && interval.hi <= 1.0);
    }

    #[test]
    fn wilson_is_symmetric(n in 1_u64..10_000, part in 0.0..=1.0_f64) {
        let k = (n as f64 * part) as u64;
        let (of_k, of_rest) = (wilson(k, n).expect("n > 0"), wilson(n - k, n).expect("n > 0"));
        prop_assert!((of_k.lo - (1.0 - of_rest.hi)).abs() < 1e-12);
    }

    #[test]
    fn newcombe_contains_the_difference_and_turns_with_its_sides(
        (n1, n2) in (1_u64..1_000, 1_u64..1_000), (a, b) in (0.0..=1.0_f64, 0.0..=1.0_f64)
    ) {
        let (k1, k2) = ((n1 as f64 * a) as u64, (n2 as f64 * b) as u64);
        let ab = newcombe(k1, n1, k2, n2).expect("n > 0");
        let ba = newcombe(k2, n2, k1, n1).expect("n > 0");
        prop_assert!(ab.interval.contains(ab.difference));
        prop_assert!((ab.interval.lo + ba.interval.hi).abs() < 1e-12);
        prop_assert!(-1.0 - 1e-12 <= ab.interval.lo && ab.interval.hi <= 1.0 + 1e-12);
    }
}
