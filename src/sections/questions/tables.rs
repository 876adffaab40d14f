//! The tables of this part.

use super::types::{Asked, Gap, InRegion, Line, Of, Unit, unit};
use super::words::Said;
use crate::figures::Finding;
use crate::sections::Report;
use crate::sections::questions::types::Level;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::statistics::Verdict;
use crate::survey::Region;
use crate::wording::{Text, fill};

/// So many options stand beside each other in a table.
pub(super) const MOST_COLUMNS: usize = 5;

/// The cells of a value: it, both ends of its interval, and its base.
fn level(finding: &Finding<Level>, unit: Unit, said: &Said<'_>) -> [Cell; 4] {
    let end = |end: Option<f64>| number(end.map_or_else(|| NONE.to_owned(), |end| said.end(end, unit)));
    match finding.estimate() {
        Some(of) => [
            number(said.finding(finding, unit)),
            end(of.lower),
            end(of.upper),
            number(said.words.count(of.n)),
        ],
        None => [number(said.finding(finding, unit)), number(NONE), number(NONE), number(NONE)],
    }
}

fn level_head(said: &Said<'_>) -> [Cell; 4] {
    let labels = said.words.labels();
    [number(&labels.value), number(&labels.low), number(&labels.high), number(&labels.base)]
}

/// Difference, corrected p-value and verdict.
fn gap<V>(gap: Option<&Gap<V>>, unit: Unit, verdict: impl Fn(&V) -> String, said: &Said<'_>) -> [Cell; 3] {
    match gap {
        Some(of) => [
            number(said.words.change_to(unit.shown(of.gap), unit.decimals())),
            number(said.words.p_number(of.p_adjusted)),
            text(verdict(&of.verdict)),
        ],
        None => [number(NONE), number(NONE), text(NONE)],
    }
}

fn gap_head(report: &Report, said: &Said<'_>) -> [Cell; 3] {
    let labels = said.words.labels();
    [number(&labels.difference), number(said.words.p_head(&report.head.method)), text(&labels.verdict)]
}

/// Every question of a unit, and its changes.
pub(super) fn now(
    report: &Report,
    (unit, lines): (Unit, &[(&Asked, &Line)]),
    id: &str,
    caption: String,
    said: &Said<'_>,
) -> Table {
    let words = said.words;
    let has_changes = lines.iter().any(|(_, line)| !line.changes.is_empty());
    // What is measured of each option is said above them.
    let is_option = unit == Unit::Option;
    let name = if is_option { &said.texts.option_head } else { &said.texts.head[0] };
    let mut head = vec![text(name)];
    head.extend((!is_option).then(|| text(&said.texts.head[2])));
    head.extend(level_head(said));
    // Levels are of the first measure of a question.
    let reached = |(asked, line): &(&Asked, &Line)| {
        let level = asked.level.as_ref().filter(|_| asked.measures.first() == Some(*line));
        level.map(|level| level.name.clone())
    };
    let others = report.sections.questions.iter().flat_map(|questions| &questions.0);
    let has_levels =
        others.into_iter().any(|asked| asked.level.is_some()) && lines.iter().any(|of| reached(of).is_some());
    head.extend(has_levels.then(|| text(&said.texts.level_head)));
    // Of unweighted answers the number of those who did is the share of the base.
    let tells_reached =
        unit == Unit::Outcome && report.head.has_counts() && report.head.method.weighting.is_none();
    head.extend(tells_reached.then(|| number(&said.texts.reached)));
    if has_changes {
        head.push(text(&said.texts.head[7]));
        head.extend(gap_head(report, said));
    }
    let mut rows = Vec::new();
    for of in lines {
        let (asked, line) = of;
        let own = || {
            let mut row = vec![text(said.name(asked))];
            row.extend((!is_option).then(|| text(said.measure(*of))));
            row.extend(level(&line.now, unit, said));
            row.extend(has_levels.then(|| text(reached(of).unwrap_or_else(|| NONE.to_owned()))));
            let reached = line.now.estimate().map(|of| of.value * real(of.n));
            let reached = reached.map_or_else(|| NONE.to_owned(), |reached| words.points(reached, 0));
            row.extend(tells_reached.then(|| number(reached)));
            row
        };
        if line.changes.is_empty() {
            rows.push(own());
        }
        for change in &line.changes {
            let mut row = own();
            row.push(text(words.period_heading(change.period)));
            row.extend(gap(
                change.comparison.as_ref(),
                unit,
                |verdict| words.trend_verdict(*verdict).to_owned(),
                said,
            ));
            rows.push(row);
        }
    }
    Table::new(&format!("table-{id}"), caption, head, rows)
}

