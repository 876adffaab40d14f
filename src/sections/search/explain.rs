//! What the figures of the search rest on.

use std::collections::BTreeSet;

use super::looked::{Cut, in_cut, looked};
use super::texts::ExplainTexts;
use super::types::{Other, Pair, Score, Search};
use crate::facts::{Selection, Which};
use crate::figures::{Comparison, Estimate, Figures, Shares, by_cuts};
use crate::statistics::{Measure, Verdict};
use crate::survey::{Correction, Sample};
use crate::wording::{Words, fill};
use crate::workings::comparison::{Against, Compared, Side, comparison};
use crate::workings::estimate::by_group;
use crate::workings::family::Family;
use crate::workings::numbers::short;
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Material};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_search")
}

impl Search {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let texts = texts(from.words);
        let counted = |stated, n: usize| {
            let mut told = Explanation::stated(stated);
            told.comes_to_count(u64::try_from(n).unwrap_or(u64::MAX));
            Some(told)
        };
        match keys {
            ["values"] => counted(&texts.of_values, self.values),
            ["pairs"] => counted(&texts.of_pairs, self.pairs),
            ["hypotheses"] => counted(&texts.of_hypotheses, self.hypotheses),
            ["found", leaf @ ..] => {
                let pair = self.found.as_ref()?;
                Explained { search: self, pair, names: pair.names(from.words), from, texts }.told(leaf)
            }
            _ => None,
        }
    }
}

impl Pair {
    /// Its score and how it differs, for the list of what can be explained.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let [name, ..] = self.names(from.words);
        let score = crate::figures::Finding::Measured(self.score);
        let texts = texts(from.words);
        let verdict = Explanation::of(fill(&texts.of_verdict, &[("of", &name)]));
        let verdict = verdict.difference_shown(from.words, self.rest.difference.points());
        vec![
            ("found/score".to_owned(), Explanation::score(from.words, &name, &score)),
            ("found".to_owned(), verdict.p_shown(from.words, self.p_adjusted)),
        ]
    }
}

/// A pair that is explained.
struct Explained<'a> {
    search: &'a Search,
    pair: &'a Pair,
    /// What its answers are called, all others, the others of the first value, and those of the second.
    names: [String; 4],
    from: &'a Material<'a>,
    texts: ExplainTexts,
}

