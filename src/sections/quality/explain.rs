//! What the account of the rows rests on.

use std::collections::BTreeSet;

use std::ops::RangeInclusive;

use super::texts::{ExplainTexts, RejectedTexts};
use super::{FileRead, Quality, Rejection, Warning};
use crate::facts::{Selection, Which};
use crate::responses::Outside;
use crate::survey::Region;
use crate::wording::{Text, Words, fill};
use crate::workings::numbers::real;
use crate::workings::subject::Subject;
use crate::workings::{Behind, Explanation, Material};

impl Quality {
    /// What a figure of this part rests on.
    pub(in crate::sections) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let mut told = match leaf {
            ["rows_read"] => self.rows(from, &texts, true),
            ["rows_used"] => self.rows(from, &texts, false),
            ["rows_before"] => self.by_date(from, &texts.rows_before, |first, _| i32::MIN..=first - 1),
            ["rows_shown"] => self.by_date(from, &texts.rows_shown, |first, last| first..=last),
            ["rows_after"] => self.by_date(from, &texts.rows_after, |_, last| last + 1..=i32::MAX),
            ["region_not_stated"] => {
                let mut told = Explanation::of(&texts.no_region);
                if self.region_not_stated.is_none() {
                    told.say(&texts.no_region_told);
                    return Some(told);
                }
                let subject = Subject::region(words, &Region::NotStated, from.head.period);
                let n = from.answers(&subject).n();
                told.comes_to_count(n);
                told.behind(&subject, n);
                told
            }
            ["max_rejected"] => {
                let faults = self.faults();
                let asked = self.rows_used + faults;
                let share = if asked > 0 { real(faults) / real(asked) } else { 0.0 };
                let mut told = Explanation::stated(&texts.max_rejected);
                told.ratio(&texts.share_name, &texts.share_form, (faults, asked), share);
                told
            }
            ["rows_short"] => counted(words, &texts.rows_short, self.rows_short),
            ["rows_labelled"] => counted(words, &texts.rows_labelled, self.rows_labelled),
            ["repeated", "rows"] => counted(words, &texts.repeated, self.repeated?.rows),
            ["repeated", ..] => Explanation::stated(&texts.repeated),
            ["days", end @ ..] => self.of_days(from, &texts.days, end)?,
            ["outside", why] => {
                let (why, rows) = self.outside.iter().find(|(other, _)| other.key() == *why)?;
                let what = match why {
                    Outside::NotMeant => &texts.not_meant,
                    Outside::AfterReport => &texts.after_report,
                    Outside::AnsweredAgain => &texts.answered_again,
                    Outside::NoAnswer => &texts.no_answer,
                    Outside::Blank => &texts.blank,
                };
                counted(words, &[what.clone(), texts.no_fault.clone()], *rows)
            }
            ["shaped", at, leaf] => {
                return self.shaped.get(at.parse::<usize>().ok()?)?.explained((words, &texts), leaf);
            }
            ["warnings", at, leaf @ ..] => {
                let at = at.parse::<usize>().ok()?;
                let mut told = Explanation::of(&texts.warning);
                told.say(words.warnings(self).into_iter().nth(at)?);
                match (self.warnings.get(at)?, leaf) {
                    (Warning::LowResponse { answered, .. }, ["answered"]) => told.comes_to_count(*answered),
                    (Warning::LowResponse { asked, .. }, ["asked"]) => told.comes_to_count(*asked),
                    (Warning::LowResponse { below, .. }, ["below"]) => told.comes_to(*below),
                    (Warning::UnlistedAnswers { of, .. }, ["of"]) => told.comes_to_count(*of),
                    (
                        Warning::UnlistedAnswers { answers, .. }
                        | Warning::AnsweredAgain { answers }
                        | Warning::AnsweredTwice { answers }
                        | Warning::EarlyAnswers { answers }
                        | Warning::ListedElsewhere { answers, .. },
                        ["answers"],
                    ) => told.comes_to_count(*answers),
                    (Warning::ResponseMoved { now, .. }, ["now"]) => told.comes_to(*now),
                    (Warning::ResponseMoved { then, .. }, ["then"]) => told.comes_to(*then),
                    _ => {}
                }
                return Some(told);
            }
            ["files", at, of @ ..] => {
                let (what, count) = of_file(words, &texts, self.files.get(at.parse::<usize>().ok()?)?, of)?;
                let mut told = Explanation::of(what).shown(words.count(count));
                told.comes_to_count(count);
                told
            }
            ["rejected", at, ..] => {
                let rejection = self.rejected.get(at.parse::<usize>().ok()?)?;
                rejected(words, &texts.rejected, rejection)
            }
            _ => return None,
        };
        // What is hidden is not to be found by its rows either.
        if from.head.overall.estimate().is_none() {
            told.rows.clear();
        }
        let labels = words.labels();
        if !self.files.is_empty() {
            let files = self.files.iter().map(|file| vec![file.name.clone(), words.count(file.rows)]);
            told.count_table(&[&labels.file, &labels.rows], files.collect());
        }
        if !self.rejected.is_empty() {
            let row =
                |found: &Rejection| vec![words.reason(found.reason).to_owned(), words.count(found.rows)];
            told.count_table(&[&labels.reason, &labels.rows], self.rejected.iter().map(row).collect());
        }
        Some(told)
    }

    /// How many rows were read.
    pub(in crate::sections) fn in_list(&self, from: &Material<'_>) -> (String, Explanation) {
        let told = Explanation::of(&texts(from.words).read_name).shown(from.words.count(self.rows_read));
        ("rows_read".to_owned(), told)
    }

    /// How many rows have faults.
    fn faults(&self) -> u64 {
        self.rejected.iter().map(|rejection| rejection.rows).sum()
    }

    /// How many rows were read, or used.
    fn rows(&self, from: &Material<'_>, texts: &ExplainTexts, read: bool) -> Explanation {
        let outside: u64 = self.outside.values().sum();
        let left_out = [(&texts.with_faults, self.faults()), (&texts.outside, outside)];
        let (what, name, sign, start) = if read {
            (&texts.read, &texts.read_name, " + ", (&texts.used_name, self.rows_used))
        } else {
            (&texts.used, &texts.used_name, " − ", (&texts.read_name, self.rows_read))
        };
        let count = if read { self.rows_read } else { self.rows_used };
        let mut told = Explanation::of(what).shown(from.words.count(count));
        // That there are rows outside the question is said only where there are.
        let parts = left_out.into_iter().take(if outside > 0 { 2 } else { 1 });
        let (symbols, numbers): (Vec<&str>, Vec<String>) =
            std::iter::once(start).chain(parts).map(|(name, rows)| (&**name, rows.to_string())).unzip();
        let off = self.faults() + outside;
        let sum = if read { start.1 + off } else { start.1 - off };
        told.sum(name, &symbols.join(sign), numbers.join(sign), sum);
        told.behind(&Subject::all(from.words, None), self.rows_used);
        told
    }

    /// The first and the last day of the answers, or one of them.
    fn of_days(
        &self,
        from: &Material<'_>,
        [both, first, last]: &[Text; 3],
        end: &[&str],
    ) -> Option<Explanation> {
        let (words, days) = (from.words, self.days?);
        let mut told = match end {
            [] => Explanation::of(both).shown(words.of_days(days)),
            ["first"] => Explanation::of(first).shown(words.day(days.first)),
            ["last"] => Explanation::of(last).shown(words.day(days.last)),
            _ => return None,
        };
        let subject = Subject::now(from);
        told.behind(&subject, from.answers(&subject).n());
        Some(told)
    }

    /// How many of the used rows are before, in or after the periods of the trend, from the first to the last.
    fn by_date(
        &self,
        from: &Material<'_>,
        [what, name]: &[Text; 2],
        periods: fn(i32, i32) -> RangeInclusive<i32>,
    ) -> Explanation {
        let texts = texts(from.words);
        let mut told = Explanation::of(what);
        let (Some(first), Some(last)) = (from.head.periods.first(), from.head.periods.last()) else {
            told.say(&texts.undated);
            let are_shown = periods(0, 0).contains(&0);
            told.comes_to_count(if are_shown { self.rows_used } else { 0 });
            return told;
        };
        told.say(fill(&texts.reaches, &[("first", first.key()), ("last", last.key())]));
        let periods = Some(periods(first.ordinal(), last.ordinal()));
        let selection =
            Selection { question: None, by: None, gathered: BTreeSet::new(), periods, which: Which::All };
        let n = selection.of(&from.excerpt.cells).n();
        told.comes_to_count(n);
        told.rows.push(Behind { name: name.to_string(), selection, n });
        told
    }
}

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_quality")
}

