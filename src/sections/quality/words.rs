//! What was read and what was left out.

use super::{Quality, Rejection, Warning};
use crate::responses::{EncodingBy, EncodingRead, Outside, Reason};
use crate::survey::{Decimal, Encoding};
use crate::wording::Words;
use crate::wording::fill;

impl Words {
    /// The account of the data, one sentence each: rows, those outside the question, how they lie in time, region not stated,
    /// how dates and numbers were read, and the share of rows with faults at which the build would have stopped.
    #[must_use]
    pub fn quality(&self, quality: &Quality) -> Vec<String> {
        let texts = &self.texts.quality;
        let mut sentences = Vec::new();
        let rejected: u64 = quality.rejected.iter().map(|rejection| rejection.rows).sum();
        let are_used = rejected == 0 && quality.outside.is_empty();
        let pattern = if are_used { &texts.rows_all_used } else { &texts.rows };
        sentences.push(fill(
            pattern,
            &[
                ("read", self.count(quality.rows_read)),
                ("used", self.count(quality.rows_used)),
                ("rejected", self.count(rejected)),
            ],
        ));
        let outside = |why| quality.outside.get(&why).copied();
        // The warning says how many there are.
        let is_warned = quality
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::FutureDates { .. } | Warning::NewerAnswers { .. }));
        let counted = [
            (&texts.not_meant, outside(Outside::NotMeant)),
            (&texts.after_report, outside(Outside::AfterReport).filter(|_| !is_warned)),
            (&texts.no_answer, outside(Outside::NoAnswer)),
            (&texts.blank, outside(Outside::Blank)),
            (&texts.rows_short, Some(quality.rows_short)),
            (&texts.rows_labelled, Some(quality.rows_labelled)),
            (&texts.rows_before, Some(quality.rows_before)),
            (&texts.rows_after, Some(quality.rows_after)),
            (&texts.region_not_stated, quality.region_not_stated),
        ];
        for (pattern, rows) in counted {
            if let Some(rows) = rows.filter(|rows| *rows > 0) {
                sentences.push(fill(pattern, &[("n", self.count(rows))]));
            }
        }
        if let Some(format) = &quality.date_format {
            sentences.push(fill(&texts.date_format, &[("format", self.date_format(format))]));
        }
        if let Some(zone) = &quality.time_zone {
            sentences.push(fill(&texts.time_zone, &[("zone", zone.clone())]));
        }
        match quality.decimal {
            Some(Decimal::Comma) => sentences.push(texts.decimal_comma.to_string()),
            Some(Decimal::Point) => sentences.push(texts.decimal_point.to_string()),
            None => {}
        }
        sentences.extend(quality.shaped.iter().flat_map(|shaped| shaped.said(self)));
        // The limit is one of all rows, not of a single client's, which come without their files.
        if rejected > 0 && !quality.files.is_empty() {
            let limit = self.percent_stated(quality.max_rejected);
            sentences.push(fill(&texts.max_rejected, &[("limit", limit)]));
        }
        sentences
    }

    /// Where the first of the rejected rows are, by file: `answers.csv: 14, 15`.
    #[must_use]
    pub fn first_rows(&self, rejection: &Rejection) -> String {
        let in_file = |places: &[(String, u64)]| {
            let rows: Vec<String> = places.iter().map(|(_, row)| row.to_string()).collect();
            let file = places.first().map(|(file, _)| file.clone()).unwrap_or_default();
            fill(&self.texts.quality.row_places, &[("file", file), ("rows", self.list(&rows))])
        };
        let files = rejection.first.chunk_by(|(one, _), (other, _)| one == other);
        files.map(in_file).collect::<Vec<_>>().join("; ")
    }

    /// What a file was read in, and how that is known.
    #[must_use]
    pub fn encoding(&self, read: Option<&EncodingRead>) -> String {
        let texts = &self.texts.quality;
        let Some(EncodingRead { name, by }) = read else { return Encoding::UTF_8.name().to_owned() };
        let pattern = match by {
            EncodingBy::Stated => &texts.encoding_stated,
            EncodingBy::Mark => &texts.encoding_marked,
            EncodingBy::Guess => &texts.encoding_guessed,
        };
        fill(pattern, &[("encoding", name.clone())])
    }

    /// Why rows were left out.
    #[must_use]
    pub fn reason(&self, reason: Reason) -> &str {
        let texts = &self.texts.quality;
        match reason {
            Reason::RaggedRow => &texts.ragged_row,
            Reason::BlankClient => &texts.blank_client,
            Reason::ScoreNotANumber => &texts.score_not_a_number,
            Reason::ScoreNotWhole => &texts.score_not_whole,
            Reason::ScoreOutOfScale => &texts.score_out_of_scale,
            Reason::NeitherYesNorNo => &texts.neither_yes_nor_no,
            Reason::UnknownOutcome => &texts.unknown_outcome,
            Reason::OutsideBase => &texts.outside_base,
            Reason::BlankDate => &texts.blank_date,
            Reason::UnreadableDate => &texts.unreadable_date,
            Reason::NoWeight => &texts.no_weight,
        }
    }

    /// A date format in the language's letters: `DD.MM.YYYY`, `ДД.ММ.ГГГГ`.
    fn date_format(&self, format: &str) -> String {
        let [day, month, year] = &self.texts.quality.date_letters;
        let letter = |letter| match letter {
            'D' => day.to_string(),
            'M' => month.to_string(),
            'Y' => year.to_string(),
            other => other.to_string(),
        };
        format.chars().map(letter).collect()
    }
}
