//! What the figures of whom somebody has called back rest on.

use super::figures::quantile;
use super::texts::ExplainTexts;
use super::types::{CalledBack, FollowUp, NextOf, NextScore};
use crate::responses::Closed;
use crate::statistics::{Mean, Verdict, difference_of_means_traced, wilson_traced};
use crate::survey::trace::recorded;
use crate::survey::{Changes, Period};
use crate::wording::{Words, fill};
use crate::workings::numbers::{real, short};
use crate::workings::{Explanation, Material, listed};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_follow_up")
}

impl FollowUp {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        match keys {
            ["periods", at, leaf @ ..] => self.periods.get(at.parse::<usize>().ok()?)?.explained(from, leaf),
            ["next", leaf @ ..] => self.next.as_ref()?.explained(from, leaf),
            _ => None,
        }
    }

    /// Who was called back of each period and how soon, and how scores moved, for the list of what can be explained.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let of_period =
            |at: usize| ["n", "called", "share", "days/median"].map(|leaf| format!("periods/{at}/{leaf}"));
        let next = ["called/mean", "not_called/mean", "gap/mean_difference", "gap/p"];
        let next = next.into_iter().map(|leaf| format!("next/{leaf}"));
        listed((0..self.periods.len()).flat_map(of_period).chain(next), |keys| self.explained(from, keys))
    }
}

impl CalledBack {
    fn name(&self, words: &Words) -> String {
        self.period.map_or_else(|| words.labels().total.to_string(), |period| words.period(period))
    }

    fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let closed = from.excerpt.kept.closed.get(&self.period.map_or(0, Period::ordinal))?;
        let what = |text: &str| Explanation::of(fill(text, &[("of", self.name(words))]));
        let counted = |text: &str, n: u64| {
            let mut told = what(text).shown(words.count(n));
            told.say(&texts.counted);
            told.comes_to_count(n);
            Some(told)
        };
        match leaf {
            ["n"] => counted(&texts.n, self.n),
            ["called"] => counted(&texts.called, self.called),
            ["early"] => counted(&texts.early, self.early),
            ["undated"] => counted(&texts.undated, self.undated),
            ["share"] => {
                let mut told = what(&texts.share)
                    .shown(words.percent(self.share))
                    .or_shown(words.percent_to(self.share, 1));
                told.say(&texts.counted);
                let share = real(self.called) / real(self.n);
                told.ratio(&texts.ratio[0], &texts.ratio[1], (self.called, self.n), share);
                told.comes_to(share);
                Some(told)
            }
            [end @ ("share_low" | "share_high")] => {
                let share = real(self.called) / real(self.n);
                let confidence = from.head.method.confidence;
                let ([low, high], steps) =
                    recorded(|trace| wilson_traced(share, real(self.n), confidence, trace));
                let found = if *end == "share_low" { low } else { high };
                let mut told = what(&texts.share_end).shown(words.percent_to(found, 1));
                told.ratio(&texts.ratio[0], &texts.ratio[1], (self.called, self.n), share);
                told.tell(words, &steps);
                told.comes_to(found);
                Some(told)
            }
            ["period", ..] => Some(Explanation::stated(&texts.period)),
            ["days", leaf] => of_days(closed, leaf, (words, &texts), what),
            _ => None,
        }
    }
}

/// What a number of days rests on, of what this is said.
fn of_days(
    closed: &Closed,
    leaf: &str,
    (words, texts): (&Words, &ExplainTexts),
    what: impl FnOnce(&str) -> Explanation,
) -> Option<Explanation> {
    let (text, found) = match leaf {
        "n" => (&texts.dated, real(closed.after.values().sum())),
        "median" => (&texts.median, quantile(&closed.after, 0.5)),
        "lower_quartile" => (&texts.lower_quartile, quantile(&closed.after, 0.25)),
        "upper_quartile" => (&texts.upper_quartile, quantile(&closed.after, 0.75)),
        _ => return None,
    };
    let mut told = what(text);
    let rows = closed.after.iter().map(|(days, n)| vec![days.to_string(), words.count(*n)]);
    told.count_table(&texts.days_heads, rows.collect());
    told.say(if leaf == "n" { &texts.counted } else { &texts.quantile });
    told.comes_to(found);
    Some(told)
}

