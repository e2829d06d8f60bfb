use super::{assert_close, assert_same, count, float, integer, integers, list, vector};
use dealfile::stats::aalen_johansen::{CumulativeIncidence, Observation, Step};
use dealfile::stats::kaplan_meier;
use proptest::prelude::*;
use serde_json::Value;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    Won,
    Lost,
}

pub fn observations(case: &Value) -> Vec<Observation<End>> {
    let (times, codes) = (integers(&case["durations"]), integers(&case["codes"]));
    times
        .iter()
        .zip(codes)
        .map(|(time, code)| Observation {
            time: *time,
            cause: cause(code),
        })
        .collect()
}

fn cause(code: i64) -> Option<End> {
    match code {
        1 => Some(End::Won),
        2 => Some(End::Lost),
        _ => None,
    }
}

#[test]
fn the_curves_are_as_expected() {
    for case in list(&vector("cif")["cases"]) {
        for (key, cause) in [("win", End::Won), ("lost", End::Lost)] {
            let Some(rows) = case[key].as_array() else {
                continue;
            };
            let curve = CumulativeIncidence::fit(&observations(case), cause);
            assert_eq!(curve.steps().len(), rows.len(), "{} {key}", case["name"]);
            curve
                .steps()
                .iter()
                .zip(rows)
                .for_each(|(step, row)| compare(step, row));
        }
    }
}

fn compare(step: &Step, row: &Value) {
    assert_eq!(step.t, integer(&row["t"]));
    assert_eq!(step.at_risk, count(&row["n"]));
    assert_eq!(step.events, count(&row["d"]));
    assert_eq!(step.of_cause, count(&row["dk"]));
    assert_close(step.survival, float(&row["S"]));
    assert_close(step.incidence, float(&row["F"]));
    assert_close(step.error, float(&row["se"]));
    assert_same(step.band.map(|band| band.lo), &row["lo"]);
    assert_same(step.band.map(|band| band.hi), &row["hi"]);
}

#[test]
fn the_final_incidence_is_below_one_minus_kaplan_meier() {
    for case in list(&vector("cif")["cases"]) {
        let all = observations(case);
        let curve = CumulativeIncidence::fit(&all, End::Won);
        let last = curve.steps().last().expect("not empty");
        assert_same(Some(last.incidence), &case["cif_win_at_end"]);
        let Some(expected) = case["one_minus_km_win_at_end"].as_f64() else {
            continue;
        };
        let censored = all.iter().map(|o| kaplan_meier::Observation {
            time: o.time,
            event: o.cause == Some(End::Won),
        });
        let naive = kaplan_meier::KaplanMeier::fit(&censored.collect::<Vec<_>>());
        assert_close(
            1.0 - naive.steps().last().expect("not empty").survival,
            expected,
        );
        assert!(last.incidence < expected);
    }
}

#[test]
fn figures_at_chosen_times_are_as_expected() {
    let vector = vector("cif");
    let case = list(&vector["cases"])
        .iter()
        .find(|case| case["name"] == "deals_gen")
        .expect("the case is there");
    let (won, lost) = [End::Won, End::Lost]
        .map(|end| CumulativeIncidence::fit(&observations(case), end))
        .into();
    for (key, curve) in [("cif_win", &won), ("cif_lost", &lost)] {
        for (t, expected) in case[key].as_object().expect("times") {
            let step = curve
                .at(t.parse().expect("a time"))
                .expect("within the times seen");
            assert_close(step.incidence, float(expected));
        }
    }
    let band = won
        .at(90)
        .and_then(|step| step.band)
        .expect("someone has won by then");
    assert_close(band.lo, float(&case["cif_win_ci_90"][0]));
    assert_close(band.hi, float(&case["cif_win_ci_90"][1]));
    for question in list(&case["conditional"]) {
        let p = won.conditional(integer(&question["age"]), integer(&question["within"]));
        assert_same(p, &question["p_win"]);
    }
    assert_eq!(
        won.median_given_cause(),
        case["median_days_to_win_given_win"].as_i64()
    );
}

fn small(cases: &[(i64, i64)]) -> CumulativeIncidence {
    let all: Vec<_> = cases
        .iter()
        .map(|(time, code)| Observation {
            time: *time,
            cause: cause(*code),
        })
        .collect();
    CumulativeIncidence::fit(&all, End::Won)
}

#[test]
fn nothing_observed_gives_nothing() {
    let curve = small(&[]);
    assert_eq!((curve.n(), curve.t_max(), curve.at(0)), (0, None, None));
    assert_eq!(
        (curve.conditional(0, 0), curve.median_given_cause()),
        (None, None)
    );
}

#[test]
fn nothing_is_known_beyond_the_last_time_nor_when_none_is_left() {
    let curve = small(&[(2, 1), (4, 2), (6, 0), (6, 1)]);
    let before = curve.at(1).expect("within the times seen");
    assert_eq!(
        (
            before.incidence,
            before.survival,
            before.at_risk,
            before.band
        ),
        (0.0, 1.0, 4, None)
    );
    assert_eq!(curve.at(7), None);
    assert_eq!(curve.conditional(4, 2), Some(0.5));
    assert_eq!(curve.conditional(4, 3), None);
    assert_eq!(curve.conditional(0, -1), None);
    assert_eq!(curve.conditional(-1, 1), None);
    assert_eq!(curve.conditional(i64::MAX, i64::MAX), None);
    let over = small(&[(2, 1), (2, 2)]);
    assert_eq!(over.conditional(2, 0), None);
}

