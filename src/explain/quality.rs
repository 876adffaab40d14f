//! What was read and what was left out, the histogram and the response rate.

use super::numbers::{real, short};
use super::subject::Subject;
use super::{Behind, Case, Explanation};
use crate::facts::{Selection, Which};
use crate::report::{Rejection, Response};
use crate::survey::Region;
use crate::wording::{Words, fill};

/// A figure of the account of all rows, by its key.
pub(super) fn quality(case: &Case<'_>, words: &Words, leaf: &[&str]) -> Option<Explanation> {
    let quality = &case.report.sections.quality;
    let rejected: u64 = quality.rejected.iter().map(|rejection| rejection.rows).sum();
    let mut told = match leaf {
        ["rows_read" | "rows_used"] => rows(case, words, leaf == ["rows_read"], rejected),
        ["rows_before" | "rows_shown" | "rows_after"] => by_date(case, leaf),
        ["region_not_stated"] => {
            let mut told = Explanation::of("How many used rows of the period state no region.");
            if quality.region_not_stated.is_none() {
                told.say("There are no regions, or that number is hidden.");
                return Some(told);
            }
            let subject = Subject::region(words, &Region::NotStated, case.report.head.period);
            let n = case.answers(&subject)?.n();
            told.comes_to_count(n);
            told.behind(&subject, n);
            told
        }
        ["max_rejected"] => {
            let mut told =
                Explanation::of("The share of rows with faults above which there would have been no report.");
            let asked = quality.rows_used + rejected;
            let share = if asked > 0 { real(rejected) / real(asked) } else { 0.0 };
            told.say("This is a setting, `source.max_rejected`. Rows outside the question are no faults.");
            told.ratio(
                "share with faults",
                "rows with faults / (rows used + rows with faults)",
                (rejected, asked),
                share,
            );
            told
        }
        ["rows_short"] => {
            let mut told = Explanation::of("How many used rows have fewer cells than the header.")
                .shown(words.count(quality.rows_short));
            told.say("Spreadsheets leave out empty cells at the end of a row: a missing cell counts as a blank one.");
            told.comes_to_count(quality.rows_short);
            told
        }
        ["rows_labelled"] => {
            let mut told = Explanation::of("How many used rows have a score with words beside the number.")
                .shown(words.count(quality.rows_labelled));
            told.say("A whole number at one end of the cell, parted from the words, is the score: `10 - definitely` is 10.");
            told.comes_to_count(quality.rows_labelled);
            told
        }
        ["outside", why] => {
            let mut of_why = quality.outside.iter();
            let (why, rows) = of_why.find(|(other, _)| other.key() == *why)?;
            let mut told =
                Explanation::of(format!("How many rows are outside the question: {}.", why.describe()))
                    .shown(words.count(*rows));
            told.say("Nothing is wrong with such rows: they are neither answers nor faults.");
            told.comes_to_count(*rows);
            told
        }
        ["warnings", at, ..] => {
            let at: usize = at.parse().ok()?;
            let mut told = Explanation::of("What could be read and should be doubted.");
            told.say(words.warnings(quality).into_iter().nth(at)?);
            return Some(told);
        }
        ["files", at, "rows"] => {
            let file = quality.files.get(at.parse::<usize>().ok()?)?;
            let mut told = Explanation::of(format!(
                "How many rows `{}` has, its header and blank lines apart.",
                file.name
            ))
            .shown(words.count(file.rows));
            told.comes_to_count(file.rows);
            told
        }
        ["rejected", at, rest @ ..] => rejected_for(quality.rejected.get(at.parse::<usize>().ok()?)?, rest),
        _ => return None,
    };
    if !is_shown(case) {
        told.rows.clear();
    }
    let files: Vec<Vec<String>> =
        quality.files.iter().map(|file| vec![file.name.clone(), words.count(file.rows)]).collect();
    if !files.is_empty() {
        told.count_table(&["file", "rows"], files);
    }
    if rejected > 0 {
        let rows = quality.rejected.iter().map(|r| vec![r.reason.describe().to_owned(), words.count(r.rows)]);
        told.count_table(&["left out", "rows"], rows.collect());
    }
    Some(told)
}

/// Whether the score of the period is shown: what is hidden is not to be found by its rows either.
fn is_shown(case: &Case<'_>) -> bool {
    case.report.head.overall.estimate().is_some()
}

/// How many rows were read, or used.
fn rows(case: &Case<'_>, words: &Words, read: bool, rejected: u64) -> Explanation {
    let quality = &case.report.sections.quality;
    let outside: u64 = quality.outside.values().sum();
    let (name, what, from, shown) = if read {
        (
            "rows read",
            "How many rows were read, headers and blank lines apart.",
            "rows used",
            quality.rows_read,
        )
    } else {
        let what = "How many rows were counted as answers, whatever their period.";
        ("rows used", what, "rows read", quality.rows_used)
    };
    let mut told = Explanation::of(what).shown(words.count(shown));
    let (start, sign) = if read { (quality.rows_used, " + ") } else { (quality.rows_read, " − ") };
    let parts = [(from, start), ("with faults", rejected), ("outside the question", outside)];
    let parts = parts.into_iter().filter(|(name, rows)| *name != "outside the question" || *rows > 0);
    let (symbols, numbers): (Vec<_>, Vec<_>) = parts.map(|(name, rows)| (name, rows.to_string())).unzip();
    let left_out = rejected + outside;
    told.sum(
        name,
        &symbols.join(sign),
        numbers.join(sign),
        if read { start + left_out } else { start - left_out },
    );
    told.behind(&Subject::all(words, None), quality.rows_used);
    told
}

