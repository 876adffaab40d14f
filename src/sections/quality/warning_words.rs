//! What could be read and should be doubted.

use super::{Gathering, NamesOf, Quality, Slice, Warning};
use crate::responses::Reason;
use crate::survey::{Period, Region};
use crate::wording::Words;
use crate::wording::fill;

impl Words {
    /// How many points of the data should be doubted; nothing where there are none.
    #[must_use]
    pub fn number_of_warnings(&self, quality: &Quality) -> Option<String> {
        let n = quality.warnings.len() as u64;
        (n > 0).then(|| fill(&self.texts.warnings.number, &[("n", self.count(n))]))
    }

    /// What should be doubted of the data, one paragraph each.
    #[must_use]
    pub fn warnings(&self, quality: &Quality) -> Vec<String> {
        quality.warnings.iter().map(|warning| self.warning(warning)).collect()
    }

    fn warning(&self, warning: &Warning) -> String {
        let texts = &self.texts.warnings;
        let rows = |rows: u64| ("n", self.count(rows));
        match warning {
            Warning::LookAlikeNames { of, column, names, by_letters, more } => {
                let pattern = match of {
                    NamesOf::Regions => &texts.regions,
                    NamesOf::Clients => &texts.clients,
                    NamesOf::Values => &texts.values,
                };
                let quoted = |name: &str| fill(&texts.quoted, &[("name", name)]);
                let column = quoted(column.as_deref().unwrap_or_default());
                let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
                let alike = fill(pattern, &[("column", column), ("names", self.list(&names))]);
                let letters = by_letters.then(|| texts.other_letters.to_string());
                let more = (*more > 0).then(|| fill(&texts.more_names, &[rows(*more)]));
                let sentences: Vec<String> = [Some(alike), letters, more].into_iter().flatten().collect();
                sentences.join(" ")
            }
            Warning::RepeatedRows { rows: n, about, files } => {
                let pattern = if *about { &texts.about_repeated } else { &texts.repeated };
                fill(pattern, &[rows(*n), ("files", self.list(files))])
            }
            Warning::FarDates { answers, first, last } => {
                let is_one = first == last;
                let periods = if is_one { self.period_heading(*first) } else { self.span(*first, *last) };
                fill(&texts.far_dates, &[rows(*answers), ("periods", periods)])
            }
            Warning::FutureDates { rows: n, last } => {
                fill(&texts.future_dates, &[rows(*n), ("day", self.day(*last))])
            }
            Warning::NewerAnswers { rows: n, last } => {
                fill(&texts.newer_answers, &[rows(*n), ("day", self.day(*last))])
            }
            Warning::OldAnswers { last } => fill(&texts.old_answers, &[("day", self.day(*last))]),
            Warning::ThinPeriod { beside } => {
                fill(&texts.thin_period, &[("period", self.period_heading(*beside))])
            }
            Warning::DateOrder { rows: n, of, text } => {
                fill(&texts.date_order, &[rows(*n), ("of", self.count(*of)), ("text", text.clone())])
            }
            Warning::ValueLeftOut { reason, text, rows: n, of } => {
                let is_date = *reason == Reason::UnreadableDate;
                let pattern = if is_date { &texts.date_left_out } else { &texts.score_left_out };
                let share = self.percent(share(*n, *of));
                fill(pattern, &[rows(*n), ("of", self.count(*of)), ("share", share), ("text", text.clone())])
            }
            Warning::TooFewClients { periods } => {
                let periods: Vec<String> = periods.iter().map(|period| self.period_axis(*period)).collect();
                fill(&texts.too_few_clients, &[("periods", self.list(&periods))])
            }
            Warning::WeighedTogether { column, values, periods } => {
                self.weighed_together(column, values, periods)
            }
            Warning::LowResponse { answered, asked, below } => {
                let values = [
                    ("answered", self.count(*answered)),
                    ("asked", self.count(*asked)),
                    ("rate", self.percent_to(share(*answered, *asked), 1)),
                    ("below", self.percent_to(*below, 1)),
                ];
                fill(&texts.low_response, &values)
            }
            Warning::ResponseMoved { period, then, now } => {
                let pattern = if now > then { &texts.response_rose } else { &texts.response_fell };
                let values = [
                    ("rate", self.percent_to(*now, 1)),
                    ("then", self.percent_to(*then, 1)),
                    ("earlier", self.period_inside(*period)),
                ];
                fill(pattern, &values)
            }
            Warning::UnlistedAnswers { answers, of } => {
                fill(&texts.unlisted, &[rows(*answers), ("of", self.count(*of))])
            }
            Warning::AnsweredAgain { answers } => fill(&texts.answered_again, &[rows(*answers)]),
            Warning::AnsweredTwice { answers } => fill(&texts.answered_twice, &[rows(*answers)]),
            Warning::EarlyAnswers { answers } => fill(&texts.early_answers, &[rows(*answers)]),
            Warning::ListedElsewhere { answers, column } => {
                let column = fill(&texts.quoted, &[("name", column)]);
                fill(&texts.listed_elsewhere, &[rows(*answers), ("column", column)])
            }
            Warning::HiddenRows { rows, sheet, file } => self.hidden_rows(*rows, sheet, file),
            Warning::EncodingGuessed { encoding, files } => {
                fill(&texts.encoding_guessed, &[("encoding", encoding.clone()), ("files", self.list(files))])
            }
            Warning::DoubtfulNames { cells, encoding } => {
                let told = fill(&texts.doubtful_names, &[rows(*cells)]);
                let taken = |name: &String| fill(&texts.taken_for, &[("encoding", name.clone())]);
                encoding.as_ref().map_or(told.clone(), |name| format!("{told} {}", taken(name)))
            }
            Warning::MissingColumn { column, files } => {
                let column = fill(&texts.quoted, &[("name", column)]);
                fill(&texts.missing_column, &[("column", column), ("files", self.list(files))])
            }
            Warning::FaultsGather { places, more } => {
                let mut named: Vec<String> = places.iter().map(|place| self.gathering(place)).collect();
                named.extend((*more > 0).then(|| fill(&texts.more_places, &[rows(*more)])));
                fill(&texts.faults, &[("places", named.join("; "))])
            }
        }
    }

    fn hidden_rows(&self, rows: u64, sheet: &str, file: &str) -> String {
        let values = [("n", self.count(rows)), ("sheet", sheet.to_owned()), ("file", file.to_owned())];
        fill(&self.texts.warnings.hidden_rows, &values)
    }

    fn weighed_together(&self, column: &str, values: &[String], periods: &[Period]) -> String {
        let texts = &self.texts.warnings;
        let quoted = |name: &str| fill(&texts.quoted, &[("name", name)]);
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let periods: Vec<String> = periods.iter().map(|period| self.period_axis(*period)).collect();
        let pattern = if periods.is_empty() { &texts.weighed_together } else { &texts.weighed_together_in };
        let (column, values) = (quoted(column), self.list(&values));
        fill(pattern, &[("column", column), ("values", values), ("periods", self.list(&periods))])
    }

    fn gathering(&self, gathering: &Gathering) -> String {
        let name = match &gathering.of {
            Slice::Region(Region::Named(name)) => name.clone(),
            Slice::Region(Region::NotStated | Region::Others) => self.texts.warnings.no_region.to_string(),
            Slice::Period(period) => self.period_heading(*period),
            Slice::Client(client) => client.to_string(),
        };
        fill(&self.texts.warnings.place, &[("name", name), ("n", self.count(gathering.rows))])
    }
}

#[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}
