//! What was read and left out, in English.

use super::super::texts::Quality;

pub(super) const TEXTS: Quality = Quality {
    rows: "Rows read: {read}. Used as answers: {used}. Left out: {rejected}.",
    rows_all_used: "Rows read: {read}. All were used as answers.",
    rows_before: "Answers from before the periods shown: {n}. They are in no figure.",
    rows_after: "Answers from after the reported period: {n}. They are in no figure.",
    region_not_stated: "Answers of the period without a region: {n}. They count in the total and stand as “Not stated” among the regions.",
    date_format: "Dates were read as {format}.",
    time_zone: "Days are those of the time zone {zone}; a time whose offset from UTC is not known counts as it is written.",
    date_letters: ["D", "M", "Y"],
    max_rejected: "With more than {limit} of the rows left out, no report would have been made.",
    row_places: "{file}: {rows}",
    ragged_row: "More or fewer cells than the header",
    blank_client: "No client named",
    blank_score: "No score",
    score_not_a_number: "Score is not a number",
    score_not_whole: "Score is not a whole number",
    score_out_of_scale: "Score is outside the scale",
    blank_date: "No date",
    unreadable_date: "Date cannot be read",
    date_after_report: "Date is after the reporting date",
    no_weight: "No weight, or one of zero",
};
