//! What should be doubted of the data, in English.

use super::super::texts::Warnings;

pub(super) const TEXTS: Warnings = Warnings {
    number: "Worth checking: {n}.",
    regions: "Regions with similar names are counted separately: {names}.",
    clients: "Clients with similar names are counted separately: {names}.",
    values: "Similar values in the column {column} are counted separately: {names}.",
    other_letters: "Some of their letters are of another alphabet.",
    more_names: "Further such groups, not listed here: {n}.",
    quoted: "“{name}”",
    repeated: "Rows that also stand in another file, identical in every column: {n} (in {files}). These answers may have been counted twice.",
    about_repeated: "Rows that also stand in another file, identical in every column: about {n} (in {files}). These answers may have been counted twice.",
    far_dates: "Answers dated far from all the others: {n} ({periods}). These dates may be wrong.",
    future_dates: "Rows dated after the reporting date: {n} (the latest on {day}). They are in no figure, and these dates may be wrong.",
    newer_answers: "Rows dated after the reporting date: {n} (the latest on {day}). They are in no figure; there may be a later period to report on.",
    old_answers: "The latest answer is from {day}, more than one period before the reporting date. Newer answers may be missing.",
    thin_period: "This period has very few answers compared with {period}. Some may still be missing.",
    date_order: "The order of day and month was told from very few of the dates: {n} of {of}. Example: {text}. If it is wrong, day and month are swapped throughout.",
    score_left_out: "Rows left out because “{text}” stands where the score should be: {n} of {of} ({share}). If these are answers, no figure has them.",
    date_left_out: "Rows left out because “{text}” stands where the date should be: {n} of {of} ({share}). If these are answers, no figure has them.",
    faults: "Unusually many rows with faults: {places}. A whole part of the answers may be missing.",
    place: "{name} ({n})",
    more_places: "and more: {n}",
    no_region: "no region",
};
