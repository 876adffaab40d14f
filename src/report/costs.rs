//! Whether what is stated of the costs of fieldwork fits the data.

use crate::config::Config;
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::facts::{Cut, Facts};

/// That some answer came by each channel that has a tariff.
///
/// # Errors
/// With each that no answer came by.
pub fn have_channels(config: &Config, facts: &Facts) -> Result<(), Error> {
    let columns = &config.columns;
    let Some(costs) = &config.costs else { return Ok(()) };
    let Some(cut) = costs.by.and_then(|at| columns.cuts.get(at)) else { return Ok(()) };
    let known = facts.values(Cut::attribute(cut.attribute));
    let column = columns.attributes.get(cut.attribute).map_or("", |column| column.value.as_str());
    let channels = costs.tariffs.iter().filter_map(|tariff| tariff.channel.as_ref());
    let problems = channels.filter(|channel| !known.contains_key(&channel.value)).map(|channel| {
        let name = &channel.value;
        let problem = Problem::new(format!(
            "no used answer has `{name}`, which has a tariff, in the column `{column}`"
        ));
        let problem = problem.did_you_mean(name, known.keys().map(String::as_str));
        problem.at(channel.place.clone()).hint("mend its name, or leave out its tariff")
    });
    all_or_nothing(Kind::Config, problems.collect())
}
