//! What the figures of accounts rest on.

use super::figures::{Voice, has, parts, real, sum, voices};
use super::show;
use super::texts::ExplainTexts;
use super::types::{Accounts, By, ScoreBy, WithAnswers};
use crate::figures::Figures;
use crate::statistics::OfParts;
use crate::survey::trace::recorded;
use crate::survey::{Interval, Period};
use crate::wording::{Text, Words, fill};
use crate::workings::numbers::{after_sign, short};
use crate::workings::{Explanation, Formula, Material};

/// Of weights w and scores m.
const NPS_FORM: &str = "Σ(w × m) / Σw";
const ERROR_FORM: &str = "√(K / (K − 1) × Σ(w × (m − M))²) / Σw";

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_accounts")
}

impl Accounts {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let count = |what: &[Text; 2], n: u64| {
            let mut told = Explanation::stated(what).shown(words.count(n));
            told.comes_to_count(n);
            told
        };
        match keys {
            ["known"] => Some(count(&texts.known, self.known)),
            ["answered"] => Some(count(&texts.answered, self.answered)),
            ["without_account"] => Some(count(&texts.without_account, self.without_account?)),
            ["without_revenue"] => Some(count(&texts.without_revenue, self.without_revenue?)),
            ["scores", at, leaf @ ..] => {
                self.of_score(from, self.scores.get(at.parse::<usize>().ok()?)?, leaf)
            }
            ["groups", at, leaf] => self.of_group(from, self.groups.get(at.parse::<usize>().ok()?)?, leaf),
            ["at_risk", at, leaf @ ..] => {
                let of = self.at_risk.as_ref()?.get(at.parse::<usize>().ok()?)?;
                let account = [("account", &of.name)];
                match leaf {
                    ["counts", group] => {
                        let n = match *group {
                            "detractors" => of.counts.detractors(),
                            "passives" => of.counts.passives(),
                            "promoters" => of.counts.promoters(),
                            _ => return None,
                        };
                        let mut told = Explanation::of(fill(&texts.answers, &account)).shown(words.count(n));
                        told.say(&texts.counted);
                        told.comes_to_count(n);
                        Some(told)
                    }
                    ["revenue"] => {
                        let revenue = of.revenue?;
                        let told = Explanation::of(fill(&texts.revenue, &account));
                        let mut told = told.shown(words.points(revenue, 0));
                        told.say(&texts.stated);
                        told.comes_to(revenue);
                        Some(told)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn of_score(&self, from: &Material<'_>, of: &ScoreBy, leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let voices = accounts(from);
        let answered: Vec<&Voice> = voices.iter().filter(|voice| voice.counts.n() > 0).collect();
        let found = parts(&answered, of.counted)?;
        let by = [("by", show::by_name(&show::texts(words), of.counted))];
        let what = |text: &Text| {
            let mut told = Explanation::of(fill(text, &by));
            let [answers, accounts, revenue] = &texts.weights;
            told.say(match of.counted {
                By::Answers => answers,
                By::Accounts => accounts,
                By::Revenue => revenue,
            });
            told
        };
        let is_rounded = self.is_rounded && (of.counted != By::Answers || leaf != ["nps"]);
        let told = match leaf {
            ["accounts"] => {
                let mut told = Explanation::of(fill(&texts.accounts, &by)).shown(words.count(of.accounts));
                told.say(&texts.weighted);
                told.comes_to_count(of.accounts);
                told
            }
            ["nps"] => {
                let numbers = format!("{} / {}", short(found.sum), short(found.weight));
                let told = what(&texts.nps).shown(words.nps_to(of.nps.points(), 1));
                worked(
                    told,
                    ([&texts.nps_name, NPS_FORM], numbers),
                    (found.mean, of.nps.points()),
                    is_rounded,
                    &texts,
                )
            }
            ["standard_error"] => {
                let error = of.standard_error?;
                let told = what(&texts.error).shown(words.points(error, 1));
                let numbers = error_of(found);
                worked(
                    told,
                    ([&texts.error_name, ERROR_FORM], numbers),
                    (found.standard_error()?, error),
                    is_rounded,
                    &texts,
                )
            }
            ["interval", end] => {
                let interval = of.interval?;
                let [low, high] = found.interval(from.head.method.confidence)?;
                let half = format!(
                    "{} × {}",
                    short(found.critical(from.head.method.confidence)),
                    short(found.standard_error()?)
                );
                let (form, numbers, computed, value) = match *end {
                    "low" => {
                        (&texts.low_form, format!("{} − {half}", short(found.mean)), low, interval.low())
                    }
                    _ => (&texts.high_form, format!("{} + {half}", short(found.mean)), high, interval.high()),
                };
                let told = what(&texts.interval).shown(words.interval(interval));
                let mut told = worked(
                    told,
                    (form.each_ref().map(|text| &**text), numbers),
                    (computed, value),
                    is_rounded,
                    &texts,
                );
                if !is_rounded {
                    told.tell(words, &recorded(|trace| Interval::traced(of.nps, low, high, trace)).1);
                    told.comes_to(value);
                }
                told
            }
            _ => return None,
        };
        Some(told)
    }

    fn of_group(&self, from: &Material<'_>, of: &WithAnswers, leaf: &str) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let with = [("with", show::with_name(&show::texts(words), of.with))];
        match leaf {
            "n" => {
                let mut told = Explanation::of(fill(&texts.n, &with)).shown(words.count(of.n));
                told.say(&texts.counted);
                told.comes_to_count(of.n);
                Some(told)
            }
            "share" => {
                let told = Explanation::of(fill(&texts.share, &with)).shown(words.percent(of.share));
                let numbers = format!("{} / {}", of.n, self.known);
                let share = real(of.n) / real(self.known);
                Some(worked(
                    told,
                    (texts.share_form.each_ref().map(|text| &**text), numbers),
                    (share, of.share),
                    false,
                    &texts,
                ))
            }
            "revenue_share" => {
                let value = of.revenue_share?;
                let voices = accounts(from);
                let worth = |voices: &mut dyn Iterator<Item = &Voice>| -> f64 {
                    sum(voices.filter_map(|voice| voice.revenue))
                };
                let own = worth(&mut voices.iter().filter(|voice| has(voice.counts, of.with)));
                let all = worth(&mut voices.iter());
                let mut told = Explanation::of(fill(&texts.revenue_share, &with)).shown(words.percent(value));
                told.say(&texts.of_revenue);
                let numbers = format!("{} / {}", short(own), short(all));
                let found = (own / all, value);
                Some(worked(
                    told,
                    (texts.share_form.each_ref().map(|text| &**text), numbers),
                    found,
                    self.is_rounded,
                    &texts,
                ))
            }
            _ => None,
        }
    }
}

/// The accounts that the figures were made of.
fn accounts(from: &Material<'_>) -> Vec<Voice> {
    let counts = Figures { config: from.config, excerpt: from.excerpt };
    let period = from.head.period.map_or(0, Period::ordinal);
    // Those of the table are known in a report on all answers only.
    voices(counts, (period, from.head.client.is_none()))
}

/// Where an error comes from.
fn error_of(found: OfParts) -> String {
    let [parts, others] = [found.parts, found.parts - 1];
    format!("√({parts} / {others} × {}) / {}", short(found.spread), after_sign(found.weight))
}

/// A computation with its numbers; what is told rounded of it is not told exactly here either.
fn worked(
    mut told: Explanation,
    ([name, form], numbers): ([&str; 2], String),
    (found, value): (f64, f64),
    is_rounded: bool,
    texts: &ExplainTexts,
) -> Explanation {
    if is_rounded {
        told.line(Formula { name: name.to_owned(), forms: vec![form.to_owned()] });
        told.say(&texts.rounded);
    } else {
        told.line(Formula { name: name.to_owned(), forms: vec![form.to_owned(), numbers, short(found)] });
    }
    told.comes_to(value);
    told
}
