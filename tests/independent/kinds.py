"""Writes the same answers by as many programs as there are kinds of files: the fixtures of `tests/kinds`.

Wants openpyxl, xlsxwriter, pandas, pyreadstat and msoffcrypto-tool, and LibreOffice for ODS and XLS. No program at hand writes XLSB: that one is put together here,
as [MS-XLSB] says. What the tests hold all others to is `answers.csv`.

    python3 tests/independent/kinds.py tests/kinds
"""

import csv
import datetime as dt
import gzip
import json
import os
import random
import struct
import subprocess
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

import msoffcrypto.format.ooxml
import openpyxl
import pandas
import pyreadstat
import xlsxwriter

HEADINGS = ["id", "nps", "day", "region", "weight", "comment"]
OUT = sys.argv[1]


def answers():
    by_chance = random.Random(17)
    for number in range(1, 151):
        score = by_chance.choice([0, 3, 6, 7, 8, 9, 9, 10, 10, None])
        day = dt.date(2026, 1, 1) + dt.timedelta(days=by_chance.randrange(180))
        region = by_chance.choice(["North", "Süd & <West>", "Київ", ""])
        weight = by_chance.choice([0.5, 1, 1.25])
        comment = by_chance.choice(["", "fine", 'two\nlines, "quoted"'])
        yield number, score, day, region, weight, comment


def path(name):
    return os.path.join(OUT, name)


