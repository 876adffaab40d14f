//! Which explanation a figure gets, by where it stands in the report.

use super::comparison::{Against, Compared, Side, chance, comparison};
use super::estimate::finding;
use super::family::Family;
use super::subject::{Subject, measured, name};
use super::{Case, Explanation, Found, control, participants, place, quality, settings, why};
use crate::report::{Change, Comparison, Finding, RegionRow, Since, Versus, asked_of_parts};
use crate::statistics::correlation;
use crate::wording::{Words, fill};

/// The explanation of a figure, or of what is stated and not computed.
pub(super) fn describe(case: &Case<'_>, words: &Words, found: &Found<'_>) -> Explanation {
    let keys: Vec<&str> = found.keys.iter().map(String::as_str).collect();
    figure(case, words, &keys).unwrap_or_else(|| settings::setting(found))
}

fn figure(case: &Case<'_>, words: &Words, keys: &[&str]) -> Option<Explanation> {
    let report = case.report;
    let at = |text: &str| text.parse::<usize>().ok();
    let keys = keys.strip_prefix(&["sections"]).unwrap_or(keys);
    match keys {
        ["overall", rest @ ..] => {
            finding(case, words, (&report.head.overall, &Subject::all(words, report.head.period)), rest)
        }
        ["composition", "histogram", rest @ ..] => {
            report.sections.histogram()?;
            quality::histogram(case, words, rest)
        }
        ["composition", "weighted_histogram", rest @ ..] => {
            quality::weights(case, words, report.sections.weighted_histogram()?, rest)
        }
        ["changes", index, rest @ ..] => changes(case, words, at(index)?, rest),
        ["benchmarks", index, rest @ ..] => {
            let side = Side {
                subject: Subject::all(words, report.head.period),
                sample: measured(&report.head.overall)?,
            };
            versus(case, words, &side, report.sections.benchmarks(), (at(index)?, rest))
        }
        ["trend", "points", index, "finding", rest @ ..] => {
            let point = report.sections.points().get(at(index)?)?;
            finding(case, words, (&point.finding, &Subject::all(words, Some(point.period))), rest)
        }
        ["trend", "points", index, "trailing", rest @ ..] => {
            let point = report.sections.points().get(at(index)?)?;
            let subject = Subject::window(words, point.period, report.sections.trailing()?);
            finding(case, words, (point.trailing.as_ref()?, &subject), rest)
        }
        ["trend", "control", rest @ ..] => control::control(case, words, report.sections.control()?, rest),
        ["regions", index, rest @ ..] => regions(case, words, at(index)?, rest),
        ["why", index, "before"] => {
            let change = change_of(case, at(index)?)?;
            finding(case, words, (&change.then, &Subject::all(words, Some(change.period))), &["nps"])
        }
        ["why", index, "after"] => {
            report.sections.why().get(at(index)?)?;
            finding(case, words, (&report.head.overall, &Subject::all(words, report.head.period)), &["nps"])
        }
        ["why", index, rest @ ..] => why::why(case, words, report.sections.why().get(at(index)?)?, rest),
        ["response", rest @ ..] => quality::response(case, words, report.head.response?, rest),
        ["participants", rest @ ..] => {
            participants::participants(case, words, report.sections.participants.as_ref()?, rest)
        }
        ["quality", rest @ ..] => quality::quality(case, words, rest),
        _ => None,
    }
}

/// The change that an account is of.
fn change_of<'a>(case: &Case<'a>, at: usize) -> Option<&'a Change> {
    let why = case.report.sections.why().get(at)?;
    case.report.head.changes.iter().find(|change| change.period == why.period)
}

fn p<V>(comparison: Option<&Comparison<V>>) -> Option<f64> {
    comparison.map(|comparison| comparison.p)
}

fn changes(case: &Case<'_>, words: &Words, at: usize, leaf: &[&str]) -> Option<Explanation> {
    let report = case.report;
    let change = report.head.changes.get(at)?;
    let then = Subject::all(words, Some(change.period));
    match leaf {
        ["then", rest @ ..] => finding(case, words, (&change.then, &then), rest),
        ["comparison", rest @ ..] => {
            let since = |change: &Change| {
                let [before, earlier, named] = &words.explain().since;
                let text = match change.since {
                    Since::PreviousPeriod => before,
                    Since::YearEarlier => earlier,
                    Since::Named => named,
                };
                fill(text, &[("period", change.period.key())])
            };
            let asked = |c: &Change| (c.period.ordinal(), since(c), p(c.comparison.as_ref()));
            let family = report.head.changes.iter().map(asked).collect();
            let family = Family::of((&*words.explain().families[0], true), family, at)?;
            let now = Subject::all(words, report.head.period);
            let moves = correlation(&case.answers(&now)?, &case.answers(&then)?, &case.config.question.scale);
            let own = Side { subject: now, sample: measured(&report.head.overall)? };
            let other = Side { subject: then, sample: measured(&change.then)? };
            let found = Compared::from(change.comparison.as_ref()?);
            comparison(case, words, (&own, &Against::Side(other, moves)), (&found, &family), rest)
        }
        _ => None,
    }
}

