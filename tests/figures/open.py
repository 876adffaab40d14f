"""Opens lists of figures with programs of others and prints, as JSON, what each takes them for.

    python3 tests/figures/open.py PLAN.json

The plan names `tables`, which DuckDB and pandas read, a `query` in SQL for them, in which `LIST` stands for the list, and
`sheets`, which `soffice`, LibreOffice, opens: each with its `file`, the `language` that LibreOffice is set to, and for CSV
the `import` options that are chosen in its dialog. Below `scratch` it writes. What is printed has an entry for each list and
program: its rows, and of tables the type of each column, the answer to the query, and the answers of each client. A day is
told as {"day": "2026-09-30"}, a formula as {"formula": "…"}, a blank as null.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

# What columns can be, by what each program calls it; whatever else it says stays as it is.
TYPES = {
    "VARCHAR": "text",
    "DATE": "day",
    "DOUBLE": "number",
    "BIGINT": "whole",
    "string[pyarrow]": "text",
    "date32[day][pyarrow]": "day",
    # What pandas calls a day that it has read from text.
    "datetime64[us]": "day",
    "double[pyarrow]": "number",
    "int64[pyarrow]": "whole",
    # A column of blanks in a text.
    "null[pyarrow]": "nothing",
}


def cell(value):
    if value is None or pd.isna(value):
        return None
    return {"day": value.isoformat()[:10]} if isinstance(value, date) else value


def rows(all_rows):
    return [[cell(value) for value in row] for row in all_rows]


def asked(question):
    """What DuckDB answers; what it says where it cannot, as of a column that is a text and should be a number."""
    try:
        return rows(duckdb.sql(question).fetchall())
    except duckdb.Error as error:
        return str(error)


def by_duckdb(file, query):
    table = duckdb.sql(f"select * from '{file}'")
    clients = f"""
        select client, sum(number) from '{file}' where measure = 'answers' and client is not null
        group by client order by client
    """
    return {
        "types": [TYPES.get(str(name), str(name)) for name in table.types],
        "rows": rows(table.fetchall()),
        "answer": asked(query.replace("LIST", file)),
        "clients": asked(clients),
    }


def by_pandas(file):
    if file.endswith(".csv"):
        frame = pd.read_csv(file, parse_dates=["first_day", "last_day"], dtype_backend="pyarrow")
    else:
        frame = pd.read_parquet(file, dtype_backend="pyarrow")
    wanted = (frame.section == "regions") & (frame.measure == "nps") & (frame.state == "measured")
    answer = frame[wanted].sort_values(["value", "period"])[["period", "value", "number", "low", "high", "n"]]
    clients = frame[frame.measure == "answers"].groupby("client").number.sum().reset_index()
    return {
        "types": [TYPES.get(str(name), str(name)) for name in frame.dtypes],
        "rows": rows(frame.itertuples(index=False)),
        "answer": rows(answer.itertuples(index=False)),
        "clients": rows(clients.itertuples(index=False)),
    }


TABLE, OFFICE, TEXT = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % of for of in ("table", "office", "text"))

# The only setting: the language whose numbers and days are understood, whatever the machine's.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>%s</value></prop></item></oor:items>
"""


def by_calc(soffice, sheet, scratch):
    """Has LibreOffice open a file and save it as what tells of each cell what it is."""
    home = scratch / "home" / sheet["language"]
    (home / "user").mkdir(parents=True, exist_ok=True)
    (home / "user" / "registrymodifications.xcu").write_text(SETTINGS % sheet["language"])
    chosen = [f"--infilter=CSV:{sheet['import']}"] if "import" in sheet else []
    command = [soffice, f"-env:UserInstallation={home.as_uri()}", "--headless", *chosen]
    command += ["--convert-to", "fods", "--outdir", str(scratch), sheet["file"]]
    saved = scratch / (Path(sheet["file"]).stem + ".fods")
    saved.unlink(missing_ok=True)
    said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if not saved.exists():
        sys.exit(f"LibreOffice has not opened {sheet['file']}: {said.stdout}{said.stderr}")
    found = []
    for row in ElementTree.parse(saved).iter(TABLE + "table-row"):
        cells = []
        for one in row.iter(TABLE + "table-cell"):
            cells += [of_sheet(one)] * min(int(one.get(TABLE + "number-columns-repeated", 1)), 100)
        # Below and beside the list is nothing but blanks.
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            found += [cells] * int(row.get(TABLE + "number-rows-repeated", 1))
    return {"rows": [cells + [None] * (len(found[0]) - len(cells)) for cells in found]}


def of_sheet(found):
    kind = found.get(OFFICE + "value-type")
    if formula := found.get(TABLE + "formula"):
        return {"formula": formula}
    if kind == "float":
        return float(found.get(OFFICE + "value"))
    if kind == "date":
        return {"day": found.get(OFFICE + "date-value")}
    text = "\n".join("".join(line.itertext()) for line in found.iter(TEXT + "p"))
    return text if kind == "string" else kind and {kind: text}


def main():
    plan = json.loads(Path(sys.argv[1]).read_text())
    found = {}
    for file in plan["tables"]:
        found[f"DuckDB {Path(file).name}"] = by_duckdb(file, plan["query"])
        found[f"pandas {Path(file).name}"] = by_pandas(file)
    for sheet in plan["sheets"]:
        name = " ".join(["Calc", Path(sheet["file"]).name, sheet["language"], sheet.get("import", "")])
        found[name.strip()] = by_calc(plan["soffice"], sheet, Path(plan["scratch"]))
    print(json.dumps(found, default=lambda number: number.item()))


if __name__ == "__main__":
    main()
