//! What should be doubted of whose answers these are.

use super::warning::{Doubt, Warning};
use crate::config::{Config, Keep};
use crate::error::{Problem, counted_are};
use crate::responses::Signs;

/// What is doubted where a column names respondents.
pub(super) fn doubts(config: &Config, signs: &Signs) -> [Option<Doubt>; 2] {
    let place = config.columns.respondent.first().and_then(|column| column.place.clone());
    let told = |what: String, hint: &str| Problem::new(what).hint(hint).at(place.clone());
    let again = Some(signs.answered_again).filter(|again| *again > 0 && config.keep == Keep::All);
    let again = again.map(|answers| {
        let what = format!(
            "{} of respondents who had answered before in the same period",
            counted_are(answers, "answer")
        );
        let hint = "all of them count; where one of each is to, say which: `repeats: last`, or `first`";
        Doubt { warning: Some(Warning::AnsweredTwice { answers }), told: told(what, hint) }
    });
    let nameless = Some(signs.nameless).filter(|nameless| *nameless > 0).map(|answers| {
        let what = format!("{} without the name of a respondent", counted_are(answers, "answer"));
        let hint = "each counts, though whoever gave it may have answered before";
        Doubt { warning: None, told: told(what, hint) }
    });
    [again, nameless]
}