#[test]
fn certainty_and_impossibility_have_no_band() {
    for n in 1..60 {
        let all = small(&(1..=n).map(|time| (time, 1)).collect::<Vec<_>>());
        let last = all.steps().last().expect("not empty");
        assert_close(last.incidence, 1.0);
        assert!(last.error < 1e-7 && last.band.is_none());
    }
    let none = small(&[(1, 2), (2, 0)]);
    assert!(
        none.steps()
            .iter()
            .all(|step| step.incidence == 0.0 && step.band.is_none())
    );
    assert_eq!(none.median_given_cause(), None);
}

/// Half of all is met exactly at the middle one, which a sum of sixths misses in floats.
#[test]
fn a_threshold_met_on_paper_is_met() {
    for n in [2, 6, 10, 14, 22, 46] {
        let all: Vec<_> = (1..=n).map(|time| (time, 1)).collect();
        assert_eq!(small(&all).median_given_cause(), Some(n / 2), "{n}");
    }
}

/// The running sums against the definition, which looks back from each time to all earlier ones.
fn variance_by_definition(steps: &[Step]) -> f64 {
    let last = steps.last().map_or(0.0, |step| step.incidence);
    let before = std::iter::once(1.0).chain(steps.iter().map(|step| step.survival));
    let terms = steps.iter().zip(before).map(|(step, before)| {
        let (n, d, k) = (
            step.at_risk as f64,
            step.events as f64,
            step.of_cause as f64,
        );
        let since = last - step.incidence;
        let greenwood = if n > d {
            since * since * d / (n * (n - d))
        } else {
            0.0
        };
        greenwood + before * before * k * (n - k) / (n * n * n) - 2.0 * since * before * k / (n * n)
    });
    terms.sum()
}

#[test]
fn a_hundred_thousand_observations_take_no_quadratic_time() {
    let all: Vec<_> = (0..100_000)
        .map(|i| Observation {
            time: i,
            cause: cause(i % 3),
        })
        .collect();
    let curve = CumulativeIncidence::fit(&all, End::Won);
    let last = curve.steps().last().expect("not empty");
    assert_eq!(last.t, 99_999);
    assert_close(
        last.error * last.error,
        variance_by_definition(curve.steps()),
    );
}

fn some_observations() -> impl Strategy<Value = Vec<Observation<End>>> {
    let one = (0_i64..40, 0_i64..3).prop_map(|(time, code)| Observation {
        time,
        cause: cause(code),
    });
    prop::collection::vec(one, 0..80)
}

proptest! {
    #[test]
    fn the_shares_add_up_to_one(observations in some_observations()) {
        let won = CumulativeIncidence::fit(&observations, End::Won);
        let lost = CumulativeIncidence::fit(&observations, End::Lost);
        for (w, l) in won.steps().iter().zip(lost.steps()) {
            prop_assert_eq!(w.survival, l.survival);
            prop_assert!((w.incidence + l.incidence + w.survival - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn incidence_rises_within_its_band(observations in some_observations()) {
        let curve = CumulativeIncidence::fit(&observations, End::Won);
        prop_assert!(curve.steps().windows(2).all(|w| w[1].incidence >= w[0].incidence));
        for step in curve.steps() {
            prop_assert!(step.error.is_finite() && step.at_risk > 0);
            let band = step.band.unwrap_or(dealfile::stats::Interval { lo: 0.0, hi: 1.0 + 1e-12 });
            prop_assert!(0.0 <= band.lo && band.hi <= 1.0 + 1e-12 && band.contains(step.incidence));
        }
    }

    #[test]
    fn the_running_variance_is_the_defined_one(observations in some_observations()) {
        let curve = CumulativeIncidence::fit(&observations, End::Won);
        for (i, step) in curve.steps().iter().enumerate() {
            let expected = variance_by_definition(&curve.steps()[..=i]);
            prop_assert!((step.error * step.error - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn a_single_cause_is_kaplan_meier(times in prop::collection::vec((0_i64..40, any::<bool>()), 0..60)) {
        let as_km: Vec<_> = times.iter().map(|(time, event)| kaplan_meier::Observation { time: *time, event: *event }).collect();
        let as_aj: Vec<_> = times.iter().map(|(time, event)| Observation { time: *time, cause: event.then_some(End::Won) }).collect();
        let (km, aj) = (kaplan_meier::KaplanMeier::fit(&as_km), CumulativeIncidence::fit(&as_aj, End::Won));
        for step in aj.steps() {
            let survival = km.survival_at(step.t).expect("within the times seen");
            prop_assert!((1.0 - step.incidence - survival).abs() < 1e-12);
        }
    }

    #[test]
    fn order_does_not_matter((observations, shuffled) in some_observations().prop_flat_map(|all| {
        (Just(all.clone()), Just(all).prop_shuffle())
    })) {
        prop_assert_eq!(CumulativeIncidence::fit(&observations, End::Lost), CumulativeIncidence::fit(&shuffled, End::Lost));
    }

    #[test]
    fn conditional_is_a_probability(observations in some_observations(), age in 0_i64..40, within in 0_i64..40) {
        let p = CumulativeIncidence::fit(&observations, End::Won).conditional(age, within);
        prop_assert!(p.is_none_or(|p| (0.0..=1.0).contains(&p)));
    }
}
