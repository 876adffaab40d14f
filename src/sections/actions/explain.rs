//! What the figures of actions rest on.

use super::figures::{asked, known};
use super::texts::ExplainTexts;
use super::types::{Action, Actions, Change, Outcome};
use crate::figures::{Figures, by_cuts};
use crate::statistics::{BeforeAfter, adjusted, critical, effect};
use crate::survey::Nps;
use crate::wording::{Text, Words, fill};
use crate::workings::family::Family;
use crate::workings::numbers::{after_sign, short};
use crate::workings::{Explanation, Formula, Material, listed};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_actions")
}

impl Actions {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let (at, leaf) = keys.split_first()?;
        let at: usize = at.parse().ok()?;
        let action = self.0.get(at)?;
        let texts = texts(from.words);
        let ["result", leaf @ ..] = leaf else {
            let mut told = Explanation::stated(&texts.stated);
            told.result = action.expected.filter(|_| *leaf == ["expected"]).map(Into::into);
            return Some(told);
        };
        let of = action.result.as_ref()?;
        Explained { all: self, at, action, of, from, texts }.told(leaf)
    }

    /// The effect of each and what it follows from, for the list of what can be explained.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let scores = ["there", "elsewhere"]
            .into_iter()
            .flat_map(|side| ["nps_before", "nps_since"].map(|leaf| format!("{side}/{leaf}")));
        let leaves: Vec<String> =
            ["difference", "p_adjusted"].map(str::to_owned).into_iter().chain(scores).collect();
        let keys =
            self.results().flat_map(|(at, _)| leaves.iter().map(move |leaf| format!("{at}/result/{leaf}")));
        listed(keys, |keys| self.explained(from, keys))
    }
}

struct Explained<'a> {
    all: &'a Actions,
    at: usize,
    action: &'a Action,
    of: &'a Outcome,
    from: &'a Material<'a>,
    texts: ExplainTexts,
}

