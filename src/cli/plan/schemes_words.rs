//! Schemes for the next wave, compared by what they cost and what they tell.

use super::words::{PlanTable, PlanWords};
use crate::report::{AtAnswers, AtMargin, Pair, SchemesPlan};
use crate::wording::{Words, fill};

/// Stands where a scheme cannot reach as many answers.
const NONE: &str = "–";

/// Where the share of detractors comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareBy {
    /// The file of schemes.
    Stated,
    /// An earlier report.
    Measured,
    /// Nothing says it.
    Assumed,
}

impl Words {
    /// All that is said about schemes: which costs least for each margin and from how many answers on, tables, and how to read them.
    #[must_use]
    pub fn plan_of_schemes(&self, plan: &SchemesPlan, by: ShareBy) -> PlanWords {
        let cheapest = plan.margins.iter().map(|at| self.cheapest(plan, at));
        let pairs = plan.pairs.iter().map(|pair| self.pair_of_schemes(plan, *pair));
        let tables = [self.schemes_table(plan), self.scheme_margins_table(plan)];
        PlanWords {
            headlines: cheapest.chain(pairs).collect(),
            tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
            how_to_read: self.texts.plan.how_to_read.clone(),
            notes: self.notes_of_schemes(plan, by),
        }
    }

    fn scheme_named(&self, plan: &SchemesPlan, at: usize) -> String {
        let name = plan.schemes.list.get(at).map_or("", |scheme| scheme.name.as_str());
        fill(&self.texts.plan.schemes.name, &[("name", name)])
    }

    fn cheapest(&self, plan: &SchemesPlan, at: &AtMargin) -> String {
        let texts = &self.texts.plan;
        let names: Vec<String> = at.cheapest.iter().map(|at| self.scheme_named(plan, *at)).collect();
        let cost = at.costs.iter().flatten().min();
        let values = [
            ("margin", self.margin_stated(at.points)),
            ("needed", self.counted(&texts.needed, &at.answers.into())),
            ("names", self.list(&names)),
            ("cost", cost.map(|cost| self.money(*cost, &plan.schemes.currency)).unwrap_or_default()),
        ];
        let pattern = if names.is_empty() { &texts.schemes.none_reaches } else { &texts.schemes.cheapest };
        fill(pattern, &values)
    }

    fn pair_of_schemes(&self, plan: &SchemesPlan, pair: Pair) -> String {
        let texts = &self.texts.plan.schemes;
        let (pattern, names, until) = match pair {
            Pair::Until(names, until) => (&texts.until, names, until),
            Pair::Always(names) => (&texts.always, names, 0),
            Pair::Same(names) => (&texts.same, names, 0),
        };
        let [first, second] = names.map(|at| self.scheme_named(plan, at));
        let up_to = self.counted(&texts.up_to, &until.into());
        fill(pattern, &[("first", first), ("second", second), ("up_to", up_to)])
    }

    fn schemes_table(&self, plan: &SchemesPlan) -> PlanTable {
        let (texts, currency) = (&self.texts.plan, [("currency", plan.schemes.currency.as_str())]);
        let head = vec![
            texts.schemes.head.to_string(),
            texts.expected_head.to_string(),
            fill(&texts.schemes.cost_head, &currency),
            texts.schemes.answer_head.to_string(),
            texts.margin_head.to_string(),
            texts.schemes.point_head.to_string(),
            texts.schemes.reasons_head.to_string(),
        ];
        let row = |at: &AtAnswers| {
            let name = plan.schemes.list.get(at.scheme).map_or("", |scheme| scheme.name.as_str());
            let AtAnswers { outcome, cost, reasons, .. } = at;
            #[expect(clippy::cast_precision_loss, reason = "answers stay far below 2^53")]
            let per_answer = cost.amount() / outcome.answers as f64;
            let per_point = (outcome.margin > 0.0).then(|| self.points(cost.amount() / outcome.margin, 2));
            let none = || texts.schemes.no_reasons.to_string();
            vec![
                name.to_owned(),
                self.count(outcome.answers),
                self.amount(*cost),
                self.points(per_answer, 2),
                self.both_sides(&self.points(outcome.margin, 1)),
                per_point.unwrap_or_else(|| NONE.to_owned()),
                reasons.map_or_else(none, |reasons| self.points(reasons, 0)),
            ]
        };
        PlanTable { head, rows: plan.expected.iter().map(row).collect() }
    }

    fn scheme_margins_table(&self, plan: &SchemesPlan) -> PlanTable {
        let (texts, currency) = (&self.texts.plan, plan.schemes.currency.as_str());
        let of_each = plan.schemes.list.iter().map(|scheme| {
            fill(&texts.schemes.of_scheme_head, &[("name", scheme.name.as_str()), ("currency", currency)])
        });
        let head = [texts.margin_head.to_string(), texts.answers_head.to_string()];
        let row = |at: &AtMargin| {
            let margin = self.both_sides(&self.bound(at.points));
            let cost = |cost: &Option<_>| cost.map_or_else(|| NONE.to_owned(), |cost| self.amount(cost));
            [margin, self.count(at.answers)].into_iter().chain(at.costs.iter().map(cost)).collect()
        };
        PlanTable {
            head: head.into_iter().chain(of_each).collect(),
            rows: plan.margins.iter().map(row).collect(),
        }
    }

    fn notes_of_schemes(&self, plan: &SchemesPlan, by: ShareBy) -> Vec<String> {
        let texts = &self.texts.plan;
        let mut notes = vec![texts.schemes.how_cost.to_string()];
        if plan.schemes.list.iter().any(|scheme| !scheme.reasons) {
            notes.push(texts.schemes.how_reasons.to_string());
        }
        let [stated, measured, assumed] = &texts.schemes.shares;
        let pattern = match by {
            ShareBy::Stated => stated,
            ShareBy::Measured => measured,
            ShareBy::Assumed => assumed,
        };
        notes.push(fill(pattern, &[("share", self.percent_stated(plan.detractors.value()))]));
        notes.extend(plan.schemes.vat.as_ref().map(|vat| fill(&texts.schemes.vat, &[("vat", vat)])));
        notes.push(self.spread_of_plan(&plan.terms));
        notes.push(texts.chance_only.to_string());
        notes
    }
}
