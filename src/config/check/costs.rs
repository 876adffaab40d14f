//! What fieldwork costs.

use super::Check;
use crate::config::costs::{Costs, Tariff};
use crate::config::file::{self, Price};
use crate::config::settings::{Columns, CutBy, Named};
use crate::config::tree::{At, Span};
use crate::error::Problem;
use crate::survey::{Money, Prices, canonical};

impl Check<'_> {
    /// What fieldwork costs; nothing where that is not stated, or cannot be used.
    pub(super) fn costs(
        &mut self,
        stated: Option<&At<file::Costs>>,
        columns: &Columns,
        has_outcomes: bool,
    ) -> Option<Costs> {
        let At { value: file, span, .. } = stated?;
        let before = self.problems.len();
        let currency = self.currency(file.currency.as_ref(), *span);
        let setup = self.price(file.setup.as_ref(), currency.as_deref(), Costs::MOST_SETUP);
        let unanswered = self.price(file.unanswered.as_ref(), currency.as_deref(), Costs::MOST);
        if let Some(at) = file.unanswered.as_ref().filter(|_| !has_outcomes) {
            let problem = Problem::new("nothing says who was asked and did not answer");
            self.problem(
                at.span,
                problem.hint("`outcomes` does, by a list of all who were asked or by rows"),
            );
        }
        if file.tariffs.is_empty() && !self.has_misfit(*span) {
            let problem = Problem::new("`costs` has no tariffs");
            self.problem(*span, problem.hint("state what an answer costs: `tariffs: [{call: 0.42}]`"));
        }
        let mut tariffs: Vec<Tariff> = Vec::new();
        for at in &file.tariffs {
            let Some(tariff) = self.tariff(at, currency.as_deref()) else { continue };
            let name = |tariff: &Tariff| tariff.channel.as_ref().map(|channel| channel.value.clone());
            if tariffs.iter().any(|other| name(other) == name(&tariff)) {
                let problem = name(&tariff).map_or_else(
                    || Problem::new("two tariffs hold for all channels"),
                    |name| Problem::new(format!("two tariffs are of the channel `{name}`")),
                );
                self.problem(
                    at.span,
                    problem.hint("state one, with a price for each group where these differ"),
                );
                continue;
            }
            tariffs.push(tariff);
        }
        let first = tariffs.iter().find_map(|tariff| tariff.channel.clone());
        let by = self.channels(file.column.as_ref(), first.as_ref(), columns);
        let vat = file.vat.as_ref().map(|at| canonical(&at.value).into_owned()).filter(|vat| !vat.is_empty());
        if self.problems.len() > before || self.has_misfit(*span) {
            return None;
        }
        Some(Costs { setup: setup.unwrap_or_default(), currency: currency?, vat, by, tariffs, unanswered })
    }

    /// The currency that all prices are in.
    pub(super) fn currency(&mut self, stated: Option<&At<String>>, span: Span) -> Option<String> {
        let Some(at) = stated else {
            if !self.has_misfit(span) {
                let problem = Problem::new("no currency is stated");
                self.problem(span, problem.hint("state the one of all prices, such as `currency: UAH`"));
            }
            return None;
        };
        let currency = canonical(&at.value).into_owned();
        let is_name = !currency.is_empty()
            && currency.chars().count() <= LONGEST
            && !currency.contains(|c: char| c.is_ascii_digit());
        if !is_name {
            let problem = Problem::new(format!("`{}` is no currency", at.written));
            self.problem(at.span, problem.hint("state its sign or code, such as € or UAH"));
        }
        is_name.then_some(currency)
    }

    /// A price in that currency, at most so many units of it.
    pub(super) fn price(
        &mut self,
        stated: Option<&At<Price>>,
        currency: Option<&str>,
        most: u64,
    ) -> Option<Money> {
        let At { value: Price(written), span, .. } = stated?;
        if let Some(price) = Money::read(written, most) {
            return Some(price);
        }
        // A number, and a word after it.
        let digits = written.trim_start().find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(0);
        let (number, unit) = written.trim_start().split_at(digits);
        let unit = unit.trim();
        let problem = match currency {
            Some(currency)
                if Money::read(number, most).is_some()
                    && unit.chars().all(|c| !c.is_ascii_digit() && c != ',') =>
            {
                if unit == currency {
                    Problem::new(format!(
                        "the currency stands in `{written}` too, where a number alone is expected"
                    ))
                    .hint(format!("write {number}: `currency` holds for all prices"))
                } else {
                    Problem::new(format!("`{written}` is in {unit}, and `currency` is {currency}"))
                        .hint("state all prices in one currency, and write them as numbers alone")
                }
            }
            _ => Problem::new(format!("`{written}` is no price from 0 to {most}"))
                .hint("write it in digits with a point before at most four decimals, such as 0.42"),
        };
        self.problem(*span, problem);
        None
    }

    /// That something is in the currency of all prices, where it states its own.
    pub(super) fn is_in(&mut self, currency: Option<&str>, own: Option<&At<String>>, what: &str) {
        let (Some(own), Some(all)) = (own, currency) else { return };
        if canonical(&own.value) != all {
            let problem = Problem::new(format!("{what} is in {}, and `currency` is {all}", own.value));
            self.problem(own.span, problem.hint("state all prices in one currency"));
        }
    }

    fn tariff(&mut self, at: &At<file::Tariff>, currency: Option<&str>) -> Option<Tariff> {
        let file = &at.value;
        let before = self.problems.len();
        let channel = file.channel.as_ref().map(|at| self.name(&at.value, at.span, "channel"));
        self.is_in(currency, file.currency.as_ref(), "the tariff");
        let mut price = |stated: &Option<At<Price>>| self.price(stated.as_ref(), currency, Costs::MOST);
        let call = price(&file.call);
        let [promoter, passive, detractor] = [&file.promoter, &file.passive, &file.detractor].map(&mut price);
        let prices = promoter.or(call).zip(passive.or(call)).zip(detractor.or(call));
        if self.problems.len() > before || self.has_misfit(at.span) {
            return None;
        }
        let Some(((promoter, passive), detractor)) = prices else {
            let problem = Problem::new("the tariff does not say what an answer costs");
            let hint = "state `call`, the price of any answer, and beside it those of groups that cost another one: \
                        {channel: operator, call: 4.12, detractor: 7.22}";
            self.problem(at.span, problem.hint(hint));
            return None;
        };
        Some(Tariff { channel, prices: Prices { promoter, passive, detractor } })
    }

    /// The cut whose values are the channels of tariffs, where any names one.
    fn channels(
        &mut self,
        stated: Option<&At<String>>,
        first: Option<&Named<String>>,
        columns: &Columns,
    ) -> Option<usize> {
        let name =
            |cut: &CutBy| columns.attributes.get(cut.attribute).map_or("", |column| column.value.as_str());
        let shown = || columns.cuts.iter().enumerate().filter(|(_, cut)| cut.is_shown && cut.pair.is_none());
        if let Some(at) = stated {
            let column = self.name(&at.value, at.span, "column");
            let found = shown().find(|(_, cut)| name(cut) == column.value).map(|(place, _)| place);
            if found.is_none() {
                let problem = Problem::new(format!("`{}` is none of the cuts", column.value));
                let problem = problem.did_you_mean(&column.value, shown().map(|(_, cut)| name(cut)));
                self.problem(at.span, problem.hint("list it there: `cuts: [{column: channel, mode: true}]`"));
            } else if first.is_none() {
                let problem = Problem::new("no tariff names a channel that the column could hold");
                self.problem(at.span, problem.hint("leave `column` out, or state tariffs by `channel`"));
            }
            return found.filter(|_| first.is_some());
        }
        let first = first?;
        let modes: Vec<(usize, &str)> =
            shown().filter(|(_, cut)| cut.is_mode).map(|(place, cut)| (place, name(cut))).collect();
        let problem = match modes.as_slice() {
            [(place, _)] => return Some(*place),
            [] => Problem::new("tariffs name channels, and no cut says by which channel an answer came")
                .hint("name the column: `cuts: [{column: channel, mode: true}]`"),
            [(_, column), ..] => {
                Problem::new("tariffs name channels, which several cuts with `mode: true` may be")
                    .hint(format!("name the one that is meant: `costs: {{column: {column}}}`"))
            }
        };
        self.problems.push(problem.at(first.place.clone()));
        None
    }
}

/// A currency has a sign, a code, or a short word.
const LONGEST: usize = 12;
