//! What costs rest on: counts, and prices as they are stated.

use super::show::named;
use super::texts::ExplainTexts;
use super::types::{Costs, OfChannel};
use crate::facts::{Selection, Which};
use crate::figures::{Figures, by_cuts};
use crate::survey::Money;
use crate::wording::{Text, Words, fill};
use crate::workings::numbers::{real, short};
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Formula, Material, listed};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_costs")
}

impl Costs {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        match keys {
            ["setup"] => Some(Self::stated(&texts.of_setup, self.setup?, words)),
            ["channels", at, leaf @ ..] => {
                Self::of_channel(from, self.channels.get(at.parse::<usize>().ok()?)?, leaf)
            }
            ["unanswered", "n"] => Some(counted(&texts.of_unanswered, self.unanswered?.n, words)),
            ["unanswered", "price"] => {
                Some(Self::stated(&texts.of_unanswered_price, self.unanswered?.price, words))
            }
            ["unanswered", "cost"] => {
                let of = self.unanswered?;
                let told = Explanation::of(&texts.of_unanswered_cost);
                Some(priced(told, &[(of.price, of.n)], of.cost, words))
            }
            ["without_tariff"] => Some(counted(&texts.of_without, self.without_tariff?, words)),
            ["total"] => {
                let mut told = Explanation::of(&texts.of_total).shown(words.amount(self.total));
                let amounts: Vec<f64> = self.amounts().map(Money::amount).collect();
                let [name, form] = &texts.total_form;
                told.sum_of(name, form, &amounts, self.total.amount());
                Some(told)
            }
            ["per_answer"] => {
                let told = Explanation::of(&texts.of_per_answer);
                Some(self.divided(told, &texts.per_answer_form, real(self.n()), self.per_answer?, words))
            }
            ["margin"] => self.margin(from, &texts),
            ["per_point"] => {
                let told = Explanation::of(&texts.of_per_point);
                Some(self.divided(told, &texts.per_point_form, self.margin?, self.per_point?, words))
            }
            _ => None,
        }
    }

    /// The main figures, each with how the page shows it.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let channels = (0..self.channels.len()).map(|at| format!("channels/{at}/cost"));
        let all = ["total", "per_answer", "margin", "per_point", "setup", "unanswered/cost"];
        listed(all.map(str::to_owned).into_iter().chain(channels), |keys| self.explained(from, keys))
    }

    /// An amount that the config states.
    fn stated(what: &[Text; 2], amount: Money, words: &Words) -> Explanation {
        let mut told = Explanation::stated(what).shown(words.amount(amount));
        told.comes_to(amount.amount());
        told
    }

    fn of_channel(from: &Material<'_>, of: &OfChannel, leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let name = named(of, words);
        let mut told = match leaf {
            ["n"] => {
                let mut told = Explanation::of(fill(&texts.of_answers, &[("of", &name)]));
                told.say(&texts.counted);
                told.comes_to_count(of.n);
                told.shown(words.count(of.n))
            }
            ["counts", group] => {
                let counts = of.counts?;
                let n = match *group {
                    "promoters" => counts.promoters(),
                    "passives" => counts.passives(),
                    "detractors" => counts.detractors(),
                    _ => return None,
                };
                let mut told = Explanation::of(fill(&texts.of_group, &[("of", &name)]));
                told.say(&texts.counted);
                told.comes_to_count(n);
                told
            }
            ["prices", group] => {
                let prices = of.prices?;
                let price = match *group {
                    "promoter" => prices.promoter,
                    "passive" => prices.passive,
                    "detractor" => prices.detractor,
                    _ => return None,
                };
                return Some(Self::stated(&texts.of_price, price, words));
            }
            ["cost"] => {
                let (prices, cost) = (of.prices?, of.cost?);
                let told = Explanation::of(fill(&texts.of_cost, &[("of", &name)]));
                let each = match (prices.one(), of.counts) {
                    (Some(price), _) => vec![(price, of.n)],
                    (None, Some(counts)) => prices.each(counts).to_vec(),
                    (None, None) => return None,
                };
                priced(told, &each, cost, words)
            }
            _ => return None,
        };
        told.behind(&Self::subject(from, of, name), of.n);
        Some(told)
    }

    /// Whose answers are behind a channel.
    fn subject(from: &Material<'_>, of: &OfChannel, name: String) -> Subject {
        let Some(channel) = &of.channel else { return Subject::now(from) };
        let columns = &from.config.columns;
        let by = from.config.costs.as_ref().and_then(|costs| costs.by);
        let cut = by.and_then(|at| columns.cuts.get(at));
        let counts = Figures { config: from.config, excerpt: from.excerpt };
        let by_cut = by.and_then(|at| by_cuts(counts, from.head.period).into_iter().nth(at));
        let selection = Selection {
            question: None,
            by: cut.map(|cut| cut.attribute),
            periods: from.head.period.map(|period| period.ordinal()..=period.ordinal()),
            gathered: by_cut.map(|by_cut| by_cut.gathered).unwrap_or_default(),
            which: Which::Only(channel.clone()),
        };
        Subject { name, selection }
    }

    /// Half the width of an interval.
    fn margin(&self, from: &Material<'_>, texts: &ExplainTexts) -> Option<Explanation> {
        let (margin, interval) = (self.margin?, from.head.overall.estimate()?.interval);
        let mut told = Explanation::of(&texts.of_margin).shown(from.words.distance_to(margin, 1));
        let [name, form] = &texts.margin_form;
        let numbers = format!(
            "({} − {}) / 2",
            short(interval.high()),
            crate::workings::numbers::after_sign(interval.low())
        );
        told.line(Formula { name: name.to_string(), forms: vec![form.to_string(), numbers, short(margin)] });
        told.comes_to(margin);
        Some(told)
    }

    /// The total by something.
    fn divided(
        &self,
        told: Explanation,
        [name, form]: &[Text; 2],
        by: f64,
        quotient: f64,
        words: &Words,
    ) -> Explanation {
        let mut told = told.shown(words.money_about(quotient, &self.currency));
        let numbers = format!("{} / {}", short(self.total.amount()), short(by));
        told.line(Formula {
            name: name.to_string(),
            forms: vec![form.to_string(), numbers, short(quotient)],
        });
        told.comes_to(quotient);
        told
    }
}

/// A number that is counted.
fn counted(what: &[Text; 2], n: u64, words: &Words) -> Explanation {
    let mut told = Explanation::stated(what).shown(words.count(n));
    told.comes_to_count(n);
    told
}

/// What some cost at their prices.
fn priced(told: Explanation, each: &[(Money, u64)], cost: Money, words: &Words) -> Explanation {
    let texts = texts(words);
    let mut told = told.shown(words.amount(cost));
    let terms: Vec<String> =
        each.iter().map(|(price, n)| format!("{n} × {}", short(price.amount()))).collect();
    let [name, form] = &texts.cost_form;
    let forms = vec![form.to_string(), terms.join(" + "), short(cost.amount())];
    told.line(Formula { name: name.to_string(), forms });
    told.comes_to(cost.amount());
    told
}
