//! What a template sees: finished strings, in the order of the page. Nothing is computed here.

use serde::Serialize;

use super::appendix::appendix;
use super::brand::{Look, accent, look, paragraphs};
use super::commentary::Commentary;
use super::compared::{Compared, against, changes, participants as beside, trailing};
use super::css::{css_line, css_string};
use super::footnotes::{self, Footnote, footnotes};
use super::key_findings::{KeyFindingView, key_findings};
use super::sections::{Section, sections};
use crate::charts::Chart;
use crate::commentary::Told as Analyst;
use crate::figures::{Estimate, Head};
use crate::sections::table::Table;
use crate::sections::{KeyFinding, Report};
use crate::sections::{Sections, Told, trend};
use crate::wording::{Labels, MethodEntry, Words};

/// The whole page.
#[derive(Serialize)]
pub(super) struct Page {
    lang: String,
    generator: String,
    window_title: String,
    /// Title, whose it is, and period as CSS strings, for the head of printed pages.
    running_title: String,
    running_period: Option<String>,
    accent: Option<String>,
    brand: Look,
    labels: Labels,
    logo: Option<String>,
    title: String,
    organisation: Option<String>,
    /// Whom it is for, in a line.
    recipient: Option<String>,
    dateline: String,
    headline: String,
    notes: Vec<String>,
    key_figures: Option<KeyFigures>,
    key_figures_terms: Vec<Footnote>,
    key_findings: Vec<KeyFindingView>,
    key_findings_terms: Vec<Footnote>,
    /// What an analyst says, at the head and of single parts.
    commentary: Option<Commentary>,
    contents: Vec<Content>,
    sections: Vec<Section>,
    quality: Quality,
    /// The tables behind charts, for paper.
    appendix: Vec<Table>,
    method: Vec<MethodEntry>,
    footer: String,
}

/// The score, and what it is compared with.
#[derive(Serialize)]
pub(super) struct KeyFigures {
    score: String,
    level: String,
    /// What is stated of the level: lines of paragraphs.
    advice: Vec<Vec<String>>,
    precision: String,
    /// The trend in small, trusted SVG.
    trend: Option<String>,
    comparisons: Vec<Compared>,
}

/// A section, and what it found.
#[derive(Serialize)]
struct Content {
    id: String,
    heading: String,
    finding: Option<String>,
}

impl Page {
    /// Leaves out its own links to targets that it does not have.
    pub(super) fn leave_out(&mut self, targets: &[String]) {
        let is_there = |id: &str| !targets.iter().any(|target| target == id);
        self.contents.retain(|entry| is_there(&entry.id));
        for figure in self.sections.iter_mut().flat_map(|section| &mut section.figures) {
            figure.numbers.retain(|table| is_there(&table.id));
        }
        let figures = self.sections.iter_mut().flat_map(|section| &mut section.figures);
        let terms = figures.map(|figure| &mut figure.terms);
        for terms in terms.chain([&mut self.key_figures_terms, &mut self.key_findings_terms]) {
            terms.retain(|term| is_there(&term.id()));
        }
        for finding in &mut self.key_findings {
            finding.id = finding.id.take().filter(|id| is_there(id));
        }
    }
}

/// What was read and left out.
#[derive(Serialize)]
pub(super) struct Quality {
    /// How much should be doubted, in a sentence.
    number_of_warnings: Option<String>,
    /// What should be doubted.
    warnings: Vec<String>,
    sentences: Vec<String>,
    tables: Vec<Table>,
}

/// The page of a report.
pub(super) fn page(
    report: &Report,
    (findings, analyst): (&[(&KeyFinding, Told)], Option<&Analyst>),
    words: &Words,
) -> Page {
    let method = words.method(&report.head, &report.sections);
    let commentary = analyst.map(Commentary::of);
    let mut sections = sections(report, words, &method, commentary.as_ref());
    let appendix = appendix(&mut sections, report.head.brand.paper_tables, words);
    let heading_of = |figure: &str| {
        let holds = |section: &&Section| section.figures.iter().any(|held| held.id == figure);
        sections.iter().find(holds).map(|section| section.heading.clone())
    };
    let key_findings = key_findings(findings, words, heading_of);
    let quality = quality(&report.head, &report.sections, words);
    Page {
        lang: words.tag(),
        generator: report.generator.clone(),
        window_title: words.window_title(&report.head),
        running_title: running_title(&report.head),
        running_period: running_period(&report.head, words),
        accent: accent(&report.head.brand),
        brand: look(&report.head.brand),
        labels: words.labels().clone(),
        logo: report.head.brand.logo.clone().filter(|logo| logo.starts_with("data:image/")),
        title: report.head.title.clone(),
        organisation: report.head.organisation.clone(),
        recipient: report.head.recipient.as_deref().map(|recipient| words.recipient(recipient)),
        dateline: words.dateline(&report.head),
        headline: words.headline(&report.head),
        notes: notes(report, words),
        key_figures: key_figures(
            &report.head,
            &report.sections,
            words,
            trend::in_small(report, words).as_ref(),
        ),
        key_figures_terms: footnotes(&method, footnotes::OF_KEY_FIGURES),
        key_findings,
        key_findings_terms: footnotes(&method, footnotes::OF_KEY_FINDINGS),
        commentary,
        contents: contents(&sections, &quality, words),
        sections,
        quality,
        appendix,
        method,
        footer: words.footer(&report.generator, &report.head),
    }
}

