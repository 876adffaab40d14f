//! The e-mail that a report goes out with: its subject, and its body as plain text and as HTML.

use serde::Serialize;

use super::brand::{Look, accent, look};
use super::compared::{Compared, against, changes, participants};
use super::templates::{Templates, printable};
use super::view::{advice, notes};
use crate::config::Statistic;
use crate::error::Error;
use crate::sections::Report;
use crate::wording::{Labels, Words};

/// Plain text lines are no longer, in characters.
const LINE: usize = 76;

/// An e-mail, but for its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// One line without control characters.
    pub subject: String,
    /// Lines of 76 characters at most.
    pub text: String,
    /// A page of its own, with styles in its elements only and nothing from elsewhere.
    pub html: String,
}

/// What the templates see.
#[derive(Serialize)]
struct View {
    lang: String,
    labels: Labels,
    accent: Option<String>,
    brand: Look,
    subject: String,
    title: String,
    organisation: Option<String>,
    recipient: Option<String>,
    dateline: String,
    headline: String,
    notes: Vec<String>,
    /// In sentences.
    key_findings: Vec<String>,
    score: Option<Score>,
    comparisons: Vec<Compared>,
    attached: String,
    footer: String,
}

/// The score itself.
#[derive(Serialize)]
struct Score {
    /// With its level.
    value: String,
    advice: Vec<Vec<String>>,
    precision: String,
}

/// The e-mail that a report goes out with, attached as a file of that name.
///
/// # Errors
/// When a template of the override folder does not render; the error has its place.
pub fn summary(report: &Report, file: &str, words: &Words, templates: &Templates) -> Result<Summary, Error> {
    let score = report.head.overall.estimate().map(|estimate| Score {
        value: words.score_and_level(&report.head, estimate),
        advice: advice(&report.head, estimate),
        precision: words.precision(estimate, &report.head.method),
    });
    let view = View {
        lang: words.tag(),
        labels: words.labels().clone(),
        accent: accent(&report.head.brand),
        brand: look(&report.head.brand),
        subject: words.mail_subject(&report.head),
        title: report.head.title.clone(),
        organisation: report.head.organisation.clone(),
        recipient: report.head.recipient.as_deref().map(|recipient| words.recipient(recipient)),
        dateline: words.dateline(&report.head),
        headline: words.headline(&report.head),
        notes: notes(report, words),
        key_findings: words.key_findings(report).into_iter().map(|(_, told)| told.sentence).collect(),
        comparisons: if score.is_some() { comparisons(report, words) } else { Vec::new() },
        score,
        attached: words.attached(file),
        footer: words.footer(&report.generator, &report.head),
    };
    let text = templates.render("summary.txt", &view)?;
    Ok(Summary {
        subject: one_line(&view.subject),
        text: wrapped(&printable(&text)),
        html: templates.render("summary.html", &view)?,
    })
}

/// Those of the key figures, but of the benchmarks targets only.
fn comparisons(report: &Report, words: &Words) -> Vec<Compared> {
    let targets = report.sections.benchmarks().iter().filter(|v| v.benchmark.statistic == Statistic::Target);
    let mut comparisons = changes(&report.head, words);
    comparisons.extend(participants(&report.head, &report.sections, words));
    comparisons.extend(targets.filter_map(|versus| against(versus, words)));
    comparisons
}

/// The text in one line, as a header must be.
fn one_line(text: &str) -> String {
    let text = printable(&text.replace(char::is_whitespace, " "));
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text with long lines broken, at spaces where there are any, and continued as far in as they begin.
fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().lines() {
        let content = line.trim();
        let indent = line.chars().take_while(|c| *c == ' ').count().min(LINE / 2);
        let mut length = 0;
        for word in content.split(' ').filter(|word| !word.is_empty()) {
            if length > 0 && length + 1 + word.chars().count() > LINE {
                out.push('\n');
                length = 0;
            }
            if length > 0 {
                out.push(' ');
                length += 1;
            }
            for c in word.chars() {
                if length == LINE {
                    out.push('\n');
                    length = 0;
                }
                if length == 0 {
                    out.extend(std::iter::repeat_n(' ', indent));
                    length = indent;
                }
                out.push(c);
                length += 1;
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_at_spaces_and_long_words_within() {
        let text = format!("{}\n\n  a {}\n", "word ".repeat(30), "б".repeat(200));
        let wrapped = wrapped(&text);
        assert!(wrapped.lines().all(|line| line.chars().count() <= LINE), "{wrapped}");
        assert!(wrapped.contains("\n\n  a\n  бб"), "{wrapped}");
        let joined = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(joined(&wrapped), joined(&text));
    }

    #[test]
    fn a_subject_is_one_line_whatever_a_name_holds() {
        assert_eq!(one_line(" a\r\nBcc: b\u{202e}\u{0}  c"), "a Bcc: b c");
    }
}
