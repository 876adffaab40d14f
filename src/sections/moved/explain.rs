//! What the figures of who moved rest on.

use super::texts::ExplainTexts;
use super::types::{MarginalTest, Moved};
use crate::statistics::{Mean, marginal_change_traced};
use crate::survey::trace::recorded;
use crate::survey::{Changes, Counts, GROUPS, Group, Nps};
use crate::wording::{Words, fill};
use crate::workings::estimate::groups_are;
use crate::workings::numbers::short;
use crate::workings::{Explanation, Material, listed};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_moved")
}

impl Moved {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let then = from.words.period_inside(self.period);
        Explained { of: self, then, from, texts: texts(from.words) }.told(keys)
    }

    /// Who moved, and the change, for the list of what can be explained.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let leaves = ["n", "rose", "fell", "nps_then", "nps", "difference", "test/p"];
        listed(leaves.map(str::to_owned), |keys| self.explained(from, keys))
    }
}

struct Explained<'a> {
    of: &'a Moved,
    /// The name of the earlier period.
    then: String,
    from: &'a Material<'a>,
    texts: ExplainTexts,
}

impl Explained<'_> {
    fn told(&self, leaf: &[&str]) -> Option<Explanation> {
        let (of, texts) = (self.of, &self.texts);
        match leaf {
            ["n"] => Some(self.counted(&texts.n, of.n)),
            ["rose"] => Some(self.counted(&texts.rose, of.rose)),
            ["fell"] => Some(self.counted(&texts.fell, of.fell)),
            ["groups", then, now] => {
                let (then, now) = (group(then)?, group(now)?);
                let name = |group: Group| self.from.words.group(group).to_owned();
                let values = [("then", self.then.clone()), ("from", name(then)), ("to", name(now))];
                let n = of.groups.of(then, now);
                let mut told = Explanation::of(fill(&texts.cell, &values)).shown(self.from.words.count(n));
                told.say(&texts.counted);
                told.comes_to_count(n);
                Some(told)
            }
            ["nps_then"] => self.score(&texts.nps_then, of.groups.then()),
            ["nps"] => self.score(&texts.nps, of.groups.now()),
            ["difference"] => Some(self.difference()),
            ["interval", end] => self.interval(end),
            ["test", leaf] => self.test(of.test?, leaf),
            ["period" | "since", ..] => Some(Explanation::stated(&texts.period)),
            _ => None,
        }
    }

    fn what(&self, text: &str) -> Explanation {
        Explanation::of(fill(text, &[("then", &self.then)]))
    }

    fn counted(&self, text: &str, n: u64) -> Explanation {
        let words = self.from.words;
        let mut told = self.what(text).shown(words.count(n));
        let names = GROUPS.map(|group| words.group(group).to_owned());
        let rows = names.iter().zip(self.of.groups.rows()).map(|(name, row)| {
            let cells = [row.detractors(), row.passives(), row.promoters()].map(|n| words.count(n));
            [name.clone()].into_iter().chain(cells).collect()
        });
        let head: Vec<&str> = [""].into_iter().chain(names.iter().map(String::as_str)).collect();
        told.count_table(&head, rows.collect());
        told.say(&self.texts.counted);
        told.comes_to_count(n);
        told
    }

    fn score(&self, text: &str, counts: Counts) -> Option<Explanation> {
        let words = self.from.words;
        let (nps, steps) = recorded(|trace| counts.sample().map(|sample| Nps::traced(sample, trace)));
        let mut told = self.what(text).shown(words.nps(nps?.points()));
        told.count(groups_are(self.from, counts));
        told.tell(words, &steps);
        Some(told)
    }

    fn difference(&self) -> Explanation {
        let (of, words) = (self.of, self.from.words);
        let mut told = self.what(&self.texts.difference).difference_shown(words, of.difference.points());
        let terms = [of.nps.points(), -of.nps_then.points()];
        told.sum_of("Δ", "NPS₁ + (−NPS₀)", &terms, of.difference.points());
        told
    }

    fn interval(&self, end: &str) -> Option<Explanation> {
        let (of, words) = (self.of, self.from.words);
        let confidence = self.from.head.method.confidence;
        let (answers, scale) = of.groups.changes().answers(Changes::GROUPS)?;
        let (ends, steps) = recorded(|trace| {
            let mean = Mean::of_traced(&answers, &scale, trace)?;
            mean.interval_traced(confidence, trace)
        });
        let [low, high] = ends?;
        let found = 100.0 * if end == "low" { low } else { high };
        let mut told = self.what(&self.texts.interval).shown(words.points(found, 0));
        told.say(&self.texts.by_groups);
        told.tell(words, &steps);
        told.sum_of("", "100 × …", &[found], found);
        Some(told)
    }

    fn test(&self, test: MarginalTest, leaf: &str) -> Option<Explanation> {
        let words = self.from.words;
        let steps = recorded(|trace| marginal_change_traced(self.of.groups, trace)).1;
        let mut told = self.what(&self.texts.test);
        match leaf {
            "statistic" => {
                told.tell(words, steps.split_last()?.1);
                told.comes_to(test.statistic);
            }
            "freedom" => {
                let [two, one] = &self.texts.freedom;
                told.say(if test.freedom == 1 { one } else { two });
                told.comes_to_count(test.freedom.into());
            }
            "p" => {
                told = told.p_shown(words, test.p);
                told.tell(words, &steps);
            }
            "is_clear" => {
                told = self.what(&self.texts.verdict);
                let texts = words.explain();
                let values = [
                    ("p", short(test.p)),
                    ("alpha", short(self.from.head.method.confidence.alpha())),
                    ("level", words.confidence(self.from.head.method.confidence)),
                    ("verdict", self.texts.verdicts[usize::from(!test.is_clear)].to_string()),
                ];
                told.say(fill(if test.is_clear { &texts.no_larger } else { &texts.larger }, &values));
                told.result = Some(test.is_clear.into());
            }
            _ => return None,
        }
        Some(told)
    }
}

/// The group that a key names.
fn group(key: &str) -> Option<Group> {
    let keys = ["detractors", "passives", "promoters"];
    keys.into_iter().zip(GROUPS).find(|(own, _)| *own == key).map(|(_, group)| group)
}
