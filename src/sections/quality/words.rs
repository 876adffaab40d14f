//! What was read and what was left out.

use super::{FileRead, FormatBy, Quality, Rejection, Warning};
use crate::config::Keep;
use crate::responses::{EncodingBy, EncodingRead, Outside, Reason};
use crate::source::FileKind;
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
        let again = self.count(outside(Outside::AnsweredAgain).unwrap_or_default());
        match quality.repeats {
            Some(Keep::Last) => sentences.push(fill(&texts.last_counts, &[("n", again)])),
            Some(Keep::First) => sentences.push(fill(&texts.first_counts, &[("n", again)])),
            Some(Keep::All) | None => {}
        }
        let alike: Vec<String> = self.alike(&quality.files);
        if !alike.is_empty() {
            sentences.push(fill(&texts.read_as, &[("how", self.list(&alike))]));
        }
        if let Some(format) = &quality.date_format {
            let is_stated = quality.date_format_by == Some(FormatBy::Stated);
            let pattern = if is_stated { &texts.date_format_stated } else { &texts.date_format };
            sentences.push(fill(pattern, &[("format", self.date_format(format))]));
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

    /// What a file was read as, one thing after another: its kind, packing, delimiter, encoding, sheet, and the row of its headings.
    fn read_as(&self, file: &FileRead) -> Vec<String> {
        let texts = &self.texts.quality;
        let kind = match file.kind {
            FileKind::Workbook => &texts.workbook,
            kind => kind.name(),
        };
        let packed =
            file.packed.map(|packing| fill(&texts.packed, &[("packing", packing.name().to_owned())]));
        let delimiter = file.delimiter.map(|mark| match mark {
            '\t' => texts.delimiter_tab.to_string(),
            mark => fill(&texts.delimiter, &[("mark", mark.to_string())]),
        });
        let encoding = (file.kind == FileKind::Csv).then(|| self.encoding(file.encoding.as_ref()));
        let sheet = file.sheet.as_ref();
        let name = sheet.map(|sheet| fill(&texts.sheet, &[("name", sheet.name.clone())]));
        let row = sheet.map(|sheet| fill(&texts.header_row, &[("n", self.count(sheet.header_row))]));
        let all = [Some(kind.to_string()), packed, delimiter, encoding, name, row];
        all.into_iter().flatten().collect()
    }

    /// What all files were read as.
    fn alike(&self, files: &[FileRead]) -> Vec<String> {
        let Some((first, others)) = files.split_first() else { return Vec::new() };
        let others: Vec<Vec<String>> = others.iter().map(|file| self.read_as(file)).collect();
        let is_shared = |how: &String| others.iter().all(|other| other.contains(how));
        self.read_as(first).into_iter().filter(is_shared).collect()
    }

    /// What each file was read as that others were not; nothing where all were read as the same.
    #[must_use]
    pub fn read_apart(&self, files: &[FileRead]) -> Option<Vec<String>> {
        let alike = self.alike(files);
        let own = |file: &FileRead| {
            let own: Vec<String> =
                self.read_as(file).into_iter().filter(|how| !alike.contains(how)).collect();
            self.list(&own)
        };
        let all: Vec<String> = files.iter().map(own).collect();
        all.iter().any(|own| !own.is_empty()).then_some(all)
    }

    /// What a file was read in, and how that is known.
    fn encoding(&self, read: Option<&EncodingRead>) -> String {
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
