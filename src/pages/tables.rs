//! Every figure drawn, as a table of finished strings.

use serde::Serialize;

use super::paper::{fit, halves};
use crate::figures::Head;
use crate::report::{
    Comparison, DesignFigures, Estimate, Finding, Point, RegionRow, Rejection, Report, Standing, Versus,
};
use crate::sections::Sections;
use crate::statistics::{Trend, Verdict};
use crate::survey::{Group, Region};
use crate::wording::{Whose, Words};

/// A table: the first cell of each row is its heading.
#[derive(Clone, Serialize)]
pub(super) struct Table {
    pub(super) id: String,
    pub(super) caption: String,
    pub(super) head: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// The widths of its columns in per cent, where it stands in two halves on paper; else none.
    halves: Vec<String>,
    /// What its letters are multiplied by on paper, where it would else be wider.
    fit: Option<String>,
    /// Whether its caption stands before it: on paper a table in two halves has none of its own.
    titled: bool,
}

impl Table {
    pub(super) fn new(id: &str, caption: String, head: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Self {
        let halves = halves(&head, &rows);
        let fit = fit(&head, &rows).filter(|_| halves.is_empty());
        Self { id: id.to_owned(), caption, head, rows, halves, fit, titled: false }
    }

    /// The same for a screen only, and for paper only, there by another name.
    pub(super) fn parted(self, id: String, caption: String) -> [Self; 2] {
        let paper = Self { id, caption, titled: !self.halves.is_empty(), ..self.clone() };
        [Self { halves: Vec::new(), fit: None, ..self }, paper]
    }
}

/// A cell; numbers are set to the right.
#[derive(Clone, Serialize)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) number: bool,
}

pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), number: false }
}

pub(super) fn number(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), number: true }
}

/// Stands where there is no number.
pub(super) const NONE: &str = "–";

/// A finding as score, both ends of the interval, and base.
pub(super) fn finding(finding: &Finding, words: &Words) -> [Cell; 4] {
    match finding.estimate() {
        Some(estimate) => [
            number(words.nps_to(estimate.nps.points(), 1)),
            number(words.points(estimate.interval.low(), 1)),
            number(words.points(estimate.interval.high(), 1)),
            number(words.count(estimate.n)),
        ],
        None => [number(words.finding(finding)), number(NONE), number(NONE), number(NONE)],
    }
}

pub(super) fn finding_head(words: &Words) -> [Cell; 4] {
    let labels = words.labels();
    [number(&labels.nps), number(&labels.low), number(&labels.high), number(&labels.base)]
}

/// The periods of the trend, or all answers, by group.
pub(super) fn composition(report: &Report, words: &Words) -> Table {
    let labels = words.labels();
    let mut rows: Vec<Vec<Cell>> = report
        .sections
        .points()
        .iter()
        .map(|point| composition_row(words.period_heading(point.period), &point.finding, words))
        .collect();
    if rows.is_empty() {
        rows.push(composition_row(labels.total.to_string(), &report.head.overall, words));
    }
    let first = text(if report.sections.points().is_empty() { &labels.answers } else { &labels.period });
    let mut head = vec![first];
    for group in [Group::Detractor, Group::Passive, Group::Promoter] {
        head.extend([number(words.group(group)), number("%")]);
    }
    head.push(number(&labels.base));
    let caption = words.composition(report).map(|texts| texts.caption).unwrap_or_default();
    Table::new("table-composition", caption, head, rows)
}

fn composition_row(name: String, finding: &Finding, words: &Words) -> Vec<Cell> {
    let mut row = vec![text(name)];
    if let Some(estimate) = finding.estimate() {
        let (counts, shares) = (estimate.counts, estimate.shares);
        for (answers, share) in [
            (counts.detractors(), shares.detractors),
            (counts.passives(), shares.passives),
            (counts.promoters(), shares.promoters),
        ] {
            row.extend([number(words.count(answers)), number(words.percent_to(share, 1))]);
        }
        row.push(number(words.count(estimate.n)));
    } else {
        row.push(number(words.finding(finding)));
        row.extend((0..6).map(|_| number(NONE)));
    }
    row
}

