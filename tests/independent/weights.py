"""Writes answers.csv and expected.json, which tests/weights.rs holds this program to.

Needs Python with numpy, pandas, statsmodels and samplics. Standard errors of weighted means in clusters are those of
statsmodels (weighted least squares with cluster-robust covariance), raked weights those of samplics; the rest follows
from them by the formulas of the method, written here a second time.

    python weights.py
"""

import json

import numpy as np
import pandas as pd
import statsmodels.api as sm
from samplics.utils.types import PopParam
from samplics.weighting import SampleWeight
from samplics.estimation import TaylorEstimator
from scipy.stats import norm

Z = norm.ppf(0.975)


def answers():
    random = np.random.default_rng(20260930)
    rows = []
    for day in ("2026-05-15", "2026-08-15"):
        for company in range(14):
            mood = random.normal(0.0, 2.0) + (0.8 if day > "2026-06" else 0.0)
            for _ in range(int(random.integers(2, 8))):
                rows.append(
                    {
                        "day": day,
                        "score": int(np.clip(round(7.4 + mood + random.normal(0.0, 1.8)), 0, 10)),
                        "region": ("North", "South")[int(random.random() < 0.4)],
                        "company": f"Company {company + 1}",
                        "gender": ("f", "m")[int(random.random() < 0.6)],
                        "age": ("18-39", "40+")[int(random.random() < 0.35)],
                        "weight": round(float(random.uniform(0.3, 2.5)), 2),
                    }
                )
    return pd.DataFrame(rows)


def coded(frame):
    return np.where(frame.score >= 9, 1.0, np.where(frame.score <= 6, -1.0, 0.0))


def measure(frame, weights, effective):
    s, w = coded(frame), np.asarray(weights, float)
    shares = [float(w[s == group].sum() / w.sum()) for group in (-1, 0, 1)]
    d, z, p = (share * effective for share in shares)
    d, z, p = d + 0.75, z + 1.5, p + 0.75
    n = d + z + p
    mean, variance = (p - d) / n, (p + d) / n - ((p - d) / n) ** 2
    se = (variance / n) ** 0.5
    nps = 100 * (shares[2] - shares[0])
    low, high = 100 * (mean - Z * se), 100 * (mean + Z * se)
    return {
        "n": len(frame),
        "weighted_n": float(w.sum()),
        "effective_n": float(effective),
        "nps": nps,
        "low": max(-100.0, min(low, nps)),
        "high": min(100.0, max(high, nps)),
        "mean": float((w * frame.score).sum() / w.sum()),
        "adjusted": (mean, se),
    }


def kish(weights):
    w = np.asarray(weights, float)
    return w.sum() ** 2 / (w**2).sum()


def clustered(frame, weights):
    """Effective n from the variance of the weighted mean by statsmodels, checked against samplics."""
    s = coded(frame)
    fit = sm.WLS(s, np.ones(len(s)), weights=weights).fit(
        cov_type="cluster", cov_kwds={"groups": frame.company.astype("category").cat.codes.to_numpy()}
    )
    taylor = TaylorEstimator(PopParam.mean)
    taylor.estimate(y=s, samp_weight=np.asarray(weights, float), psu=frame.company.to_numpy(), remove_nan=True)
    assert abs(float(fit.bse[0]) - list_of(taylor.stderror)[0]) < 1e-9
    mean = float(fit.params[0])
    w = np.asarray(weights, float)
    variance = float((w * s**2).sum() / w.sum() - mean**2)
    return min(variance / float(fit.bse[0]) ** 2, kish(w))


def list_of(value):
    return list(value.values()) if isinstance(value, dict) else [value]


def correlation(first, second, weights):
    """Of the two weighted means over shared clusters, by statsmodels: both at once, each with its own dummy."""
    both = pd.concat([first, second])
    x = np.column_stack([np.r_[np.ones(len(first)), np.zeros(len(second))], np.r_[np.zeros(len(first)), np.ones(len(second))]])
    fit = sm.WLS(coded(both), x, weights=np.concatenate(weights)).fit(
        cov_type="cluster", cov_kwds={"groups": both.company.astype("category").cat.codes.to_numpy()}
    )
    v = np.asarray(fit.cov_params())
    return float(v[0, 1] / (v[0, 0] * v[1, 1]) ** 0.5)


def change(now, before, rho=0.0):
    (a, se_a), (b, se_b) = now["adjusted"], before["adjusted"]
    z = (a - b) / (se_a**2 + se_b**2 - 2 * rho * se_a * se_b) ** 0.5
    return {"difference": now["nps"] - before["nps"], "z": z, "p": float(2 * norm.sf(abs(z)))}


def raked(frame):
    margins = {"gender": {"f": 0.52, "m": 0.48}, "age": {"18-39": 0.4, "40+": 0.6}}
    n = len(frame)
    weight = SampleWeight()
    return weight.rake(
        samp_weight=np.ones(n),
        margins={column: frame[column].to_numpy() for column in margins},
        control={column: {value: share * n for value, share in shares.items()} for column, shares in margins.items()},
        tol=1e-12,
        max_iter=10_000,
    )


def finish(measures):
    for m in measures:
        m.pop("adjusted")


def main():
    frame = answers()
    frame.to_csv("answers.csv", index=False)
    before, now = frame[frame.day < "2026-07"], frame[frame.day > "2026-07"]
    result = {}

    pair = [measure(part, part.weight, kish(part.weight)) for part in (now, before)]
    result["weights"] = {"now": pair[0], "before": pair[1], "change": change(*pair)}
    north = now[now.region == "North"]
    south = now[now.region == "South"]
    regions = [measure(part, part.weight, kish(part.weight)) for part in (north, south)]
    result["weights"]["north"] = regions[0]
    result["weights"]["north_against_rest"] = change(*regions)
    finish(pair + regions)

    pair = [measure(part, part.weight, clustered(part, part.weight)) for part in (now, before)]
    rho = correlation(now, before, [now.weight, before.weight])
    result["clusters"] = {"now": pair[0], "before": pair[1], "correlation": rho, "change": change(*pair, rho)}
    regions = [measure(part, part.weight, clustered(part, part.weight)) for part in (north, south)]
    rho = correlation(north, south, [north.weight, south.weight])
    result["clusters"]["north"] = regions[0]
    result["clusters"]["north_against_rest"] = change(*regions, rho)
    finish(pair + regions)

    one = np.ones(len(now))
    alone = measure(now, one, clustered(now, one))
    finish([alone])
    result["unweighted_clusters"] = {"now": alone}

    pair = []
    for part in (now, before):
        weights = raked(part)
        pair.append(measure(part, weights, kish(weights)))
    result["raking"] = {"now": pair[0], "before": pair[1], "change": change(*pair)}
    finish(pair)

    population = 120
    pair = []
    for part in (now, before):
        n = len(part)
        pair.append(measure(part, np.ones(n), n * (population - 1) / (population - n)))
    result["population"] = {"now": pair[0], "before": pair[1], "change": change(*pair)}
    finish(pair)

    with open("expected.json", "w") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


main()
