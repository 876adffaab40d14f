//! What should be doubted of the data, in English.

use super::super::texts::Warnings;

pub(super) const TEXTS: Warnings = Warnings {
    regions: "Regions whose names look alike count as different ones: {names}.",
    clients: "Clients whose names look alike count as different ones: {names}.",
    values: "Values that look alike count as different ones: {names}.",
    repeated: "Rows that stand in more than one file, the same in every column: {n}. Answers may be counted twice. Files: {files}.",
    about_repeated: "Rows that stand in more than one file, the same in every column: about {n}. Answers may be counted twice. Files: {files}.",
    far_dates: "Answers dated far from all others: {n} ({periods}). These dates may be wrong.",
    future_dates: "Rows dated after the reporting date (the last on {day}): {n}. These dates may be wrong.",
    newer_answers: "Rows dated after the reporting date (the last on {day}): {n}. There may be a later period to report on.",
    old_answers: "The newest answer is of {day}, more than a period before the reporting date. Newer answers may be missing.",
    thin_period: "The period has very few answers beside {period}. Its answers may not all be there.",
    date_order: "That day and month were told apart rests on few dates: {n} of {of}, such as {text}.",
    score_left_out: "Rows left out because “{text}” stands where the score should be: {n} of {of} ({share}). If these are answers, no figure has them.",
    date_left_out: "Rows left out because “{text}” stands where the date should be: {n} of {of} ({share}). If these are answers, no figure has them.",
    faults: "Rows with faults gather: {places}. A part of the answers may be missing as a whole.",
    place: "{name}\u{a0}– {n}",
    more_places: "{n} more",
};
