use super::{assert_close, count, float, list, vector};
use dealfile::stats::shrink::{Beta, shrink};
use proptest::prelude::*;

#[test]
fn shrinks_as_expected() {
    for case in list(&vector("forecast")["shrinkage"]) {
        let p = shrink(
            count(&case["w"]),
            count(&case["n"]),
            float(&case["p0"]),
            float(&case["m"]),
        );
        assert_close(p.expect("m is not 0"), float(&case["p"]));
    }
}

#[test]
fn what_makes_no_probability_has_none() {
    assert_eq!(shrink(0, 0, 0.5, 0.0), None);
    assert_eq!(shrink(2, 1, 0.5, 10.0), None);
    assert_eq!(shrink(1, 2, 1.5, 10.0), None);
    assert_eq!(shrink(1, 2, 0.5, -1.0), None);
    assert_eq!(shrink(1, 2, 0.5, f64::INFINITY), None);
    assert_eq!(shrink(1, 2, f64::NAN, 1.0), None);
}

#[test]
fn the_belief_of_a_shared_probability() {
    let case = &vector("forecast")["forecast"]["shared_p_variance"];
    let belief = Beta::after(count(&case["w"]), count(&case["l"]));
    assert_close(belief.mean(), float(&case["mean_p"]));
    assert_close(belief.variance(), float(&case["var_p"]));
}

proptest! {
    #[test]
    fn lies_between_the_prior_and_the_observed(n in 1_u64..1_000, part in 0.0..=1.0_f64, prior in 0.0..=1.0_f64) {
        let w = (n as f64 * part) as u64;
        let observed = w as f64 / n as f64;
        let p = shrink(w, n, prior, 10.0).expect("a probability");
        prop_assert!(prior.min(observed) - 1e-12 <= p && p <= prior.max(observed) + 1e-12);
    }

    #[test]
    fn the_variances_add_up(w in 0_u64..10_000, l in 0_u64..10_000) {
        let belief = Beta::after(w, l);
        let p = belief.mean();
        prop_assert!((belief.trial_variance() + belief.variance() - p * (1.0 - p)).abs() < 1e-12);
    }
}