impl Explained<'_> {
    fn told(&self, leaf: &[&str]) -> Option<Explanation> {
        match leaf {
            ["there", leaf] => self.score(&self.of.there, &self.texts.rows[..2], leaf),
            ["elsewhere", leaf] => self.score(&self.of.elsewhere, &self.texts.rows[2..], leaf),
            ["difference"] => {
                let mut told =
                    self.what(&self.texts.difference).shown(self.words().change_to(self.of.difference, 1));
                self.tell_answers(&mut told, self.counted()?);
                self.tell_difference(&mut told);
                Some(told)
            }
            ["verdict"] => self.verdict(),
            ["tell_by", ..] => Some(Explanation::stated(&self.texts.tell_by)),
            ["periods_before" | "periods_since", ..] => Some(Explanation::stated(&self.texts.stated)),
            [leaf] => self.test(leaf),
            _ => None,
        }
    }

    fn words(&self) -> &Words {
        self.from.words
    }

    fn what(&self, text: &str) -> Explanation {
        Explanation::of(fill(text, &[("what", &self.action.what)]))
    }

    /// The answers, counted once more.
    fn counted(&self) -> Option<BeforeAfter> {
        self.counted_of(self.at)
    }

    /// Those of another action.
    fn counted_of(&self, at: usize) -> Option<BeforeAfter> {
        let Material { head, config, excerpt, .. } = self.from;
        let figures = Figures { config, excerpt };
        let stated = config.actions.told(head.client.as_ref()).nth(at)?;
        Some(known(stated, (figures, head, &by_cuts(figures, head.period))).ok()?.of)
    }

    fn score(&self, change: &Change, rows: &[Text], leaf: &str) -> Option<Explanation> {
        let (text, row, count, nps) = match leaf {
            "n_before" => (&self.texts.n_before, 0, Some(change.n_before), change.nps_before),
            "nps_before" => (&self.texts.nps_before, 0, None, change.nps_before),
            "n_since" => (&self.texts.n_since, 1, Some(change.n_since), change.nps_since),
            "nps_since" => (&self.texts.nps_since, 1, None, change.nps_since),
            _ => return None,
        };
        let of = [("of", rows.get(row).map(ToString::to_string).unwrap_or_default())];
        let mut told = Explanation::of(fill(text, &of));
        self.tell_answers(&mut told, self.counted()?);
        if let Some(n) = count {
            told.comes_to_count(n);
            return Some(told.shown(self.words().count(n)));
        }
        told.comes_to(nps.points());
        Some(told.shown(self.words().nps(nps.points())))
    }

    /// The four groups of answers, with their scores as they are and with answers added.
    fn tell_answers(&self, told: &mut Explanation, of: BeforeAfter) {
        let all = of.done.into_iter().chain(of.elsewhere);
        let rows = self.texts.rows.iter().zip(all).map(|(name, sample)| {
            let [mean, variance] = adjusted(sample);
            let numbers = [Nps::of(sample).points(), 100.0 * mean, 10_000.0 * variance].map(short);
            [name.to_string(), self.words().count(sample.n())].into_iter().chain(numbers).collect()
        });
        let nps = self.words().labels().nps.to_string();
        let heads = [String::new(), "n".to_owned(), nps.clone(), format!("{nps}′"), "V′ / n′".to_owned()];
        told.count_table(&heads, rows.collect());
        told.count(&*self.texts.counted);
    }

    fn tell_difference(&self, told: &mut Explanation) {
        let Outcome { there, elsewhere, difference, .. } = self.of;
        let terms = [there.nps_since, there.nps_before, elsewhere.nps_since, elsewhere.nps_before];
        let [since, before, other_since, other_before] = terms.map(Nps::points);
        let terms = [since, -before, -other_since, other_before];
        told.sum_of("Δ", "NPS₁ + (−NPS₀) + (−NPS₁ᵉ) + NPS₀ᵉ", &terms, *difference);
    }

    /// Everything that follows from the adjusted scores.
    fn test(&self, leaf: &str) -> Option<Explanation> {
        let (of, texts) = (self.of, &self.texts);
        let counted = self.counted()?;
        let confidence = self.from.head.method.confidence;
        let found = effect(counted, confidence);
        let text = match leaf {
            "low" | "high" => &texts.end,
            "standard_error" => &texts.error,
            "z" => &texts.z,
            "p" => &texts.p,
            "p_adjusted" => &texts.p_adjusted,
            _ => return None,
        };
        let mut told = self.what(text);
        self.tell_answers(&mut told, counted);
        let line = |name: &str, symbols: &str, numbers: String, result: f64| Formula {
            name: name.to_owned(),
            forms: vec![symbols.to_owned(), numbers, short(result)],
        };
        let variances =
            counted.done.into_iter().chain(counted.elsewhere).map(|of| 10_000.0 * adjusted(of)[1]);
        let variances: Vec<String> = variances.map(short).collect();
        let error = found.standard_error;
        told.line(line("SE", "√Σ(V′ / n′)", format!("√({})", variances.join(" + ")), error));
        told.comes_to(error);
        if leaf == "standard_error" {
            return Some(told);
        }
        let means = [1, 0, 3, 2].map(|at| {
            let sample = counted.done.iter().chain(&counted.elsewhere).nth(at);
            sample.map_or(0.0, |sample| 100.0 * adjusted(*sample)[0])
        });
        let [since, before, other_since, other_before] = means;
        let terms = [since, -before, -other_since, other_before];
        told.sum_of("Δ′", "NPS₁′ + (−NPS₀′) + (−NPS₁ᵉ′) + NPS₀ᵉ′", &terms, found.adjusted);
        if matches!(leaf, "low" | "high") {
            let z = critical(confidence.share());
            let (sign, end) =
                if leaf == "low" { ("−", found.interval[0]) } else { ("+", found.interval[1]) };
            let numbers = format!("{} {sign} {} × {}", short(found.adjusted), short(z), short(error));
            let labels = self.words().labels();
            let name = if leaf == "low" { &labels.low } else { &labels.high };
            told.line(line(name, &format!("Δ′ {sign} z × SE"), numbers, end));
            told.comes_to(end);
            return Some(told.shown(self.words().change_to(end, 1)));
        }
        told.line(line(
            "z",
            "Δ′ / SE",
            format!("{} / {}", after_sign(found.adjusted), short(error)),
            found.z,
        ));
        told.comes_to(found.z);
        if leaf == "z" {
            return Some(told);
        }
        told.say(fill(
            &self.words().explain().note.two_sided,
            &[("z", short(found.z.abs())), ("=", short(found.p))],
        ));
        told.comes_to(found.p);
        if leaf == "p_adjusted" {
            told = told.p_shown(self.words(), of.p_adjusted);
            let p = self.family()?.corrected(&mut told, self.words(), self.from.head.method.correction);
            told.comes_to(p);
        }
        Some(told)
    }

    fn verdict(&self) -> Option<Explanation> {
        let mut told = Explanation { result: None, ..self.test("p_adjusted")? };
        told.what = self.what(&self.texts.verdict).what;
        told.say(&*self.texts.rule);
        told.result = serde_json::to_value(self.of.verdict).ok();
        Some(told)
    }

    /// The tests of all actions.
    fn family(&self) -> Option<Family> {
        let name = |at: usize| self.all.0.get(at).map(|action| action.what.clone()).unwrap_or_default();
        let results: Vec<(usize, &Outcome)> = self.all.results().collect();
        let counted = results.iter().map(|(at, _)| self.counted_of(*at));
        let asked = asked(counted.collect::<Option<Vec<_>>>()?.into_iter());
        let members = results.iter().zip(asked).map(|((at, of), first)| (first, name(*at), Some(of.p)));
        let own = results.iter().position(|(at, _)| *at == self.at)?;
        Family::of((&self.texts.family, false), members.collect(), own)
    }
}
