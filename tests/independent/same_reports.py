"""Compares two programs by what they say: whether a change inside plaudit has changed any figure or text.

    python3 tests/independent/same_reports.py OLD NEW [--only REGEX] [--keep FOLDER] [--all]

OLD and NEW are two builds of plaudit. Each builds, in folders of its own outside the project:

- every config of `tests/cases` and `tests/browser/fixtures` and the samples of `config`, where it names no language in
  English, Russian and Ukrainian, and batches of several kinds made from the sample data,
- what the README and the pages of `docs` show: their commands one after another, and each of their configs,
- every mistake of `tests/errors`, and the plans of `tests/plans`.

Compared are exit codes, stdout and stderr; which files there are; the visible text of pages and e-mails (text, titles,
alternative texts and labels, in their order, without styles and scripts); `mailing.csv`; and every leaf of
`report.json` and `index.json` by meaning, at the place where `meant.py` says that it went. Numbers are the same double, but
for reports with weights or clusters, where sums may be added up in another order (a relative 1e-12). A difference that `meant.py`
explains is counted under its reason; the exit code is 1 if any other is left.

Needs Python 3.9 or later, and nothing else.
"""

import argparse
import csv
import difflib
import io
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

# Nothing is left in the project.
sys.dont_write_bytecode = True
from meant import ALSO, EMPTY, EXPECTED, LEFT_OUT, MOVED

PROJECT = Path(__file__).resolve().parents[2]

# What is built.

LANGUAGES = ("en", "ru", "uk")

SAMPLE = """title: Partners
as_of: 2026-10-05
source: {files: ../sample-data/answers.csv}
columns: {score: recommend_studio, date: responded_on, region: district}
"""

# Batches from the sample data, beside the two samples of `config`.
BATCHES = {
    "nested": SAMPLE + "reports: {one_per: [district, studio]}\n",
    "named": SAMPLE + "language: ru\nperiods: {by: month, trailing: 6}\nreports: {one_per: studio, name_peers: true, min_peers: 4}\n",
    "for-clients": SAMPLE + "language: uk\nreports: {one_per: studio, table: ../sample-data/studios.csv}\nindex: {for: clients}\n",
    "clustered": SAMPLE.replace("district}", "district, cluster: comment}") + "reports: {one_per: district}\n",
    "segments": SAMPLE.replace("district}", "district, segments: [channel]}")
    + "periods: {by: year, compare: [2024]}\nmethod: {correction: none, interval: wald}\nreports: {one_per: channel, archive: true}\n",
    "hidden": SAMPLE + "periods: {by: week, show: 30}\nmethod: {hide_below: 12}\nreports: {one_per: studio}\n",
}


class Run:
    """Commands that are run one after another in a folder; `lay` puts there what they read."""

    def __init__(self, name, lay, commands):
        self.name, self.lay, self.commands = name, lay, commands


def copier(*folders):
    """Lays copies of folders of the project."""

    def lay(into):
        for folder in folders:
            skip = shutil.ignore_patterns("expected", "expected.txt", "generate*")
            shutil.copytree(PROJECT / folder, into / folder, dirs_exist_ok=True, ignore=skip)

    return lay


def in_languages(config, name, folders, more=lambda folder: None):
    """A run of a config, or one for each language where it names none."""
    text = (PROJECT / config).read_text(encoding="utf-8")
    for language in [None] if re.search(r"(?m)^language:", text) else LANGUAGES:

        def lay(into, language=language):
            copier(*folders)(into)
            more((into / config).parent)
            if language:
                (into / config).write_text(f"{text}\nlanguage: {language}\n", encoding="utf-8")

        yield Run(f"{name}.{language}" if language else name, lay, [["build", config, "--out", "out"]])


