//! Prints our figures for the data of `oracle.py`, which compares them with other implementations.
//!
//! Run by that script; by itself: `STATS_ORACLE=folder cargo test stats::oracle -- --ignored`,
//! where the folder has `data.json` and gets `ours.json`.

use super::aalen_johansen::{End, observations as competing};
use super::kaplan_meier::observations;
use super::{count, float, floats, integer, list};
use dealfile::stats::aalen_johansen::CumulativeIncidence;
use dealfile::stats::bernoulli_sum::{Bernoulli, BernoulliSum, shared};
use dealfile::stats::chi_square::Homogeneity;
use dealfile::stats::kaplan_meier::KaplanMeier;
use dealfile::stats::markov::AbsorbingChain;
use dealfile::stats::proportion::{newcombe, wilson};
use dealfile::stats::shrink::Beta;
use dealfile::stats::student;
use dealfile::stats::summary::{mean, median, quantile};
use dealfile::stats::{Interval, kaplan_meier};
use serde_json::{Value, json};
use std::path::PathBuf;

#[test]
#[ignore = "needs the data of oracle.py"]
fn our_figures() {
    let folder =
        PathBuf::from(std::env::var_os("STATS_ORACLE").expect("STATS_ORACLE names a folder"));
    let text = std::fs::read_to_string(folder.join("data.json")).expect("data.json is there");
    let data: Value = serde_json::from_str(&text).expect("data.json is JSON");
    let figures =
        |kind: &str, of: fn(&Value) -> Value| list(&data[kind]).iter().map(of).collect::<Vec<_>>();
    let ours = json!({
        "kaplan_meier": figures("kaplan_meier", survival),
        "competing": figures("competing", incidence),
        "proportion": figures("proportion", proportions),
        "bernoulli": figures("bernoulli", sums),
        "shared": figures("shared", shared_moments),
        "markov": figures("markov", chain),
        "summary": figures("summary", summaries),
        "homogeneity": figures("homogeneity", homogeneity),
        "student": figures("student", |case| {
            json!(student::cdf(count(&case["freedom"]) as u32, float(&case["x"])))
        }),
    });
    std::fs::write(folder.join("ours.json"), ours.to_string()).expect("ours.json can be written");
}

fn survival(case: &Value) -> Value {
    let curve = KaplanMeier::fit(&observations(case));
    let row = |step: &kaplan_meier::Step| json!([step.t, step.survival, limits(step.band)]);
    let tau = integer(&case["tau"]);
    json!({
        "steps": curve.steps().iter().map(row).collect::<Vec<_>>(),
        "median": curve.median(),
        "p90": curve.quantile(0.9),
        "rmst": curve.rmst(tau),
        "at_tau": curve.survival_at(tau),
    })
}

fn limits(band: Option<Interval>) -> Value {
    band.map_or(Value::Null, |band| json!([band.lo, band.hi]))
}

fn incidence(case: &Value) -> Value {
    let curve = |end| {
        let curve = CumulativeIncidence::fit(&competing(case), end);
        let rows = curve
            .steps()
            .iter()
            .map(|step| json!([step.t, step.incidence, step.error, limits(step.band)]));
        rows.collect::<Vec<_>>()
    };
    json!([curve(End::Won), curve(End::Lost)])
}

fn proportions(case: &Value) -> Value {
    let [k1, n1, k2, n2] = ["k1", "n1", "k2", "n2"].map(|key| count(&case[key]));
    let difference = newcombe(k1, n1, k2, n2);
    json!([
        limits(wilson(k1, n1)),
        limits(difference.map(|d| d.interval))
    ])
}

fn sums(case: &Value) -> Value {
    let amounts = list(&case["amounts"])
        .iter()
        .map(|amount| i128::from(integer(amount)));
    let terms = amounts
        .zip(floats(&case["p"]))
        .map(|(amount, p)| Bernoulli { amount, p });
    let sum = BernoulliSum::new(&terms.collect::<Vec<_>>());
    let quantile = |q: &f64| sum.quantile(*q) as i64;
    json!({
        "mean": sum.moments().mean,
        "variance": sum.moments().variance,
        "quantiles": floats(&case["q"]).iter().map(quantile).collect::<Vec<_>>(),
        "at_least": sum.at_least(integer(&case["x"]).into()),
    })
}

fn shared_moments(case: &Value) -> Value {
    let amounts: Vec<i128> = list(&case["amounts"])
        .iter()
        .map(|amount| integer(amount).into())
        .collect();
    let moments = shared(&amounts, Beta::after(count(&case["w"]), count(&case["l"])));
    json!([moments.mean, moments.variance])
}

fn homogeneity(case: &Value) -> Value {
    let groups: Vec<(u64, u64)> = list(&case["groups"])
        .iter()
        .map(|group| (count(&group[0]), count(&group[1])))
        .collect();
    let test = Homogeneity::test(&groups).expect("groups that can be compared");
    json!([test.chi_square, test.p])
}

fn chain(case: &Value) -> Value {
    let rows = |key: &str| list(&case[key]).iter().map(floats).collect::<Vec<_>>();
    let (moves, ends) = (rows("moves"), rows("ends"));
    let chain = AbsorbingChain::new(&moves, &ends).expect("a sound matrix");
    let of = |from| json!([chain.visits(from), chain.absorption(from, 0)]);
    json!((0..moves.len()).map(of).collect::<Vec<_>>())
}

fn summaries(case: &Value) -> Value {
    let values = floats(&case["values"]);
    json!([
        mean(&values),
        median(&values),
        quantile(&values, float(&case["q"]))
    ])
}
