use super::{assert_close, assert_same, count, float, floats, integer, integers, list, vector};
use dealfile::stats::kaplan_meier::{KaplanMeier, Observation, Step};
use dealfile::stats::summary;
use proptest::prelude::*;
use serde_json::Value;

pub fn observations(case: &Value) -> Vec<Observation> {
    let (times, events) = (integers(&case["durations"]), integers(&case["events"]));
    times
        .iter()
        .zip(events)
        .map(|(time, event)| Observation {
            time: *time,
            event: event == 1,
        })
        .collect()
}

#[test]
fn the_curve_is_as_expected() {
    for case in list(&vector("km")["cases"]) {
        let curve = KaplanMeier::fit(&observations(case));
        let rows = list(&case["rows"]);
        assert_eq!(curve.steps().len(), rows.len(), "{}", case["name"]);
        curve
            .steps()
            .iter()
            .zip(rows)
            .for_each(|(step, row)| compare(step, row));
        assert_eq!(curve.n(), count(&case["n"]));
        assert_eq!(curve.events(), count(&case["n_events"]));
    }
}

fn compare(step: &Step, row: &Value) {
    assert_eq!(step.t, integer(&row["t"]));
    assert_eq!(step.at_risk, count(&row["n"]));
    assert_eq!(step.events, count(&row["d"]));
    assert_eq!(step.censored, count(&row["c"]));
    assert_close(step.survival, float(&row["S"]));
    assert_same(step.band.map(|band| band.lo), &row["lo"]);
    assert_same(step.band.map(|band| band.hi), &row["hi"]);
}

#[test]
fn the_figures_are_as_expected() {
    for case in list(&vector("km")["cases"]) {
        let curve = KaplanMeier::fit(&observations(case));
        let (lo, hi) = curve.median_ci();
        assert_eq!(curve.median(), case["median"].as_i64(), "{}", case["name"]);
        assert_eq!(lo, case["median_lo"].as_i64(), "{}", case["name"]);
        assert_eq!(hi, case["median_hi"].as_i64(), "{}", case["name"]);
        assert_eq!(curve.quantile(0.9), case["p90"].as_i64());
        assert_eq!(curve.quantile(0.25), case["p25"].as_i64());
        assert_eq!(curve.t_max(), case["rmst_tau"].as_i64());
        assert_same(curve.rmst(integer(&case["rmst_tau"])), &case["rmst"]);
    }
}

#[test]
fn the_naive_figures_are_as_expected() {
    for case in list(&vector("km")["cases"]) {
        let (times, events) = (floats(&case["durations"]), integers(&case["events"]));
        let ended: Vec<f64> = times
            .into_iter()
            .zip(events)
            .filter(|(_, e)| *e == 1)
            .map(|(t, _)| t)
            .collect();
        assert_same(summary::mean(&ended), &case["naive_mean_of_events"]);
        assert_same(summary::median(&ended), &case["naive_median_of_events"]);
    }
}

/// One process, seen ever earlier: the naive mean shortens, the median does not.
#[test]
fn recent_cohorts_are_not_faster() {
    for cohort in list(&vector("km")["cohort_illusion"]) {
        let curve = KaplanMeier::fit(&observations(cohort));
        let (lo, hi) = curve.median_ci();
        assert_eq!(curve.median(), cohort["km_median"].as_i64());
        assert_eq!(
            [lo, hi],
            [
                cohort["km_median_ci"][0].as_i64(),
                cohort["km_median_ci"][1].as_i64()
            ]
        );
    }
}

#[test]
fn nothing_observed_gives_nothing() {
    let curve = KaplanMeier::fit(&[]);
    assert!(curve.steps().is_empty());
    assert_eq!(
        (curve.n(), curve.events(), curve.t_max(), curve.median()),
        (0, 0, None, None)
    );
    assert_eq!((curve.survival_at(0), curve.rmst(0)), (None, None));
}

