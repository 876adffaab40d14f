//! The settings as if another question led the report.

use std::sync::Arc;

use super::questions::{Further, Meant, Reads};
use super::settings::{Addressee, Columns, Config, CutBy, Named, Population};
use crate::comments::Dictionary;

impl Config {
    /// The same settings for one of the further questions, as if it led the report: what is stated of the one that does says
    /// nothing of it.
    #[must_use]
    pub fn asking(&self, further: &Further) -> Self {
        let mut asking = self.clone();
        asking.question = further.question.clone();
        asking.columns.score = further.column.clone();
        asking.columns.cuts.clear();
        asking.population = Population::default();
        asking.addressee = Addressee::default();
        asking.benchmarks.clear();
        asking.further.clear();
        asking
    }

    /// The same settings with a question for each of the options that the data hold, those of each further question in their
    /// order.
    #[must_use]
    pub fn by_option(mut self, found: &[Vec<Meant>]) -> Self {
        let further = std::mem::take(&mut self.further).into_iter().zip(found);
        self.further = further.flat_map(|(question, found)| question.by_option(found)).collect();
        self
    }

    /// The same settings with the values of another cut as the regions: what is stated of these says nothing of them.
    #[must_use]
    pub fn by_cut(&self, cut: &CutBy) -> Self {
        let mut by_cut = self.without_further();
        by_cut.columns.region = self.columns.attributes.get(cut.attribute).cloned();
        by_cut.columns.cuts.clear();
        by_cut.population.regions.clear();
        by_cut.benchmarks.retain(|benchmark| benchmark.region.is_none());
        by_cut
    }

    /// The same settings for the question that leads the report alone.
    #[must_use]
    pub fn without_further(&self) -> Self {
        Self { further: Vec::new(), ..self.clone() }
    }

    /// What finds themes in comments, where a dictionary does.
    #[must_use]
    pub fn dictionary(&self) -> Option<&Arc<Dictionary>> {
        self.further.iter().find_map(|further| match &further.reads {
            Reads::Options(options) => options.dictionary.as_ref(),
            _ => None,
        })
    }

    /// Whether a dictionary finds what comments are about.
    #[must_use]
    pub fn has_dictionary(&self) -> bool {
        self.dictionary().is_some()
    }
}

impl Columns {
    /// The columns of an attribute that is of two.
    pub(crate) fn pair(&self, attribute: usize) -> Option<[&Named<String>; 2]> {
        self.cuts.iter().find(|cut| cut.attribute == attribute)?.pair.as_ref().map(<[_; 2]>::each_ref)
    }
}