/// How many of the used rows are before, in or after the periods of the trend.
fn by_date(case: &Case<'_>, leaf: &[&str]) -> Explanation {
    let what = match leaf {
        ["rows_before"] => "before the first period of the trend",
        ["rows_shown"] => "in the periods of the trend",
        _ => "after the reported period",
    };
    let mut told = Explanation::of(format!("How many of the used rows are of dates {what}."));
    let (Some(first), Some(last)) = (case.report.head.periods.first(), case.report.head.periods.last())
    else {
        told.say("Answers without dates all count as shown.");
        told.comes_to_count(if leaf == ["rows_shown"] { case.report.sections.quality.rows_used } else { 0 });
        return told;
    };
    told.say(format!("The trend reaches from {} to {}.", first.key(), last.key()));
    let (first, last) = (first.ordinal(), last.ordinal());
    let periods = match leaf {
        ["rows_before"] => i32::MIN..=first - 1,
        ["rows_shown"] => first..=last,
        _ => last + 1..=i32::MAX,
    };
    let selection = Selection { periods: Some(periods), which: Which::All };
    let n = selection.of(&case.excerpt.cells).n();
    told.comes_to_count(n);
    told.rows.push(Behind { name: format!("the used rows of dates {what}"), selection, n });
    told
}

/// Rows that are left out for one reason.
fn rejected_for(rejection: &Rejection, leaf: &[&str]) -> Explanation {
    let whose = match leaf {
        [] | ["rows" | "reason"] => "Rows",
        _ => "One of the first rows",
    };
    let reason = rejection.reason.describe();
    let mut told = Explanation::of(format!("{whose} left out for one fault: {reason}."));
    told.say("A row with several faults counts under the first of them.");
    let first: Vec<String> =
        rejection.first.iter().map(|(file, row)| format!("row {row} of `{file}`")).collect();
    if !first.is_empty() {
        told.count(format!("The first of them: {}.", first.join(", ")));
    }
    told
}

/// How many answers gave each score.
pub(super) fn histogram(case: &Case<'_>, words: &Words, leaf: &[&str]) -> Option<Explanation> {
    let subject = Subject::all(words, case.report.head.period);
    let (answers, scale) = (case.answers(&subject)?, &case.report.head.question.scale);
    let given = |score| answers.histogram().answers(score);
    let mut told = match leaf {
        [] => {
            let mut told = Explanation::of(fill(&words.explain().by_score, &[("of", &subject.name)]));
            let each: Vec<u64> = scale.scores().map(given).collect();
            told.result = Some(each.into());
            told
        }
        [at] => {
            let score = scale.scores().nth(at.parse::<usize>().ok()?)?;
            let values = [("of", subject.name.clone()), ("score", scale.answer(score).to_string())];
            let what = fill(&words.explain().of_score, &values);
            let mut told = Explanation::of(what).shown(words.count(given(score)));
            told.comes_to_count(given(score));
            told
        }
        _ => return None,
    };
    let rows = scale.scores().map(|score| vec![scale.answer(score).to_string(), words.count(given(score))]);
    told.count_table(&["score", "answers"], rows.collect());
    told.behind(&subject, answers.n());
    Some(told)
}

/// How much the answers that gave each score weigh.
pub(super) fn weights(case: &Case<'_>, words: &Words, found: &[f64], leaf: &[&str]) -> Option<Explanation> {
    let subject = Subject::all(words, case.report.head.period);
    let (answers, scale) = (case.answers(&subject)?, &case.report.head.question.scale);
    let by_score = answers.design()?.by_score();
    let weight = |at: usize| by_score.get(at).map_or(0.0, |weight| weight.sum);
    let mut told = match leaf {
        [] => {
            let what = fill(&words.explain().weight_by_score, &[("of", &subject.name)]);
            let mut told = Explanation::of(what);
            told.result = Some((0..found.len()).map(weight).collect::<Vec<f64>>().into());
            told
        }
        [at] => {
            let at = at.parse::<usize>().ok()?;
            let score = scale.scores().nth(at)?;
            let values = [("of", subject.name.clone()), ("score", scale.answer(score).to_string())];
            let what = fill(&words.explain().weight_of_score, &values);
            let mut told = Explanation::of(what);
            told.comes_to(weight(at));
            told
        }
        _ => return None,
    };
    told.say("The sum of their weights, each answer's own times the factor of raking, where there are such.");
    told.behind(&subject, answers.n());
    Some(told)
}

/// How many of those asked have answered.
pub(super) fn response(
    case: &Case<'_>,
    words: &Words,
    response: Response,
    leaf: &[&str],
) -> Option<Explanation> {
    let subject = Subject::all(words, case.report.head.period);
    let mut told = match leaf {
        [] => {
            let mut told = Explanation::of("How many of those asked have answered.");
            let Response { answered, asked, .. } = response;
            let rate = real(answered) / real(asked);
            told.ratio("rate", "answered / asked", (answered, asked), rate);
            told = told.shown(words.percent(rate));
            told.say(format!("{} of {}.", short(real(answered)), short(real(asked))));
            told
        }
        ["answered"] => {
            let mut told = Explanation::of("How many have answered in the period.");
            told.comes_to_count(case.answers(&subject)?.n());
            told
        }
        _ => {
            let mut told = Explanation::of("How many were asked, or could have answered.");
            told.say("This is stated: `invited` or `population` in the table of clients.");
            told
        }
    };
    if is_shown(case) {
        told.behind(&subject, response.answered);
    }
    Some(told)
}
