"""Counts the answers of the cases again and prints what `tests/cases/*/expect.yaml` states of them.

    python3 tests/independent/recount.py [CASE]

Written from the method alone, with nothing of the program; needs Python 3.9 or later, and nothing else. A period is a
key made from the day, a difference is tested on counts to which ¾, 1½ and ¾ answers were added.
"""

import csv
import re
import sys
from datetime import date
from itertools import combinations
from math import comb, erfc, sqrt
from pathlib import Path
from statistics import NormalDist

CASES = Path(__file__).resolve().parents[1] / "cases"


def quarter(day):
    return f"{day.year}-Q{(day.month + 2) // 3}"


def month(day):
    return f"{day.year}-{day.month:02}"


def week(day):
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def half_from_april(day):
    year = day.year - (day.month < 4)
    return f"{year}/{(year + 1) % 100}-H{1 if 4 <= day.month < 10 else 2}"


# What a case's config says, in the words of this program.
SETTINGS = {
    "branded-letter": dict(score="likely", day="day", region="market", period=quarter, now="2026-Q3"),
    "chosen-methods": dict(data="three-markets", score="likely", day="day", region="market", period=quarter, now="2026-Q3"),
    "clear-findings": dict(score="likely", day="day", region="region", period=quarter, now="2026-Q3"),
    "financial-half-years": dict(score="score", day="date", order="mdy", period=half_from_april, now="2026/27-H1"),
    "own-scale": dict(score="score", region="place", scale=(1, 5, 3, 5), level=0.9),
    "russian-months": dict(score="Оценка", day="Дата", region="Регион", order="dmy", mark=";", period=month, now="2026-09"),
    "sixty-regions": dict(score="score", day="date", region="region", period=quarter, now="2026-Q3"),
    "ukrainian-quarters": dict(score="оцінка", day="дата", region="область", weight="вага", cluster="компанія",
                               population=2400, order="dmy", mark=";", period=quarter, now="2026-Q3", trailing=4),
    "weeks-with-gaps": dict(score="score", day="date", period=week, now="2026-W40", trailing=3),
}


def day_of(text, order):
    numbers = [int(number) for number in re.findall(r"\d+", text)[:3]]
    if len(numbers) < 3:
        return None
    a, b, c = numbers
    year, month, day = {"ymd": (a, b, c), "dmy": (c, b, a), "mdy": (c, a, b)}[order]
    try:
        return date(year, month, day)
    except ValueError:
        return None


def answers_of(case, said):
    """Score, period, region, weight and cluster of each answer."""
    low, high, *_ = said.get("scale", (0, 10))
    folder = CASES / said.get("data", case)
    for path in sorted(folder.rglob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=said.get("mark", ",")):
                try:
                    score = float((row[said["score"]] or "").replace(",", "."))
                    weight = float(row[said["weight"]].replace(",", ".")) if "weight" in said else 1.0
                except ValueError:
                    continue
                day = day_of(row[said["day"]], said.get("order", "ymd")) if "day" in said else None
                if not low <= score <= high or ("day" in said and not day) or weight <= 0:
                    continue
                period = said["period"](day) if day else None
                cluster = row[said["cluster"]] if "cluster" in said else None
                yield int(score), period, row.get(said.get("region")), weight, cluster


def hidden_of(answers):
    """Regions of a period with fewer than five answers, and the smallest other one until they have five together."""
    sizes = {}
    for _, period, region, *_ in answers:
        of_period = sizes.setdefault(period, {})
        of_period[region] = of_period.get(region, 0) + 1
    hidden = set()
    for period, of_period in sizes.items():
        taken = 0
        for region, size in sorted(of_period.items(), key=lambda part: part[1]):
            if size < 5 or 0 < taken < 5:
                taken += size
                hidden.add((period, region))
    return hidden


