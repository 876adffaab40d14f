//! What the figures of drivers rest on.

use serde_json::Value;

use super::figures::{self, Asked};
use super::page;
use super::texts::ExplainTexts;
use super::types::{Driver, Drivers, InCut, OfValue, Refused, Told};
use crate::config::CutBy;
use crate::figures::Figures;
use crate::statistics::{Correlations, DRAWS, GROUPS};
use crate::survey::Scale;
use crate::survey::trace::{End, Formula, Recording, Side, Step, recorded};
use crate::wording::{Text, Words, fill};
use crate::workings::numbers::short;
use crate::workings::{self, Explanation, Material, listed};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_drivers")
}

impl Drivers {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let texts = texts(from.words);
        let counted = |stated: &[Text; 2], n: u64| {
            let mut told = Explanation::stated(stated).shown(from.words.count(n));
            told.comes_to_count(n);
            Some(told)
        };
        match keys {
            ["n"] => counted(&texts.of_n, self.n?),
            ["left_out"] => counted(&texts.of_left_out, self.left_out?),
            ["refused", at, "least"] => match self.refused.get(at.parse::<usize>().ok()?)? {
                Refused::TooFew { least } => counted(&texts.of_least, *least),
                _ => None,
            },
            ["told", "each", at, leaf] => {
                let at = at.parse().ok()?;
                Explained::of((self.told.as_ref()?, &self.of), from)?.driver(at, leaf)
            }
            ["by_cut", cut, "values", at, leaf @ ..] => {
                let of_cut = self.by_cut.get(cut.parse::<usize>().ok()?)?;
                self.of_value(from, of_cut, of_cut.values.get(at.parse::<usize>().ok()?)?, leaf)
            }
            ["told", leaf] => Explained::of((self.told.as_ref()?, &self.of), from)?.of_all(leaf),
            _ => None,
        }
    }

    /// What is told of a value of a cut.
    fn of_value(&self, from: &Material<'_>, cut: &InCut, of: &OfValue, leaf: &[&str]) -> Option<Explanation> {
        let (words, own) = (from.words, texts(from.words));
        let value = words.region(&of.region).to_owned();
        let within = |text: String| fill(&own.of_value, &[("of", text), ("value", value.clone())]);
        if leaf == ["n"] {
            let [what, how] = &own.of_n;
            let mut told = Explanation::of(within(what.to_string())).shown(words.count(of.n));
            told.say(how);
            told.comes_to_count(of.n);
            return Some(told);
        }
        let counts = Figures { config: from.config, excerpt: from.excerpt };
        let asked = Asked::of(counts, from.head.period)?;
        let by_name = |name: &String| {
            let column = |by: &CutBy| from.config.columns.attributes.get(by.attribute);
            let is_it = |by: &CutBy| column(by).is_some_and(|column| column.value == *name);
            figures::cuts(from.config).position(is_it).map(|at| at + 1)
        };
        let place = cut.name.as_ref().map_or(Some(0), by_name)?;
        let correlations = Correlations::of(&asked.alike_in(place, &of.region));
        let weighed = Weighed { names: &self.of, from, correlations, texts: texts(words) };
        let end = |text: &Text, what: &str, end: f64| weighed.end(text, &within(what.to_owned()), end);
        match leaf {
            ["r_squared", "weight"] => {
                let mut told = weighed.begun(within(own.of_r_squared.to_string()), of.r_squared.weight);
                told.say(&own.sum);
                let weights: Vec<f64> = of.weights.iter().map(|of| of.weight).collect();
                told.sum_of("R²", "Σ w", &weights, of.r_squared.weight);
                Some(told)
            }
            ["r_squared", "weight_low"] => Some(end(&own.of_low, &own.of_r_squared, of.r_squared.weight_low)),
            ["r_squared", "weight_high"] => {
                Some(end(&own.of_high, &own.of_r_squared, of.r_squared.weight_high))
            }
            ["weights", at, leaf] => {
                let at: usize = at.parse().ok()?;
                let (name, weight) = (self.of.get(at)?, of.weights.get(at)?);
                let what = fill(&own.of_weight, &[("driver", name)]);
                match *leaf {
                    "weight" => Some(weighed.weight(within(what), at, weight.weight)),
                    "weight_low" => Some(end(&own.of_low, &what, weight.weight_low)),
                    "weight_high" => Some(end(&own.of_high, &what, weight.weight_high)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// R², and of each its weight, how it goes together with the score, and how it is rated.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let each = (0..self.told.as_ref().map_or(0, |told| told.each.len())).flat_map(|at| {
            ["weight", "share", "correlation", "mean"].map(|leaf| format!("told/each/{at}/{leaf}"))
        });
        let all = ["n", "told/r_squared"].map(str::to_owned).into_iter();
        listed(all.chain(each), |keys| self.explained(from, keys))
    }
}

/// Drivers that are explained, with the answers that they are made of.
struct Explained<'a> {
    told: &'a Told,
    from: &'a Material<'a>,
    asked: Asked<'a>,
    weighed: Weighed<'a>,
    texts: ExplainTexts,
}

/// Drivers by name, with the correlations that their weights rest on.
struct Weighed<'a> {
    names: &'a [String],
    from: &'a Material<'a>,
    correlations: Correlations,
    texts: ExplainTexts,
}

impl<'a> Explained<'a> {
    fn of((told, names): (&'a Told, &'a [String]), from: &'a Material<'a>) -> Option<Self> {
        let counts = Figures { config: from.config, excerpt: from.excerpt };
        let asked = Asked::of(counts, from.head.period)?;
        let correlations = Correlations::of(&asked.alike());
        let weighed = Weighed { names, from, correlations, texts: texts(from.words) };
        Some(Self { told, from, asked, weighed, texts: texts(from.words) })
    }

