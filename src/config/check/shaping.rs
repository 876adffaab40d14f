//! How columns are shaped: the variants of names, and what all of it has in common.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::Check;
use crate::config::file::{File, Variants};
use crate::config::settings::{Columns, Config, Named};
use crate::config::shaping::{Aliases, By, Shaping, Told};
use crate::config::table;
use crate::config::tree::{At, Span};
use crate::error::{Place, Problem};
use crate::survey::canonical;

/// A variant with where it stands, and the name that it stands for.
type Variant = (Named<String>, String);

const TABLE: table::Kind<2> =
    table::Kind { what: "table of names", columns: ["name", "variant"], required: 2 };

impl Check<'_> {
    /// How columns are shaped, which have to be columns of names; cuts by classes and waves have these in their order.
    pub(super) fn shaping(&mut self, file: &File, shared: &mut Config) {
        let mut shaping = self.told(file, shared);
        shaping.aliases = self.aliases(&file.aliases);
        let columns = &shared.columns;
        let named: Vec<&str> = names(columns).map(|column| column.value.as_str()).collect();
        let of_rows = shared.source.only.iter().flatten().map(|condition| condition.column.value.as_str());
        let listed =
            shared.follow_up.iter().flat_map(|of| of.carried().into_iter().chain(of.of_conditions()));
        let listed = listed.map(|column| column.value.as_str());
        let ways =
            named.iter().copied().chain(of_rows).chain(listed).flat_map(|column| shaping.columns_of(column));
        let used: BTreeSet<&str> = ways.collect();
        let mut unused: Vec<(String, &Named<String>)> = Vec::new();
        for aliases in shaping.aliases.iter().filter(|aliases| !used.contains(&*aliases.column.value)) {
            unused.push((format!("`{}` is not a column of names", aliases.column.value), &aliases.column));
        }
        let is_used = |told: &Told| used.contains(&*told.column.value);
        for told in shaping.told.iter().filter(|told| !is_used(told)) {
            // Of the columns of a table one is enough.
            let is_beside = match told.by {
                By::Table(table, at) => {
                    let is_of = |other: &&Told| matches!(other.by, By::Table(own, _) if own == table);
                    at > 0 || shaping.told.iter().filter(is_of).any(is_used)
                }
                By::Bands(_) | By::Waves(_) => false,
            };
            if !is_beside {
                unused.push((format!("nothing is told by `{}`", told.column.value), &told.column));
            }
        }
        let known = used.iter().copied().collect::<Vec<_>>();
        for (what, column) in unused {
            let problem = Problem::new(what).did_you_mean(&column.value, known.iter().copied());
            let hint = "name the column as a region, client, cut, segment, cluster, margin or respondent, or in `source.where` or `follow_up`";
            self.problems.push(problem.hint(hint).at(column.place.clone()));
        }
        self.measured(columns, &shaping);
        for cut in &mut shared.columns.cuts {
            let column = shared.columns.attributes.get(cut.attribute);
            let told =
                shaping.told.iter().find(|told| column.is_some_and(|of| of.value == told.column.value));
            if let (Some(told), true) = (told, cut.order.is_empty()) {
                let order = told.order().into_iter();
                cut.order = order.map(|name| Named { value: name.to_owned(), place: None }).collect();
            }
        }
        shared.columns.shaping = shaping;
    }

    /// That what is told are names, and not scores, dates or weights.
    fn measured(&mut self, columns: &Columns, shaping: &Shaping) {
        let measured = [
            ("columns.score", Some(&columns.score)),
            ("columns.date", columns.date.as_ref()),
            ("columns.weight", columns.weight.as_ref()),
        ];
        for (key, column) in measured.into_iter().filter_map(|(key, column)| Some((key, column?))) {
            if shaping.told.iter().any(|told| told.column.value == column.value) {
                let what = format!("`{}` is told by another column, and cannot be `{key}`", column.value);
                let hint = "columns that others tell hold names of groups";
                self.problems.push(Problem::new(what).hint(hint).at(column.place.clone()));
            }
        }
    }

    fn aliases(&mut self, stated: &BTreeMap<String, At<Variants>>) -> Vec<Aliases> {
        let mut all = Vec::new();
        for (column, At { value, span, .. }) in stated {
            let column = self.name(column, *span, "column");
            let variants = match value {
                Variants::Table(path) => self.variants_of(&self.path(path), *span),
                Variants::Inline(names) => {
                    let mut variants = Vec::new();
                    for (name, own) in names {
                        let name = self.name(name, own.span, "name").value;
                        let own = self.names(&own.value, own.span, "variant");
                        variants.extend(own.into_iter().map(|variant| (variant, name.clone())));
                    }
                    variants
                }
            };
            if variants.is_empty() && !self.has_misfit(*span) {
                let problem = Problem::new(format!("`{}` has no variants of names", column.value));
                self.problem(*span, problem.hint("list them by name: {Kyiv: [Kiev, Київ]}"));
            }
            let names = Arc::new(self.one_each(variants));
            all.push(Aliases { column, names });
        }
        all
    }

    /// What each variant stands for, where that is one name which stands for no other.
    fn one_each(&mut self, variants: Vec<Variant>) -> BTreeMap<String, Named<String>> {
        let mut names: BTreeMap<String, Named<String>> = BTreeMap::new();
        for (Named { value: variant, place }, name) in variants {
            if variant == name || variant.is_empty() {
                continue;
            }
            if let Some(other) = names.get(&variant).filter(|other| other.value != name) {
                let problem =
                    Problem::new(format!("`{variant}` is a variant of `{}` and of `{name}`", other.value));
                self.problems.push(problem.hint("it can stand for one name only").at(place));
                continue;
            }
            names.insert(variant, Named { value: name, place });
        }
        let chained =
            names.iter().filter_map(|(variant, name)| Some((variant, name, names.get(&name.value)?)));
        let chained: Vec<Problem> = chained
            .map(|(variant, name, next)| {
                let what = format!(
                    "`{variant}` stands for `{}`, which itself stands for `{}`",
                    name.value, next.value
                );
                let hint = format!("name the last of them: `{}` for both", next.value);
                Problem::new(what).hint(hint).at(name.place.clone())
            })
            .collect();
        self.problems.extend(chained);
        names
    }

    /// The variants that a table lists.
    fn variants_of(&mut self, path: &Path, span: Span) -> Vec<Variant> {
        let before = self.problems.len();
        let rows = table::read(path, &TABLE, &mut self.problems);
        let mut variants = Vec::new();
        for row in &rows {
            let place = |column| row.place(&TABLE, path, column);
            match &row.cells {
                [Some(name), Some(variant)] => {
                    let variant = canonical(variant).into_owned();
                    let variant = Named { value: variant, place: Some(place(1)) };
                    variants.push((variant, canonical(name).into_owned()));
                }
                [name, _] => {
                    let (column, what) = if name.is_none() { (0, "name") } else { (1, "variant") };
                    let place: Place = place(column);
                    self.problems.push(Problem::new(format!("the row has no {what}")).at(place));
                }
            }
        }
        self.blame_on(span, path, before);
        variants
    }
}

/// The columns of names.
fn names(columns: &Columns) -> impl Iterator<Item = &Named<String>> {
    let of_cuts = columns.attributes.iter().enumerate().flat_map(|(at, column)| match columns.pair(at) {
        Some(pair) => pair.to_vec(),
        None => vec![column],
    });
    columns
        .region
        .iter()
        .chain(&columns.client)
        .chain(&columns.reader)
        .chain(&columns.respondent)
        .chain(of_cuts)
}
