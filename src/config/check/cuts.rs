//! The columns that the score is told by, besides regions, and those that only its changes are.

use std::collections::BTreeSet;

use super::Check;
use crate::config::file::{self, File};
use crate::config::settings::{CutBy, Named, TIMES, Within};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::canonical;

/// A cut as it is stated.
struct StatedCut {
    column: String,
    span: Span,
    label: Option<String>,
    order: Vec<Named<String>>,
    others_below: u64,
    is_mode: bool,
    within: Option<At<String>>,
}

impl StatedCut {
    /// One of which nothing but its column is.
    fn named(column: &str, span: Span) -> Self {
        Self {
            column: column.to_owned(),
            span,
            label: None,
            order: Vec::new(),
            others_below: 0,
            is_mode: false,
            within: None,
        }
    }
}

impl Check<'_> {
    /// The cuts that a config lists, and the columns of segments after them; each has a position among the attributes.
    pub(super) fn cuts(
        &mut self,
        file: &File,
        (region, outermost): (Option<&Named<String>>, Option<&Named<String>>),
        position: &mut impl FnMut(Named<String>) -> usize,
    ) -> Vec<CutBy> {
        let (mut cuts, mut names): (Vec<CutBy>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
        let mut columns: Vec<String> = Vec::new();
        let stated: Vec<StatedCut> = file.cuts.0.iter().filter_map(|cut| self.cut(cut)).collect();
        let stated = stated.into_iter().map(|cut| (cut, true));
        let segments = file.columns.segments.iter().map(|at| (StatedCut::named(&at.value, at.span), false));
        for (StatedCut { column, span, label, order, others_below, is_mode, within }, is_shown) in
            stated.chain(segments)
        {
            let column = self.name(&column, span, "column");
            let name = column.value.clone();
            let is_region = region.is_some_and(|region| region.value == name);
            // Regions are a cut already.
            let is_bare =
                label.is_none() && order.is_empty() && others_below == 0 && !is_mode && within.is_none();
            if is_region && is_shown && is_bare {
                continue;
            }
            let attribute = position(column);
            if cuts.iter().any(|cut| cut.attribute == attribute) || is_region {
                let told = if is_shown { "the score is told" } else { "changes are taken apart" };
                let problem = Problem::new(format!("{told} by `{name}` already"));
                let hint = if is_shown {
                    "name each column once among the cuts; regions are one, which `vocabulary` gives another name"
                } else {
                    "name each column of segments once, and the region and the cuts not at all"
                };
                self.problem(span, problem.hint(hint));
            }
            let called = label.as_deref().unwrap_or(&name).to_owned();
            if is_shown && !names.insert(called.to_lowercase()) {
                let problem = Problem::new(format!("two cuts are called `{called}`"));
                self.problem(span, problem.hint("give each a `label` of its own"));
            }
            if is_shown && outermost.is_some_and(|column| column.value == name) {
                let problem =
                    Problem::new(format!("each report is on one `{name}`, and cannot be told by it"));
                self.problem(span, problem.hint("leave the cut out: the index has them side by side"));
            }
            let within = within.and_then(|at| self.within(&at, &name, (region, &columns)));
            columns.push(name);
            cuts.push(CutBy { attribute, label, is_shown, order, is_mode, others_below, pair: None, within });
        }
        for at in &file.tables {
            let Some(pair) = self.pair(at, outermost) else { continue };
            let name = pair.each_ref().map(|column| column.value.as_str()).join(TIMES);
            let attribute = position(Named { value: name, place: Some(self.at(at.span)) });
            if cuts.iter().any(|cut| cut.attribute == attribute) {
                self.problem(at.span, Problem::new("the table is listed twice"));
            }
            let (label, order) = (None, Vec::new());
            let pair = Some(pair);
            cuts.push(CutBy {
                attribute,
                label,
                is_shown: true,
                order,
                is_mode: false,
                others_below: 0,
                pair,
                within: None,
            });
        }
        cuts
    }

    /// What the values of a cut lie in: the regions, or one of the cuts before it, whose columns are given.
    fn within(
        &mut self,
        at: &At<String>,
        name: &str,
        (region, before): (Option<&Named<String>>, &[String]),
    ) -> Option<Within> {
        let column = self.name(&at.value, at.span, "column");
        let cut = before.iter().position(|cut| *cut == column.value);
        if cut.is_some() || region.is_some_and(|region| region.value == column.value) {
            return Some(Within { column, cut });
        }
        let outer = &column.value;
        let problem = Problem::new(format!("`{name}` is within `{outer}`, which is no cut before it"));
        let known = before.iter().chain(region.map(|region| &region.value)).map(String::as_str);
        let problem = problem.did_you_mean(outer, known);
        self.problem(
            at.span,
            problem.hint("name the column of regions, or of a cut that is listed before it"),
        );
        None
    }

    /// The columns of a two-way table.
    fn pair(
        &mut self,
        At { value, span, .. }: &At<file::TwoWay>,
        outermost: Option<&Named<String>>,
    ) -> Option<[Named<String>; 2]> {
        let (Some(rows), Some(columns)) = (&value.rows, &value.columns) else {
            if !self.has_misfit(*span) {
                let problem = Problem::new("a table has both `rows` and `columns`");
                self.problem(
                    *span,
                    problem.hint("name the columns of the data: {rows: size, columns: region}"),
                );
            }
            return None;
        };
        let [rows, columns] = [rows, columns].map(|at| self.name(&at.value, at.span, "column"));
        if rows.value == columns.value {
            let problem = Problem::new(format!("the table has `{}` as its rows and its columns", rows.value));
            self.problem(*span, problem.hint("name two columns that answers are told apart by"));
            return None;
        }
        for column in [&rows, &columns] {
            if outermost.is_some_and(|outermost| outermost.value == column.value) {
                let problem = format!("each report is on one `{}`, and cannot be told by it", column.value);
                self.problem(*span, Problem::new(problem).hint("the index has them side by side"));
            }
        }
        Some([rows, columns])
    }

    /// What is stated of a cut; nothing where its column is not.
    fn cut(&mut self, at: &At<file::Cut>) -> Option<StatedCut> {
        let full = match &at.value {
            file::Cut::Name(column) => return Some(StatedCut::named(column, at.span)),
            file::Cut::Full(full) => full,
        };
        let label = self.valid(
            full.label.clone(),
            |label| Some(canonical(label).into_owned()).filter(|label| !label.is_empty()),
            |_| {
                Problem::new("the label is empty")
                    .hint("state one, or leave it out: then the column names the cut")
            },
        );
        let Some(column) = &full.column else {
            if !self.has_misfit(at.span) {
                let problem = Problem::new("a cut has no column");
                self.problem(at.span, problem.hint("name it: {column: size, label: Size of the company}"));
            }
            return None;
        };
        let order = full.order.iter().map(|value| self.name(&value.value, value.span, "value")).collect();
        let others_below = self.valid(
            full.others_below.clone(),
            |n| u64::try_from(*n).ok().filter(|n| *n > 0),
            |n| {
                let problem = Problem::new(format!("`{n}` is not a number of answers of 1 or more"));
                problem.hint("values with fewer answers in the reported period stand together")
            },
        );
        let others_below = others_below.unwrap_or_default();
        let is_mode = full.mode;
        Some(StatedCut {
            order,
            others_below,
            is_mode,
            within: full.within.clone(),
            ..StatedCut { label, ..StatedCut::named(&column.value, column.span) }
        })
    }
}
