use super::{assert_close, count, float, integer, integers, list, vector};
use dealfile::stats::bernoulli_sum::{Bernoulli, BernoulliSum, shared};
use dealfile::stats::shrink::Beta;
use proptest::prelude::*;
use serde_json::Value;

fn book(forecast: &Value) -> Vec<Bernoulli> {
    let term = |deal: &Value| Bernoulli {
        amount: integer(&deal["amount"]).into(),
        p: float(&deal["p"]),
    };
    list(&forecast["book"]).iter().map(term).collect()
}

#[test]
fn the_distribution_is_as_expected() {
    let forecast = &vector("forecast")["forecast"];
    let sum = BernoulliSum::new(&book(forecast));
    let expected = list(&forecast["distribution"]);
    assert_eq!(sum.points().len(), expected.len());
    for (point, expected) in sum.points().iter().zip(expected) {
        assert_eq!(point.sum, i128::from(integer(&expected[0])));
        assert_close(point.p, float(&expected[1]));
    }
}

#[test]
fn the_figures_are_as_expected() {
    let forecast = &vector("forecast")["forecast"];
    let sum = BernoulliSum::new(&book(forecast));
    assert_close(sum.moments().mean, float(&forecast["weighted_open"]));
    assert_close(sum.moments().sd(), float(&forecast["sd"]));
    for (q, expected) in forecast["quantiles_open"].as_object().expect("quantiles") {
        assert_eq!(
            sum.quantile(q.parse().expect("a number")),
            i128::from(integer(expected)),
            "quantile {q}"
        );
    }
    let needed = integer(&forecast["target"]) - integer(&forecast["closed_won"]);
    assert_close(
        sum.at_least(needed.into()),
        float(&forecast["p_reach_target"]),
    );
}

/// One amount dwarfs the others, so that the distribution function comes very near to 0.95 before
/// it meets it.
#[test]
fn a_quantile_is_where_it_is_met_and_not_shortly_before() {
    let amounts = (0..8).map(|power| 1 << power).chain([10_000]);
    let terms: Vec<Bernoulli> = amounts
        .map(|amount| Bernoulli { amount, p: 0.05 })
        .collect();
    assert_eq!(BernoulliSum::new(&terms).quantile(0.95), 255);
}

#[test]
fn a_shared_probability_widens_the_spread() {
    let case = &vector("forecast")["forecast"]["shared_p_variance"];
    let amounts: Vec<i128> = integers(&case["amounts"])
        .into_iter()
        .map(i128::from)
        .collect();
    let belief = Beta::after(count(&case["w"]), count(&case["l"]));
    let moments = shared(&amounts, belief);
    assert_close(moments.mean, float(&case["mean"]));
    assert_close(moments.sd(), float(&case["sd"]));
    let alone: Vec<_> = amounts
        .iter()
        .map(|amount| Bernoulli {
            amount: *amount,
            p: belief.mean(),
        })
        .collect();
    assert_close(
        BernoulliSum::new(&alone).moments().sd(),
        float(&case["sd_independent"]),
    );
}

fn equal(n: usize, amount: i128, p: f64) -> BernoulliSum {
    BernoulliSum::new(&vec![Bernoulli { amount, p }; n])
}

/// P(sum ≤ k) of n tenths' chances is a whole number of 10^-n; asked for exactly that, the answer
/// is k.
#[test]
fn a_threshold_met_on_paper_is_met() {
    for n in 1..=8_u32 {
        for tenths in 1..=9_u64 {
            let sum = equal(n as usize, 5, tenths as f64 / 10.0);
            let mut below = 0;
            for k in 0..n {
                below += ways(n, k) * tenths.pow(k) * (10 - tenths).pow(n - k);
                let q = below as f64 / 10_f64.powi(n as i32);
                assert_eq!(sum.quantile(q), 5 * i128::from(k), "{n} {tenths} {k}");
            }
        }
    }
}

/// n over k.
fn ways(n: u32, k: u32) -> u64 {
    (0..u64::from(k)).fold(1, |ways, i| ways * (u64::from(n) - i) / (i + 1))
}

