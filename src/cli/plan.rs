//! `plaudit plan`: how many answers a survey needs, or what the answers it can expect are good for.

use std::path::Path;

use super::arguments::{Answers, List, Plan};
use super::diagnostic::plain;
use super::render::read;
use super::text_table::{table, wrapped};
use super::{Done, Written};
use crate::config::Language;
use crate::error::{Error, Kind, Problem};
use crate::report::{Estimate, Report, Spread, Terms};
use crate::statistics::{USUAL_VARIANCE, planning_variance};
use crate::survey::Confidence;
use crate::wording::{PlanWords, Words};

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
    let report = earlier.as_ref().map(|(_, report)| report);
    let terms = Terms {
        confidence: wanted
            .confidence
            .or(report.map(|report| report.method.confidence))
            .unwrap_or(Confidence::NINETY_FIVE),
        power: wanted.power,
        population: wanted.population,
        response_rate: wanted.response_rate,
        spread: match &earlier {
            Some((path, report)) => measured(path, report)?,
            None => Spread { variance: USUAL_VARIANCE, measured: None },
        },
    };
    let language = wanted.language.or(report.map(|report| report.language)).unwrap_or(Language::En);
    let changes = ascending(&wanted.change);
    let margins = match ascending(&wanted.margin) {
        margins if margins.is_empty() && (changes.is_empty() || !expected.is_empty()) => {
            USUAL_MARGINS.to_vec()
        }
        margins => margins,
    };
    let plan = terms.plan(&margins, &changes, &expected);
    let own = report.filter(|report| report.language == language).map(|report| report.wording.clone());
    let words = Words::with(language, &own.unwrap_or_default())?;
    Ok(Written { text: laid_out(&words.plan(&plan)), ..Written::default() })
}

/// The spread of all answers of a report.
fn measured(path: &Path, report: &Report) -> Result<Spread, Error> {
    let sample = report.overall.estimate().and_then(Estimate::sample);
    let Some(sample) = sample else {
        let problem = Problem::new("the report shows no score, and so no spread of answers").in_file(path);
        return Err(Error::new(Kind::Data, problem.hint("without `--from` the usual spread is assumed")));
    };
    let file = plain(&path.display().to_string());
    Ok(Spread { variance: planning_variance(sample), measured: Some((file, sample.n())) })
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

fn laid_out(words: &PlanWords) -> String {
    let headlines = words.headlines.iter().map(|text| wrapped(text, "", ""));
    let tables = words.tables.iter().map(|shown| table(&shown.head, &shown.rows));
    let notes: String = words.notes.iter().map(|note| wrapped(note, "- ", "  ")).collect();
    let notes = format!("{}\n{notes}", words.how_to_read);
    headlines.chain(tables).chain([notes]).collect::<Vec<_>>().join("\n")
}
