"""Compares the figures of src/stats with other implementations, on random data.

Needs lifelines and statsmodels (and with them numpy and scipy). Run anywhere: python tests/stats/oracle.py [SEED]
"""

import json
import os
import subprocess
import sys
import tempfile
import warnings
from itertools import product
from pathlib import Path

import numpy as np
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from scipy.stats import beta, chi2_contingency, t
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = Path(__file__).resolve()
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 1
random = np.random.default_rng(SEED)
worst = {}


def same(kind, ours, theirs):
    """Asserts 1e-9, relative, and keeps the largest difference for the closing table."""
    ours, theirs = np.asarray(ours, float), np.asarray(theirs, float)
    difference = np.abs(ours - theirs) / np.maximum(np.abs(theirs), 1e-3)
    top = float(difference.max(initial=0.0))
    assert top <= 1e-9, (kind, ours, theirs)
    count, before = worst.get(kind, (0, 0.0))
    worst[kind] = (count + ours.size, max(before, top))


def days(n, ties):
    """Whole durations with many ties, or without any."""
    if ties:
        return np.floor(random.exponential(25, n)).astype(int)
    return random.choice(np.arange(1, 50 * n), n, replace=False)


def survival_case(i):
    n = int(random.integers(1, 400))
    times = days(n, i % 2 == 0)
    return {
        "durations": times.tolist(),
        "events": (random.random(n) < random.uniform(0.2, 1.0)).astype(int).tolist(),
        "tau": int(random.integers(0, times.max() + 1)),
    }


def competing_case(i):
    n = int(random.integers(2, 300))
    codes = random.choice(3, n, p=random.dirichlet([2, 2, 2]))
    codes[:2] = [1, 2]
    return {"durations": (days(n, i % 2 == 0) + 1).tolist(), "codes": codes.tolist()}


def proportion_case(_):
    n1, n2 = (int(n) for n in random.integers(1, 500, 2))
    return {"k1": int(random.integers(0, n1 + 1)), "n1": n1, "k2": int(random.integers(0, n2 + 1)), "n2": n2}


def bernoulli_case(_):
    n = int(random.integers(1, 15))
    amounts = random.integers(1, 50, n) * 1000
    q = random.uniform(0.01, 0.99, 5)
    return {
        "amounts": amounts.tolist(),
        "p": random.random(n).tolist(),
        "q": q.tolist(),
        "x": int(random.integers(0, amounts.sum() + 2)),
    }


def shared_case(_):
    w, losses, n = (int(x) for x in random.integers([0, 0, 1], [200, 200, 30]))
    return {"w": w, "l": losses, "amounts": random.integers(1, 10**9, n).tolist()}


def markov_case(_):
    n = int(random.integers(1, 12))
    moves = random.random((n, n)) * (random.random((n, n)) < 0.5)
    return {"moves": moves.tolist(), "ends": (random.random((n, 2)) + 0.01).tolist()}


def summary_case(_):
    n = int(random.integers(1, 200))
    return {"values": random.lognormal(10, 3, n).tolist(), "q": float(random.random())}


def homogeneity_case(_):
    sizes = random.integers(5, 200, int(random.integers(2, 40)))
    won = random.binomial(sizes, random.uniform(0.05, 0.95))
    won[0], won[1] = 1, sizes[1] - 1
    return {"groups": [[int(k), int(n)] for k, n in zip(won, sizes)]}


def student_case(_):
    return {"freedom": int(random.integers(1, 30)), "x": float(random.normal(0, 3))}


def check_survival(case, ours):
    model = KaplanMeierFitter().fit(case["durations"], case["events"])
    steps = ours["steps"]
    at = [t for t, _, _ in steps]
    same("S(t)", [s for _, s, _ in steps], model.survival_function_at_times(at))
    limits = model.confidence_interval_.loc[at].to_numpy()
    banded = [i for i, (_, s, _) in enumerate(steps) if 0 < s < 1]
    same("band of S", [x for i in banded for x in steps[i][2]], limits[banded].ravel())
    same("RMST", ours["rmst"], restricted_mean_survival_time(model, t=case["tau"]))
    same("S(tau)", ours["at_tau"], model.predict(case["tau"]))
    # On the threshold lifelines answers by float noise, so those cases are left to the vectors.
    survival = np.array([s for _, s, _ in steps])
    for key, q in [("median", 0.5), ("p90", 0.9)]:
        if np.abs(survival - (1 - q)).min() > 1e-9:
            theirs = model.percentile(1 - q)
            same(key, [-1 if ours[key] is None else ours[key]], [-1 if np.isinf(theirs) else theirs])


def check_competing(case, ours):
    times, codes = np.array(case["durations"]), np.array(case["codes"])
    theirs = CumIncidenceRight(times.astype(float), codes)
    # Theirs has a row for each time with an event, of whatever cause.
    at = list(theirs.times)
    for k, curve in enumerate(ours):
        rows = {row[0]: row for row in curve}
        same("F(t), ties", [rows[t][1] for t in at], theirs.cinc[k])
    if len(set(times)) == len(times):
        for cause, curve in zip([1, 2], ours):
            check_untied(times, codes, cause, curve)


