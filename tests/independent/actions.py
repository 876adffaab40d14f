"""Writes the answers of tests/cases/actions and prints what its expect.yaml states: what came of each action.

    python3 tests/independent/actions.py [--write]

Written from the method alone, with nothing of the program. Needs scipy.
"""

import csv
import sys
from collections import Counter
from math import sqrt
from pathlib import Path

from scipy.stats import norm

CASE = Path(__file__).resolve().parents[1] / "cases" / "actions"
GROUPS = {("South", 2): (40, 40, 40), ("South", 3): (25, 40, 60), ("North", 2): (50, 60, 60), ("North", 3): (48, 60, 66)}
SCORES = (3, 8, 10)
DAYS = {2: "2026-05-11", 3: "2026-08-12"}


def write():
    with open(CASE / "answers.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["score", "day", "region", "channel"])
        for (region, quarter), counts in GROUPS.items():
            for group, (score, n) in enumerate(zip(SCORES, counts)):
                for at in range(n):
                    # Those by phone were unhappier than the others before, and are happier since.
                    by_phone = at % 10 < ([7, 5, 3] if quarter == 2 else [2, 5, 7])[group]
                    out.writerow([score, DAYS[quarter], region, "Phone" if by_phone else "Bot"])


def adjusted(counts):
    d, z, p = counts[0] + 0.75, counts[1] + 1.5, counts[2] + 0.75
    n = d + z + p
    mean = (p - d) / n
    return mean, ((p + d) / n - mean * mean) / n


def effect(name, done, elsewhere, expected=None):
    """Before and since, as (detractors, passives, promoters)."""
    raw = [100 * (of[2] - of[0]) / sum(of) for of in (*done, *elsewhere)]
    (b, vb), (s, vs), (ob, ovb), (os, ovs) = map(adjusted, (*done, *elsewhere))
    adj, se = 100 * ((s - b) - (os - ob)), 100 * sqrt(vb + vs + ovb + ovs)
    z = adj / se
    half = norm.ppf(0.975) * se
    points = expected or adj
    sure = norm.ppf(0.975) + norm.ppf(0.8)
    periods = next((k for k in range(1, 1000) if points / (100 * sqrt(vb + ovb + (vs + ovs) / k)) >= sure), None)
    p = 2 * norm.sf(abs(z))
    print(name, "n", [sum(of) for of in (*done, *elsewhere)], "nps", raw)
    print("   difference", raw[1] - raw[0] - raw[3] + raw[2], "se", se, "z", z, "p", p, "ends", adj - half, adj + half, "periods", periods)
    return p


def main():
    if "--write" in sys.argv:
        write()
    with open(CASE / "answers.csv", newline="") as file:
        rows = list(csv.DictReader(file))

    def counts(quarter, column, value, is_in):
        group = lambda score: 0 if score <= 6 else 1 if score <= 8 else 2
        of = Counter(group(int(row["score"])) for row in rows if row["day"] == DAYS[quarter] and (row[column] == value) == is_in)
        return tuple(of[at] for at in range(3))

    pairs = lambda column, value, is_in: [counts(quarter, column, value, is_in) for quarter in (2, 3)]
    first = effect("South", pairs("region", "South", True), pairs("region", "South", False))
    second = effect("phone", pairs("channel", "Phone", True), pairs("channel", "Phone", False), expected=30)
    third = effect("North", pairs("region", "North", True), pairs("region", "North", False), expected=30)
    # South and North ask the same: each is what the other is held against.
    assert abs(first - third) < 1e-12
    print("corrected", min(1, max(first, 2 * second)), min(1, 2 * second))


main()