fn regions(case: &Case<'_>, words: &Words, at: usize, leaf: &[&str]) -> Option<Explanation> {
    let (report, row) = (case.report, case.report.sections.regions().get(at)?);
    let subject = Subject::region(words, &row.region, report.head.period);
    let side = || Some(Side { subject: subject.clone(), sample: measured(&row.finding)? });
    let family = |name: (&str, bool), asked: Vec<usize>, of: &dyn Fn(&RegionRow) -> Option<f64>| {
        let rows = asked.into_iter().zip(report.sections.regions());
        let all = rows.map(|(asked, row)| (asked, self::name(&row.region).to_owned(), of(row))).collect();
        Family::of(name, all, at)
    };
    let own = case.population(&row.region);
    match leaf {
        ["finding", rest @ ..] => finding(case, words, (&row.finding, &subject), rest),
        ["then", rest @ ..] => {
            let then = Subject::region(words, &row.region, Some(report.head.period?.previous()));
            finding(case, words, (row.then.as_ref()?, &then), rest)
        }
        ["history", index, rest @ ..] => {
            let index = index.parse::<usize>().ok()?;
            let period = *report.head.periods.get(index)?;
            let then = Subject::region(words, &row.region, Some(period));
            finding(case, words, (row.history.get(index)?, &then), rest)
        }
        ["standing", ..] => Some(place::standing(case, row)),
        ["rest", rest @ ..] => {
            let found = Compared::from(row.rest.as_ref()?);
            let has_answers: Vec<bool> =
                report.sections.regions().iter().map(|row| row.finding != Finding::NoAnswers).collect();
            let name = (&*words.explain().families[2], false);
            let family = family(name, asked_of_parts(&has_answers), &|row| p(row.rest.as_ref()))?;
            let (everybody, answers) =
                (case.answers(&Subject::all(words, report.head.period))?, case.answers(&subject)?);
            let others = everybody.without(&answers);
            let mut others_named = report
                .sections
                .regions()
                .iter()
                .filter(|other| other.region != row.region && other.finding != Finding::NoAnswers);
            let (first, second) = (others_named.next(), others_named.next());
            let other = first.filter(|_| second.is_none()).map(|other| &other.region);
            let [own, elsewhere] = case.populations(&row.region, other);
            let own = Side { subject: subject.clone(), sample: case.sample(&answers, own)? };
            let moves = correlation(&answers, &others, &case.config.question.scale);
            let other = Side {
                subject: Subject::rest(words, &row.region, report.head.period),
                sample: case.sample(&others, elsewhere)?,
            };
            comparison(case, words, (&own, &Against::Side(other, moves)), (&found, &family), rest)
        }
        ["change", rest @ ..] => {
            let found = Compared::from(row.change.as_ref()?);
            let asked = (0..report.sections.regions().len()).collect();
            let family = family((&*words.explain().families[3], true), asked, &|row| p(row.change.as_ref()))?;
            let then = Subject::region(words, &row.region, Some(report.head.period?.previous()));
            let (now, before) = (case.answers(&subject)?, case.answers(&then)?);
            let moves = correlation(&now, &before, &case.config.question.scale);
            let other = Side { subject: then, sample: case.sample(&before, own)? };
            comparison(case, words, (&side()?, &Against::Side(other, moves)), (&found, &family), rest)
        }
        ["benchmarks", index, rest @ ..] => {
            let index = index.parse::<usize>().ok()?;
            versus(case, words, &side()?, &row.benchmarks, (index, rest))
        }
        _ => None,
    }
}

fn versus(
    case: &Case<'_>,
    words: &Words,
    side: &Side,
    all: &[Versus],
    (at, leaf): (usize, &[&str]),
) -> Option<Explanation> {
    let versus = all.get(at)?;
    match leaf {
        ["chance_at_or_above"] => Some(chance(words, side, versus)),
        ["comparison", rest @ ..] => {
            let asked =
                |v: &Versus| (v.benchmark.asked(), v.benchmark.name.clone(), p(v.comparison.as_ref()));
            let family = all.iter().map(asked).collect();
            let family = Family::of((&*words.explain().families[1], false), family, at)?;
            let found = Compared::from(versus.comparison.as_ref()?);
            comparison(case, words, (side, &Against::Benchmark(&versus.benchmark)), (&found, &family), rest)
        }
        _ => None,
    }
}
