//! `plaudit plan`: how many answers a survey needs, or what the answers it can expect are good for.

mod clients_words;
mod schemes_words;
mod words;
#[cfg(test)]
pub(crate) mod words_tests;

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::arguments::{Answers, List, Plan};
use crate::cli::diagnostic::plain;
use crate::cli::render::{Earlier, read};
use crate::cli::say::{Done, Written};
use crate::cli::text_table::{named_table, table, wrapped};
use crate::config::{self, Language};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::report::{ClientsPlan, Estimate, Finding, SchemesPlan, Share, Spread, Terms};
use crate::statistics::{USUAL_VARIANCE, planning_variance};
use crate::survey::Confidence;
use crate::wording::Words;

use schemes_words::ShareBy;
use words::PlanWords;

/// Margins that surveys are usually planned for.
const USUAL_MARGINS: [f64; 3] = [5.0, 10.0, 15.0];

pub(super) fn run(wanted: &Plan) -> Done {
    let expected = expected(&wanted.answers);
    if let (Some(all), Some(most)) =
        (wanted.population, expected.last().copied().filter(|most| Some(*most) > wanted.population))
    {
        let problem = Problem::new(format!("`--answers` has {most} answers, but `--population` is {all}"));
        return Err(Error::new(
            Kind::Usage,
            problem.hint("there can be no more answers than people who are asked"),
        ));
    }
    let earlier = wanted.from.as_deref().map(|path| Ok((path, read(path)?))).transpose()?;
    let stated = earlier.as_ref().map(|(_, earlier)| Stated::of(earlier));
    let terms = Terms {
        confidence: wanted
            .confidence
            .or(stated.as_ref().map(|stated| stated.confidence))
            .unwrap_or(Confidence::NINETY_FIVE),
        power: wanted.power,
        population: wanted.population,
        response_rate: wanted.response_rate,
        spread: match earlier.as_ref().zip(stated.as_ref()) {
            Some(((path, _), stated)) => measured(path, stated)?,
            None => Spread { variance: USUAL_VARIANCE, measured: None },
        },
    };
    let language = wanted.language.or(stated.as_ref().map(|stated| stated.language)).unwrap_or(Language::En);
    let overall = stated.as_ref().map(|stated| stated.overall);
    let own = stated.filter(|stated| stated.language == language).map(|stated| stated.wording.clone());
    let words = Words::with(language, &own.unwrap_or_default())?;
    let changes = ascending(&wanted.change);
    let margins = match ascending(&wanted.margin) {
        margins if margins.is_empty() && (changes.is_empty() || !expected.is_empty()) => {
            USUAL_MARGINS.to_vec()
        }
        margins => margins,
    };
    if let Some(path) = &wanted.schemes {
        let schemes = config::schemes(path)?;
        if let Some((index, _)) = earlier.as_ref().filter(|(_, earlier)| matches!(earlier, Earlier::Index(_)))
        {
            return Err(of_one_report(index));
        }
        refuse_changes(wanted)?;
        let (share, by) = detractors(&schemes, overall);
        let plan = SchemesPlan::new(&terms, schemes, share, &margins, &expected);
        let text = laid_out(&words.plan_of_schemes(&plan, by), named_table);
        return Ok(Written { text, ..Written::default() });
    }
    let text = match &earlier {
        Some((path, Earlier::Index(index))) => {
            fits_clients(wanted, path)?;
            let plan = ClientsPlan::new(index, &terms, &margins, &changes);
            laid_out(&words.plan_of_clients(&plan), named_table)
        }
        _ => laid_out(&words.plan(&terms.plan(&margins, &changes, &expected)), table),
    };
    Ok(Written { text, ..Written::default() })
}

/// Which share of answers is taken to be detractors': as the file of schemes states it, as an earlier report measured it, or a quarter.
fn detractors(schemes: &config::Schemes, overall: Option<&Finding>) -> (Share, ShareBy) {
    let measured = || {
        let estimate = overall?.estimate()?;
        let counts = estimate.counts.filter(|_| estimate.design.is_none());
        Some(counts.and_then(Share::of).unwrap_or_else(|| Share::near(estimate.shares.detractors)))
    };
    match (schemes.detractors.map(Share::of_million), measured()) {
        (Some(share), _) => (share, ShareBy::Stated),
        (None, Some(share)) => (share, ShareBy::Measured),
        (None, None) => (Share::USUAL, ShareBy::Assumed),
    }
}