impl NextScore {
    fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let [not_called, called] = &from.excerpt.kept.returned.after;
        match leaf {
            ["called", leaf] => self.called?.explained(called, from, leaf),
            ["not_called", leaf] => self.not_called?.explained(not_called, from, leaf),
            ["gap", leaf] => self.gap_explained([called, not_called], from, leaf),
            _ => None,
        }
    }

    fn gap_explained(
        &self,
        [called, not_called]: [&Changes; 2],
        from: &Material<'_>,
        leaf: &str,
    ) -> Option<Explanation> {
        let (gap, words, texts) = (self.gap?, from.words, texts(from.words));
        let (found, steps) = recorded(|trace| {
            let (one, other) = (mean(called, from)?, mean(not_called, from)?);
            Some(difference_of_means_traced(one, other, 0.0, trace))
        });
        let found = found?;
        let (text, result) = match leaf {
            "mean_difference" => (&texts.gap, found.difference),
            "t" => (&texts.gap_t, found.statistic),
            "p" => (&texts.gap_p, found.p),
            "verdict" => (&texts.gap_verdict, found.p),
            _ => return None,
        };
        let mut told = Explanation::of(&**text);
        if leaf == "mean_difference" {
            told = told.shown(words.change_to(gap.mean_difference, 1));
        }
        told.say(&texts.next_counted);
        told.tell(words, &steps);
        told.comes_to(result);
        if leaf == "verdict" {
            let alpha = from.head.method.confidence.alpha();
            let explain = words.explain();
            let pattern = if gap.verdict == Verdict::Unclear { &explain.larger } else { &explain.no_larger };
            let values = [
                ("p", short(gap.p)),
                ("alpha", short(alpha)),
                ("level", words.confidence(from.head.method.confidence)),
                ("verdict", words.verdict(gap.verdict).to_string()),
            ];
            told.say(fill(pattern, &values));
            told.result = serde_json::to_value(gap.verdict).ok();
        }
        Some(told)
    }
}

impl NextOf {
    fn explained(self, changes: &Changes, from: &Material<'_>, leaf: &str) -> Option<Explanation> {
        let (words, texts) = (from.words, texts(from.words));
        let (text, count) = match leaf {
            "n" => (&texts.next_n, Some(self.n)),
            "rose" => (&texts.next_rose, Some(self.rose)),
            "fell" => (&texts.next_fell, Some(self.fell)),
            "mean" => (&texts.next_mean, None),
            "mean_low" | "mean_high" => (&texts.next_end, None),
            _ => return None,
        };
        let mut told = Explanation::of(&**text);
        told.say(&texts.next_counted);
        if let Some(n) = count {
            told.comes_to_count(n);
            return Some(told.shown(words.count(n)));
        }
        let confidence = from.head.method.confidence;
        let mean = mean(changes, from)?;
        if leaf == "mean" {
            told = told.shown(words.change_to(self.mean, 1));
            told.comes_to(mean.mean());
            return Some(told);
        }
        let (ends, of_ends) = recorded(|trace| mean.interval_traced(confidence, trace));
        let [low, high] = ends?;
        told.tell(words, &of_ends);
        told.comes_to(if leaf == "mean_low" { low } else { high });
        Some(told)
    }
}

/// The mean alone: how many moved by how much is told of nobody.
fn mean(changes: &Changes, from: &Material<'_>) -> Option<Mean> {
    let scale = from.head.question.scale;
    let (answers, scale) = changes.answers(scale.high().saturating_sub(scale.low()))?;
    Mean::of(&answers, &scale)
}