/// Answers by score.
pub(super) fn histogram(report: &Report, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let composition = report.sections.composition.as_ref()?;
    let scale = &report.head.method.scale;
    let shares = composition.score_shares(scale).unwrap_or_default();
    let rows = scale.scores().map(|score| {
        let answers = composition.histogram.answers(score);
        let share = shares.get(score.index()).copied().unwrap_or_default();
        vec![
            number(words.score(scale.answer(score))),
            text(words.group_member(scale.group(score))),
            number(words.count(answers)),
            number(words.percent_to(share, 1)),
        ]
    });
    let head =
        vec![number(&labels.score), text(&labels.group), number(&labels.answers), number(&labels.share)];
    Some(Table::new("table-histogram", words.histogram(report)?.caption, head, rows.collect()))
}

/// Scores by period, and the comparisons with earlier periods.
pub(super) fn trend(report: &Report, words: &Words) -> Vec<Table> {
    let labels = words.labels();
    let note = |point: &Point| words.note(&point.finding, &report.head.method);
    let noted = report.sections.points().iter().any(|point| note(point).is_some());
    let others: Vec<Whose<'_>> =
        report.sections.participants.iter().flat_map(Whose::over_time).map(|(whose, _)| whose).collect();
    let row = |point: &Point| {
        let mut row = vec![text(words.period_heading(point.period))];
        row.extend(finding(&point.finding, words));
        row.push(number(
            point.finding.estimate().map_or_else(|| NONE.to_owned(), |e| words.points(e.mean, 2)),
        ));
        if report.sections.trailing().is_some() {
            row.push(number(point.trailing.as_ref().map_or_else(|| NONE.to_owned(), |f| words.finding(f))));
        }
        if let Some(control) = report.sections.control() {
            let limits = control.of(point.period).map(|limits| [limits.low, limits.high]);
            row.extend(limits.map_or_else(
                || [NONE, NONE].map(number),
                |limits| limits.map(|limit| number(words.points(limit, 1))),
            ));
        }
        row.extend(others.iter().map(|whose| number(other(report, point, *whose, words))));
        if noted {
            row.push(text(note(point).unwrap_or_default()));
        }
        row
    };
    let mut head = vec![text(&labels.period)];
    head.extend(finding_head(words));
    head.push(number(&labels.mean_score));
    head.extend(words.trailing(&report.head, &report.sections).map(number));
    head.extend(report.sections.control().into_iter().flat_map(|_| words.control_head()).map(number));
    head.extend(others.iter().map(|whose| number(words.whose(*whose))));
    head.extend(noted.then(|| text(&labels.note)));
    let caption = words.trend(report).map(|texts| texts.caption).unwrap_or_default();
    let periods =
        Table::new("table-trend", caption, head, report.sections.points().iter().map(row).collect());
    let changes = report.head.changes.iter().map(|change| {
        let mut row = vec![
            text(words.since(change)),
            text(words.period(change.period)),
            number(words.finding(&change.then)),
        ];
        row.extend(trend_comparison(change.comparison.as_ref(), words));
        row
    });
    let head = vec![
        text(&labels.since),
        text(&labels.period),
        number(&labels.nps),
        number(&labels.difference),
        number(words.p_head(&report.head.method)),
        text(&labels.verdict),
    ];
    let changes = Table::new("table-changes", labels.changes.to_string(), head, changes.collect());
    vec![periods, changes]
}

/// The others' score in a period of the trend.
fn other(report: &Report, point: &Point, whose: Whose<'_>, words: &Words) -> String {
    let trend = report.sections.participants.iter().flat_map(|participants| &participants.trend);
    let moment = trend.into_iter().find(|moment| moment.period == point.period);
    let finding = moment.and_then(|moment| match whose {
        Whose::Peers(..) => moment.peers.as_ref(),
        _ => Some(&moment.pooled),
    });
    finding.map_or_else(|| NONE.to_owned(), |finding| words.finding(finding))
}

fn trend_comparison(comparison: Option<&Comparison<Trend>>, words: &Words) -> [Cell; 3] {
    three(comparison.map(|c| (c.difference.points(), c.p_adjusted, words.trend_verdict(c.verdict))), words)
}

pub(super) fn verdict_comparison(comparison: Option<&Comparison<Verdict>>, words: &Words) -> [Cell; 3] {
    three(comparison.map(|c| (c.difference.points(), c.p_adjusted, words.verdict(c.verdict))), words)
}

/// Difference, corrected p-value and verdict.
fn three(comparison: Option<(f64, f64, &str)>, words: &Words) -> [Cell; 3] {
    match comparison {
        Some((difference, p, verdict)) => {
            [number(words.change_to(difference, 1)), number(words.p_number(p)), text(verdict)]
        }
        None => [number(NONE), number(NONE), text(NONE)],
    }
}

