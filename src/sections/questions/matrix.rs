//! All questions by a cut, side by side: a row for each of its values, a column for each measure in its own unit, and what stands
//! apart.

use super::chart;
use super::tables;
use super::types::{InCut, InRegion, Line, Of, Questions, unit};
use super::words::{InUnit, RESTS_ON, Said};
use crate::charts::dots::Dots;
use crate::sections::{Figure, Report};
use crate::statistics::Verdict;
use crate::survey::Region;
use crate::wording::{FigureTexts, Words, capitalised, fill};

/// So many measures are drawn by the values of a cut: those that tell most of them apart.
const MOST_DRAWN: usize = 3;

/// All questions by region; nothing of one alone, which stands by itself.
pub(super) fn by_region(
    report: &Report,
    lines: &[Of<'_>],
    lists: &dyn Fn(&InRegion) -> bool,
    has_bases: bool,
    said: &Said<'_>,
) -> Option<Figure> {
    let rows = |line: &Line| line.regions.iter().filter(|row| lists(row)).cloned().collect::<Vec<_>>();
    let told = lines.iter().map(|of| (*of, rows(of.1))).filter(|(_, rows)| !rows.is_empty());
    let told: Vec<tables::Told<'_>> = told.collect();
    let cut = capitalised(&said.words.labels().region);
    // As the leading question ranks them.
    let values = each_once(told.iter().flat_map(|(_, rows)| rows));
    Matrix { report, said, cut, values, told }.figure("questions-matrix", has_bases, false)
}

/// All questions by each further cut: those measures that tell most values apart are drawn, too, but for the many cells of a table.
pub(super) fn by_cuts(report: &Report, lines: &[Of<'_>]) -> Vec<Figure> {
    let mut cuts: Vec<&InCut> = Vec::new();
    for cut in lines.iter().flat_map(|(_, line)| &line.cuts) {
        if !cuts.iter().any(|other| other.name == cut.name) {
            cuts.push(cut);
        }
    }
    let mut figures = Vec::new();
    for (at, cut) in cuts.into_iter().enumerate() {
        let (name, called) = (cut.name.as_str(), cut.called());
        let Ok(words) = Words::by_cut(&report.head, called) else { continue };
        let said = Said::new(&words);
        let told = lines.iter().filter_map(|of| {
            let cut = of.1.cuts.iter().find(|cut| cut.name == name)?;
            // What is told of one value alone is not told by them.
            let told = cut.values.iter().filter(|row| row.finding.estimate().is_some()).count();
            (told > 1).then(|| (*of, cut.values.clone()))
        });
        let told: Vec<tables::Told<'_>> = told.collect();
        // As the config states, or by name: the leading question ranks them.
        let values = each_once(told.iter().rev().flat_map(|(_, rows)| rows));
        let matrix = Matrix { report, said: &said, cut: capitalised(called), values, told };
        let id = format!("questions-cut-{}", at + 1);
        figures.extend(matrix.figure(&id, true, true));
        if cut.table.is_none() {
            figures.extend(matrix.drawn(&id));
        }
    }
    figures
}

/// Each value once.
fn each_once<'a>(rows: impl Iterator<Item = &'a InRegion>) -> Vec<Region> {
    let mut values: Vec<Region> = Vec::new();
    for row in rows {
        if !values.contains(&row.region) {
            values.push(row.region.clone());
        }
    }
    values
}

/// Whether a value stands clearly apart from all others together.
fn is_apart(row: &InRegion) -> bool {
    row.rest.is_some_and(|rest| rest.verdict != Verdict::Unclear)
}

/// Measures by the values of a cut.
struct Matrix<'a> {
    report: &'a Report,
    said: &'a Said<'a>,
    /// What the cut is called.
    cut: String,
    /// Its values, in their order.
    values: Vec<Region>,
    told: Vec<tables::Told<'a>>,
}

impl Matrix<'_> {
    /// The table of what is measured, that of the bases, and what stands apart, as far as these are wanted.
    fn figure(&self, id: &str, has_bases: bool, tells_apart: bool) -> Option<Figure> {
        let Self { report, said, .. } = self;
        let (texts, words) = (&said.texts, said.words);
        if self.told.len() < 2 {
            return None;
        }
        let [subject, _] = words.dated_subject(&report.head, None);
        let title = self.title();
        let subtitle = fill(&texts.matrix_subtitle, &[("cut", self.cut.clone()), subject]);
        let (how_to_read, description) = (texts.matrix_key.to_string(), title.clone());
        let texts = FigureTexts {
            title,
            caption: subtitle.clone(),
            subtitle,
            description,
            how_to_read: how_to_read.clone(),
        };
        let none: (_, Option<Dots>) = ("", None);
        let figure = Figure::new(id, Some(texts), none, RESTS_ON, words)?;
        let tables =
            tables::matrix((&self.values, &self.told), (&format!("table-{id}"), &self.cut), has_bases, said);
        let apart = tables::apart(report, &self.told, &format!("table-{id}-apart"), said);
        // What the marks mean is said where there are any.
        let key = apart.is_some().then_some(how_to_read);
        let apart = apart.filter(|_| tells_apart);
        Some(figure.with_tables(tables.into_iter().chain(apart)).with_notes(key))
    }

    /// The measures that tell values apart, each with how many.
    fn telling(&self) -> Vec<(Of<'_>, &Vec<InRegion>, usize)> {
        let all =
            self.told.iter().map(|(of, rows)| (*of, rows, rows.iter().filter(|row| is_apart(row)).count()));
        all.filter(|(_, _, apart)| *apart > 0).collect()
    }

    fn title(&self) -> String {
        let (texts, cut) = (&self.said.texts, ("cut", self.cut.clone()));
        let [named, many, none] = &texts.matrix;
        let telling: Vec<String> = self.telling().iter().map(|(of, ..)| self.said.line(*of)).collect();
        match telling.len() {
            0 => fill(none, &[cut]),
            1..=3 => fill(named, &[cut, ("names", self.said.all_quoted(&telling))]),
            n => fill(many, &[cut, ("n", n.to_string()), ("all", self.told.len().to_string())]),
        }
    }

    /// The measures of other questions that tell most values apart, each in its unit.
    fn drawn(&self, id: &str) -> Vec<Figure> {
        let Self { report, said, .. } = self;
        // The leading question is drawn by its cuts already.
        let mut telling: Vec<_> =
            self.telling().into_iter().filter(|((_, line), ..)| self.is_further(line)).collect();
        telling.sort_by_key(|(_, _, apart)| std::cmp::Reverse(*apart));
        telling.truncate(MOST_DRAWN);
        let figures = telling.into_iter().enumerate().filter_map(|(at, (of, rows, _))| {
            let rows: Vec<&InRegion> = rows.iter().collect();
            let id = format!("{id}-{}", at + 1);
            let mut texts = said.by_region(report, of, &rows)?;
            texts.title = fill(&said.texts.line, &[("name", self.cut.as_str()), ("measure", &texts.title)]);
            let chart = (format!("chart-{id}"), chart::by_region(report, of, &rows, said));
            let format = &InUnit(said.words, unit(&of));
            let table = tables::by_region(report, (unit(&of), &rows), &id, texts.caption.clone(), said);
            let figure = Figure::in_format(&id, Some(texts), (&chart.0, Some(chart.1)), RESTS_ON, format)?;
            Some(figure.with_tables([table]))
        });
        figures.collect()
    }

    fn is_further(&self, line: &Line) -> bool {
        let mut all = self.report.sections.questions.iter().flat_map(Questions::lines);
        all.any(|(_, other)| std::ptr::eq(other, line))
    }
}