#[test]
fn nothing_is_known_beyond_the_last_time() {
    let curve = KaplanMeier::fit(&[
        Observation {
            time: 4,
            event: true,
        },
        Observation {
            time: 8,
            event: false,
        },
    ]);
    let expected = [
        (-1, Some(1.0)),
        (0, Some(1.0)),
        (3, Some(1.0)),
        (4, Some(0.5)),
        (8, Some(0.5)),
        (9, None),
    ];
    for (t, survival) in expected {
        assert_eq!(curve.survival_at(t), survival, "at {t}");
    }
    assert_eq!(
        [curve.rmst(-5), curve.rmst(2), curve.rmst(8), curve.rmst(9)],
        [Some(0.0), Some(2.0), Some(6.0), None]
    );
    assert_eq!(curve.median(), Some(4));
}

#[test]
fn extreme_times_do_no_harm() {
    let times = [i64::MIN, -1, 0, i64::MAX];
    let curve = KaplanMeier::fit(&times.map(|time| Observation { time, event: true }));
    assert_eq!(curve.steps().len(), 2);
    assert_eq!(curve.t_max(), Some(i64::MAX));
    assert_eq!(curve.rmst(i64::MAX), Some(0.25 * i64::MAX as f64));
    assert_eq!(curve.rmst(i64::MIN), Some(0.0));
}

/// Without censoring S is the plain share still waiting; this many factors would show a drift.
#[test]
fn a_hundred_thousand_observations_keep_their_digits() {
    let n = 100_000;
    let curve = KaplanMeier::fit(
        &(1..=n)
            .map(|time| Observation { time, event: true })
            .collect::<Vec<_>>(),
    );
    for step in curve.steps() {
        let survival = (n - step.t) as f64 / n as f64;
        assert!((step.survival - survival).abs() < 1e-11);
        if survival > 0.0 {
            let greenwood = (1.0 - survival) / (survival * n as f64);
            assert!((step.greenwood - greenwood).abs() <= 1e-9 * greenwood);
        }
    }
    assert_eq!(curve.median(), Some(n / 2));
    assert_eq!(curve.quantile(0.9), Some(n / 10 * 9));
}

pub fn some_observations() -> impl Strategy<Value = Vec<Observation>> {
    let one = (0_i64..60, any::<bool>()).prop_map(|(time, event)| Observation { time, event });
    prop::collection::vec(one, 0..80)
}

proptest! {
    #[test]
    fn survival_falls_within_its_band(observations in some_observations()) {
        let curve = KaplanMeier::fit(&observations);
        prop_assert!(curve.steps().windows(2).all(|w| w[1].t > w[0].t && w[1].survival <= w[0].survival));
        for step in curve.steps() {
            prop_assert!((0.0..=1.0).contains(&step.survival));
            prop_assert_eq!(step.band.is_none(), step.survival == 0.0);
            let band = step.band.unwrap_or(dealfile::stats::Interval { lo: 0.0, hi: 1.0 });
            prop_assert!(0.0 <= band.lo && band.hi <= 1.0 && band.contains(step.survival));
        }
    }

    #[test]
    fn every_observation_is_counted_once(observations in some_observations()) {
        let curve = KaplanMeier::fit(&observations);
        let ended: u64 = curve.steps().iter().map(|step| step.events + step.censored).sum();
        prop_assert_eq!(ended, observations.len() as u64);
        prop_assert_eq!(curve.n(), ended);
    }

    #[test]
    fn order_does_not_matter((observations, shuffled) in some_observations().prop_flat_map(|all| {
        (Just(all.clone()), Just(all).prop_shuffle())
    })) {
        prop_assert_eq!(KaplanMeier::fit(&observations), KaplanMeier::fit(&shuffled));
    }

    /// Without censoring the estimates are those of the plain sample.
    #[test]
    fn all_seen_to_the_end_is_the_plain_sample(times in prop::collection::vec(0_i64..200, 1..60)) {
        let all = times.iter().map(|time| Observation { time: *time, event: true }).collect::<Vec<_>>();
        let curve = KaplanMeier::fit(&all);
        let mut sorted = times.clone();
        sorted.sort_unstable();
        prop_assert_eq!(curve.median(), Some(sorted[(times.len() - 1) / 2]));
        let mean = times.iter().sum::<i64>() as f64 / times.len() as f64;
        let rmst = curve.rmst(curve.t_max().expect("not empty")).expect("within the times seen");
        prop_assert!((rmst - mean).abs() < 1e-9 * mean.max(1.0));
    }
}
