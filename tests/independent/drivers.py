"""Computes relative weights and their bootstrap intervals a second time, for src/statistics/relative_weights_tests.rs and
tests/cases/what-goes-together and drivers-by-cut.

Needs Python with numpy. Weights follow Johnson 2000 by numpy's eigenvectors; intervals are percentiles of weights of
multinomial resamples by numpy's generator, so that they agree with those of this program up to what chance leaves of its
thousand draws.

    python drivers.py
"""

import csv
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent
CARS = """21 6 160 110 2.62|21 6 160 110 2.875|22.8 4 108 93 2.32|21.4 6 258 110 3.215|18.7 8 360 175 3.44|18.1 6 225 105 3.46
14.3 8 360 245 3.57|24.4 4 146.7 62 3.19|22.8 4 140.8 95 3.15|19.2 6 167.6 123 3.44|17.8 6 167.6 123 3.44|16.4 8 275.8 180 4.07
17.3 8 275.8 180 3.73|15.2 8 275.8 180 3.78|10.4 8 472 205 5.25|10.4 8 460 215 5.424|14.7 8 440 230 5.345|32.4 4 78.7 66 2.2
30.4 4 75.7 52 1.615|33.9 4 71.1 65 1.835|21.5 4 120.1 97 2.465|15.5 8 318 150 3.52|15.2 8 304 150 3.435|13.3 8 350 245 3.84
19.2 8 400 175 3.845|27.3 4 79 66 1.935|26 4 120.3 91 2.14|30.4 4 95.1 113 1.513|15.8 8 351 264 3.17|19.7 6 145 175 2.77
15 8 301 335 3.57|21.4 4 121 109 2.78"""


def weights(values, counts):
    """R² and the relative weight of each column after the first, of rows that stand for so many."""
    n = counts.sum()
    centred = values - (counts[:, None] * values).sum(axis=0) / n
    covariance = (centred * counts[:, None]).T @ centred
    deviation = np.sqrt(np.diag(covariance))
    deviation[deviation == 0] = np.inf
    correlation = covariance / np.outer(deviation, deviation)
    among = correlation[1:, 1:].copy()
    np.fill_diagonal(among, 1.0)
    roots, vectors = np.linalg.eigh(among)
    kept = roots > 1e-9
    roots, vectors = np.sqrt(roots[kept]), vectors[:, kept]
    loadings = vectors @ np.diag(roots) @ vectors.T
    beta = vectors @ np.diag(1 / roots) @ vectors.T @ correlation[1:, 0]
    found = loadings**2 @ beta**2
    return np.concatenate([[found.sum()], found])


def ends(values, counts, draws, seed=20260930):
    random = np.random.default_rng(seed)
    n = int(counts.sum())
    found = np.array([weights(values, random.multinomial(n, counts / n)) for _ in range(draws)])
    return np.quantile(found, [0.025, 0.975], axis=0).T


def cars():
    rows = [row.split() for line in CARS.splitlines() for row in line.split("|")]
    values = np.array(rows, dtype=float)
    return values, np.ones(len(values), dtype=int)


def many():
    state = 12345

    def upcoming(limit):
        nonlocal state
        state = (state * 1103515245 + 12345) % (1 << 31)
        return (state >> 16) % limit

    rows = []
    for _ in range(6000):
        mood = upcoming(5)
        a, b, c = (upcoming(5) + mood) // 2, (upcoming(5) + 2 * mood) // 3, upcoming(5)
        feeling = 2 * a + b + upcoming(6)
        rows.append([-1 if feeling < 6 else int(feeling > 9), a, b, c])
    values, counts = np.unique(np.array(rows), axis=0, return_counts=True)
    return values.astype(float), counts


def case(period):
    """The answers of a period of the case, which have a score and all ratings."""
    rows = []
    with open(HERE.parent / "cases" / "what-goes-together" / "answers.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            given = [row[name].strip() for name in ("score", "speed", "price", "people", "kept")]
            if row["day"].startswith(period) and all(given):
                score, kept = int(given[0]), int(given[4] == "yes")
                rows.append([1 if score >= 9 else -1 if score <= 6 else 0, *map(int, given[1:4]), kept])
    values, counts = np.unique(np.array(rows), axis=0, return_counts=True)
    return values.astype(float), counts


def by_role():
    """The answers of the case by role, by the role."""
    rows = {}
    with open(HERE.parent / "cases" / "drivers-by-cut" / "answers.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            given = [row[name] for name in ("score", "speed", "price", "people")]
            if all(given):
                score = int(given[0])
                code = 1 if score >= 9 else -1 if score <= 6 else 0
                rows.setdefault(row["role"], []).append([code, *map(int, given[1:])])
    for role, own in sorted(rows.items(), key=lambda item: -len(item[1])):
        values, counts = np.unique(np.array(own), axis=0, return_counts=True)
        yield role, values.astype(float), counts


def rated(period, name, low, high):
    """The mean of all answers to a question of the case, and how far up its scale that is."""
    with open(HERE.parent / "cases" / "what-goes-together" / "answers.csv", encoding="utf-8") as file:
        given = [row[name] for row in csv.DictReader(file) if row["day"].startswith(period) and row[name]]
    mean = np.mean([{"yes": 1, "no": 0}.get(text) if text in ("yes", "no") else int(text) for text in given])
    return mean, (mean - low) / (high - low)


def tell(name, values, counts, draws):
    print(name, "answers", counts.sum())
    for weight, (low, high) in zip(weights(values, counts), ends(values, counts, draws)):
        print(f"  {weight:.7f}  {low:.4f} … {high:.4f}")


if __name__ == "__main__":
    tell("cars", *cars(), 200_000)
    tell("many", *many(), 50_000)
    if (HERE.parent / "cases" / "what-goes-together" / "answers.csv").exists():
        values, counts = case("2026-08")
        tell("case", values, counts, 200_000)
        each = np.repeat(values, counts, axis=0)
        print("  correlations", np.corrcoef(each.T)[0, 1:].round(7))
        for name, low, high in [("speed", 1, 5), ("price", 1, 5), ("people", 0, 10), ("kept", 0, 1)]:
            print(" ", name, *(f"{figure:.7f}" for figure in rated("2026-08", name, low, high)))
    for role, values, counts in by_role():
        tell(role, values, counts, 50_000)
