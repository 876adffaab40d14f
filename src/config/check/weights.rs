//! What answers weigh, what they are told apart by, and how many could have answered.

use std::collections::BTreeMap;

use super::Check;
use crate::config::file::{self, File};
use crate::config::settings::{Columns, Margin, Named, Population, Weighting};
use crate::config::tree::At;
use crate::error::Problem;
use crate::survey::MOST_ATTRIBUTES;

/// How far the shares of a margin may be from 100 per cent together, for they are stated rounded.
const ROUNDED: f64 = 0.5;

impl Check<'_> {
    /// The columns that answers are told apart by: cluster, margins, cuts; each once.
    pub(super) fn attributes(&mut self, file: &File, columns: Columns) -> Columns {
        let mut attributes: Vec<Named<String>> = Vec::new();
        let mut position = |column: Named<String>| {
            let same = |other: &Named<String>| other.value == column.value;
            attributes.iter().position(same).unwrap_or_else(|| {
                attributes.push(column);
                attributes.len() - 1
            })
        };
        let cluster = file.columns.cluster.as_ref();
        let cluster = cluster.map(|at| position(self.name(&at.value, at.span, "column")));
        for (column, shares) in &file.weights.margins {
            position(self.name(column, shares.span, "column"));
        }
        let cuts = self.cuts(file, (columns.region.as_ref(), columns.client.first()), &mut position);
        if let Some(beyond) = attributes.get(MOST_ATTRIBUTES) {
            let problem = Problem::new(format!(
                "cluster, margins, cuts, segments and tables are {}, more than {MOST_ATTRIBUTES}",
                attributes.len()
            ));
            let problem = problem.hint("leave out some of the cuts or tables");
            self.problems.push(problem.at(beyond.place.clone()));
            return columns;
        }
        Columns { attributes, cluster, cuts, ..columns }
    }

    pub(super) fn weighting(
        &mut self,
        file: &file::Weights,
        columns: &Columns,
        default: &Weighting,
    ) -> Weighting {
        let mut margins = Vec::new();
        for (column, shares) in &file.margins {
            let attribute = columns.attributes.iter().position(|other| other.value == *column);
            if let (Some(attribute), Some(shares)) = (attribute, self.shares(column, shares)) {
                let place = columns.attributes.get(attribute).and_then(|column| column.place.clone());
                margins.push(Margin { attribute, shares, place });
            }
        }
        let smallest = self.valid(
            file.smallest.clone(),
            |factor| (0.0..1.0).contains(factor).then_some(*factor),
            |factor| Problem::new(format!("`{factor}` is not a smallest weight from 0 to below 1, the mean")),
        );
        let largest = self.valid(
            file.largest.clone(),
            |factor| (*factor > 1.0 && factor.is_finite()).then_some(*factor),
            |factor| Problem::new(format!("`{factor}` is not a largest weight above 1, the mean")),
        );
        let limits = [file.smallest.as_ref(), file.largest.as_ref()];
        if let (true, Some(limit)) = (file.margins.is_empty(), limits.into_iter().flatten().next()) {
            let problem = Problem::new("there are limits of weights, but no margins to weight by");
            self.problem(limit.span, problem.hint("state `weights.margins`, or leave out the limits"));
        }
        Weighting {
            margins,
            smallest: smallest.unwrap_or(default.smallest),
            largest: largest.unwrap_or(default.largest),
        }
    }

    /// The margin of error that is needed, in points, as `plaudit plan` has it.
    pub(super) fn need(&mut self, stated: Option<&At<file::Need>>) -> Option<f64> {
        let At { value: file, span, .. } = stated?;
        if file.margin.is_none() && !self.has_misfit(*span) {
            let problem = Problem::new("`need` does not say what is needed");
            self.problem(*span, problem.hint("state a margin of error in points: `need: {margin: 10}`"));
        }
        self.valid(
            file.margin.clone(),
            |points| (0.1..=100.0).contains(points).then_some(*points),
            |points| {
                let problem =
                    Problem::new(format!("`{points}` is no margin of error from 0.1 to 100 points"));
                problem.hint("±5 takes about 1,000 answers, ±10 about 250, ±15 about 110")
            },
        )
    }

    /// The shares of a margin, summing to 1.
    fn shares(&mut self, column: &str, stated: &At<BTreeMap<String, At<f64>>>) -> Option<Vec<(String, f64)>> {
        let before = self.problems.len();
        for (value, percent) in &stated.value {
            if !(percent.value > 0.0 && percent.value <= 100.0) {
                let what = format!("`{}` is not a share above 0 and up to 100 per cent", percent.written);
                let mut problem = Problem::new(what);
                if percent.value <= 0.0 {
                    problem = problem.hint(format!("leave `{value}` out if nobody is that"));
                }
                self.problem(percent.span, problem);
            }
        }
        let sum: f64 = stated.value.values().map(|percent| percent.value).sum();
        let problem = match stated.value.len() {
            0 | 1 => Some(Problem::new(format!("the margin `{column}` needs two values or more"))),
            _ if (sum - 100.0).abs() > ROUNDED => {
                let sum = (sum * 100.0).round() / 100.0;
                Some(Problem::new(format!(
                    "the shares of the margin `{column}` sum to {sum}, not to 100 per cent"
                )))
            }
            _ => None,
        };
        let is_whole = self.problems.len() == before && !self.has_misfit(stated.span);
        if let (Some(problem), true) = (problem, is_whole) {
            self.problem(
                stated.span,
                problem.hint("state the share of each value among all, such as `{f: 52, m: 48}`"),
            );
        }
        (self.problems.len() == before).then(|| {
            stated.value.iter().map(|(value, percent)| (value.clone(), percent.value / sum)).collect()
        })
    }

    pub(super) fn population(
        &mut self,
        file: Option<&At<file::Population>>,
        columns: &Columns,
    ) -> Population {
        let Some(At { value: file, span, .. }) = file else { return Population::default() };
        let mut number = |at: &At<i64>| {
            self.valid(
                Some(at.clone()),
                |n| u64::try_from(*n).ok().filter(|n| *n > 0),
                |n| Problem::new(format!("`{n}` is not a number of people from 1 on")),
            )
        };
        let total = file.total.as_ref().and_then(&mut number);
        let regions: BTreeMap<String, u64> =
            file.regions.iter().filter_map(|(name, at)| Some((name.clone(), number(at)?))).collect();
        let sum: u64 = regions.values().fold(0, |sum, n| sum.saturating_add(*n));
        if let Some(total) = total.filter(|total| *total < sum && !self.has_misfit(*span)) {
            let problem =
                Problem::new(format!("the regions have {sum} together, more than the total of {total}"));
            self.problem(*span, problem);
        }
        if !regions.is_empty() && columns.region.is_none() {
            let problem = Problem::new("populations of regions need the column that holds the regions");
            self.problem(*span, problem.hint("name it as `columns.region`, or state `total` only"));
        }
        // A section that states nothing is none.
        let place = (total.is_some() || !regions.is_empty()).then(|| self.at(*span));
        Population { total, regions, place }
    }
}
