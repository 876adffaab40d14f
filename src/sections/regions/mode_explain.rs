//! What scores at an earlier mix rest on.

use super::mode::{AtMix, Mixed, Shifted, Side, real, shift, sides, standardised, texts, totals};
use super::texts::ModeTexts;
use crate::figures::Figures;
use crate::statistics::{Measured, change_at_mix_traced, critical};
use crate::survey::trace::recorded;
use crate::survey::{Period, Region};
use crate::wording::{Text, fill};
use crate::workings::family::Family;
use crate::workings::numbers::{after_sign, short};
use crate::workings::{Explanation, Formula, Material};

/// What a figure of it rests on.
pub(super) fn explained(
    all: &[AtMix],
    (place, leaf): (usize, &[&str]),
    from: &Material<'_>,
) -> Option<Explanation> {
    let (at, figures) = (all.get(place)?, Figures { config: from.config, excerpt: from.excerpt });
    let now = (from.head.period?, Mixed { nps: at.nps, interval: at.interval });
    let (period, leaf, told) = match leaf {
        ["over_time", then, leaf @ ..] => {
            let then = then.parse::<usize>().ok()?;
            let Some(told) = *at.over_time.get(then)? else {
                return Some(Explanation::nothing(from.words, &from.words.explain().nothing.comparison));
            };
            (*from.head.periods.get(then)?, leaf, told)
        }
        _ => (now.0, leaf, now.1),
    };
    let sides = sides(figures, [at.period, period])?;
    let then = Measured::score(from.sample(&figures.answers(Some(at.period)), None)?);
    let measured = standardised(&sides)?;
    let of =
        Explained { all, place, at, told, period, from, texts: texts(from.words), sides, measured, then };
    match leaf {
        ["interval", end] => Some(of.end(*end == "low")),
        ["change", key @ ..] => of.change(key),
        ["shares", own, key @ ..] => of.share(own.parse().ok()?, key),
        [] | ["nps"] => Some(of.score(leaf.is_empty())),
        _ => None,
    }
}

/// A score at an earlier mix that is explained.
struct Explained<'a> {
    all: &'a [AtMix],
    place: usize,
    at: &'a AtMix,
    told: Mixed,
    /// The period that it is of.
    period: Period,
    from: &'a Material<'a>,
    texts: ModeTexts,
    sides: Vec<Side>,
    measured: Measured,
    then: Measured,
}