/// That schemes are compared for one survey.
fn of_one_report(index: &Path) -> Error {
    let file = plain(&index.display().to_string());
    let problem = Problem::new(format!("`--schemes` is for one survey, and `{file}` is the index of many"));
    Error::new(Kind::Usage, problem.hint("name the report.json of one client with `--from`"))
}

/// That no changes are asked of schemes: they take as many answers whatever is paid for these.
fn refuse_changes(wanted: &Plan) -> Result<(), Error> {
    if wanted.change.is_empty() {
        return Ok(());
    }
    let problem = Problem::new("`--schemes` compares costs by margin, and `--change` is none");
    let hint = "`plaudit plan --change` says how many answers it takes: name these with `--answers`";
    Err(Error::new(Kind::Usage, problem.hint(hint)))
}

/// What an earlier report, or index of reports, says of itself.
struct Stated<'a> {
    confidence: Confidence,
    language: Language,
    wording: &'a BTreeMap<String, String>,
    overall: &'a Finding,
}

impl<'a> Stated<'a> {
    fn of(earlier: &'a Earlier) -> Self {
        let (method, language, wording, overall) = match earlier {
            Earlier::Report(report) => {
                (&report.head.method, report.head.language, &report.head.wording, &report.head.overall)
            }
            Earlier::Index(index) => {
                (&index.head.method, index.head.language, &index.head.wording, &index.head.overall)
            }
        };
        Self { confidence: method.confidence, language, wording, overall }
    }
}

/// The spread of all answers of a report.
fn measured(path: &Path, stated: &Stated<'_>) -> Result<Spread, Error> {
    let sample = stated.overall.estimate().and_then(Estimate::sample);
    let Some(sample) = sample else {
        let problem = Problem::new("the report shows no score, and so no spread of answers").in_file(path);
        return Err(Error::new(Kind::Data, problem.hint("without `--from` the usual spread is assumed")));
    };
    let file = plain(&path.display().to_string());
    Ok(Spread { variance: planning_variance(sample), measured: Some((file, sample.n())) })
}

/// That nothing is asked of all clients that each has an answer of its own to.
fn fits_clients(wanted: &Plan, path: &Path) -> Result<(), Error> {
    let stated = [(!wanted.answers.is_empty(), "--answers"), (wanted.population.is_some(), "--population")];
    let stated = stated.into_iter().filter(|(is_stated, _)| *is_stated);
    let problems: Vec<Problem> = stated
        .map(|(_, flag)| {
            let file = plain(&path.display().to_string());
            let problem = Problem::new(format!("`{flag}` cannot be the same for every client of `{file}`"));
            problem.hint("leave it out, or name the report.json of one client with `--from`")
        })
        .collect();
    all_or_nothing(Kind::Usage, problems)
}

/// Each number once, smallest first.
fn ascending(lists: &[List<f64>]) -> Vec<f64> {
    let mut numbers: Vec<f64> = lists.iter().flat_map(|list| &list.0).copied().collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers
}

/// Each number of answers once, smallest first; of a range its ends and its middle.
fn expected(lists: &[List<Answers>]) -> Vec<u64> {
    let three = |range: &Answers| [range.fewest, range.fewest.midpoint(range.most), range.most];
    let mut numbers: Vec<u64> = lists.iter().flat_map(|list| &list.0).flat_map(three).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn laid_out(words: &PlanWords, table: impl Fn(&[String], &[Vec<String>]) -> String) -> String {
    let headlines = words.headlines.iter().map(|text| wrapped(text, "", ""));
    let tables = words.tables.iter().map(|shown| table(&shown.head, &shown.rows));
    let notes: String = words.notes.iter().map(|note| wrapped(note, "- ", "  ")).collect();
    let notes = format!("{}\n{notes}", words.how_to_read);
    headlines.chain(tables).chain([notes]).collect::<Vec<_>>().join("\n")
}