def check_untied(times, codes, cause, curve):
    model = AalenJohansenFitter(calculate_variance=True).fit(times, codes, event_of_interest=cause)
    at = [row[0] for row in curve]
    density = model.cumulative_density_.loc[at].to_numpy().ravel()
    same("F(t), no ties", [row[1] for row in curve], density)
    variance = model.variance_.loc[at].to_numpy().ravel()
    known = [i for i, row in enumerate(curve) if 0 < row[1] < 1 - 1e-9 and np.isfinite(variance[i])]
    same("variance of F", [curve[i][2] ** 2 for i in known], variance[known])
    limits = model.confidence_interval_.loc[at].to_numpy()
    same("band of F", [x for i in known for x in curve[i][3]], limits[known].ravel())


def check_proportion(case, ours):
    k1, n1, k2, n2 = (case[key] for key in ["k1", "n1", "k2", "n2"])
    same("Wilson", ours[0], proportion_confint(k1, n1, method="wilson"))
    same("Newcombe", ours[1], confint_proportions_2indep(k1, n1, k2, n2, method="newcomb", compare="diff"))


def check_bernoulli(case, ours):
    amounts, p = np.array(case["amounts"]), np.array(case["p"])
    same("mean of the sum", ours["mean"], amounts @ p)
    same("variance of the sum", ours["variance"], amounts**2 @ (p * (1 - p)))
    # Every combination of outcomes, one by one.
    outcomes = np.array(list(product([0, 1], repeat=len(p))))
    mass = np.where(outcomes == 1, p, 1 - p).prod(axis=1)
    sums = outcomes @ amounts
    same("P(sum >= x)", ours["at_least"], mass[sums >= case["x"]].sum())
    order = np.argsort(sums, kind="stable")
    values, starts = np.unique(sums[order], return_index=True)
    cumulative = np.cumsum(np.add.reduceat(mass[order], starts))
    for q, quantile in zip(case["q"], ours["quantiles"]):
        same("quantile of the sum", quantile, values[np.argmax(cumulative >= q)])


def check_shared(case, ours):
    belief = beta(case["w"] + 0.5, case["l"] + 0.5)
    a = np.array(case["amounts"], float)
    spread = belief.mean() - belief.moment(2)
    same("shared p", ours, [belief.mean() * a.sum(), spread * (a @ a) + belief.var() * a.sum() ** 2])


def check_markov(case, ours):
    moves, ends = np.array(case["moves"]), np.array(case["ends"])
    total = moves.sum(axis=1, keepdims=True) + ends.sum(axis=1, keepdims=True)
    inverse = np.linalg.inv(np.eye(len(moves)) - moves / total)
    same("expected visits", [row[0] for row in ours], inverse)
    same("absorption", [row[1] for row in ours], inverse @ (ends / total)[:, 0])


def check_summary(case, ours):
    values = case["values"]
    same("mean, median, quantile", ours, [np.mean(values), np.median(values), np.quantile(values, case["q"])])


def check_homogeneity(case, ours):
    groups = np.array(case["groups"])
    table = np.column_stack([groups[:, 0], groups[:, 1] - groups[:, 0]])
    theirs = chi2_contingency(table, correction=False)
    same("chi-square, p", ours, [theirs.statistic, theirs.pvalue])


def check_student(case, ours):
    same("Student's t", [ours], [t.cdf(case["x"], case["freedom"])])


KINDS = {
    "kaplan_meier": (survival_case, check_survival, 200),
    "competing": (competing_case, check_competing, 120),
    "proportion": (proportion_case, check_proportion, 500),
    "bernoulli": (bernoulli_case, check_bernoulli, 100),
    "shared": (shared_case, check_shared, 100),
    "markov": (markov_case, check_markov, 200),
    "summary": (summary_case, check_summary, 200),
    "homogeneity": (homogeneity_case, check_homogeneity, 300),
    "student": (student_case, check_student, 300),
}


def ask_ours(data):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "data.json").write_text(json.dumps(data))
        command = ["cargo", "test", "--quiet", "--test", "all", "stats::oracle", "--", "--ignored"]
        environment = os.environ | {"STATS_ORACLE": folder}
        subprocess.run(command, env=environment, cwd=HERE.parents[2], check=True, stdout=subprocess.DEVNULL)
        return json.loads(Path(folder, "ours.json").read_text())


def main():
    warnings.simplefilter("ignore")
    data = {kind: [make(i) for i in range(n)] for kind, (make, _, n) in KINDS.items()}
    ours = ask_ours(data)
    for kind, (_, check, _) in KINDS.items():
        for case, figures in zip(data[kind], ours[kind], strict=True):
            check(case, figures)
    print(f"seed {SEED}: all within 1e-9")
    for kind, (count, top) in worst.items():
        print(f"  {kind:24} {count:7} figures, largest difference {top:.1e}")


main()
