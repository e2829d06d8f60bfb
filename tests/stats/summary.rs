use super::assert_close;
use dealfile::stats::summary::{mean, median, quantile, sum};
use proptest::prelude::*;

#[test]
fn nothing_has_no_mean() {
    assert_eq!(mean(&[]), None);
    assert_eq!(median(&[]), None);
    assert_eq!(quantile(&[1.0], 1.1), None);
    assert_eq!(quantile(&[1.0], f64::NAN), None);
}

#[test]
fn the_sum_keeps_what_rounding_loses() {
    assert_eq!(sum([1.0, 1e100, 1.0, -1e100]), 2.0);
    assert_eq!(sum(std::iter::repeat_n(0.1, 100_000)), 10_000.0);
    assert_eq!(sum([f64::MAX, f64::MAX]), f64::INFINITY);
}

#[test]
fn quantiles_lie_between_the_order_statistics() {
    let values = [4.0, 1.0, 3.0, 2.0];
    let cases = [(0.0, 1.0), (0.25, 1.75), (0.5, 2.5), (0.9, 3.7), (1.0, 4.0)];
    for (q, expected) in cases {
        assert_close(quantile(&values, q).expect("not empty"), expected);
    }
    assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
    assert_eq!(median(&[f64::MIN, f64::MAX]), Some(0.0));
}

proptest! {
    #[test]
    fn mean_and_quantiles_lie_within_the_values(
        values in prop::collection::vec(-1e12..1e12_f64, 1..50), q in 0.0..=1.0_f64
    ) {
        let (least, most) = values.iter().fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(*v), b.max(*v)));
        let room = 1e-9 * least.abs().max(most.abs());
        for value in [mean(&values), quantile(&values, q)] {
            let value = value.expect("not empty");
            prop_assert!(least - room <= value && value <= most + room);
        }
    }
}