impl Explained<'_> {
    fn told(&self, leaf: &[&str]) -> Option<Explanation> {
        let [own, rest, first, second] = &self.names;
        match leaf {
            ["of", ..] => Some(Explanation::stated(&self.texts.of_value)),
            ["score", leaf @ ..] => self.score((own, &self.pair.score), leaf),
            ["rest", leaf @ ..] => self.other((rest, &self.pair.rest), leaf),
            ["others_of", "0", leaf @ ..] => self.other((first, &self.pair.others_of[0]), leaf),
            ["others_of", "1", leaf @ ..] => self.other((second, &self.pair.others_of[1]), leaf),
            ["p"] => Some(self.largest()),
            ["p_adjusted"] => self.corrected(),
            ["verdict"] => self.verdict(),
            [] | ["others_of"] => Some(Explanation { result: None, ..self.verdict()? }),
            _ => None,
        }
    }

    fn subject(&self, name: &str) -> Subject {
        let (question, by, gathered) = (None, None, BTreeSet::new());
        let periods = self.from.head.period.map(|period| period.ordinal()..=period.ordinal());
        let selection = Selection { question, by, gathered, periods, which: Which::All };
        Subject { name: name.to_owned(), selection }
    }

    fn score(&self, (name, score): (&str, &Score), leaf: &[&str]) -> Option<Explanation> {
        let sample = score.counts.sample()?;
        let [detractors, passives, promoters] = sample.shares();
        let estimate = Estimate {
            n: score.n,
            counts: Some(score.counts),
            shares: Shares { detractors, passives, promoters },
            nps: score.nps,
            interval: score.interval,
            standard_error: Measure::Nps.standard_error(sample),
            mean: 0.0,
            level: 0,
            low_base: false,
            design: None,
        };
        let leaf_of_score = if leaf.is_empty() { &["nps"] } else { leaf };
        let told = by_group(self.from, (&estimate, &self.subject(name)), leaf_of_score)?;
        let result = told.result.filter(|_| !leaf.is_empty());
        Some(Explanation { result, ..told })
    }

    /// Other answers, and how the pair differs from them.
    fn other(&self, (name, other): (&str, &Other), leaf: &[&str]) -> Option<Explanation> {
        if let ["score", leaf @ ..] = leaf {
            return self.score((name, &other.score), leaf);
        }
        let [own, ..] = &self.names;
        let side = |name: &str, sample: Sample| Side { subject: self.subject(name), sample };
        let own = side(own, self.pair.score.counts.sample()?);
        let against = Against::Side(side(name, other.score.counts.sample()?), 0.0);
        let Other { difference, z, p, .. } = *other;
        let found = Comparison { difference, z, p, p_adjusted: p, verdict: Verdict::Unclear };
        // By itself it is not corrected.
        let alone = Family::of(("", false), vec![((), String::new(), Some(p))], 0)?;
        let is_whole = leaf.is_empty();
        let leaf = if is_whole { &["difference"] } else { leaf };
        let told = comparison(self.from, (&own, &against), (&Compared::from(&found), &alone), leaf)?;
        // What has several figures comes to none.
        let result = told.result.filter(|_| !is_whole);
        Some(Explanation { rows: Vec::new(), result, ..told })
    }

    /// The largest of the three p-values.
    fn largest(&self) -> Explanation {
        let [own, others @ ..] = &self.names;
        let mut told = Explanation::of(fill(&self.texts.of_p, &[("of", own)]));
        self.tell_largest(&mut told, others);
        told
    }

    fn tell_largest(&self, told: &mut Explanation, others: &[String]) {
        let labels = self.from.words.labels();
        let rows = others.iter().zip(self.pair.others()).map(|(name, other)| {
            vec![name.clone(), short(other.difference.points()), short(other.z), short(other.p)]
        });
        told.count_table(&["", &*labels.difference, "z", "p"], rows.collect());
        told.say(fill(&self.texts.largest, &[("p", short(self.pair.p))]));
        told.comes_to(self.pair.p);
    }

    /// The corrected p-value.
    fn corrected(&self) -> Option<Explanation> {
        let [own, others @ ..] = &self.names;
        let mut told = Explanation::of(fill(&self.texts.of_p_adjusted, &[("of", own)]));
        told = told.p_shown(self.from.words, self.pair.p_adjusted);
        self.tell_largest(&mut told, others);
        let p = self.family()?.corrected(&mut told, self.from.words, Correction::Holm);
        told.comes_to(p);
        Some(told)
    }

    fn verdict(&self) -> Option<Explanation> {
        let (words, pair) = (self.from.words, self.pair);
        let [own, ..] = &self.names;
        let corrected = self.corrected()?;
        let told = Explanation::of(fill(&self.texts.of_verdict, &[("of", own)]));
        let told = told.difference_shown(words, pair.rest.difference.points());
        let told = told.p_shown(words, pair.p_adjusted);
        let mut told = Explanation {
            counts: corrected.counts,
            steps: corrected.steps,
            sources: corrected.sources,
            ..told
        };
        let (alpha, texts) = (self.from.head.method.confidence.alpha(), words.explain());
        let values = [
            ("p", short(pair.p_adjusted)),
            ("alpha", short(alpha)),
            ("level", words.confidence(self.from.head.method.confidence)),
            ("verdict", words.verdict(pair.verdict).to_string()),
        ];
        told.say(fill(&texts.no_larger, &values));
        told.result = serde_json::to_value(pair.verdict).ok();
        Some(told)
    }

    /// The values that are surer than the pair, and the pair; all others that were looked at come after it.
    fn family(&self) -> Option<Family> {
        let (words, period) = (self.from.words, self.from.head.period);
        let counts = Figures { config: self.from.config, excerpt: self.from.excerpt };
        let all = looked(counts, &by_cuts(counts, period), period)?;
        let name = |(cut, at): (usize, usize)| {
            let cut: &Cut = all.cuts.get(cut)?;
            let value = words.region(&cut.values.get(at)?.name).to_owned();
            Some(in_cut(counts, cut, at).map_or(value, |of| of.named(words)))
        };
        let surer = all.values.iter().filter(|(_, p)| *p <= self.pair.p);
        let mut members: Vec<(usize, String, Option<f64>)> =
            surer.enumerate().filter_map(|(at, (of, p))| Some((at, name(*of)?, Some(*p)))).collect();
        let own = members.len();
        members.push((own, self.names[0].clone(), Some(self.pair.p)));
        let more = self.search.hypotheses.saturating_sub(members.len());
        Some(Family::of((&self.texts.family, false), members, own)?.with_less_sure(more))
    }
}
