//! The charts and tables of the further questions: those of a unit side by side and over time, the options of each question by
//! themselves, then each by region, and what became of the rows.

use std::collections::BTreeSet;

use super::chart;
use super::figures::options_of;
use super::matrix;
use super::tables;
use super::themes::texts::THEMES;
use super::types::{
    Account, Against, Asked, Gap, Gauge, InCut, InRegion, Level, Line, Moved, Of, Questions, Reached, Unit,
    unit,
};
use super::words::{InUnit, QUESTIONS, RESTS_ON, Said};
use crate::charts::dots::Dots;
use crate::figures::{Comparison, Finding};
use crate::sections::regions::RegionRow;
use crate::sections::{Figure, Page, Report, Shown};
use crate::statistics::Verdict;
use crate::survey::{QuestionKind, Region};
use crate::wording::{About, Words, capitalised, fill};

/// So many questions stand in a table of periods.
const MOST_BESIDE: usize = 4;

/// More measures than this are drawn by region only where a region stands apart.
const MOST_DRAWN: usize = 4;

/// Of the options of a question, so many are drawn over time.
const MOST_PANELS: usize = 6;

/// What figures are made from.
struct Showing<'a> {
    questions: &'a Questions,
    report: &'a Report,
    said: &'a Said<'a>,
    /// The definitions that figures rest on.
    rests_on: &'static [About],
    /// The regions that the page lists: where there are many, some are folded away.
    listed: BTreeSet<&'a Region>,
}

/// What comments are about: as the options of a question.
pub(super) fn of_themes(themes: &Questions, page: &Page<'_>, said: &Said<'_>) -> Vec<Figure> {
    const RESTS_ON: &[About] = &[THEMES, About::COMPARISON, About::BASES];
    Showing::new(themes, page.report, said, RESTS_ON).side_by_side(Unit::Option, themes.lines().collect())
}

/// Everything that the page has of them.
pub(super) fn shown(questions: &Questions, page: &Page<'_>) -> Shown {
    let Page { report, words } = page;
    let said = &Said::new(words);
    let on = Showing::new(questions, report, said, RESTS_ON);
    let leading = leading(report, words);
    // The one that leads the report stands beside the others here.
    let first = leading.measures.iter().map(|line| (&leading, line));
    let all: Vec<Of<'_>> = first.chain(questions.lines()).collect();
    // The options of a question have a chart of their own.
    let group = |of: &Of<'_>| (unit(of), options_of(&of.0.question).map(str::to_owned));
    let mut groups: Vec<(Unit, Option<String>)> = Vec::new();
    for of in &all {
        if !groups.contains(&group(of)) {
            groups.push(group(of));
        }
    }
    let mut figures = Vec::new();
    for together in groups {
        let lines = all.iter().filter(|of| group(of) == together).copied().collect();
        figures.extend(on.side_by_side(together.0, lines));
    }
    let scored: Vec<Of<'_>> = all.iter().filter(|of| unit(of) != Unit::Option).copied().collect();
    figures.extend(on.by_region(&scored));
    figures.extend(matrix::by_cuts(report, &scored));
    figures.extend(on.accounts(&leading));
    Shown { id: "all-questions", heading: said.texts.heading.to_string(), figures }
}

impl<'a> Showing<'a> {
    fn new(
        questions: &'a Questions,
        report: &'a Report,
        said: &'a Said<'a>,
        rests_on: &'static [About],
    ) -> Self {
        let listed = report.sections.listed_regions().map(|row| &row.region).collect();
        Self { questions, report, said, rests_on, listed }
    }
}