def measure(answers, said):
    *_, detractors_to, promoters_from = said.get("scale", (0, 10, 6, 9))
    code = lambda score: (score >= promoters_from) - (score <= detractors_to)
    codes = [code(score) for score, *_ in answers]
    weights = [weight for *_, weight, _ in answers]
    total = sum(weights)
    shares = [sum(w for s, w in zip(codes, weights) if s == group) / total for group in (-1, 0, 1)]
    nps = shares[2] - shares[0]
    effective = total**2 / sum(w * w for w in weights)
    if "cluster" in said:
        # The variance of a weighted mean whose answers stand in clusters, with the usual correction for few of them. Clusters of
        # few answers in a region and period count as if all answers of each were alike, and with the next smallest until they
        # have five together; in regions that are hidden, all do.
        parts, hidden = {}, hidden_of(answers)
        for (_, period, region, w, cluster), s in zip(answers, codes):
            part = parts.setdefault((period, region), {}).setdefault(cluster, [0, 0.0, 0.0])
            part[0], part[1], part[2] = part[0] + 1, part[1] + w, part[2] + w * (s - nps)
        sums, squares, groups, n = {}, 0.0, set(), len(answers)
        for cell, of_cell in parts.items():
            taken = 0
            for cluster, (size, weight, score) in sorted(of_cell.items(), key=lambda part: part[1][0]):
                if cell in hidden or size < 5 or 0 < taken < 5:
                    taken, squares = taken + size, squares + weight**2
                    groups.add((cell, cluster))
                else:
                    sums[cluster] = sums.get(cluster, 0.0) + score
                    groups.add(cluster)
        variance = sum(w * s * s for s, w in zip(codes, weights)) / total - nps**2
        spread = sum(part**2 for part in sums.values()) + variance * squares
        square = len(groups) / (len(groups) - 1) * spread / total**2
        effective = min(variance / square, effective)
    if "population" in said:
        effective *= (said["population"] - 1) / (said["population"] - len(answers))
    d, z, p = (share * effective + extra for share, extra in zip(shares, (0.75, 1.5, 0.75)))
    n = d + z + p
    centre = (p - d) / n
    error = sqrt(((p + d) / n - centre**2) / n)
    reach = NormalDist().inv_cdf(0.5 + said.get("level", 0.95) / 2) * error
    return {
        "n": len(answers),
        "counts": [codes.count(group) for group in (-1, 0, 1)],
        "nps": 100 * nps,
        "low": max(-100.0, min(100 * (centre - reach), 100 * nps)),
        "high": min(100.0, max(100 * (centre + reach), 100 * nps)),
        "mean": sum(w * score for (score, *_), w in zip(answers, weights)) / total,
        "weighted_n": total,
        "effective_n": effective,
        "adjusted": (centre, error),
    }


def told(pointer, found):
    yield f"{pointer}/n: {found['n']}"
    for name, count in zip(("detractors", "passives", "promoters"), found["counts"]):
        yield f"{pointer}/counts/{name}: {count}"
    yield f"{pointer}/nps: {found['nps']:.6f}"
    yield f"{pointer}/interval/low: {found['low']:.6f}"
    yield f"{pointer}/interval/high: {found['high']:.6f}"
    yield f"{pointer}/mean: {found['mean']:.6f}"


def recount(case, said):
    answers = list(answers_of(case, said))
    of = lambda is_in: [answer for answer in answers if is_in(answer)]
    overall = of(lambda answer: answer[1] == said.get("now"))
    now = measure(overall, said)
    yield from told("/overall", now)
    if "weight" in said:
        yield f"/overall/design/weighted_n: {now['weighted_n']:.6f}"
        yield f"/overall/design/effective_n: {now['effective_n']:.6f}"
    for region in sorted({answer[2] for answer in overall if answer[2]}):
        found = measure([answer for answer in overall if answer[2] == region], {**said, "level": said.get("level", 0.95)})
        yield f"/sections/regions/{region}/finding/n: {found['n']}"
        if "weight" not in said:
            yield f"/sections/regions/{region}/finding/nps: {found['nps']:.6f}"
    periods = sorted({answer[1] for answer in answers if answer[1]})
    for period in periods[:: 1 if len(periods) < 13 else 4]:
        found = measure(of(lambda answer: answer[1] == period), said)
        yield f"/sections/trend/points/{period}/finding/n: {found['n']}"
        yield f"/sections/trend/points/{period}/finding/nps: {found['nps']:.6f}"
    if "trailing" in said:
        # A week without answers would be missing here; the last windows have none.
        window = [period for period in periods if period <= said["now"]][-said["trailing"] :]
        # Whoever answers in several periods is in no population twice.
        anybody = {key: value for key, value in said.items() if key != "population"}
        yield from told(f"/sections/trend/points/{said['now']}/trailing", measure(of(lambda answer: answer[1] in window), anybody))
    before = [period for period in periods if period < (said.get("now") or "")]
    if before and "cluster" not in said:
        then = measure(of(lambda answer: answer[1] == before[-1]), said)
        (a, s), (b, t) = now["adjusted"], then["adjusted"]
        z = (a - b) / sqrt(s * s + t * t)
        yield f"/changes/0/comparison/difference: {now['nps'] - then['nps']:.6f}"
        yield f"/changes/0/comparison/z: {z:.6f}   # p {erfc(abs(z) / sqrt(2)):.6f}"


def outcomes_of_list(case, as_of):
    """The outcomes of a list of those who were asked, in which answers are found by a key."""

    def rows(name, mark):
        with open(CASES / case / name, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter=mark)

    found = {}
    for at, row in enumerate(rows("answers.csv", ",")):
        key, day = row["id"].strip().removesuffix(".0"), day_of(row["day"], "ymd")
        if key and day <= as_of:
            # The latest that has a score, else the latest.
            found[key] = max(found.get(key, ()), (row["nps"].isdigit(), day, at, row["callback"]))
    listed = []
    for row in rows("asked.csv", ";"):
        day, (answered, then, _, wants) = day_of(row["invited"], "dmy"), found.get(row["person"], (False, date.min, 0, ""))
        since = then >= day
        listed.append((quarter(day), row["region"], answered and since, row["call"] == "reached", wants == "yes" and since))
    for period in sorted({period for period, *_ in listed}):
        for place in (None, *sorted({region for _, region, *_ in listed})):
            asked = [of for of in listed if of[0] == period and place in (None, of[1])]
            answered, reached, wanting = sum(of[2] for of in asked), sum(of[3] for of in asked), sum(of[3] and of[4] for of in asked)
            yield f"{period} {place or 'all'}: {answered} of {len(asked)} answered, {reached} reached, of whom {wanting} want a call"


