"""What is meant to differ between the program before the redesign of its inside and the one after, for `same_reports.py`."""

# Where a part of report.json or index.json went: pointer in the old layout, pointer in the new one. The longest that
# fits counts; what stands in no line stays where it was.
MOVED = {
    "/key_findings": "/sections/key_findings",
    "/histogram": "/sections/composition/histogram",
    "/weighted_histogram": "/sections/composition/weighted_histogram",
    "/trend": "/sections/trend/points",
    "/trailing": "/sections/trend/trailing",
    "/control": "/sections/trend/control",
    "/participants": "/sections/participants",
    "/regions": "/sections/regions",
    "/why": "/sections/why",
    "/benchmarks": "/sections/benchmarks",
    "/quality": "/sections/quality",
    "/method/scale": "/question/scale",
}

# What stands at a second place too: a pattern for the old pointer, the new one besides.
ALSO = {r"/trend/(\d+)/period/(\w+)$": r"/periods/\1/\2"}

# What the new layout has where it is empty too: it says that there is such a part, and no figure.
EMPTY = {"/periods", "/sections/composition"}

# What was null or empty in the old layout where the new one leaves a part out, by its new pointer.
LEFT_OUT = {"/client", "/recipient", "/response", *(new for new in MOVED.values() if new != "/sections/quality")}

_REGIONS = r"Regions|Регионы|Регіони"
_BENCHMARKS = r"Benchmarks|Бенчмарки"
_ONE_REGION = "a client of one region has no section of regions, where blank ones are all that is beside it"
_EXACT = "the exact test is made wherever answers are few: p-values above a half are larger by it"
_HELP = "mistakes are told in plainer words, and once; tests/errors has the exact texts"

# Where (a pattern for the run and its file), what (a pattern for the line that tells the difference), why.
EXPECTED = [
    (r"(report|index)\.json$", r"^/schema: ", "the layout has a new number"),
    (r"report\.json$|index\.json$|stdout$", r"^/question/(name|kind): ", "what was asked is said"),
    (r"json$", r"^/question: only the new", "what was asked is said"),
    # Of few answers: the exact test, also where z gives more than a half.
    (r"json$", r"/(p|p_adjusted): 0\.[5-9]\d* ⇒ (0\.[5-9]\d*|1(\.0)?)$", _EXACT),
    (r"", r"(^|: )[^⇒]*0[.,][5-9]\d* ⇒ [^⇒]*(0[.,][5-9]\d*|1([.,]0+)?|> 0[.,]99\d?)$", _EXACT),
    # Of datelines and of texts.
    (r"head|report\.html$|summary", r"^head [\w-]+: (.*\b\d+)[ \xa0](\S+)[ \xa0](\d+.*) ⇒ \1\xa0\2[ \xa0]\3$", "the day of the dateline stays with its month"),
    (r"index\.html$", r"^(key-figures|method): .*(each counted once|each client counts once|каждый учтён один раз|каждый клиент|кожного враховано|кожен клієнт)", "both means say which clients are in them"),
    (r"html$", r"^(method): .*(rounded once|округл|заокругл)", "the sentence on rounding reads better"),
    (r"html$", r"(Изменение к предыдущему периоду ⇒|Зміна до попереднього періоду ⇒|За жодним регіоном)", "texts that are new or plainer"),
    (r"", r"^((?:head|page|dateline): )?(.*\b\d+)[ \xa0](\S+)[ \xa0](\d+.*) ⇒ \2\xa0\3[ \xa0]\4$", "the day of the dateline stays with its month"),
    (r"html$", r"^among-participants > participants: ", "both means say which clients are in them, and no difference from two groups is one sentence"),
    # Of regions of single clients.
    (r"studio-\d+/report\.json$", r"^/sections/regions: only the old|^/sections/quality/region_not_stated: \d+ ⇒ null$", _ONE_REGION),
    (r"studio-\d+/report\.html$", r"^(appendix > table “[^”]*([Rr]egion|[Рр]егион|[Рр]егіон)[^”]*”|by-region.*): only the old page has it", _ONE_REGION),
    (r"studio-\d+/report\.html$", rf"^contents: ({_REGIONS}|{_BENCHMARKS}) ", _ONE_REGION),
    (r"studio-\d+/report\.html$", r"^method: (Regions against|A region is|Регионы и остальные|Регион срав|Регіони та решта|Регіон пор).* ⇒ \(absent\)$", _ONE_REGION),
    (r"studio-\d+/report\.html$", r"^against-benchmarks.*(Table|таблица|таблиця)\s[AА]\d+\. ⇒ ", _ONE_REGION),
    # Of regions without answers, and of very many.
    (r"report\.html$", r"^by-region > regions: (no answers|немає відповідей|Not stated|Ґрунтівська громада) ⇒ \(absent\)$", "regions without answers in the period have no row"),
    (r"sixty-regions out/report\.html$", r"^by-region > regions: ", "a chart of very many rows is drawn in parts"),
    (r"report\.html$", r"^(appendix|by-region > regions) > table .* ⇒ \(absent\)$", "regions without answers in the period have no row"),
    # Of what sentences say.
    (r"report\.html$", rf"^(against-benchmarks > benchmarks|contents): ({_BENCHMARKS}).* ⇒ .*(NPS against benchmarks|NPS и бенчмарки|NPS і бенчмарки)", "benchmarks of a low base say that they are without a finding"),
    (r"report\.html$", r"^against-benchmarks.*: (target|цель|ціль|median|медиана|медіана), .* ⇒ ", "that a benchmark is a target stands in its own column only"),
    (r"report\.html$", r"^against-benchmarks.*: (target|цель|ціль) ⇒ ", "that a benchmark is a target stands in its own column only"),
    (r"report\.html$", r"^(why-it-changed|contents|method)", "why the score changed is said plainly"),
    (r"report\.html$", r"^[\w -]+( > [\w -]+)*: [−+]?\d+ ⇒ [−+]?\d+[.,]\d$", "the numbers of a chart have as many decimals each"),
    (r"report\.html$", r"^against-benchmarks > benchmarks: Інститут прикладів, «Огляд» ⇒ ", "that a benchmark is a target stands in its own column only"),
    # Of an index.
    (r"index\.html$", r"^clients-\d > figure: (\(absent\) ⇒ [\w /-]+|[\w /-]+ ⇒ \(absent\))$", "in the funnel other names find room, those at the ends always"),
    (r"index\.html$", r"^headline: .*(last run|прошл\w+ запуск)", "the index says when the last run was, and who is new or gone"),
    (r"(for-clients|one-report-for-each-client\.2) .*index\.(json|html)$", r"^(/quality/|data-quality)", "an index for clients names no file, no row and nothing that is doubted of one client"),
    # Of what the command line says.
    (r"^error/.*stderr$", "", _HELP),
    (r"adding-a-language(\.1 | de\.yaml$| \d: plaudit wording --new)", "", "a page in any language is new"),
    (r"wording --language", r"^  why\.|^\(absent\) ⇒   ", "texts that are new or plainer"),
    (r"stderr$", r"1 rows? read", "one row is one row"),
    (r"stderr$", r"studios\.csv, row \d+, column `client` ⇒ .*column `invited`", "more answers than were invited are told at their cell"),
]