#[test]
fn no_and_certain_terms() {
    let none = BernoulliSum::new(&[]);
    assert_eq!(
        (none.quantile(0.5), none.at_least(0), none.at_least(1)),
        (0, 1.0, 0.0)
    );
    let certain =
        BernoulliSum::new(&[(70, 1.0), (5, 0.0), (-20, 1.5), (9, f64::NAN), (9, -1.0)].map(term));
    assert_eq!(
        (
            certain.quantile(0.1),
            certain.quantile(0.9),
            certain.points().len()
        ),
        (50, 50, 1)
    );
    assert_eq!(
        (certain.moments().mean, certain.moments().variance),
        (50.0, 0.0)
    );
}

#[test]
fn a_negative_amount_lowers_the_sum() {
    let sum = BernoulliSum::new(&[(10, 0.5), (-4, 0.25)].map(term));
    let points: Vec<_> = sum
        .points()
        .iter()
        .map(|point| (point.sum, point.p))
        .collect();
    assert_eq!(points, [(-4, 0.125), (0, 0.375), (6, 0.125), (10, 0.375)]);
}

fn term((amount, p): (i128, f64)) -> Bernoulli {
    Bernoulli { amount, p }
}

#[test]
fn extreme_amounts_do_no_harm() {
    let terms = [i128::MAX, i128::MIN, i128::MAX, 1, 0].map(|amount| term((amount, 0.5)));
    for n in [1, 20, 500] {
        let sum = BernoulliSum::new(&terms.repeat(n));
        let mass: f64 = sum.points().iter().map(|point| point.p).sum();
        assert_close(mass, 1.0);
    }
}

