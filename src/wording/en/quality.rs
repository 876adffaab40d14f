//! What was read and left out, in English.

use super::super::texts::Quality;

pub(super) const TEXTS: Quality = Quality {
    rows: "Rows read: {read}. Used as answers: {used}. Left out as faulty: {rejected}.",
    rows_all_used: "Rows read: {read}. All were used as answers.",
    rows_before: "Answers from before the periods shown: {n}. They count only where such a period is compared with.",
    rows_after: "Answers from after the reported period: {n}. They are not included in any figure.",
    region_not_stated: "Answers of the period without a region: {n}. They count in the total and stand as “Not stated” among the regions.",
    date_format: "Dates were read as {format}.",
    time_zone: "Days are those of the time zone {zone}; a time whose offset from UTC is not known counts as it is written.",
    date_letters: ["D", "M", "Y"],
    after_report: "Rows dated after the reporting date: {n}. They are outside this report.",
    no_answer: "Rows without an answer to the question: {n}. They are outside this report.",
    blank: "Rows with nothing in them: {n}.",
    rows_short: "Used rows with fewer cells than the header: {n}. The missing cells count as blank.",
    rows_labelled: "Scores written with words beside the number, such as “Definitely (10)”: {n}. The number was read.",
    decimal_comma: "In numbers such as 1,250 the comma was read as the decimal mark.",
    decimal_point: "In numbers such as 1.250 the point was read as the decimal mark.",
    max_rejected: "Had more than {limit} of the rows been faulty, no report would have been made.",
    row_places: "{file}: {rows}",
    ragged_row: "More cells than the header",
    blank_client: "No client named",
    score_not_a_number: "Score is not a number",
    score_not_whole: "Score is not a whole number",
    score_out_of_scale: "Score is outside the scale",
    blank_date: "No date",
    unreadable_date: "Date cannot be read",
    no_weight: "No weight, or a weight of zero",
};