def fixture_answers(name):
    """Answers for the fixtures of the browser tests that have none: as many as those, though not the same ones."""
    rows = []

    def add(month, region, level):
        answer = len(rows)
        score = (5, 10, 9, 0, 8, 10, 7, 6, 9, 3, 10, 8, 9, 2, 10)[(answer * 7 + answer // 11 + level) % 15]
        rows.append(f"{score},{2024 + month // 12}-{month % 12 + 1:02}-{answer % 28 + 1:02},{region}")

    if name == "no-comparison":
        for i in range(240):
            add(30 + i % 3, "North South East West Centre".split()[i % 5], i % 5)
    elif name == "all-hidden":
        for i in range(96):
            add(9 + i % 24, "North South".split()[i % 2], i % 3)
    elif name == "sixty-long-names":
        for region in range(60):
            for month in range(9, 33):
                for _ in range(3 if region % 7 == 6 else 8 + region * month % 9):
                    add(month, f"Северо-Енисейский муниципальный район Приморского края, {region}", region % 5)
    else:
        regions = "North South East West".split() + ["Centre"]
        if name.startswith("words"):
            regions = [(word * 180)[:180] for word in ("Northernmost", "Северный", "WWWWW")] + ["South"]
        for i in range(2400):
            add(9 + i % 24, regions[i // 24 % len(regions)], i // 24 % 4 + i % 24 // 8)
    return "score,date,region\n" + "\n".join(rows) + "\n"


def blocks(text, language):
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", text)


def named_files(text):
    """Files that a page shows: their first line is their name in a comment."""
    found = {}
    for block in blocks(text, "yaml") + blocks(text, "html"):
        named = re.match(r"# ([\w.-]+\.yaml)\n|\{# ([\w.-]+) #\}\n", block)
        if named:
            found[named[1] or f"my-templates/{named[2]}"] = block[named.end() :]
    return found


def put(into, files):
    for name, text in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def commands_of(text):
    for line in "\n".join(blocks(text, "sh")).splitlines():
        line = line.split(" #")[0].strip()
        line = re.sub(r"^cargo run --release -- ", "plaudit ", line)
        if line.startswith("plaudit "):
            words = [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', line)][1:]
            yield [word for word in words if word != "--pdf"]


def survey(config):
    """All that the configs of the pages name, and one of them."""
    head = "nps,responded_on,region,client,w,company,gender,age\n"
    days = ["2025-08-11", "2026-05-12", "2026-08-13"]
    rows = "".join(
        f"{i * 7 % 11},{days[i % 3]},{('North', 'South')[i % 2]},Client {i % 5},{1 + i % 4},C{i % 17},"
        f"{'fm'[i % 5 % 2]},{('18-39', '40+')[i % 7 % 2]}\n"
        for i in range(240)
    )
    for key, line in [
        ("title", "title: Example\n"),
        ("as_of", "as_of: 2026-10-05\n"),
        ("source", "source: {files: answers.csv}\n"),
        ("columns", "columns: {score: nps, date: responded_on, region: region}\n"),
    ]:
        if not re.search(rf"(?m)^{key}:", config):
            config += line
    return {
        "config.yaml": config,
        "answers.csv": head + rows,
        "exports/one.csv": head + "9,2026-05-12,North,Client 1,1,C1,f,40+\n",
        "clients.csv": "client,target,invited\nClient 3,40,120\n",
        "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "industry.csv": "name,value,year,n,statistic,source,region,industry\nA,40,2025,,median,B,,software\n",
        "my-templates/method.html": "",
    }


def runs():
    for case in sorted((PROJECT / "tests/cases").glob("*/config.yaml")):
        config = str(case.relative_to(PROJECT))
        yield from in_languages(config, f"case/{case.parent.name}", ["tests/cases"])
    for fixture in sorted((PROJECT / "tests/browser/fixtures").glob("*/config.yaml")):
        name, config = fixture.parent.name, str(fixture.relative_to(PROJECT))

        def more(folder, name=name):
            if not (folder / "answers.csv").exists():
                (folder / "answers.csv").write_text(fixture_answers(name), encoding="utf-8")

        yield from in_languages(config, f"fixture/{name}", [str(fixture.parent.relative_to(PROJECT))], more)
    samples = ["config", "sample-data"]
    for config in sorted((PROJECT / "config").glob("*.yaml")):
        # The other two are what `init` writes and the list of all settings: no data lie beside them.
        if config.stem not in ("default", "starter"):
            yield from in_languages(f"config/{config.name}", f"sample/{config.stem}", samples)
    for name, text in BATCHES.items():

        def lay(into, text=text):
            copier(*samples)(into)
            put(into, {"config/batch.yaml": text})

        again = ["build", "config/batch.yaml", "--out", "out"]
        yield Run(f"batch/{name}", lay, [again, [*again, "--as-of", "2026-07-10"]])
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for page in [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")

        def lay(into, text=text):
            copier(*samples)(into)
            put(into, named_files(text))

        commands = list(commands_of(text))
        if commands and page.parent != PROJECT and not any(command[0] == "init" for command in commands):
            commands = [*commands_of(readme), *commands]
        yield Run(f"page/{page.stem}", lay, commands)
        parts = [block for block in blocks(text, "yaml") if not re.match(r"# [\w.-]+\.yaml\n", block)]
        for at, block in enumerate(parts, 1):

            def lay(into, text=text, block=block):
                put(into, {**survey(block), **named_files(text)})

            yield Run(f"page/{page.stem}.{at}", lay, [["build", "config.yaml", "--out", "out"]])
    for mistake in sorted((PROJECT / "tests/errors").glob("*/config.yaml")):
        folder = str(mistake.parent.relative_to(PROJECT))
        yield Run(f"error/{mistake.parent.name}", copier(folder), [["build", f"{folder}/config.yaml", "--out", "out"]])
    plans = [plan.read_text(encoding="utf-8").splitlines()[0] for plan in sorted((PROJECT / "tests/plans").glob("*.txt"))]
    yield Run("plans", copier(), [plan.split()[2:] for plan in plans])


def perform(run, program, folder):
    """Runs all commands of a run, and gives what each said."""
    folder.mkdir(parents=True)
    run.lay(folder)
    said = {}
    for at, command in enumerate(run.commands, 1):
        into = None
        if ">" in command:
            command, into = command[: command.index(">")], command[-1]
        environment = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "PLAUDIT_BROWSER")}
        done = subprocess.run(
            [program, *command], cwd=folder, capture_output=True, timeout=600, env={**environment, "NO_COLOR": "1"}
        )
        if into:
            (folder / into).write_bytes(done.stdout)
        name = f"{at}: plaudit {' '.join(command)}"
        said[f"{name}, exit code"] = str(done.returncode)
        for stream, text in (("stdout", done.stdout), ("stderr", done.stderr)):
            text = text.decode("utf-8").replace(str(folder), "FOLDER")
            # How long it took is no part of what is said.
            said[f"{name}, {stream}"] = re.sub(r"[\d.]+ s; the slowest was `.*`, [\d.]+ s", "TIME", text)
    return said


# What is compared.


class Visible(HTMLParser):
    """The text of a page that somebody can see or hear: a line for each block, by the part of the page that it stands in."""

    INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time", "tspan"}
    PARTS = {"section", "figure", "nav", "header", "footer"}
    TOLD = ("alt", "title", "aria-label", "aria-description", "placeholder")

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.within, self.line, self.silent, self.note = {}, [], "", 0, None
        self.table = None

    def place(self):
        return " > ".join([*self.within, *([f"table “{self.table}”"] if self.table else [])]) or "page"

    def add(self, line):
        self.parts.setdefault(self.place(), []).append(line)

    def end(self):
        # A no-break space is part of the text.
        line = re.sub(r"[ \t\r\n]+", " ", self.line).strip(" ")
        if line:
            self.add(line)
        self.line = ""

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag in ("style", "script"):
            self.silent += 1
        if tag not in self.INLINE:
            self.end()
        if tag in self.PARTS:
            self.within.append(named.get("id") or named.get("aria-labelledby") or named.get("class") or tag)
        if (named.get("href") or "").startswith("#note-"):
            # Notes are numbered by their place: a mark says which one it leads to, whatever its number is.
            self.note = re.sub(r"^\d+: ", "", named.get("aria-label") or "") or None
            if self.note:
                self.add(f"[note] {self.note}")
                return
        if named.get("class") == "n":
            self.note = tag
        for name, value in attributes:
            leads_away = name == "href" and value and not value.startswith(("#", "data:"))
            if value and (name in self.TOLD or leads_away):
                self.add(f"[{name}] {value}")

    def handle_endtag(self, tag):
        if tag in ("style", "script"):
            self.silent -= 1
        if tag in ("a", "span"):
            self.note = None
        if tag not in self.INLINE:
            self.end()
        if tag == "caption" and self.table is None:
            # A table is a part by its caption, whatever its number is.
            self.table = re.sub(r"^\S+\s\w?\d+: ", "", self.parts[self.place()].pop())
        if tag == "table":
            self.table = None
        if tag in self.PARTS and self.within:
            self.within.pop()

    def handle_data(self, data):
        if not self.silent and not (self.note and data.strip().isdigit()):
            self.line += data


def visible(page):
    parser = Visible()
    parser.feed(page)
    parser.close()
    parser.end()
    return parser.parts


def page_differences(old, new, place):
    old, new = visible(old), visible(new)
    for part in [*old, *(part for part in new if part not in old)]:
        if part in old and part in new:
            before = [pointed(line, place) if "report.json: " in line else line for line in old[part]]
            yield from (f"{part}: {line}" for line in differing(before, new[part]))
        else:
            side, lines = ("old", old[part]) if part in old else ("new", new[part])
            yield f"{part}: only the {side} page has it, {len(lines)} lines: {' / '.join(lines[:3])}"
    shared = [[part for part in side if part in old and part in new] for side in (old, new)]
    yield from (f"order of parts: {line}" for line in differing(*shared))


ABSENT = object()


def differing(old, new):
    """The lines that differ, those that were replaced side by side."""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for at in range(max(b - a, d - c)):
            before = old[a + at] if a + at < b else ABSENT
            after = new[c + at] if c + at < d else ABSENT
            yield told(before, after)


def told(before, after):
    show = lambda value: "(absent)" if value is ABSENT else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{show(before)} ⇒ {show(after)}"


def leaves(value, pointer=""):
    """Every leaf by its JSON pointer; what is empty is a leaf."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list) and value:
        for at, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{at}")
    else:
        yield pointer, value


def moved(pointer):
    """Where a pointer of the old layout leads in the new one."""
    fits = [old for old in MOVED if pointer == old or pointer.startswith(f"{old}/")]
    old = max(fits, key=len, default="")
    return MOVED.get(old, old) + pointer[len(old) :]


def ancestors(pointer):
    """Every pointer that a pointer leads through, the shortest first, itself last."""
    return [pointer[: at.start()] for at in re.finditer("/|$", pointer) if at.start() > 0]


def pointed(line, place):
    """A line with each pointer in it as it is now, and tables of whatever width alike."""
    return re.sub(r" {2,}", "  ", re.sub(r"(?<!\S)/[a-z]\S*", lambda pointer: place(pointer[0]), line))


def layouts(folder):
    """The layouts of the reports in a folder."""
    return {json.loads(path.read_bytes()).get("schema") for path in folder.rglob("report.json")}


def json_differences(old, new):
    old, new = json.loads(old), json.loads(new)
    # An index kept its layout but for the scale.
    place = moved if old.get("schema") != new.get("schema") else lambda pointer: re.sub("^/method/scale", "/question/scale", pointer)
    before = {place(pointer): value for pointer, value in leaves(old)}
    if place is moved:
        for pattern, copy in ALSO.items():
            found = [(re.match(pattern, pointer), value) for pointer, value in leaves(old)]
            before.update((at.expand(copy), value) for at, value in found if at)
    after = dict(leaves(new))
    relative = 1e-12 if "weighting" in old.get("method", {}) else 0.0
    branches = [{above for pointer in side for above in ancestors(pointer)} for side in (before, after)]
    alone = Counter()
    for pointer in [*before, *(pointer for pointer in after if pointer not in before)]:
        a, b = before.get(pointer, ABSENT), after.get(pointer, ABSENT)
        if b is ABSENT and pointer in LEFT_OUT and a in (None, [], {}) or a is ABSENT and pointer in EMPTY and b in ([], {}):
            continue
        if "/figures/" in pointer and isinstance(a, str):
            a = place(a)
        if a is ABSENT or b is ABSENT:
            # A whole branch that one side has is told once.
            side, there = ("new", branches[0]) if a is ABSENT else ("old", branches[1])
            branch = next((above for above in ancestors(pointer) if above not in there), pointer)
            alone[branch, side] += 1
        elif not same(a, b, relative):
            yield f"{pointer}: {told(a, b)}"
    for (branch, side), count in alone.items():
        value = told((before if side == "old" else after).get(branch, f"{count} values"), ABSENT).split(" ⇒ ")[0]
        yield f"{branch}: only the {side} report has it: {value}"


def same(a, b, relative):
    if isinstance(a, bool) or isinstance(b, bool) or not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
        return type(a) is type(b) and a == b
    return a == b or math.isclose(a, b, rel_tol=relative, abs_tol=0.0)


def file_differences(name, old, new, place):
    """How two files differ, by what they say."""
    if old == new:
        return
    if name.endswith(".html"):
        yield from page_differences(old.decode("utf-8"), new.decode("utf-8"), place)
    elif name.endswith("manifest.json"):
        # Hashes are of bytes; what is where and whose it is has to be the same.
        old, new = json.loads(old), json.loads(new)
        for key in sorted({*old, *new}):
            bare = lambda value: {k: (v or {}).get("client", (v or {}).get("report")) for k, v in value.items()}
            a, b = (manifest.get(key) for manifest in (old, new))
            if key in ("files", "reports"):
                a, b = bare(a), bare(b)
            if key != "index" and a != b:
                yield f"{key}: {told(a, b)}"
    elif name.endswith("report.json") or name.endswith("index.json"):
        yield from json_differences(old, new)
    elif name.endswith(".csv"):
        rows = lambda data: [" | ".join(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))]
        yield from differing(rows(old), rows(new))
    else:
        try:
            yield from differing(old.decode("utf-8").splitlines(), new.decode("utf-8").splitlines())
        except UnicodeDecodeError:
            yield "other bytes"


def compare(run, programs, work):
    """Every difference between what two programs make of a run: where, and what it is."""
    folders = [work / side / run.name for side in ("old", "new")]
    said = [perform(run, program, folder) for program, folder in zip(programs, folders)]
    # Programs of one layout have moved nothing.
    place = str if layouts(folders[0]) == layouts(folders[1]) else moved
    found = []
    for name in said[0]:
        old, new = ([pointed(line, to) for line in side[name].splitlines()] for side, to in zip(said, (place, str)))
        found += [(name, line) for line in differing(old, new)]
    files = [{str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()} for folder in folders]
    for name in sorted({*files[0], *files[1]}):
        if name not in files[0] or name not in files[1]:
            found.append((name, "only the old program writes it" if name in files[0] else "only the new program writes it"))
            continue
        found += [(name, line) for line in file_differences(name, *(side[name].read_bytes() for side in files), place)]
    return found, len(files[0])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("old")
    arguments.add_argument("new")
    arguments.add_argument("--only", default="", help="runs whose name this pattern fits")
    arguments.add_argument("--keep", help="a new folder to keep what both have made in")
    arguments.add_argument("--all", action="store_true", help="tell every difference, not five of a file")
    asked = arguments.parse_args()
    programs = [str(Path(path).resolve()) for path in (asked.old, asked.new)]
    chosen = [run for run in runs() if re.search(asked.only, run.name)]
    work = Path(asked.keep or tempfile.mkdtemp(prefix="same-reports-"))
    explained, unexplained, compared = Counter(), 0, 0
    try:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for run, (found, files) in zip(chosen, pool.map(lambda run: compare(run, programs, work), chosen)):
                compared += files
                shown = Counter()
                for where, what in found:
                    place = f"{run.name} {where}"
                    reasons = (why for at, text, why in EXPECTED if re.search(at, place) and re.search(text, what))
                    why = next(reasons, None)
                    if why:
                        explained[why] += 1
                        continue
                    unexplained += 1
                    shown[where] += 1
                    if asked.all or shown[where] <= 5:
                        print(f"{place}\n    {what if asked.all else what[:400]}")
                for where, count in shown.items():
                    if count > 5 and not asked.all:
                        print(f"{run.name} {where}\n    … {count - 5} more")
    finally:
        if not asked.keep:
            shutil.rmtree(work, ignore_errors=True)
    for why, count in explained.items():
        print(f"{count} differences are meant: {why}")
    print(f"{len(chosen)} runs, {compared} files: {unexplained} differences that nothing explains")
    return 1 if unexplained or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
