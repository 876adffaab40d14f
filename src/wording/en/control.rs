//! Whether the trend is calm, and its windows, in English.

use super::super::texts::{Control, Plural, Trailing};

pub(super) const CONTROL: Control = Control {
    limits: "control limits",
    cross: "outside the control limits",
    calm: "The series as a whole is steady: no period lies outside the control limits, and nowhere do {run} in a row lie on one side of their centre.",
    calm_beside_change: "The change since {earlier} is clear all the same: two periods can differ clearly though both lie within the limits.",
    outside: "Some scores lie outside the control limits ({periods}).",
    above: "At least {run} in a row lie above the centre of the control limits, {centre} ({spans}).",
    below: "At least {run} in a row lie below the centre of the control limits, {centre} ({spans}).",
    how_to_read: "The grey dashed steps are the control limits, the thin line between them their centre; a cross marks a score outside.",
    head: ["Lower control limit", "Upper control limit"],
    term: "Control limits",
    by_base: "The centre is the score of all answers of the periods that have a figure, the reported one included. The limits are three standard errors to each side of it: three times the standard deviation of a single answer within its period, divided by the square root of the period’s number of answers.",
    moving_range: "The centre is the mean of the scores of the periods that have a figure, the reported one included. The limits are 2.66 times the mean difference of neighbouring scores to each side of it, and so allow for whatever usually moves the score.",
    signs: "In a series moved by chance alone, a score hardly ever lies outside them, and {run} in a row seldom lie on one side of the centre. Periods without a figure are left out of account.",
    source: "NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.1; Wheeler, “Understanding Variation”, 1993",
};

pub(super) const TRAILING: Trailing = Trailing {
    weeks: Plural::two("Last {n}\u{a0}week", "Last {n}\u{a0}weeks"),
    months: Plural::two("Last {n}\u{a0}month", "Last {n}\u{a0}months"),
    quarters: Plural::two("Last {n}\u{a0}quarter", "Last {n}\u{a0}quarters"),
    half_years: Plural::two("Last {n}\u{a0}half-year", "Last {n}\u{a0}half-years"),
    years: Plural::two("Last {n}\u{a0}year", "Last {n}\u{a0}years"),
    score: "NPS\u{a0}{nps}",
    how_to_read: "The thick grey line (“{window}”) is the score of all answers of a window that ends with the period.",
    term: "Moving window",
    method: "“{window}” is the score of all answers of the window of periods that ends with the one named. Neighbouring windows share most of their answers, so that their scores move slowly and are not independent. Only full windows are shown, and none that holds a period whose own score is hidden.",
};