impl Explained<'_> {
    /// What is asked for, with the answers of each value then and now, its score and standard error.
    fn told(&self, what: &Text, region: Option<&Region>) -> Explanation {
        let words = self.from.words;
        let region = region.map_or("", |region| words.region(region)).to_owned();
        let period = ("period", words.period_inside(self.period));
        let values = [("earlier", words.period_inside(self.at.period)), ("region", region), period];
        let mut told = Explanation::of(fill(what, &values));
        let totals = totals(&self.sides);
        let row = |side: &Side| {
            let score = side.now.map_or_else(String::new, |now| short(now.value));
            let error = side.now.map_or_else(String::new, |now| short(now.standard_error));
            let [before, after] = [0, 1].map(|at| format!("{} / {}", side.n[at], totals[at]));
            vec![words.region(&side.region).to_owned(), before, after, score, error]
        };
        let [.., before, after] = &self.texts.heads;
        let head = [&words.labels().region, before, after, &words.labels().nps, &self.texts.forms[1]];
        told.count_table(&head, self.sides.iter().map(row).collect());
        told
    }

    /// The share of then, the score and its standard error of each value that had answers then.
    fn terms(&self) -> Vec<(f64, Measured)> {
        let [all, _] = totals(&self.sides);
        self.sides.iter().filter_map(|side| Some((real(side.n[0]) / real(all), side.now?))).collect()
    }

    fn sum(&self, told: &mut Explanation) {
        let parts: Vec<f64> = self.terms().into_iter().map(|(share, now)| share * now.value).collect();
        told.sum_of(&self.from.words.labels().nps, &self.texts.forms[0], &parts, self.measured.value);
    }

    fn score(&self, is_group: bool) -> Explanation {
        let told = self.told(&self.texts.of_nps, None);
        let mut told = told.shown(self.from.words.nps_to(self.told.nps.points(), 1));
        self.sum(&mut told);
        told.result = told.result.filter(|_| !is_group);
        told
    }

    fn end(&self, is_low: bool) -> Explanation {
        let Measured { value, standard_error } = self.measured;
        let mut told = self.told(&self.texts.of_interval, None);
        self.sum(&mut told);
        let square =
            |(share, now): (f64, Measured)| format!("({} × {})²", short(share), short(now.standard_error));
        let squares: Vec<String> = self.terms().into_iter().map(square).collect();
        let forms =
            vec!["√(Σ (w₀ × SE₁)²)".to_owned(), format!("√({})", squares.join(" + ")), short(standard_error)];
        told.line(Formula { name: self.texts.forms[1].to_string(), forms });
        let z = critical(self.from.config.method.confidence.share());
        let (sign, reach, end) = if is_low {
            ("−", -z * standard_error, self.told.interval.low())
        } else {
            ("+", z * standard_error, self.told.interval.high())
        };
        let forms = vec![
            format!("NPS {sign} z × SE"),
            format!("{} {sign} {} × {}", short(value), short(z), short(standard_error)),
            short(value + reach),
        ];
        told.line(Formula { name: self.texts.forms[2].to_string(), forms });
        // An end beyond 100 is cut.
        told.comes_to(end);
        told
    }

    fn change(&self, key: &[&str]) -> Option<Explanation> {
        let words = self.from.words;
        let mut told = self.told(&self.texts.of_change, None);
        self.sum(&mut told);
        let (contrast, steps) = recorded(|trace| change_at_mix_traced(self.measured, self.then, trace));
        let forms = vec![
            "NPS₁ − NPS₀".to_owned(),
            format!("{} − {}", short(self.measured.value), after_sign(self.then.value)),
            short(contrast.difference),
        ];
        told.line(Formula { name: words.labels().difference.to_string(), forms });
        told.tell(words, &steps);
        match key {
            ["difference"] => {
                told.comes_to(contrast.difference);
                return Some(told.difference_shown(words, contrast.difference));
            }
            ["z"] => told.comes_to(contrast.statistic),
            ["p"] => told.comes_to(contrast.p),
            _ => {
                let member = |(place, at): (usize, &AtMix)| (place, at.period.key(), Some(at.change.p));
                let members = self.all.iter().enumerate().map(member).collect();
                let family = Family::of((&self.texts.families[0], true), members, self.place)?;
                let p = family.corrected(&mut told, words, self.from.head.method.correction);
                told.comes_to(p);
                told.result = told.result.filter(|_| *key == ["p_adjusted"]);
            }
        }
        Some(told)
    }

    fn share(&self, own: usize, key: &[&str]) -> Option<Explanation> {
        let (side, found, totals) = (self.sides.get(own)?, self.at.shares.get(own)?, totals(&self.sides));
        let of = |place: usize, value: f64| {
            let mut told = self.told(&self.texts.of_share, Some(&side.region));
            told.ratio(&self.texts.heads[4 + place], "n / N", (side.n[place], totals[place]), value);
            told.comes_to(value);
            told
        };
        match key {
            ["before"] => return Some(of(0, found.before)),
            ["after"] => return Some(of(1, found.after)),
            _ => {}
        }
        let mut told = self.told(&self.texts.of_shift, Some(&side.region));
        let (contrast, steps) = recorded(|trace| shift(side, totals, trace));
        told.tell(self.from.words, &steps);
        if *key == ["p"] {
            told.comes_to(contrast?.p);
            return Some(told);
        }
        let asks = |place: usize| if self.sides.len() == 2 { 0 } else { place };
        let member = |(place, share): (usize, &Shifted)| {
            (asks(place), self.from.words.region(&share.region).to_owned(), Some(share.p))
        };
        let members = self.at.shares.iter().enumerate().map(member).collect();
        let family = Family::of((&self.texts.families[1], false), members, own)?;
        let p = family.corrected(&mut told, self.from.words, self.from.head.method.correction);
        told.comes_to(p);
        told.result = told.result.filter(|_| *key == ["p_adjusted"]);
        Some(told)
    }
}