def exact_p(first, second):
    """The chance that a draw as large as the smaller of two samples from both together differs as far, in whole numbers."""
    own, all_of = min(first, second, key=sum), [a + b for a, b in zip(first, second)]
    n, total = sum(own), sum(all_of)
    far = lambda d, p: abs(total * (p - d) - n * (all_of[2] - all_of[0]))
    draws = [(d, n - d - p, p) for d in range(min(n, all_of[0]) + 1) for p in range(min(n - d, all_of[2]) + 1)]
    ways = lambda draw: comb(all_of[0], draw[0]) * comb(all_of[1], draw[1]) * comb(all_of[2], draw[2])
    least = far(own[0], own[2])
    return sum(ways(draw) for draw in draws if far(draw[0], draw[2]) >= least) / comb(total, n)


def apart(first, second):
    """How far two samples of detractors, passives and promoters are apart: points, z and p."""
    score = lambda of: 100 * (of[2] - of[0]) / sum(of)
    adjusted = lambda of: (of[0] + 0.75, of[1] + 1.5, of[2] + 0.75)
    mean = lambda of: (of[2] - of[0]) / sum(of)
    spread = lambda of: ((of[2] + of[0]) / sum(of) - mean(of) ** 2) / sum(of)
    a, b = adjusted(first), adjusted(second)
    z = (mean(a) - mean(b)) / sqrt(spread(a) + spread(b))
    # So few answers are always confirmed by the exact test.
    return score(first) - score(second), z, max(erfc(abs(z) / sqrt(2)), exact_p(first, second))


def search(case, now, cuts, low_base=30):
    """The values of all cuts and all pairs of them, and the pair that stands out, corrected for all that were looked at."""
    with open(CASES / case / "answers.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if quarter(day_of(row["day"], "ymd")) == now]
    everyone = frozenset(range(len(rows)))
    groups = lambda some: [sum(1 for at in some if low <= int(rows[at]["score"]) <= high) for low, high in ((0, 6), (7, 8), (9, 10))]
    having = {(cut, value): frozenset(at for at, row in enumerate(rows) if row[cut] == value) for cut in cuts for value in {row[cut] for row in rows}}
    # Some answers against all others are one hypothesis with all others against these.
    asked = lambda some: frozenset((some, everyone - some))
    hypotheses = {asked(some): apart(groups(some), groups(everyone - some))[2] for some in having.values()}
    pairs, looked = {}, 0
    for (one, first), (two, second) in combinations(sorted(having.items(), key=lambda of: cuts.index(of[0][0])), 2):
        both = first & second
        if one[0] == two[0] or min(len(both), len(first - second), len(second - first), len(everyone - first - second)) < low_base:
            continue
        looked += 1
        if asked(both) in hypotheses:
            continue
        tests = [apart(groups(both), groups(others)) for others in (everyone - both, first - second, second - first)]
        to_one_side = len({z > 0 for _, z, _ in tests}) == 1
        hypotheses[asked(both)] = max(p for *_, p in tests) if to_one_side else 1.0
        pairs[one, two] = (both, tests, hypotheses[asked(both)])
    yield f"/sections/search/values: {len(having)}"
    yield f"/sections/search/pairs: {looked}"
    yield f"/sections/search/hypotheses: {len(hypotheses)}"
    (one, two), (both, tests, p) = min(pairs.items(), key=lambda pair: pair[1][2])
    # Holm, step by step from the smallest.
    corrected = 0.0
    for at, other in enumerate(sorted(hypotheses.values())):
        corrected = max(corrected, min(1.0, other * (len(hypotheses) - at)))
        if other == p:
            break
    yield f"found, {one} with {two}: n {len(both)}, nps {100 * (groups(both)[2] - groups(both)[0]) / len(both):.6f}"
    for name, (difference, z, own) in zip(("rest", "others_of/0", "others_of/1"), tests):
        yield f"/sections/search/found/{name}: difference {difference:.6f}, z {z:.6f}, p {own:.3e}"
    yield f"/sections/search/found: p {p:.6e}, p_adjusted {corrected:.6e}"


def main():
    for case, said in SETTINGS.items():
        if len(sys.argv) < 2 or case == sys.argv[1]:
            print(f"{case}:")
            for line in recount(case, said):
                print(f"  {line}")
    if len(sys.argv) < 2 or sys.argv[1] == "asked-list":
        print("asked-list:")
        for line in outcomes_of_list("asked-list", date(2026, 10, 5)):
            print(f"  {line}")
    if len(sys.argv) < 2 or sys.argv[1] == "stands-out":
        print("stands-out:")
        for line in search("stands-out", "2026-Q3", ["region", "Channel", "Size", "Industry"]):
            print(f"  {line}")


main()