    /// What all drivers together explain.
    fn of_all(&self, leaf: &str) -> Option<Explanation> {
        let (told, what) = (self.told, &self.texts.of_r_squared);
        match leaf {
            "r_squared" => {
                let mut explained = self.weighed.begun(what.to_string(), told.r_squared);
                explained.say(&self.texts.sum);
                let weights: Vec<f64> = told.each.iter().map(|driver| driver.weight).collect();
                explained.sum_of("R²", "Σ w", &weights, told.r_squared);
                Some(explained)
            }
            "r_squared_low" => Some(self.weighed.end(&self.texts.of_low, what, told.r_squared_low)),
            "r_squared_high" => Some(self.weighed.end(&self.texts.of_high, what, told.r_squared_high)),
            _ => None,
        }
    }

    fn driver(&self, at: usize, leaf: &str) -> Option<Explanation> {
        let (driver, texts, words) = (self.told.each.get(at)?, &self.texts, self.from.words);
        let name = |text: &Text| fill(text, &[("driver", driver.name.clone())]);
        let of_weight = name(&texts.of_weight);
        match leaf {
            "correlation" => {
                let mut told =
                    self.weighed.begun_as(name(&texts.of_correlation), words.points(driver.correlation, 2));
                told.say(&texts.product);
                told.comes_to(driver.correlation);
                Some(told)
            }
            "weight" => Some(self.weighed.weight(of_weight, at, driver.weight)),
            "weight_low" => Some(self.weighed.end(&texts.of_low, &of_weight, driver.weight_low)),
            "weight_high" => Some(self.weighed.end(&texts.of_high, &of_weight, driver.weight_high)),
            "share" => {
                let mut told = self.weighed.begun(name(&texts.of_share), driver.share);
                let parts = format!("{} / {}", short(driver.weight), short(self.told.r_squared));
                told.line(self.line(4, ["w / R²", &parts], driver.share));
                told.comes_to(driver.share);
                Some(told)
            }
            "mean" => {
                let (further, answers) = self.asked.drivers.get(at)?;
                let mut told = Explanation::of(name(&texts.of_mean)).shown(words.points(driver.mean, 2));
                let steps =
                    recorded(|trace: &mut Recording| answers.mean_traced(&further.question.scale, trace)).1;
                told.tell(words, &steps);
                Some(told)
            }
            "performance" => {
                let (further, _) = self.asked.drivers.get(at)?;
                Some(self.performance(name(&texts.of_performance), driver, further.question.scale))
            }
            _ => None,
        }
    }

    fn performance(&self, what: String, driver: &Driver, scale: Scale) -> Explanation {
        let mut told = Explanation::of(what).shown(self.from.words.percent_to(driver.performance, 1));
        let [low, high] = [scale.low(), scale.high()].map(|end| short(f64::from(end)));
        let parts = format!("({} − ({low})) / ({high} − ({low}))", short(driver.mean));
        told.line(self.line(7, ["(m − m₀) / (m₁ − m₀)", &parts], driver.performance));
        told.comes_to(driver.performance);
        told
    }

    /// A formula of what a column of the table holds, by symbols and by numbers.
    fn line(&self, column: usize, forms: [&str; 2], result: f64) -> workings::Formula {
        let name =
            page::texts(self.from.words).heads.get(column).map(ToString::to_string).unwrap_or_default();
        let forms = forms.into_iter().map(str::to_owned).chain([short(result)]).collect();
        workings::Formula { name, forms }
    }
}

impl Weighed<'_> {
    /// The relative weight of one of them.
    fn weight(&self, what: String, at: usize, weight: f64) -> Explanation {
        let mut told = self.begun(what, weight);
        let steps = recorded(|trace: &mut Recording| self.correlations.weights_traced(Some(at), trace)).1;
        told.tell(self.from.words, &steps);
        told
    }

    /// A share, with all correlations that it rests on.
    fn begun(&self, what: String, share: f64) -> Explanation {
        self.begun_as(what, self.from.words.percent_to(share, 1))
    }

    fn begun_as(&self, what: String, shown: String) -> Explanation {
        let mut told = Explanation::of(what).shown(shown);
        told.count(&*self.texts.correlations);
        let count = self.names.len();
        let names = || self.names.iter().cloned();
        let heads: Vec<String> =
            [String::new(), self.texts.with_group.to_string()].into_iter().chain(names()).collect();
        let row = |(own, name): (usize, String)| {
            let among = (0..count)
                .map(|other| if other == own { 1.0 } else { self.correlations.between(own, other) });
            let all = std::iter::once(self.correlations.with_outcome(own)).chain(among);
            std::iter::once(name).chain(all.map(short)).collect()
        };
        told.count_table(&heads, names().enumerate().map(row).collect());
        told
    }

    /// An end of an interval, which no formula gives.
    fn end(&self, text: &Text, of: &str, end: f64) -> Explanation {
        let mut told = self.begun(fill(text, &[("of", of.to_owned())]), end);
        let whole = |number: usize| self.from.words.number_of(number);
        let confidence = self.from.words.confidence(self.from.head.method.confidence);
        let values = [("draws", whole(DRAWS)), ("groups", whole(GROUPS)), ("confidence", confidence)];
        told.say(fill(&self.texts.draws, &values));
        let side = Side::Whole;
        told.cite(&[Step {
            formula: Formula::BootstrapEnd(End::Low),
            side,
            inputs: Vec::new(),
            result: end,
        }]);
        told.result = Some(Value::from(end));
        told
    }
}