/// The same over time.
pub(super) fn over_time(
    report: &Report,
    (unit, lines): (Unit, &[(&Asked, &Line)]),
    id: &str,
    caption: String,
    said: &Said<'_>,
) -> Table {
    let (mut head, n) = (vec![text(&said.words.labels().period)], &said.words.labels().n);
    // The options of a question have one base.
    let has_one_base = unit == Unit::Option;
    head.extend(has_one_base.then(|| number(n)));
    for of in lines {
        head.push(number(said.line(*of)));
        head.extend((!has_one_base).then(|| number(n)));
    }
    let rows = report.head.periods.iter().enumerate().map(|(at, period)| {
        let mut row = vec![text(said.words.period_heading(*period))];
        for (place, (_, line)) in lines.iter().enumerate() {
            let then = line.over_time.get(at).unwrap_or(&Finding::NoAnswers);
            let base = then.estimate().map_or_else(|| NONE.to_owned(), |level| said.words.count(level.n));
            let (value, base) = (number(said.finding(then, unit)), number(base));
            match (has_one_base, place) {
                (true, 0) => row.extend([base, value]),
                (true, _) => row.push(value),
                (false, _) => row.extend([value, base]),
            }
        }
        row
    });
    Table::new(&format!("table-{id}"), caption, head, rows.collect())
}

/// What a question measures in each region.
pub(super) fn by_region(
    report: &Report,
    (unit, rows): (Unit, &[&InRegion]),
    id: &str,
    caption: String,
    said: &Said<'_>,
) -> Table {
    let words = said.words;
    let mut head = vec![text(&words.labels().region)];
    head.extend(level_head(said));
    head.extend(gap_head(report, said));
    let rows = rows.iter().map(|row| {
        let mut cells = vec![text(words.region(&row.region))];
        cells.extend(level(&row.finding, unit, said));
        cells.extend(gap(row.rest.as_ref(), unit, |verdict| words.verdict(*verdict).to_owned(), said));
        cells
    });
    Table::new(&format!("table-{id}"), caption, head, rows.collect())
}

