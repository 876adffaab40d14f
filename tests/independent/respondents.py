"""Writes the answers of tests/cases/closed-loop and prints what its expect.yaml states: who moved, and who was called back.

    python3 tests/independent/respondents.py [--write]

Written from the method alone, with nothing of the program. Needs numpy, scipy and statsmodels.
"""

import csv
import random
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable
from statsmodels.stats.proportion import proportion_confint

CASE = Path(__file__).resolve().parents[1] / "cases" / "closed-loop"
START = {1: date(2026, 4, 1), 2: date(2026, 7, 1)}
AS_OF = date(2026, 10, 5)


def write():
    draw = random.Random(20261005)
    rows = []
    for person in range(170):
        key = f"p{person:03}"
        first = draw.choices(range(11), weights=[3, 2, 3, 4, 5, 6, 8, 12, 16, 15, 14])[0]
        answers = {1: first}
        if draw.random() < 0.75:
            answers[2] = min(10, max(0, first + draw.choice([-3, -1, 0, 0, 0, 1, 1, 2])))
        if person >= 150:
            answers = {2: answers.get(2, first)}
        for period, score in answers.items():
            day = START[period] + timedelta(days=draw.randrange(80))
            status, called = "", ""
            if score <= 6:
                status = draw.choice(["done", "Done", "done", "open", ""])
                if status.lower() == "done":
                    called = (day + timedelta(days=draw.choice([0, 1, 1, 2, 3, 5, 9, 14]))).isoformat()
                    if draw.random() < 0.06:
                        called = draw.choice([(day - timedelta(days=2)).isoformat(), "", "soon"])
                    if period == 1 and 2 in answers:
                        answers[2] = min(10, answers[2] + 2)
            rows.append([key, score, day.isoformat(), status, called])
            # Some answer twice in a period: the last one counts.
            if draw.random() < 0.05:
                again = day + timedelta(days=3)
                rows.append([key, draw.randrange(11), again.isoformat(), "", ""])
    rows.append(["", 3, "2026-08-11", "done", "2026-08-12"])
    rows.append(["q1", 2, "2026-09-29", "done", "2026-10-06"])
    rows.append(["q2", 5, "2026-09-20", "done", "2026-09-18"])
    draw.shuffle(rows)
    with open(CASE / "answers.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["person", "score", "day", "status", "called"])
        out.writerows(rows)


def group(score):
    return 0 if score <= 6 else 1 if score <= 8 else 2


def main():
    if "--write" in sys.argv:
        write()
    with open(CASE / "answers.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    calls, last = defaultdict(lambda: [0, 0, [], 0, 0]), {}
    for row in rows:
        score, day = int(row["score"]), date.fromisoformat(row["day"])
        period = 1 if day < START[2] else 2
        is_called = None
        if score <= 6:
            of = calls[period]
            of[0] += 1
            try:
                called = date.fromisoformat(row["called"])
            except ValueError:
                called = None
            has_cell = bool(row["called"])
            is_called = row["status"].lower() == "done" and (called is None or called <= AS_OF)
            if is_called:
                of[1] += 1
                if called is None:
                    of[4] += 1
                elif called < day:
                    of[3] += 1
                else:
                    of[2].append((called - day).days)
        if row["person"]:
            key = (row["person"], period)
            if key not in last or (day, score) > last[key][0]:
                last[key] = ((day, score), score, is_called, called if score <= 6 else None)
    for period, (n, called, days, early, undated) in sorted(calls.items()):
        low, high = proportion_confint(called, n, method="wilson")
        print(f"period {period}: n {n} called {called} share {called / n!r} low {low!r} high {high!r}")
        print(f"   days n {len(days)} quartiles {[float(np.quantile(days, q)) for q in (0.25, 0.5, 0.75)]} early {early} undated {undated}")
    table, moved, after = np.zeros((3, 3), int), [], {True: [], False: []}
    for (person, period), ((day, _), score, _, _) in last.items():
        if period == 2 and (person, 1) in last:
            _, before, is_called, called = last[person, 1]
            # A call after the next answer has no part in it.
            is_called = is_called and (called is None or called < day) if is_called is not None else None
            table[group(before), group(score)] += 1
            moved.append(group(score) - group(before))
            if is_called is not None:
                after[is_called].append(score - before)
    n = table.sum()
    score = lambda groups: 100 * (groups[2] - groups[0]) / n
    then, now = score(table.sum(axis=1)), score(table.sum(axis=0))
    ends = stats.t.interval(0.95, n - 1, np.mean(moved), stats.sem(moved))
    print("table", table.tolist(), "n", n, "rose", int(np.sum(np.array(moved) > 0)), "fell", int(np.sum(np.array(moved) < 0)))
    print(f"then {float(then)!r} now {float(now)!r} change {float(now - then)!r} interval {[float(100 * end) for end in ends]}")
    test = SquareTable(table.astype(float), shift_zeros=False).homogeneity("stuart_maxwell")
    print("test", float(test.statistic), test.df, float(test.pvalue))
    for is_called, changes in after.items():
        ends = stats.t.interval(0.95, len(changes) - 1, np.mean(changes), stats.sem(changes))
        rose, fell = int(np.sum(np.array(changes) > 0)), int(np.sum(np.array(changes) < 0))
        print("called" if is_called else "not called", len(changes), float(np.mean(changes)), [float(end) for end in ends], rose, fell)
    gap = stats.ttest_ind(after[True], after[False], equal_var=False)
    print("gap", float(np.mean(after[True]) - np.mean(after[False])), float(gap.statistic), float(gap.pvalue))


main()
