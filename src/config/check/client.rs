//! From the shared settings, a row of the table of clients and a config file of a client's own come the settings that its
//! report is made by.

use super::{Scope, load_over};
use crate::config::brand;
use crate::config::language::Language;
use crate::config::settings::{Benchmark, Config, Override, Statistic};
use crate::error::{Error, Kind, Place, all_or_nothing};
use crate::survey::Nps;

impl Config {
    /// The settings for the report of one client: the shared ones, overridden by its row of the table, and then by its own
    /// config file. `name` stands in for an organisation where none is stated, and `target` names its target in a
    /// language.
    ///
    /// # Errors
    /// When its logo or its config file cannot be used.
    pub fn for_client(
        &self,
        name: &str,
        stated: Option<&Override>,
        target: impl Fn(Language) -> String,
    ) -> Result<Self, Error> {
        let mut config = Self { organisation: Some(name.to_owned()), ..self.clone() };
        let Some(stated) = stated else { return Ok(config) };
        let mut problems = Vec::new();
        if let Some((path, place)) = &stated.logo {
            match brand::logo(path) {
                Ok(logo) => config.brand.logo = Some(logo),
                Err(problem) => problems.push(problem.at(place.clone())),
            }
        }
        if let Some(title) = &stated.title {
            config.title.clone_from(title);
        }
        if let Some(organisation) = &stated.organisation {
            config.organisation = Some(organisation.clone());
        }
        config.language = stated.language.unwrap_or(config.language);
        if let Some(accent) = &stated.accent {
            config.brand.accent = Some(accent.clone());
        }
        let texts = [
            (&mut config.brand.cover, &stated.cover),
            (&mut config.brand.footer, &stated.footer),
            (&mut config.brand.confidential, &stated.confidential),
        ];
        for (text, own) in texts {
            if own.is_some() {
                text.clone_from(own);
            }
        }
        config.comments.mode = stated.comments.unwrap_or(config.comments.mode);
        config.addressee = stated.addressee.clone();
        if let Some(industry) = &stated.industry {
            let is_own = |row: &&Benchmark| row.industry.as_ref().is_none_or(|other| other == industry);
            config.benchmarks.retain(|benchmark| !self.reports.industries.contains(benchmark));
            config.benchmarks.extend(self.reports.industries.iter().filter(is_own).cloned());
        }
        config.benchmarks.extend(stated.benchmark.clone());
        if let Some(value) = stated.target {
            set_target(&mut config, value, &stated.place, target);
        }
        if let Some(path) = &stated.config {
            match load_over(path, Scope::OneClient(Box::new(config.clone()))) {
                Ok(loaded) => {
                    config = loaded.config;
                    problems.extend(loaded.problems);
                }
                Err(error) => problems.extend(error.problems),
            }
        }
        all_or_nothing(Kind::Config, problems)?;
        Ok(config)
    }
}

/// Puts a client's own target in the place of the shared one.
fn set_target(config: &mut Config, value: Nps, place: &Place, name: impl Fn(Language) -> String) {
    let is_shared = |b: &Benchmark| b.statistic == Statistic::Target && b.region.is_none();
    let at = config.benchmarks.iter().position(is_shared);
    if let Some(at) = at {
        config.benchmarks.remove(at);
    }
    let own = Benchmark {
        name: name(config.language),
        value,
        statistic: Statistic::Target,
        year: None,
        n: None,
        source: None,
        region: None,
        industry: None,
        place: Some(place.clone()),
    };
    config.benchmarks.insert(at.unwrap_or(0), own);
}
