"""How many answers a margin of error takes, and how many to ask for them, by textbook formulas and nothing of plaudit's:
python3 need.py answers.csv MARGIN [--by COLUMN] [--cluster COLUMN] [--population NAME=N,...] [--low 30].
"""

import argparse
import csv
from math import ceil, sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def code(score):
    return -1 if score <= 6 else 0 if score <= 8 else 1


def effective(answers, cluster):
    """How many unrelated answers would say as much: V / Var, with Var of the mean over clusters (linearised)."""
    n = len(answers)
    if not cluster:
        return float(n)
    mean = sum(code(score) for score, _ in answers) / n
    variance = sum((code(score) - mean) ** 2 for score, _ in answers) / n
    of = {}
    for score, name in answers:
        of[name] = of.get(name, 0.0) + code(score) - mean
    number = len(of)
    of_mean = number / (number - 1) * sum(u * u for u in of.values()) / n**2
    return min(float(n), variance / of_mean)


def spread(answers, worth):
    """The variance of an answer after ¾, 1½ and ¾ are added to shares of so many."""
    n = len(answers)
    d, p = (sum(code(s) == c for s, _ in answers) / n * worth + 0.75 for c in (-1, 1))
    all_of_them = worth + 3
    return (p + d) / all_of_them - ((p - d) / all_of_them) ** 2


def told(name, answers, margin, asked, population, cluster, usual):
    n, open_n = len(answers), effective(answers, cluster)
    worth = open_n * (population - 1) / (population - n) if population else open_n
    variance = usual or spread(answers, worth)
    design = n / open_n
    needed = design * (variance * (Z / (margin / 100)) ** 2 - 3)
    if population:
        needed = needed / (1 + (needed - 1) / population)
    needed = ceil(needed)
    own = 100 * Z * sqrt(variance / (worth + 3))
    line = f"{name}: n {n}, margin {own:.6f}, needed {needed}, more {max(0, needed - n)}"
    print(line + (f", answered {n} of {asked}, invite {-(-needed * asked // n)}" if asked > n else ""))
    return variance


arguments = argparse.ArgumentParser()
arguments.add_argument("file")
arguments.add_argument("margin", type=float)
arguments.add_argument("--by", default="region")
arguments.add_argument("--cluster")
arguments.add_argument("--population", default="")
arguments.add_argument("--low", type=int, default=30)
said = arguments.parse_args()
populations = {k: int(v) for k, v in (p.split("=") for p in said.population.split(",") if p)}
rows = list(csv.DictReader(open(said.file, encoding="utf-8")))
parts = {"all": rows}
for row in rows:
    parts.setdefault(row[said.by], []).append(row)
of_all = None
for name, own in parts.items():
    answers = [(int(row["nps"]), row.get(said.cluster)) for row in own if row["nps"]]
    usual = of_all if len(answers) < said.low else None
    found = told(name, answers, said.margin, len(own), populations.get(name), said.cluster, usual)
    of_all = of_all or found
