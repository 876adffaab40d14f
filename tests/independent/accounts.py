"""Prints what the expect.yaml of tests/cases/accounts states: the score by answers, by account and by revenue.

    python3 tests/independent/accounts.py

Written from the method alone, with nothing of the program. Needs numpy and statsmodels.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import statsmodels.api as sm

CASE = Path(__file__).resolve().parents[1] / "cases" / "accounts"
PERIOD, YEAR = "2026-Q3", ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]


def quarter(day):
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def code(score):
    return (score >= 9) - (score <= 6)


def main():
    table = {row["account"]: row["revenue"] for row in csv.DictReader((CASE / "accounts.csv").open())}
    revenue = {name: float(amount) for name, amount in table.items() if amount}
    codes, unnamed, known = defaultdict(lambda: defaultdict(list)), 0, set(table)
    for row in csv.DictReader((CASE / "answers.csv").open()):
        name, period = row["company"], quarter(row["day"])
        known |= {name} - {""}
        if row["score"] and name:
            codes[name][period].append(code(int(row["score"])))
        elif row["score"]:
            unnamed += period == PERIOD
    now = {name: of[PERIOD] for name, of in codes.items() if of[PERIOD]}
    print("known", len(known), "answered", len(now), "unnamed", unnamed, "without revenue", len(known - set(revenue)))
    means = np.array([100 * np.mean(of) for of in now.values()])
    for by, weight in (("answers", lambda n: len(now[n])), ("accounts", lambda n: 1), ("revenue", revenue.get)):
        weights = np.array([float(weight(name)) for name in now])
        fit = sm.WLS(means, np.ones(len(means)), weights=weights)
        fit = fit.fit(cov_type="cluster", cov_kwds={"groups": np.arange(len(means))}, use_t=True)
        low, high = fit.conf_int()[0]
        print(by, *(f"{x:.10f}" for x in (fit.params[0], fit.bse[0], max(low, -100), min(high, 100))))
    total = sum(revenue.values())
    for kind, has in (
        ("promoters", lambda of: 1 in of), ("passives", lambda of: 0 in of), ("detractors", lambda of: -1 in of),
        ("no answer", lambda of: not of),
    ):
        own = [name for name in known if has(now.get(name, []))]
        share = sum(revenue.get(name, 0) for name in own) / total
        print(kind, len(own), f"{len(own) / len(known):.10f} {share:.10f}")
    for name in sorted(codes):
        of = codes[name]
        before = [period for period in of if period < PERIOD and of[period]]
        last = of[max(before)] if before else []
        rules = ["detractor"] * (-1 in of[PERIOD]) + ["fall"] * (-1 in of[PERIOD] and set(last) == {1})
        rules += ["silence"] * (not of[PERIOD] and bool(before) and max(before) in YEAR)
        print(name, rules)


main()
