"""Writes the same answers in many encodings, by Python's codecs, for `tests/encodings.rs`.

python3 tests/encodings/write.py
"""

import codecs
import gzip
import random
from pathlib import Path

here = Path(__file__).parent
draw = random.Random(17)

ROWS = 300
LETTERS = {
    # Names that stand in the file, by the encodings that have all their letters.
    "uk": (["Київ", "Львів", "Ґалаґани", "Їжаківка", "Чернігів, північ", "Єнакієве \"схід\""],
           ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u", "gb18030"]),
    "ru": (["Москва", "Нижний Новгород", "Юг", "Казань, центр", "Орёл", "Уфа"],
           ["utf-8", "cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic"]),
    "de": (["Zürich", "Köln, Süd", "München", "Nürnberg", "Österreich", "Rest"],
           ["utf-8", "cp1252", "iso8859-1", "iso8859-15", "cp1250"]),
    "pl": (["Łódź", "Kraków", "Gdańsk", "Wrocław", "Śląsk, południe", "Poznań"], ["utf-8", "cp1250", "iso8859-2"]),
    "ja": (["東京", "大阪", "名古屋", "北海道", "表示, ソ", "福岡"], ["utf-8", "shift_jis", "euc_jp"]),
    "zh": (["北京", "上海", "广州", "深圳", "成都, 西", "重庆"], ["utf-8", "gb18030", "gbk"]),
}
HEADER = {"uk": "оцінка,день,регіон,коментар", "ru": "оценка,день,регион,комментарий"}


def cell(text):
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ",\"\n") else text


for language, (regions, encodings) in LETTERS.items():
    lines = [HEADER.get(language, "nps,day,region,comment")]
    for row in range(ROWS):
        day = f"2026-{1 + row * 9 // ROWS:02}-{1 + draw.randrange(28):02}"
        region = draw.choice(regions)
        comment = draw.choice(["", region + "!", 'so "so", ' + region, region + "\nx"])
        score = min(10, max(0, round(draw.gauss(8, 2.5))))
        lines.append(f"{score},{day},{cell(region)},{cell(comment)}")
    text = "\r\n".join(lines) + "\r\n"
    for encoding in encodings:
        data = codecs.encode(text, encoding)
        (here / f"{language}.{encoding}.csv").write_bytes(data)
    if language == "uk":
        (here / "uk.gzip.csv").write_bytes(gzip.compress(codecs.encode(text, "cp1251"), mtime=0))
