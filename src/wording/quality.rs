//! What was read and what was left out.

use super::Words;
use super::fill::fill;
use crate::report::{FileRead, Quality, Rejection};
use crate::responses::Reason;

impl Words {
    /// The account of the data, one sentence each: rows, how they lie in time, region not stated, date format,
    /// and the share of rejected rows at which the build would have stopped.
    #[must_use]
    pub fn quality(&self, quality: &Quality) -> Vec<String> {
        let texts = &self.texts.quality;
        let mut sentences = Vec::new();
        let rejected: u64 = quality.rejected.iter().map(|rejection| rejection.rows).sum();
        let pattern = if rejected == 0 { texts.rows_all_used } else { texts.rows };
        sentences.push(fill(
            pattern,
            &[
                ("read", self.count(quality.rows_read)),
                ("used", self.count(quality.rows_used)),
                ("rejected", self.count(rejected)),
            ],
        ));
        if quality.rows_before + quality.rows_after > 0 {
            sentences.push(fill(
                texts.rows_by_time,
                &[
                    ("shown", self.count(quality.rows_shown)),
                    ("before", self.count(quality.rows_before)),
                    ("after", self.count(quality.rows_after)),
                ],
            ));
        }
        if let Some(rows) = quality.region_not_stated.filter(|rows| *rows > 0) {
            sentences.push(fill(texts.region_not_stated, &[("n", self.count(rows))]));
        }
        if let Some(format) = &quality.date_format {
            sentences.push(fill(texts.date_format, &[("format", self.date_format(format))]));
        }
        if rejected > 0 {
            let limit = self.percent_stated(quality.max_rejected);
            sentences.push(fill(texts.max_rejected, &[("limit", limit)]));
        }
        sentences
    }

    /// One input file and its rows: `answers.csv: 6,050 rows`.
    #[must_use]
    pub fn file(&self, file: &FileRead) -> String {
        fill(self.texts.quality.file, &[("file", file.name.clone()), ("rows", self.rows(file.rows))])
    }

    /// Rows left out for one reason, with the first of them, as a sentence.
    #[must_use]
    pub fn rejection(&self, rejection: &Rejection) -> String {
        fill(
            self.texts.quality.rejection,
            &[
                ("reason", self.reason(rejection.reason).to_owned()),
                ("rows", self.rows(rejection.rows)),
                ("places", self.first_rows(rejection)),
            ],
        )
    }

    /// Where the first of the rejected rows are: `answers.csv, row 14; answers.csv, row 15`.
    #[must_use]
    pub fn first_rows(&self, rejection: &Rejection) -> String {
        let place = |(file, row): &(String, u64)| {
            fill(self.texts.quality.row_place, &[("file", file.clone()), ("row", row.to_string())])
        };
        rejection.first.iter().map(place).collect::<Vec<_>>().join("; ")
    }

    /// Why rows were left out.
    #[must_use]
    pub fn reason(&self, reason: Reason) -> &'static str {
        let texts = &self.texts.quality;
        match reason {
            Reason::RaggedRow => texts.ragged_row,
            Reason::BlankScore => texts.blank_score,
            Reason::ScoreNotANumber => texts.score_not_a_number,
            Reason::ScoreNotWhole => texts.score_not_whole,
            Reason::ScoreOutOfScale => texts.score_out_of_scale,
            Reason::BlankDate => texts.blank_date,
            Reason::UnreadableDate => texts.unreadable_date,
            Reason::DateAfterReport => texts.date_after_report,
        }
    }

    /// A date format in the language's letters: `DD.MM.YYYY`, `ДД.ММ.ГГГГ`.
    fn date_format(&self, format: &str) -> String {
        let [day, month, year] = self.texts.quality.date_letters;
        format.replace('D', day).replace('M', month).replace('Y', year)
    }
}
