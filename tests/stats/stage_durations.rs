use super::kaplan_meier::observations;
use super::{assert_same, count, list, vector};
use dealfile::stats::kaplan_meier::KaplanMeier;
use dealfile::stats::summary;

#[test]
fn stays_in_each_stage_are_as_expected() {
    for case in list(&vector("stage_durations")["cases"]) {
        let stays = observations(case);
        let curve = KaplanMeier::fit(&stays);
        let ended: Vec<f64> = stays
            .iter()
            .filter(|stay| stay.event)
            .map(|stay| stay.time as f64)
            .collect();
        assert_eq!(
            (curve.n(), curve.events()),
            (count(&case["n"]), count(&case["exits"]))
        );
        assert_eq!(
            curve.median(),
            case["km_median"].as_i64(),
            "{}",
            case["stage"]
        );
        assert_eq!(
            curve.quantile(0.9),
            case["km_p90"].as_i64(),
            "{}",
            case["stage"]
        );
        assert_same(summary::mean(&ended), &case["naive_mean_exited"]);
    }
}
