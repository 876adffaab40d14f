//! Whether answers can be told by the cuts that a config has.

use crate::config::{Config, CutBy};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::facts::{Cut, Excerpt, Facts, MOST_REGIONS, MOST_VALUES};
use crate::sections::quality::Doubt;

/// That no cut has more values than a page can tell of.
///
/// # Errors
/// With each that has.
pub fn have_few_values(config: &Config, facts: &Facts) -> Result<(), Error> {
    let columns = &config.columns;
    let stated = columns.cuts.iter().filter_map(|cut: &CutBy| {
        Some((columns.attributes.get(cut.attribute)?, Cut::attribute(cut.attribute), MOST_VALUES))
    });
    let regions = columns.region.iter().filter(|_| !columns.cuts.is_empty());
    let all = regions.map(|column| (column, Cut::REGION, MOST_REGIONS)).chain(stated);
    let problems = all.filter_map(|(column, cut, most)| {
        let n = facts.count_values(cut);
        let problem = Problem::new(format!(
            "the column `{}` holds {} values, more than the {} that answers can be told apart by",
            column.value, n, most
        ));
        let problem = problem.at(column.place.clone());
        (n > most).then(|| problem.hint("name a column of groups, such as a size class, or leave it out"))
    });
    all_or_nothing(Kind::Data, problems.collect())
}

/// That the score is not told by the further cuts of a config, where it is not, and why.
#[must_use]
pub fn not_told(config: &Config, all: &Excerpt) -> Option<Doubt> {
    let columns = &config.columns;
    let stated = columns.cuts.iter().filter_map(|cut| columns.attributes.get(cut.attribute));
    let names: Vec<String> = stated.map(|column| format!("`{}`", column.value)).collect();
    let first = columns.cuts.first().filter(|_| all.by_cut.is_empty())?;
    let why = if columns.reader.is_empty() {
        "answers have weights, or belong to clusters, and what is hidden, or said of few, could be worked out"
    } else {
        "clients read the report, and nobody knows whose answers would be told"
    };
    let told = Problem::new(format!("nothing is told by {}: {why}", names.join(", ")));
    let place = columns.attributes.get(first.attribute).and_then(|column| column.place.clone());
    Some(Doubt { warning: None, told: told.at(place) })
}