def write_csv(rows):
    with open(path("answers.csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        out.writerows((n, "" if s is None else s, d.isoformat(), r, w, c) for n, s, d, r, w, c in rows)


def write_json(rows):
    def record(number, score, day, region, weight, comment):
        return {
            "id": number,
            "answers": {"nps": score, "comment": comment},
            "day": day.isoformat(),
            "region": region or None,
            "weight": weight,
        }

    records = [record(*row) for row in rows]
    with gzip.GzipFile(path("lines.ndjson.gz"), "wb", mtime=0) as file:
        for one in records:
            file.write((json.dumps(one, ensure_ascii=False) + "\n").encode())
    with gzip.GzipFile(path("array.json.gz"), "wb", mtime=0) as file:
        file.write(json.dumps(records, indent=2).encode())


def write_openpyxl(rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Answers"
    sheet.append(HEADINGS)
    for number, score, day, region, weight, comment in rows:
        sheet.append([number, score, day, region or None, weight, comment or None])
    book.save(path("openpyxl.xlsx"))


def write_xlsxwriter(rows, name, options):
    """With a title and a heading over two rows, numbers as texts and formulas, times of day, shares, and a sheet of notes."""
    book = xlsxwriter.Workbook(path(name), options)
    notes, sheet = book.add_worksheet("Notes"), book.add_worksheet("Answers 2026")
    notes.write(0, 0, "made for a test")
    day_format = book.add_format({"num_format": "dd.mm.yyyy"})
    moment_format = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    share_format = book.add_format({"num_format": "0%"})
    sheet.write(0, 0, "Survey of 2026")
    sheet.merge_range(2, 0, 3, 0, "id")
    sheet.merge_range(2, 1, 2, 5, "Answers")
    for column, heading in enumerate(HEADINGS[1:], 1):
        sheet.write(3, column, heading)
    for at, (number, score, day, region, weight, comment) in enumerate(rows):
        row = at + 4
        sheet.write_number(row, 0, number)
        if score is not None:
            if at % 3 == 0:
                sheet.write_string(row, 1, str(score))
            elif at % 3 == 1:
                sheet.write_formula(row, 1, f"={score}", None, score)
            else:
                sheet.write_number(row, 1, score)
        if at % 2:
            sheet.write_datetime(row, 2, dt.datetime(day.year, day.month, day.day), day_format)
        else:
            sheet.write_datetime(row, 2, dt.datetime(day.year, day.month, day.day, 23, 59, 59), moment_format)
        sheet.write_number(row, 4, weight, share_format)
        for column, text in ((3, region), (5, comment)):
            if text:
                sheet.write_string(row, column, text)
    book.close()


def write_locked():
    with open(path("openpyxl.xlsx"), "rb") as plain, open(path("locked.xlsx"), "wb") as locked:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", locked)


def write_pandas(rows):
    frame = pandas.DataFrame(rows, columns=HEADINGS)
    frame["nps"] = frame["nps"].astype("Int64")
    frame["day"] = pandas.to_datetime(frame["day"])
    frame = frame.replace("", None)
    frame.to_excel(path("pandas.xlsx"), index=True, startrow=1)


def write_spss(rows):
    """Regions are numbers with labels, and a comment is longer than one variable of the file."""
    regions = {number: region for number, region in enumerate(sorted({row[3] for row in rows if row[3]}), 1)}
    numbers = {region: number for number, region in regions.items()}
    records = [(n, s, d, numbers.get(r), w, c * 15) for n, s, d, r, w, c in rows]
    frame = pandas.DataFrame(records, columns=HEADINGS)
    labels = {"region": regions, "nps": {0: "not at all - 0", 10: "surely - 10"}}
    for name, options in (("plain.sav", {}), ("packed.sav", {"row_compress": True}), ("packed.zsav", {"compress": True})):
        pyreadstat.write_sav(frame, path(name), variable_value_labels=labels, **options)
    with open(path("plain.sav"), "rb") as plain, gzip.GzipFile(path("plain.sav.gz"), "wb", mtime=0) as packed:
        packed.write(plain.read())
    os.remove(path("plain.sav"))
    # 98 and 99 stand for no answer.
    frame["nps"] = [score if score is not None else 98 + n % 2 for n, score, *_ in records]
    pyreadstat.write_sav(frame[["nps", "day"]], path("missing.sav"), missing_ranges={"nps": [{"lo": 98, "hi": 99}]}, row_compress=True)


def write_triple_s(rows):
    """As the Triple-S XML Standard 2.0 says, which no program at hand writes: in fixed columns, where the codes of scores are one more than
    the scores, and with commas, where scores have scores of their own."""
    regions = sorted({row[3] for row in rows if row[3]})

    def tag(name, text="", **attributes):
        written = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
        return f"<{name}{written}>{text}</{name}>"

    def variable(ident, kind, name, position, after, **attributes):
        return tag("variable", tag("name", name) + tag("label", f"{name} asked") + tag("position", **position) + after,
                   ident=ident, type=kind, **attributes)

    def values(*labels, ends=None):
        within = tag("range", **{"from": ends[0], "to": ends[1]}) if ends else ""
        return tag("values", within + "".join(tag("value", escape(text), code=code, **more) for code, text, more in labels))

    def survey(variables, **record):
        start = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE sss PUBLIC "-//triple-s//DTD Survey Interchange v2.0//EN" "sss_v20.dtd">\n'
        return start + tag("sss", tag("survey", tag("title", "A<br/>survey") + tag("record", "\n".join(variables), ident="A", **record)),
                           version="2.0") + "\n"

    words = {0: "not at all", 10: "surely"}
    scores = [(n, f"{n} - {words[n]}" if n in words else str(n)) for n in range(11)]
    of_regions = [(code, region, {}) for code, region in enumerate(regions, 1)]
    fixed = [
        variable(1, "quantity", "id", {"start": 1, "finish": 4}, values(ends=("1", "9999")), use="serial"),
        variable(2, "single", "nps", {"start": 5, "finish": 6}, values(*[(n + 1, text, {}) for n, text in scores])),
        variable(3, "date", "day", {"start": 7, "finish": 14}, ""),
        variable(4, "single", "region", {"start": 15}, values(*of_regions)),
        variable(5, "quantity", "weight", {"start": 16, "finish": 19}, values(ends=("0.00", "9.99")), use="weight"),
        variable(6, "character", "comment", {"start": 20, "finish": 40}, tag("size", 21)),
    ]
    with open(path("fixed.sss"), "w", encoding="utf-8") as file:
        file.write(survey(fixed))
    with open(path("fixed.asc"), "w", encoding="latin-1", newline="\r\n") as file:
        for n, score, day, region, weight, comment in rows:
            code = "" if score is None else score + 1
            place = regions.index(region) + 1 if region else ""
            line = f"{n:04}{code:>2}{day:%Y%m%d}{place:1}{weight:4.2f}{comment.replace(chr(10), ' '):21}"
            file.write(line.rstrip() + "\n")
    commas = [
        variable(1, "quantity", "id", {"start": 1}, values(ends=("1", "9999"))),
        variable(2, "single", "nps", {"start": 6}, values(*[(20 - n, text, {"score": n}) for n, text in scores])),
        variable(3, "date", "day", {"start": 2}, ""),
        variable(4, "single", "region", {"start": 3}, values(*[(f"R{code}", region, {}) for code, region, _ in of_regions]), format="literal"),
        variable(5, "quantity", "weight", {"start": 4}, values(ends=("0.00", "9.99"))),
        variable(6, "character", "comment", {"start": 5}, tag("size", 30)),
    ]
    with open(path("commas.sss"), "w", encoding="utf-8") as file:
        file.write(survey(commas, format="csv", skip=1, href="files/commas.csv"))
    with open(path("commas.csv"), "w", encoding="latin-1", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "day", "region", "weight", "comment", "nps"])
        for n, score, day, region, weight, comment in rows:
            code = "" if score is None else 20 - score
            place = f"R{regions.index(region) + 1}" if region else ""
            out.writerow([n, f"{day:%Y%m%d}", place, f"{weight:.2f}", comment.replace("\n", " "), code])


def write_libreoffice():
    for kind in ["ods", "xls"]:
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", OUT, path("openpyxl.xlsx")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        os.replace(path(f"openpyxl.{kind}"), path(f"libreoffice.{kind}"))


def write_hidden():
    """Twelve rows below a heading, of which four are hidden: two that stand together, one alone, and the last."""
    book = openpyxl.Workbook()
    book.active.append(["nps", "day"])
    for row in range(12):
        book.active.append([row % 11, dt.date(2026, 6, 1 + row)])
    for row in [4, 5, 9, 13]:
        book.active.row_dimensions[row].hidden = True
    book.save(path("hidden.xlsx"))
    for kind in ["ods", "xls"]:
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", OUT, path("hidden.xlsx")]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    os.remove(path("hidden.xlsx"))
    # LibreOffice, asked to turn it into an ODS file, hides the same rows.
    rows = [[row % 11, dt.date(2026, 6, 1 + row)] for row in range(12)]
    write_xlsb("hidden.xlsb", [["nps", "day"], *rows], [4, 5, 9, 13])


def write_xlsb(name, rows, hidden):
    """Written after the specification of Microsoft, as no program at hand writes such files."""
    def record(kind, data=b""):
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        length, size = b"", len(data)
        while True:
            length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
            size >>= 7
            if not size:
                return head + length + data

    def text(value):
        units = value.encode("utf-16-le")
        return struct.pack("<I", len(units) // 2) + units

    def cell(column, value):
        style = 1 if isinstance(value, dt.date) else 0
        head = struct.pack("<II", column, style)
        if isinstance(value, dt.date):
            value = (value - dt.date(1899, 12, 30)).days
        if isinstance(value, str):
            return record(6, head + text(value))
        if isinstance(value, int):
            return record(2, head + struct.pack("<i", value << 2 | 2))
        return record(5, head + struct.pack("<d", value))

    size = struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = record(129) + record(148, size) + record(145)
    for at, row in enumerate(rows):
        flags = 0x10 if at + 1 in hidden else 0
        sheet += record(0, struct.pack("<IIHBBBI", at, 0, 0, 0, flags, 0, 0))
        sheet += b"".join(cell(column, value) for column, value in enumerate(row) if value not in (None, ""))
    sheet += record(146) + record(130)
    formats = b"".join(record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 14))
    styles = record(278) + record(617, struct.pack("<I", 2)) + formats + record(618) + record(279)
    book = record(131) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Answers")) + record(144) + record(132)
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{of}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{of}/worksheet" '
        f'Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="{of}/styles" Target="styles.bin"/></Relationships>',
        "xl/workbook.bin": book,
        "xl/styles.bin": styles,
        "xl/worksheets/sheet1.bin": sheet,
    }
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as archive:
        for part, contents in parts.items():
            archive.writestr(part, contents)


def main():
    os.makedirs(OUT, exist_ok=True)
    rows = list(answers())
    write_csv(rows)
    write_json(rows)
    write_openpyxl(rows)
    write_xlsxwriter(rows, "xlsxwriter.xlsx", {})
    write_xlsxwriter(rows, "xlsxwriter-1904.xlsx", {"date_1904": True})
    write_pandas(rows)
    write_libreoffice()
    write_hidden()
    write_locked()
    write_spss(rows)
    write_triple_s(rows)
    write_xlsb("spec.xlsb", [HEADINGS, *rows], [])


main()
