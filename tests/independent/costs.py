"""What the answers of a file cost, by channel, with fractions and nothing of plaudit's: python3 costs.py answers.csv FROM UNTIL."""

import csv
import sys
from fractions import Fraction as F
from math import sqrt

TARIFFS = {"Robot": {}, "Operator": {"detractor": F("7.22")}}
CALL = {"Robot": F("0.42"), "Operator": F("4.12")}
SETUP = F(2500)


def group(score):
    return "detractor" if score <= 6 else "passive" if score <= 8 else "promoter"


path, first, last = sys.argv[1:]
counts, costs = {}, {}
by_group = {"detractor": 0, "passive": 0, "promoter": 0}
for row in csv.DictReader(open(path, encoding="utf-8")):
    if not first <= row["day"] <= last:
        continue
    channel, answered = row["channel"], group(int(row["score"]))
    counts[channel] = counts.get(channel, 0) + 1
    costs[channel] = costs.get(channel, F(0)) + TARIFFS[channel].get(answered, CALL[channel])
    by_group[answered] += 1
n, total = sum(counts.values()), SETUP + sum(costs.values())
# The adjusted Wald interval: ¾, 1½ and ¾ answers are added.
d, p, m = by_group["detractor"] + 0.75, by_group["promoter"] + 0.75, n + 3
margin = 100 * 1.959963984540054 * sqrt(((d + p) / m - ((p - d) / m) ** 2) / m)
for channel in sorted(counts):
    print(channel, counts[channel], float(costs[channel]))
print("total", float(total), "per answer", float(total / n), "margin", margin, "per point", float(total) / margin)