/// Regions, what they are compared with, and their own benchmarks.
pub(super) fn regions(report: &Report, words: &Words) -> Vec<Table> {
    let labels = words.labels();
    let row = |row: &RegionRow| {
        let mut cells = vec![text(words.region(&row.region))];
        cells.extend(finding(&row.finding, words));
        cells.push(match row.standing {
            Standing::Rank(rank) => number(words.count(u64::from(rank))),
            Standing::Unranked => number(&labels.unranked),
        });
        cells
    };
    let mut head = vec![text(&labels.region)];
    head.extend(finding_head(words));
    head.push(number(&labels.rank));
    let caption = words.regions(report).map(|texts| texts.caption).unwrap_or_default();
    let rows: Vec<Vec<Cell>> = report.sections.listed_regions().map(row).collect();
    let scores = (!rows.is_empty()).then(|| Table::new("table-regions", caption, head, rows));
    let others = [scores, compared_regions(report, words), region_benchmarks(report, words)];
    others.into_iter().flatten().collect()
}

/// Regions against the rest and, where they have one, their own previous period; none where nothing can be
/// compared.
fn compared_regions(report: &Report, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let changed = report.sections.regions().iter().any(|row| row.change.is_some());
    report.sections.regions().iter().find(|row| row.rest.is_some() || row.change.is_some())?;
    let row = |row: &RegionRow| {
        let mut cells = vec![text(words.region(&row.region))];
        cells.extend(verdict_comparison(row.rest.as_ref(), words));
        if changed {
            cells.extend(trend_comparison(row.change.as_ref(), words));
        }
        cells
    };
    let mut head = vec![text(&labels.region)];
    for comparison in [Some(&labels.versus_rest), changed.then_some(&labels.change)].into_iter().flatten() {
        head.extend([number(comparison), number(words.p_head(&report.head.method)), text(&labels.verdict)]);
    }
    let (caption, rows) =
        (words.compared_regions_caption(report), report.sections.listed_regions().map(row).collect());
    Some(Table::new("table-compared-regions", caption, head, rows))
}

/// Regions against benchmarks of their own; none without such benchmarks.
fn region_benchmarks(report: &Report, words: &Words) -> Option<Table> {
    let chances = report.sections.regions().iter().any(|region| region.benchmarks.iter().any(has_chance));
    let row = |region: &Region, versus: &Versus| {
        let mut row = vec![text(words.region(region))];
        row.extend(benchmark_row(versus, words, chances));
        row
    };
    let rows: Vec<Vec<Cell>> = report
        .sections
        .regions()
        .iter()
        .flat_map(|region| region.benchmarks.iter().map(|versus| row(&region.region, versus)))
        .collect();
    let mut head = vec![text(&words.labels().region)];
    head.extend(benchmark_head(&report.head, words, chances));
    let caption = words.region_benchmarks_caption(&report.head);
    (!rows.is_empty()).then(|| Table::new("table-region-benchmarks", caption, head, rows))
}

/// How many regions are not listed, and why some are not shown, once for each reason.
pub(super) fn region_notes(report: &Report, words: &Words) -> Vec<String> {
    let mut notes: Vec<String> = words.folded_regions(report).into_iter().collect();
    for row in report.sections.regions() {
        if let Some(note) = words.note(&row.finding, &report.head.method)
            && matches!(row.finding, Finding::Hidden { .. })
            && !notes.contains(&note)
        {
            notes.push(note);
        }
    }
    notes
}

/// The score against stated benchmarks.
pub(super) fn benchmarks(report: &Report, words: &Words) -> Table {
    let chances = report.sections.benchmarks().iter().any(has_chance);
    let rows =
        report.sections.benchmarks().iter().map(|versus| benchmark_row(versus, words, chances)).collect();
    let head = benchmark_head(&report.head, words, chances);
    Table::new("table-benchmarks", words.benchmarks_caption(&report.head), head, rows)
}

fn benchmark_head(head: &Head, words: &Words, chances: bool) -> Vec<Cell> {
    let labels = words.labels();
    let mut head = vec![
        text(&labels.benchmark),
        number(&labels.value),
        text(&labels.statistic),
        number(&labels.year),
        number(&labels.n),
        text(&labels.source),
        number(&labels.difference),
        number(words.p_head(&head.method)),
        text(&labels.verdict),
    ];
    head.extend(chances.then(|| number(words.chance_head())));
    head
}