impl Showing<'_> {
    /// What is measured in one unit, or by the options of a question, now and over time.
    fn side_by_side(&self, unit: Unit, mut lines: Vec<Of<'_>>) -> Vec<Figure> {
        let Self { report, said, .. } = self;
        let has_options = unit == Unit::Option;
        if has_options {
            lines.sort_by(|one, other| chosen(other).total_cmp(&chosen(one)));
        }
        let Some((first, _)) = lines.first() else { return Vec::new() };
        let format = &InUnit(said.words, unit);
        let id = id_of(unit, self.questions, first);
        let chart = (format!("chart-{id}"), chart::dots(report, unit, &lines, said));
        let texts = said.now(report, unit, &lines);
        let now = Figure::in_format(&id, texts, (&chart.0, Some(chart.1)), self.rests_on, format);
        let now = now.map(|figure| {
            let caption = figure.texts.caption.clone();
            let now = tables::now(report, (unit, &lines), &id, caption, said);
            let benchmarks = tables::benchmarks(report, (unit, &lines), &id, said);
            let own = lines.iter().filter_map(|(asked, line)| said.level(asked, line));
            let asked = said.asked_of(&lines);
            figure.with_tables([now].into_iter().chain(benchmarks)).with_notes(own.chain(asked))
        });
        let past = format!("{id}-over-time");
        let texts = said.over_time(report, unit, &lines);
        let drawn = lines.get(..MOST_PANELS).filter(|_| has_options).unwrap_or(&lines);
        let chart = (format!("chart-{past}"), chart::panels(report, unit, drawn, said));
        let over_time = Figure::in_format(&past, texts, (&chart.0, chart.1), self.rests_on, format);
        let over_time = over_time.map(|figure| {
            let caption = figure.texts.caption.clone();
            // As wide as paper is.
            let beside = if has_options { tables::MOST_COLUMNS } else { MOST_BESIDE };
            let parts = lines.chunks(beside).enumerate();
            figure.with_tables(parts.map(|(at, lines)| {
                let id = if at == 0 { past.clone() } else { format!("{past}-{}", at + 1) };
                tables::over_time(report, (unit, lines), &id, caption.clone(), said)
            }))
        });
        let options = if has_options { self.options_by_parts(&id, &lines) } else { Vec::new() };
        [now, over_time].into_iter().flatten().chain(options).collect()
    }

    /// The options of a question by region, then by each further cut.
    fn options_by_parts(&self, id: &str, lines: &[Of<'_>]) -> Vec<Figure> {
        let of_regions = |line: &Line| {
            let mut rows: Vec<InRegion> =
                line.regions.iter().filter(|row| self.lists(row)).cloned().collect();
            rows.sort_by(|one, other| one.region.cmp(&other.region));
            rows
        };
        let by_region = self.options_by((&format!("{id}-by-region"), None), lines, &of_regions, self.said);
        // All have the same answers, and so the same cuts.
        let cuts = lines.iter().map(|(_, line)| &line.cuts).max_by_key(|cuts| cuts.len());
        let by_cuts = cuts.into_iter().flatten().zip(1..).filter_map(|(cut, number)| {
            let words = Words::by_cut(&self.report.head, cut.called()).ok()?;
            let of_cut = |line: &Line| {
                let own = line.cuts.iter().find(|own| own.name == cut.name);
                own.map(|own| own.values.clone()).unwrap_or_default()
            };
            self.options_by(
                (&format!("{id}-by-cut-{number}"), Some(cut.called())),
                lines,
                &of_cut,
                &Said::of(self.questions, &words),
            )
        });
        by_region.into_iter().chain(by_cuts).collect()
    }

    /// The options of a question by the parts that each of them has, of regions or of a cut: tables alone, as there may be many of both.
    fn options_by(
        &self,
        (id, cut): (&str, Option<&str>),
        lines: &[Of<'_>],
        parts: &dyn Fn(&Line) -> Vec<InRegion>,
        said: &Said<'_>,
    ) -> Option<Figure> {
        let told: Vec<tables::Told<'_>> =
            lines.iter().map(|of| (*of, parts(of.1))).filter(|(_, rows)| !rows.is_empty()).collect();
        let rows = || told.iter().flat_map(|(_, rows)| rows);
        rows().find_map(|row| row.finding.estimate())?;
        let none: (_, Option<Dots>) = ("", None);
        let mut texts = said.options_by_parts(self.report, lines)?;
        if let Some(cut) = cut {
            for text in [&mut texts.title, &mut texts.caption, &mut texts.description] {
                let values = [("name", capitalised(cut)), ("measure", std::mem::take(text))];
                *text = fill(&said.texts.line, &values);
            }
        }
        let figure = Figure::new(id, Some(texts), none, self.rests_on, said.words)?;
        let caption = figure.texts.caption.clone();
        let tables = tables::options_by_parts(self.report, &told, (id, &caption), said);
        // Where none of them stands apart, whoever wants to know may open it.
        let tells = rows().any(|row| row.rest.is_some_and(|rest| rest.verdict != Verdict::Unclear));
        Some(Figure { folded: !tells, ..figure.with_tables(tables) })
    }

    /// Whether the page has a region.
    fn lists(&self, row: &InRegion) -> bool {
        self.listed.is_empty() || self.listed.contains(&row.region)
    }

    /// Each measure by region. Of many, those are drawn that tell regions apart; the others stand in the matrix alone.
    fn by_region(&self, scored: &[Of<'_>]) -> Vec<Figure> {
        let Self { report, said, .. } = self;
        // The response rate stands in the table of regions, where there is one.
        let is_told = |of: &Of<'_>| !self.listed.is_empty() && of.1.measure == Gauge::Response;
        let is_own = |(_, of): &(usize, Of<'_>)| unit(of) != Unit::Option && !is_told(of);
        let lines: Vec<(usize, Of<'_>)> = self.questions.lines().enumerate().filter(is_own).collect();
        let mut drawn = Vec::new();
        for (at, of) in &lines {
            let unit = unit(of);
            let rows: Vec<&InRegion> = of.1.regions.iter().filter(|row| self.lists(row)).collect();
            let id = format!("questions-by-region-{}", at + 1);
            let tells = rows.iter().any(|row| row.rest.is_some_and(|rest| rest.verdict != Verdict::Unclear));
            if !tells && lines.len() > MOST_DRAWN {
                continue;
            }
            let Some(texts) = said.by_region(report, *of, &rows) else { continue };
            let table = tables::by_region(report, (unit, &rows), &id, texts.caption.clone(), said);
            let chart = (format!("chart-{id}"), chart::by_region(report, *of, &rows, said));
            let format = &InUnit(said.words, unit);
            let figure = Figure::in_format(&id, Some(texts), (&chart.0, Some(chart.1)), RESTS_ON, format);
            drawn.extend(figure.map(|figure| figure.with_tables([table])));
        }
        let has_bases = drawn.len() < lines.len();
        let matrix = matrix::by_region(report, scored, &|row| self.lists(row), has_bases, said);
        matrix.into_iter().chain(drawn).collect()
    }

    /// What became of the rows of each question; nothing where that is not told of the others.
    fn accounts(&self, leading: &Asked) -> Option<Figure> {
        let asked = &self.questions.0;
        asked.iter().find(|asked| asked.account.is_some())?;
        let mut accounts = vec![leading];
        // Of those who were asked all rows are.
        let has_response = |asked: &&Asked| asked.question.kind == QuestionKind::Response;
        for asked in asked.iter().filter(|asked| !has_response(asked)) {
            // The rows of a question are those of each of its options.
            let question = options_of(&asked.question);
            if question.is_none() || accounts.last().is_none_or(|last| options_of(&last.question) != question)
            {
                accounts.push(asked);
            }
        }
        let texts = self.said.accounts(self.report);
        let none: (_, Option<Dots>) = ("chart-questions-account", None);
        let account = Figure::new("questions-account", Some(texts), none, &[QUESTIONS], self.said.words)?;
        Some(account.with_tables([tables::account(accounts.into_iter(), self.said)]))
    }
}

/// A comparison of scores as one of the measures of a question.
fn gap<V: Copy>(of: &Comparison<V>) -> Gap<V> {
    let Comparison { difference, z, p, p_adjusted, verdict } = *of;
    Gap { gap: difference.points(), z, p, p_adjusted, verdict }
}

/// The question that leads the report as one among all of them.
fn leading(report: &Report, words: &Words) -> Asked {
    let head = &report.head;
    let level = |finding: &Finding| match finding {
        Finding::NoAnswers => Finding::NoAnswers,
        Finding::Hidden { why } => Finding::Hidden { why: *why },
        Finding::Measured(of) => Finding::Measured(Level {
            n: of.n,
            value: of.nps.points(),
            lower: Some(of.interval.low()),
            upper: Some(of.interval.high()),
            low_base: of.low_base,
        }),
    };
    let changes = head.changes.iter().map(|change| Moved {
        since: change.since,
        period: change.period,
        then: level(&change.then),
        comparison: change.comparison.as_ref().map(gap),
    });
    let benchmarks = report.sections.benchmarks().iter().map(|versus| Against {
        name: versus.benchmark.name.clone(),
        value: versus.benchmark.value.points(),
        statistic: versus.benchmark.statistic,
        year: versus.benchmark.year,
        n: versus.benchmark.n,
        source: versus.benchmark.source.clone(),
        comparison: versus.comparison.as_ref().map(gap),
    });
    let quality = &report.sections.quality;
    let account = Account {
        answers: quality.rows_used,
        outside: quality.outside.values().sum(),
        rejected: quality.rejected.iter().map(|rejection| (rejection.reason, rejection.rows)).collect(),
    };
    let row = |row: &RegionRow| InRegion {
        region: row.region.clone(),
        finding: level(&row.finding),
        rest: row.rest.as_ref().map(gap),
    };
    let told = |rows: &[RegionRow]| {
        rows.iter().filter(|row| row.finding != Finding::NoAnswers).map(row).collect::<Vec<_>>()
    };
    let cuts = report.sections.cuts.iter().flat_map(|cuts| &cuts.0).map(|cut| InCut {
        name: cut.name.clone(),
        label: cut.label.clone(),
        table: cut.table.clone(),
        values: told(&cut.values.0),
    });
    let line = Line {
        measure: Gauge::Nps,
        now: level(&head.overall),
        changes: changes.collect(),
        over_time: report.over_time().map(level).collect(),
        benchmarks: benchmarks.collect(),
        regions: told(report.sections.regions()),
        cuts: cuts.collect(),
    };
    // Its own text stands with the score.
    let level = head.overall.estimate().map(|of| words.level(head, of.level).to_owned());
    let level = level.map(|name| Reached { name, text: None });
    Asked {
        question: head.question.clone(),
        by_list: false,
        account: Some(account),
        measures: vec![line],
        level,
    }
}

/// How many chose an option, for the order of all of them: those without a name come last.
fn chosen((asked, line): &(&Asked, &Line)) -> f64 {
    let share = line.now.estimate().map_or(-1.0, |level| level.value);
    if asked.question.name.is_empty() { -2.0 } else { share }
}

/// What the page calls the figure of a unit, or of the options of a question.
pub(super) fn id_of(unit: Unit, questions: &Questions, asked: &Asked) -> String {
    match unit {
        Unit::Option if questions.are_themes() => "themes".to_owned(),
        Unit::Option => {
            let mut options: Vec<&str> =
                questions.0.iter().filter_map(|of| options_of(&of.question)).collect();
            options.dedup();
            let at = options.iter().position(|question| Some(*question) == options_of(&asked.question));
            format!("questions-options-{}", at.map_or(1, |at| at + 1))
        }
        Unit::Points => "questions-points".to_owned(),
        Unit::Share => "questions-percent".to_owned(),
        Unit::Outcome => "questions-outcomes".to_owned(),
        Unit::Scale([low, high]) => format!("questions-scale-{low}-{high}"),
    }
}
