//! What goes together with the score: several ratings, weighed by how much each explains of the group that an answer is in, beside how
//! they are rated.

mod explain;
mod figures;
mod page;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod types;

use super::{Page, Section, Shown};
use crate::figures::{Head, Listed};
use crate::wording::{MethodEntry, Words};
use crate::workings::{Explanation, Material};

pub(crate) use figures::cuts;
#[cfg(test)]
pub(crate) use texts::{DriverTexts, ExplainTexts};
use types::{DRIVERS, SECTION};
pub use types::{Driver, Drivers, InCut, OfValue, Refused, Told, Within};

/// Where relative weights were published.
const JOHNSON: &str = "https://doi.org/10.1207/S15327906MBR3501_1";

impl Section for Drivers {
    fn heading(words: &Words) -> String {
        page::texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let figures = page::figure(self, page).into_iter().collect();
        Shown { id: "what-goes-together", heading: Self::heading(page.words), figures }
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = page::texts(words);
        vec![MethodEntry::new(&texts.term, &texts.method).about(DRIVERS).after(&texts.source, JOHNSON)]
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        let Some(told) = &self.told else { return Vec::new() };
        let listed = |measure, number, ends: Option<[f64; 2]>, driver: Option<&Driver>| Listed {
            question: driver.map(|driver| driver.name.clone()),
            n: self.n,
            low: ends.map(|[low, _]| low),
            high: ends.map(|[_, high]| high),
            ..Listed::new(SECTION, measure, number).in_period(head.period)
        };
        let explained =
            listed("r_squared", told.r_squared, Some([told.r_squared_low, told.r_squared_high]), None);
        let each = told.each.iter().flat_map(|driver| {
            let ends = [driver.weight_low, driver.weight_high];
            [
                listed("weight", driver.weight, Some(ends), Some(driver)),
                listed("share", driver.share, None, Some(driver)),
                listed("correlation", driver.correlation, None, Some(driver)),
            ]
        });
        let by_cut = self.by_cut.iter().flat_map(|cut| {
            let name = cut.name.as_deref().unwrap_or("region");
            cut.values.iter().flat_map(move |of| {
                self.of.iter().zip(&of.weights).map(move |(driver, weight)| {
                    let ends = [weight.weight_low, weight.weight_high];
                    let listed = listed("weight", weight.weight, Some(ends), None);
                    let listed = Listed { question: Some(driver.clone()), n: Some(of.n), ..listed };
                    listed.by_region(name, &of.region)
                })
            })
        });
        std::iter::once(explained).chain(each).chain(by_cut).collect()
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        self.explained(from, keys)
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        self.in_list(from)
    }

    fn fault(&self, _: &Head) -> Option<&'static str> {
        let told = self.told.as_ref()?;
        let is_share = |share: f64| (-1e-9..=1.0 + 1e-9).contains(&share);
        let is_within =
            |[low, own, high]: [f64; 3]| is_share(low) && low <= own && own <= high && is_share(high);
        let is_sound = |driver: &Driver| {
            is_within([driver.weight_low, driver.weight, driver.weight_high])
                && is_share(driver.share)
                && is_share(driver.performance)
                && is_share(driver.correlation.abs())
        };
        let within = |of: &Within| is_within([of.weight_low, of.weight, of.weight_high]);
        let of_values = self.by_cut.iter().flat_map(|cut| &cut.values).all(|of| {
            let sum: f64 = of.weights.iter().map(|weight| weight.weight).sum();
            let is_whole = of.weights.len() == self.of.len() && (sum - of.r_squared.weight).abs() < 1e-9;
            is_whole && within(&of.r_squared) && of.weights.iter().all(within)
        });
        let sum: f64 = told.each.iter().map(|driver| driver.weight).sum();
        let all_sound = told.each.iter().all(is_sound)
            && of_values
            && is_within([told.r_squared_low, told.r_squared, told.r_squared_high])
            && (sum - told.r_squared).abs() < 1e-9;
        (!all_sound).then_some("weights of drivers are not what they sum to")
    }
}