/// Probabilities of the number of successes, by the recurrence of the binomial distribution.
fn binomial(n: usize, p: f64) -> Vec<f64> {
    let log = |k: usize| {
        (1..=k)
            .map(|i| ((n - k + i) as f64 / i as f64).ln())
            .sum::<f64>()
    };
    (0..=n)
        .map(|k| (log(k) + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp())
        .collect()
}

/// 41 to 1,000 equal terms lie on the grid of their own amount, so that nothing is rounded.
#[test]
fn many_equal_terms_are_binomial() {
    for n in [40, 41, 100, 1_000] {
        let sum = equal(n, 49_900, 0.3);
        let mut points = sum.points().iter();
        for (k, expected) in binomial(n, 0.3)
            .into_iter()
            .enumerate()
            .filter(|(_, p)| *p > 1e-300)
        {
            let point = points.next().expect("as many sums as successes");
            assert_eq!(point.sum, k as i128 * 49_900);
            assert!(
                (point.p - expected).abs() < 1e-10,
                "{n} {k}: {} is not {expected}",
                point.p
            );
        }
    }
}

/// Amounts to the cent, all nearly alike and half a cell off the grid: the case in which rounding
/// each to the nearest cell would raise the mean by 5 %.
#[test]
fn rounding_keeps_mean_and_spread() {
    for n in [41, 400, 950, 1_500, 6_667, 100_000] {
        let terms: Vec<_> = (0..n).map(|i| term((1_000_003 + i % 7, 0.5))).collect();
        compare_with_normal(&BernoulliSum::new(&terms));
    }
}

/// The sum is close to normal: middle and tenths must be where those are, give or take half an
/// amount, as the sums cluster around its multiples.
fn compare_with_normal(sum: &BernoulliSum) {
    let moments = sum.moments();
    let unit = 2.0 * moments.mean / 10_000.0;
    let room = 0.5 * 1_000_003.0 + 0.03 * moments.sd() + 3.0 * unit;
    for (q, z) in [(0.1, -1.281_551_6), (0.5, 0.0), (0.9, 1.281_551_6)] {
        let (actual, expected) = (sum.quantile(q) as f64, moments.mean + z * moments.sd());
        assert!(
            (actual - expected).abs() <= room,
            "{q}: {actual} is not {expected} ± {room}"
        );
    }
    let (mean, variance) = spread(sum);
    assert!(
        (mean - moments.mean).abs() <= unit,
        "mean {mean} is not {}",
        moments.mean
    );
    assert!(
        (variance / moments.variance - 1.0).abs() < 0.02,
        "variance {variance} is not {}",
        moments.variance
    );
}

/// Mean and variance of the points themselves.
fn spread(sum: &BernoulliSum) -> (f64, f64) {
    let mean: f64 = sum
        .points()
        .iter()
        .map(|point| point.sum as f64 * point.p)
        .sum();
    let variance = sum
        .points()
        .iter()
        .map(|point| (point.sum as f64 - mean).powi(2) * point.p)
        .sum();
    (mean, variance)
}

/// One term larger than a hundred thousand others together: two humps, and the normal part must not
/// blur them.
#[test]
fn a_giant_among_the_small_stays_visible() {
    let small = (0..100_000).map(|i| term((1_000 + i % 13, 0.2)));
    let sum = BernoulliSum::new(
        &small
            .chain([term((1_000_000_000, 0.5))])
            .collect::<Vec<_>>(),
    );
    assert_eq!(sum.quantile(0.4) / 1_000_000, 20);
    assert_eq!(sum.quantile(0.6) / 1_000_000, 1_020);
    assert!((sum.at_least(1_000_000_000) - 0.5).abs() < 1e-9);
}

/// 40 amounts to the cent have more different sums than any machine can hold.
#[test]
fn too_many_different_sums_fall_back_to_the_grid() {
    let terms: Vec<_> = (0..40_u32)
        .map(|i| term((1_000_000_000 + 3_i128.pow(i), 0.4)))
        .collect();
    let sum = BernoulliSum::new(&terms);
    assert!(sum.points().len() <= 10_100);
    let (mean, variance) = spread(&sum);
    assert!((mean / sum.moments().mean - 1.0).abs() < 1e-3);
    assert!((variance / sum.moments().variance - 1.0).abs() < 1e-3);
}

/// 20 powers of two have every sum from 0 to 2^20 − 1, each once.
#[test]
fn any_20_amounts_are_exact() {
    let terms: Vec<_> = (0..20_u32).map(|i| term((1 << i, 0.5))).collect();
    let sum = BernoulliSum::new(&terms);
    assert_eq!(sum.points().len(), 1 << 20);
    assert_eq!(sum.quantile(0.25), (1 << 18) - 1);
    assert_eq!(sum.at_least(1), 1.0 - 0.5_f64.powi(20));
}

/// A target equal to the one large amount is reached by it, though the grid has rounded both.
#[test]
fn a_target_on_the_grid_is_reached() {
    let small = (0..60).map(|i| term((997 + i, 1e-12)));
    let sum = BernoulliSum::new(&small.chain([term((12_345_677, 0.3))]).collect::<Vec<_>>());
    assert!((sum.at_least(12_345_677) - 0.3).abs() < 1e-9);
}

fn some_terms(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Bernoulli>> {
    prop::collection::vec((-50_i128..500, -0.1..=1.1_f64).prop_map(term), count)
}

proptest! {
    #[test]
    fn the_mass_is_one_and_the_mean_that_of_the_terms(terms in some_terms(0..41)) {
        let sum = BernoulliSum::new(&terms);
        let mass: f64 = sum.points().iter().map(|point| point.p).sum();
        let (mean, variance) = spread(&sum);
        prop_assert!((mass - 1.0).abs() < 1e-9);
        prop_assert!((mean - sum.moments().mean).abs() < 1e-6);
        prop_assert!((variance - sum.moments().variance).abs() <= 1e-9 * variance.max(1.0));
        prop_assert!(sum.points().windows(2).all(|w| w[0].sum < w[1].sum));
    }

    #[test]
    fn quantiles_and_tail_agree(terms in some_terms(1..30), q in 0.01..0.99_f64) {
        let sum = BernoulliSum::new(&terms);
        let x = sum.quantile(q);
        prop_assert!(1.0 - sum.at_least(x + 1) >= q - 2e-9);
        prop_assert!(1.0 - sum.at_least(x) < q);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn on_the_grid_the_mean_moves_by_no_more_than_a_cell(mut terms in some_terms(60..90)) {
        // Amounts without a common divisor, too fine for the grid.
        terms.iter_mut().zip(0..).for_each(|(term, i)| term.amount = term.amount * 97 + i);
        let sum = BernoulliSum::new(&terms);
        let mass: f64 = sum.points().iter().map(|point| point.p).sum();
        let unit = terms.iter().map(|term| term.amount.abs()).sum::<i128>() as f64 / 10_000.0;
        prop_assert!((mass - 1.0).abs() < 1e-9);
        prop_assert!((spread(&sum).0 - sum.moments().mean).abs() <= unit.max(1.0));
    }

    #[test]
    fn order_does_not_matter((terms, shuffled) in some_terms(0..60).prop_flat_map(|all| {
        (Just(all.clone()), Just(all).prop_shuffle())
    })) {
        prop_assert_eq!(BernoulliSum::new(&terms), BernoulliSum::new(&shuffled));
    }
}