fn benchmark_row(versus: &Versus, words: &Words, chances: bool) -> Vec<Cell> {
    let benchmark = &versus.benchmark;
    let mut row = vec![
        text(&benchmark.name),
        number(words.stated(benchmark.value)),
        text(words.statistic(benchmark.statistic)),
        number(benchmark.year.map_or_else(|| NONE.to_owned(), |year| year.to_string())),
        number(benchmark.n.map_or_else(|| NONE.to_owned(), |n| words.count(n))),
        text(benchmark.source.clone().unwrap_or_else(|| NONE.to_owned())),
    ];
    row.extend(verdict_comparison(versus.comparison.as_ref(), words));
    row.extend(chances.then(|| number(words.chance_number(versus).unwrap_or_else(|| NONE.to_owned()))));
    row
}

/// Whether there is a target with a chance to be shown.
fn has_chance(versus: &Versus) -> bool {
    versus.chance_at_or_above.is_some()
}

/// Files read, and rows left out by reason. A client's report names neither files nor rows: they hold others' too.
pub(super) fn quality(about: &Head, sections: &Sections, words: &Words) -> Vec<Table> {
    let labels = words.labels();
    let quality = &sections.quality;
    let files = (!quality.files.is_empty()).then(|| {
        let rows = quality.files.iter().map(|file| vec![text(&file.name), number(words.count(file.rows))]);
        let head = vec![text(&labels.file), number(&labels.rows)];
        Table::new("table-files", labels.files_read.to_string(), head, rows.collect())
    });
    let placed = quality.rejected.iter().any(|rejection| !rejection.first.is_empty());
    let row = |rejection: &Rejection| {
        let mut row = vec![text(words.reason(rejection.reason)), number(words.count(rejection.rows))];
        row.extend(placed.then(|| text(words.first_rows(rejection))));
        row
    };
    let rejected = (!quality.rejected.is_empty()).then(|| {
        let mut head = vec![text(&labels.reason), number(&labels.rows)];
        head.extend(placed.then(|| text(&labels.first_rows)));
        let rows = quality.rejected.iter().map(row).collect();
        Table::new("table-rejected", labels.rejected_rows.to_string(), head, rows)
    });
    design(about, sections, words).into_iter().chain(files).chain(rejected).collect()
}

/// What the answers of each figure are worth; none where every answer counts once and by itself.
fn design(about: &Head, sections: &Sections, words: &Words) -> Option<Table> {
    let labels = words.labels();
    let now = about.period.map_or_else(|| labels.total.to_string(), |period| words.period_heading(period));
    let periods = sections
        .points()
        .iter()
        .rev()
        .skip(1)
        .map(|point| (words.period_heading(point.period), &point.finding));
    let regions = sections.regions().iter().map(|row| (words.region(&row.region).to_owned(), &row.finding));
    let all = std::iter::once((now, &about.overall)).chain(regions).chain(periods);
    let all = all.filter_map(|(name, finding)| Some((name, finding.estimate()?)));
    let all: Vec<(String, &Estimate, &DesignFigures)> =
        all.filter_map(|(name, estimate)| Some((name, estimate, estimate.design.as_ref()?))).collect();
    let [has_clusters, has_population] = [
        all.iter().any(|(_, _, design)| design.clusters.is_some()),
        all.iter().any(|(_, _, design)| design.population.is_some()),
    ];
    let stated = |n: Option<u64>| number(n.map_or_else(|| NONE.to_owned(), |n| words.count(n)));
    let rows: Vec<Vec<Cell>> = all
        .into_iter()
        .map(|(name, estimate, design)| {
            let mut row = vec![
                text(name),
                number(words.count(estimate.n)),
                number(words.points(design.weighted_n, 1)),
                number(words.effective_n(design)),
                number(words.points(design.effect(estimate.n), 2)),
            ];
            row.extend(has_clusters.then(|| stated(design.clusters)));
            row.extend(has_population.then(|| stated(design.population)));
            row
        })
        .collect();
    let (caption, [what, heads @ .., clusters, population]) = words.design_table();
    let mut head = vec![text(what)];
    head.extend(heads.into_iter().map(number));
    head.extend(has_clusters.then(|| number(clusters)));
    head.extend(has_population.then(|| number(population)));
    (!rows.is_empty()).then(|| Table::new("table-design", caption.to_owned(), head, rows))
}
