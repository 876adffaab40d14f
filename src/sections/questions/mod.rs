//! The questions besides the one that leads the report: side by side, over time, against benchmarks and by region.
//!
//! Measures of different units never stand on one axis, and scores of different questions are never added up.

mod chart;
mod explain;
mod figures;
mod findings;
mod listed;
mod tables;
mod texts;
mod types;
mod words;
#[cfg(test)]
pub(crate) mod words_tests;

use std::collections::BTreeSet;

use super::finding::{Candidate, Look};
use super::table::Table;
use super::{Figure, KeyFinding, Page, Report, Section, Shown, Told};
use crate::charts::dots::Dots;
use crate::figures::{Finding, Head, Listed};
use crate::statistics::Verdict;
use crate::survey::Region;
use crate::wording::{About, MethodEntry, Words};
use crate::workings::{Explanation, Material};

#[cfg(test)]
pub(crate) use texts::ExplainTexts;
pub(crate) use texts::QuestionTexts;
pub use types::{Account, Against, Asked, Gap, Gauge, InRegion, Level, Line, Moved, Questions, Unit};
use words::{InUnit, Said};

/// How other questions are measured.
const QUESTIONS: About = About("questions");

/// So many questions stand in a table of periods.
const MOST_BESIDE: usize = 4;

/// More measures than this are drawn by region only where a region stands apart.
const MOST_DRAWN: usize = 4;

const RESTS_ON: &[About] = &[QUESTIONS, About::COMPARISON, About::BASES];

impl Section for Questions {
    fn show(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let said = &Said::new(words);
        let leading = leading(report);
        let own: Vec<(&Asked, &Line)> = self.lines().collect();
        // The one that leads the report stands beside the others here.
        let first = leading.measures.iter().map(|line| (&leading, line));
        let all: Vec<(&Asked, &Line)> = first.chain(own.iter().copied()).collect();
        let unit = |of: &(&Asked, &Line)| of.1.measure.unit(&of.0.question);
        let mut units: Vec<Unit> = Vec::new();
        for of in &all {
            if !units.contains(&unit(of)) {
                units.push(unit(of));
            }
        }
        let listed: BTreeSet<&Region> = report.sections.listed_regions().map(|row| &row.region).collect();
        let mut figures = Vec::new();
        for of_unit in units {
            let lines: Vec<(&Asked, &Line)> = all.iter().filter(|of| unit(of) == of_unit).copied().collect();
            let format = &InUnit(words, of_unit);
            let id = id_of(of_unit);
            let texts = said.now(report, of_unit, &lines);
            let chart = (format!("chart-{id}"), chart::dots(report, of_unit, &lines, said));
            figures.extend(Figure::in_format(&id, texts, (&chart.0, Some(chart.1)), RESTS_ON, format).map(
                |figure| {
                    let caption = figure.texts.caption.clone();
                    let now = tables::now(report, (of_unit, &lines), &id, caption, said);
                    let benchmarks = tables::benchmarks(report, (of_unit, &lines), &id, said);
                    figure.with_tables([now].into_iter().chain(benchmarks))
                },
            ));
            let id = format!("{id}-over-time");
            let texts = said.over_time(report, of_unit, &lines);
            let chart = (format!("chart-{id}"), chart::panels(report, of_unit, &lines, said));
            figures.extend(Figure::in_format(&id, texts, (&chart.0, chart.1), RESTS_ON, format).map(
                |figure| {
                    let caption = figure.texts.caption.clone();
                    // As wide as paper is.
                    let parts = lines.chunks(MOST_BESIDE).enumerate();
                    figure.with_tables(parts.map(|(at, lines)| {
                        let id = if at == 0 { id.clone() } else { format!("{id}-{}", at + 1) };
                        tables::over_time(report, (of_unit, lines), &id, caption.clone(), said)
                    }))
                },
            ));
        }
        // Of many measures, those are drawn by region that tell regions apart; the others stand together.
        let mut alike: Vec<((&Asked, &Line), Table)> = Vec::new();
        for (at, of) in own.iter().enumerate() {
            let format = &InUnit(words, unit(of));
            // Where there are so many regions that some are folded away, they are here too.
            let rows: Vec<&InRegion> =
                of.1.regions.iter().filter(|row| listed.is_empty() || listed.contains(&row.region)).collect();
            let id = format!("questions-by-region-{}", at + 1);
            let Some(texts) = said.by_region(report, *of, &rows) else { continue };
            let table = tables::by_region(report, (unit(of), &rows), &id, texts.caption.clone(), said);
            let tells = rows.iter().any(|row| row.rest.is_some_and(|rest| rest.verdict != Verdict::Unclear));
            if !tells && own.len() > MOST_DRAWN {
                alike.push((*of, table));
                continue;
            }
            let chart = (format!("chart-{id}"), chart::by_region(report, *of, &rows, said));
            let figure = Figure::in_format(&id, Some(texts), (&chart.0, Some(chart.1)), RESTS_ON, format);
            figures.extend(figure.map(|figure| figure.with_tables([table])));
        }
        if !alike.is_empty() {
            let (lines, tables): (Vec<_>, Vec<_>) = alike.into_iter().unzip();
            let none: (_, Option<Dots>) = ("chart-questions-alike", None);
            let figure =
                Figure::new("questions-alike", Some(said.alike(report, &lines)), none, RESTS_ON, words);
            figures.extend(figure.map(|figure| Figure { folded: true, ..figure.with_tables(tables) }));
        }
        // Where the others have none, the leading one has none here either.
        let has_accounts = self.0.iter().any(|asked| asked.account.is_some());
        let accounts = [&leading].into_iter().chain(&self.0);
        let texts = said.accounts(report);
        let none: (_, Option<Dots>) = ("chart-questions-account", None);
        let account = Figure::new("questions-account", Some(texts), none, &[QUESTIONS], words);
        figures.extend(
            account
                .filter(|_| has_accounts)
                .map(|figure| figure.with_tables([tables::account(accounts, said)])),
        );
        Shown { id: "all-questions", heading: said.texts.heading.to_string(), figures }
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = Said::new(words).texts;
        let has = |gauges: &[Gauge]| self.lines().any(|(_, line)| gauges.contains(&line.measure));
        let mut told = vec![texts.method.to_string()];
        told.extend(has(&[Gauge::Mean]).then(|| texts.means.to_string()));
        told.extend(has(&[Gauge::TopBox, Gauge::Yes, Gauge::Outcome]).then(|| texts.shares.to_string()));
        told.extend(has(&[Gauge::Outcome]).then(|| texts.outcomes.to_string()));
        told.push(texts.source.to_string());
        vec![MethodEntry::new(&texts.term, told.join(" ")).about(QUESTIONS)]
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        self.offered(look)
    }