/// What was chosen in each region, or other part, in tables as wide as paper is; and where one of them stands apart.
pub(super) fn options_by_parts(
    report: &Report,
    told: &[Told<'_>],
    (id, caption): (&str, &str),
    said: &Said<'_>,
) -> Vec<Table> {
    let labels = said.words.labels();
    // All have the same answers, and so the same parts.
    let parts = told.first().map(|(_, rows)| rows.as_slice()).unwrap_or_default();
    let matrix = |(at, told): (usize, &[Told<'_>])| {
        let mut head = vec![text(&labels.region), number(&labels.base)];
        head.extend(told.iter().map(|((asked, _), _)| number(said.name(asked))));
        let rows = parts.iter().map(|InRegion { region, finding, .. }| {
            let base = finding.estimate().map_or_else(|| NONE.to_owned(), |level| said.words.count(level.n));
            let mut row = vec![text(said.words.region(region)), number(base)];
            row.extend(told.iter().map(|(_, rows)| {
                let own = rows.iter().find(|row| row.region == *region);
                number(own.map_or_else(|| NONE.to_owned(), |row| said.finding(&row.finding, Unit::Option)))
            }));
            row
        });
        let id = if at == 0 { format!("table-{id}") } else { format!("table-{id}-{}", at + 1) };
        Table::new(&id, caption.to_owned(), head, rows.collect())
    };
    let mut tables: Vec<Table> = told.chunks(MOST_COLUMNS).enumerate().map(matrix).collect();
    let mut head = vec![text(&labels.region), text(&said.texts.option_head)];
    head.extend(level_head(said));
    head.extend(gap_head(report, said));
    let mut rows = Vec::new();
    for ((asked, _), own) in told {
        for row in own {
            let Some(rest) = row.rest.as_ref().filter(|rest| rest.verdict != Verdict::Unclear) else {
                continue;
            };
            let mut cells = vec![text(said.words.region(&row.region)), text(said.name(asked))];
            cells.extend(level(&row.finding, Unit::Option, said));
            let word = |verdict: &Verdict| said.words.verdict(*verdict).to_owned();
            cells.extend(gap(Some(rest), Unit::Option, word, said));
            rows.push(cells);
        }
    }
    if !rows.is_empty() {
        let caption = said.texts.options_apart.to_string();
        tables.push(Table::new(&format!("table-{id}-apart"), caption, head, rows));
    }
    tables
}

/// A measure, and what it is by the values of a cut.
pub(super) type Told<'a> = (Of<'a>, Vec<InRegion>);

/// What several questions measure by the values of a cut, in tables as wide as paper is; and the bases, where they are wanted.
pub(super) fn matrix(
    (values, told): (&[Region], &[Told<'_>]),
    (id, cut): (&str, &str),
    has_bases: bool,
    said: &Said<'_>,
) -> Vec<Table> {
    let labels = said.words.labels();
    let table = |(id, label): (&str, &Text), names: Vec<String>, cells: &dyn Fn(&Region) -> Vec<String>| {
        let head = [text(&labels.region)].into_iter().chain(names.into_iter().map(number)).collect();
        let rows = values.iter().map(|region| {
            let cells = cells(region).into_iter().map(number);
            [text(said.words.region(region))].into_iter().chain(cells).collect()
        });
        let caption = fill(&said.texts.line, &[("name", cut), ("measure", label)]);
        Table::new(id, caption, head, rows.collect())
    };
    let value = |(of, rows): &Told<'_>, region: &Region| {
        let Some(row) = rows.iter().find(|row| row.region == *region) else { return NONE.to_owned() };
        let value = said.finding(&row.finding, unit(of));
        match row.rest.map(|rest| rest.verdict) {
            Some(Verdict::Above) => format!("▲\u{a0}{value}"),
            Some(Verdict::Below) => format!("▼\u{a0}{value}"),
            Some(Verdict::Unclear) | None => value,
        }
    };
    let base = |(_, rows): &Told<'_>, region: &Region| {
        let level = rows.iter().find(|row| row.region == *region).and_then(|row| row.finding.estimate());
        level.map_or_else(|| NONE.to_owned(), |level| said.words.count(level.n))
    };
    let numbered = |id: &str, at: usize| if at == 0 { id.to_owned() } else { format!("{id}-{}", at + 1) };
    let of_values = told.chunks(MOST_COLUMNS).enumerate().map(|(at, told)| {
        let names = told.iter().map(|(of, _)| said.line(*of)).collect();
        let cells = |region: &Region| told.iter().map(|told| value(told, region)).collect();
        table((&numbered(id, at), &labels.value), names, &cells)
    });
    // What is measured by one question has one base.
    let is_first = |((asked, line), _): &&Told<'_>| asked.measures.first() == Some(*line);
    let told: Vec<&Told<'_>> = told.iter().filter(is_first).filter(|_| has_bases).collect();
    let of_bases = told.chunks(MOST_COLUMNS).enumerate().map(|(at, told)| {
        let names = told.iter().map(|((asked, _), _)| said.name(asked)).collect();
        let cells = |region: &Region| told.iter().map(|told| base(told, region)).collect();
        table((&numbered(&format!("{id}-bases"), at), &labels.base), names, &cells)
    });
    of_values.chain(of_bases).collect()
}

/// The values of a cut that stand clearly apart, by each question; none where none does.
pub(super) fn apart(report: &Report, told: &[Told<'_>], id: &str, said: &Said<'_>) -> Option<Table> {
    let mut head = vec![text(&said.words.labels().region), text(&said.texts.head[0])];
    head.extend(level_head(said));
    head.extend(gap_head(report, said));
    let mut rows = Vec::new();
    for (of, values) in told {
        for row in values {
            let is_clear = |rest: &&Gap<Verdict>| rest.verdict != Verdict::Unclear;
            let Some(rest) = row.rest.as_ref().filter(is_clear) else { continue };
            let mut cells = vec![text(said.words.region(&row.region)), text(said.line(*of))];
            cells.extend(level(&row.finding, unit(of), said));
            let word = |verdict: &Verdict| said.words.verdict(*verdict).to_owned();
            cells.extend(gap(Some(rest), unit(of), word, said));
            rows.push(cells);
        }
    }
    let caption = said.texts.matrix_apart.to_string();
    (!rows.is_empty()).then(|| Table::new(id, caption, head, rows))
}

/// The benchmarks of questions of a unit; nothing where there are none.
pub(super) fn benchmarks(
    report: &Report,
    (unit, lines): (Unit, &[(&Asked, &Line)]),
    id: &str,
    said: &Said<'_>,
) -> Option<Table> {
    let (words, labels) = (said.words, said.words.labels());
    let name = if unit == Unit::Option { &said.texts.option_head } else { &said.texts.head[0] };
    let mut head = vec![
        text(name),
        text(&labels.benchmark),
        number(&labels.value),
        text(&labels.statistic),
        number(&labels.year),
        number(&labels.n),
        text(&labels.source),
    ];
    head.extend(gap_head(report, said));
    let mut rows = Vec::new();
    for of in lines {
        for stated in &of.1.benchmarks {
            let mut row = vec![
                text(said.line(*of)),
                text(&stated.name),
                number(said.exact(stated.value, unit)),
                text(words.statistic(stated.statistic)),
                number(stated.year.map_or_else(|| NONE.to_owned(), |year| year.to_string())),
                number(stated.n.map_or_else(|| NONE.to_owned(), |n| words.count(n))),
                text(stated.source.clone().unwrap_or_else(|| NONE.to_owned())),
            ];
            row.extend(gap(
                stated.comparison.as_ref(),
                unit,
                |verdict| words.verdict(*verdict).to_owned(),
                said,
            ));
            rows.push(row);
        }
    }
    let table = Table::new(&format!("table-{id}-benchmarks"), said.texts.benchmarks.to_string(), head, rows);
    (!table.rows.is_empty()).then_some(table)
}

/// What became of the rows of each question.
pub(super) fn account<'a>(asked: impl Iterator<Item = &'a Asked>, said: &Said<'_>) -> Table {
    let [name, ask, _, answers, without, left_out, why, _] = &said.texts.head;
    let head = vec![text(name), text(ask), number(answers), number(without), number(left_out), text(why)];
    let row = |asked: &Asked| {
        let (account, words) = (asked.account.clone().unwrap_or_default(), said.words);
        let why: Vec<String> = account
            .rejected
            .iter()
            .map(|(reason, rows)| {
                let values = [("reason", words.reason(*reason).to_owned()), ("count", words.count(*rows))];
                fill(&said.texts.reason, &values)
            })
            .collect();
        let why = if why.is_empty() { NONE.to_owned() } else { why.join("; ") };
        vec![
            text(asked.question.asked()),
            text(asked.question.ask.clone().unwrap_or_else(|| NONE.to_owned())),
            number(words.count(account.answers)),
            number(words.count(account.outside)),
            number(words.count(account.rejected.values().sum())),
            text(why),
        ]
    };
    Table::new("table-questions-account", said.texts.account.to_string(), head, asked.map(row).collect())
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(n: u64) -> f64 {
    n as f64
}