/// What a number of a file says, and the number.
fn of_file(words: &Words, texts: &ExplainTexts, file: &FileRead, of: &[&str]) -> Option<(String, u64)> {
    let sheet = file.sheet.as_ref();
    let reason = |key: &str| file.rejected.iter().find(|(reason, _)| reason.key() == key);
    let set_aside = |key: &str| file.outside.iter().find(|(why, _)| why.key() == key);
    let (text, reason, count) = match of {
        ["rows"] => (&texts.file_rows, None, file.rows),
        ["rows_used"] => (&texts.file_used, None, file.rows_used),
        ["rejected", key] => reason(key).map(|(why, rows)| (&texts.file_rejected, Some(*why), *rows))?,
        ["outside", key] => set_aside(key).map(|(_, rows)| (&texts.file_outside, None, *rows))?,
        ["sheet", "header_row"] => (&texts.header_row, None, sheet?.header_row),
        ["sheet", "hidden_rows"] => (&texts.hidden_rows, None, sheet?.hidden_rows),
        _ => return None,
    };
    let reason = reason.map_or("", |reason| words.reason(reason));
    let sheet = sheet.map_or("", |sheet| sheet.name.as_str());
    Some((fill(text, &[("file", file.name.as_str()), ("reason", reason), ("sheet", sheet)]), count))
}

/// What was counted as the rows were read.
fn counted(words: &Words, texts: &[Text; 2], rows: u64) -> Explanation {
    let mut told = Explanation::stated(texts).shown(words.count(rows));
    told.comes_to_count(rows);
    told
}

/// Rows that are left out for one reason.
fn rejected(words: &Words, texts: &RejectedTexts, rejection: &Rejection) -> Explanation {
    let mut told = Explanation::of(fill(&texts.what, &[("reason", words.reason(rejection.reason))]));
    told.say(&texts.several);
    if !rejection.first.is_empty() {
        told.count(fill(&texts.first, &[("rows", words.first_rows(rejection))]));
    }
    told
}