    fn tell(&self, finding: &KeyFinding, _: &Report, words: &Words) -> Option<Told> {
        self.told(finding, words)
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        self.list_all(head)
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let periods = head.periods.len();
        let is_of_the_trend = |line: &Line| line.over_time.is_empty() || line.over_time.len() == periods;
        if !self.lines().all(|(_, line)| is_of_the_trend(line)) {
            return Some("the history of a question is not of the periods of the report");
        }
        let is_sound = |(asked, line): (&Asked, &Line)| {
            let [low, high] = line.measure.unit(&asked.question).bounds();
            let all = [&line.now].into_iter().chain(&line.over_time);
            all.filter_map(|finding| finding.estimate()).all(|level| {
                let ends = [Some(level.value), level.lower, level.upper];
                ends.into_iter().flatten().all(|number| (low..=high).contains(&number))
            })
        };
        (!self.lines().all(is_sound)).then_some("a value of a question is outside its scale")
    }
}

/// The question that leads the report as one among all of them.
fn leading(report: &Report) -> Asked {
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
        comparison: change.comparison.as_ref().map(|of| Gap {
            gap: of.difference.points(),
            z: of.z,
            p: of.p,
            p_adjusted: of.p_adjusted,
            verdict: of.verdict,
        }),
    });
    let benchmarks = report.sections.benchmarks().iter().map(|versus| Against {
        name: versus.benchmark.name.clone(),
        value: versus.benchmark.value.points(),
        statistic: versus.benchmark.statistic,
        year: versus.benchmark.year,
        n: versus.benchmark.n,
        source: versus.benchmark.source.clone(),
        comparison: versus.comparison.as_ref().map(|of| Gap {
            gap: of.difference.points(),
            z: of.z,
            p: of.p,
            p_adjusted: of.p_adjusted,
            verdict: of.verdict,
        }),
    });
    let quality = &report.sections.quality;
    let account = Account {
        answers: quality.rows_used,
        outside: quality.outside.values().sum(),
        rejected: quality.rejected.iter().map(|rejection| (rejection.reason, rejection.rows)).collect(),
    };
    let line = Line {
        measure: Gauge::Nps,
        now: level(&head.overall),
        changes: changes.collect(),
        over_time: report.over_time().map(level).collect(),
        benchmarks: benchmarks.collect(),
        regions: Vec::new(),
    };
    Asked { question: head.question.clone(), account: Some(account), measures: vec![line] }
}

/// What the page calls the figure of a unit.
fn id_of(unit: Unit) -> String {
    match unit {
        Unit::Points => "questions-points".to_owned(),
        Unit::Share => "questions-percent".to_owned(),
        Unit::Outcome => "questions-outcomes".to_owned(),
        Unit::Scale([low, high]) => format!("questions-scale-{low}-{high}"),
    }
}