/// What was read and left out.
pub(super) fn quality(head: &Head, sections: &Sections, words: &Words) -> Quality {
    Quality {
        number_of_warnings: words.number_of_warnings(&sections.quality),
        warnings: words.warnings(&sections.quality),
        sentences: words.quality(&sections.quality),
        tables: crate::sections::quality::tables(head, sections, words),
    }
}

/// What a reader must know about the headline; without a score also how many of those asked have answered, which
/// otherwise is a key figure.
pub(super) fn notes(report: &Report, words: &Words) -> Vec<String> {
    let response = report.head.response.filter(|_| report.head.overall.estimate().is_none());
    let note = words.note(&report.head.overall, &report.head.method);
    note.into_iter().chain(response.map(|response| words.response_note(response))).collect()
}

/// The score with its comparisons; none without a score, which the headline then says.
pub(super) fn key_figures(
    head: &Head,
    sections: &Sections,
    words: &Words,
    spark: Option<&Chart>,
) -> Option<KeyFigures> {
    /// The section on benchmarks shows them all.
    const MOST_BENCHMARKS: usize = 3;
    let estimate = head.overall.estimate()?;
    let mut comparisons = changes(head, words);
    comparisons.extend(trailing(head, sections, words));
    comparisons.extend(beside(head, sections, words));
    let benchmarks = sections.benchmarks().iter().filter_map(|versus| against(versus, words));
    comparisons.extend(benchmarks.take(MOST_BENCHMARKS));
    Some(KeyFigures {
        score: words.nps_to(estimate.nps.points(), 1),
        level: words.level(head, estimate.level).to_owned(),
        advice: advice(head, estimate),
        precision: words.precision(estimate, &head.method),
        trend: spark.map(|chart| chart.svg().to_owned()),
        comparisons,
    })
}

/// What is stated of the level of a score, as lines of paragraphs.
pub(super) fn advice(head: &Head, estimate: &Estimate) -> Vec<Vec<String>> {
    paragraphs(head.levels.get(estimate.level).and_then(|level| level.text.as_deref()))
}

/// Every section with what its first figure found, and further figures that stand by themselves.
fn contents(sections: &[Section], quality: &Quality, words: &Words) -> Vec<Content> {
    let labels = words.labels();
    let of_section = |section: &Section| {
        let own = section.figures.iter().filter_map(|figure| Some((figure, figure.leads.as_ref()?)));
        let leads: Vec<Content> = own
            .map(|(figure, [heading, finding])| Content {
                id: figure.id.clone(),
                heading: heading.clone(),
                finding: Some(finding.clone()),
            })
            .collect();
        let first = section.figures.first().filter(|_| leads.is_empty());
        let first = Content {
            id: section.id.to_owned(),
            heading: section.heading.clone(),
            finding: first.map(|figure| figure.title.clone()),
        };
        std::iter::once(first).chain(leads).collect::<Vec<_>>()
    };
    let sentences = quality.number_of_warnings.iter().chain(quality.sentences.first());
    let finding =
        Some(sentences.cloned().collect::<Vec<_>>().join(" ")).filter(|finding| !finding.is_empty());
    let last = [
        Content { id: "data-quality".to_owned(), heading: labels.data_quality.to_string(), finding },
        Content { id: "method".to_owned(), heading: labels.method.to_string(), finding: None },
    ];
    sections.iter().flat_map(of_section).chain(last).collect()
}

/// The title and whose report it is, as a CSS string: as much of it as two lines at the head of a page have room for.
pub(super) fn running_title(head: &Head) -> String {
    const MOST: usize = 160;
    let whose = head.organisation.iter().map(|whose| format!(" · {whose}"));
    let title = whose.fold(head.title.clone(), |title, whose| title + &whose);
    if title.chars().count() <= MOST {
        return css_line(&title);
    }
    css_line(&(title.chars().take(MOST - 1).collect::<String>() + "…"))
}

/// The period as a CSS string.
pub(super) fn running_period(head: &Head, words: &Words) -> Option<String> {
    head.period.map(|period| css_string(&words.period_heading(period)))
}
