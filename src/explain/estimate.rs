//! A score and what belongs to it: counts, shares, mean, level.

use super::numbers::{after_sign, real, short};
use super::subject::Subject;
use super::{Case, Explanation, design, interval};
use crate::config::Reports;
use crate::error::counted_are;
use crate::facts::Which;
use crate::report::{Estimate, Finding, Hidden};
use crate::survey::{Group, Sample, Scale};
use crate::wording::Words;

/// The source of the score.
const NPS: &str = "Reichheld 2003, \"The one number you need to grow\", Harvard Business Review 81(12)";

/// A figure of a finding, by its key; nothing where it has none of that name.
pub(super) fn finding(
    case: &Case<'_>,
    words: &Words,
    (finding, subject): (&Finding, &Subject),
    leaf: &[&str],
) -> Option<Explanation> {
    let estimate = match finding {
        Finding::Measured(estimate) => estimate,
        Finding::Hidden { why } => return Some(hidden(case, subject, *why)),
        Finding::NoAnswers => {
            let mut told = Explanation::of(format!("The score of {}. There are none.", subject.name));
            told.count("Nobody has answered, so there is nothing to compute.");
            return Some(told);
        }
    };
    let of = Figure { case, words, estimate, subject };
    let mut told = match leaf {
        ["state"] => {
            let mut told = Explanation::of(format!("Whether the score of {} is shown.", subject.name));
            told.say(format!(
                "It is measured: {} at least `method.hide_below`, {}, and no hidden neighbour can be worked out from it.",
                counted_are(estimate.n, "answer"), case.report.head.method.hide_below
            ));
            told
        }
        ["n"] => of.base(),
        ["counts" | "shares"] => of.shares(None),
        ["counts", group] => of.group_count(group)?,
        ["shares", group] => of.shares(Some(group)),
        ["nps"] => of.nps(),
        ["interval"] => interval::interval(&of, None),
        ["interval", end] => interval::interval(&of, Some(end)),
        ["standard_error"] => interval::standard_error(&of),
        ["mean"] => of.mean(),
        ["level"] => of.level(),
        ["low_base"] => of.low_base(),
        ["design", leaf @ ..] => design::design(&of, leaf)?,
        _ => return None,
    };
    let counts = of.counts();
    told.counts.splice(0..0, counts.counts);
    told.behind(subject, estimate.n);
    Some(told)
}

/// A figure that is not shown: the rule, and nothing else.
fn hidden(case: &Case<'_>, subject: &Subject, why: Hidden) -> Explanation {
    let mut told = Explanation::of(format!("The score of {}. It is not shown.", subject.name));
    let least = case.report.head.method.hide_below;
    told.say(match why {
        Hidden::TooFew => format!(
            "There are fewer answers than `method.hide_below`, {least}: so few would say too much of single people, \
             and too little of all."
        ),
        Hidden::Complement => format!(
            "It has fewer answers than `method.hide_below`, {least}, or it is hidden with one that has: were it \
             shown, the hidden figure would be what is left of the shown total. The smallest others are hidden until \
             what is hidden is at least two figures, with at least {least} answers together that are not all of one group."
        ),
        Hidden::TooFewClients => {
            let clients = case.report.sections.participants.as_ref().map_or(Reports::FEWEST_PEERS, |all| all.min_peers);
            format!(
                "It is made of fewer than {clients} clients (`reports.min_peers`), of fewer than {least} answers \
                 (`method.hide_below`), or nearly all of one client's, or it would let such a group be worked out: whoever \
                 knows its own answers can take them off."
            )
        }
    });
    told.say("What is hidden is not told here either.");
    told
}

/// An estimate and whose it is.
pub(super) struct Figure<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) words: &'a Words,
    pub(super) estimate: &'a Estimate,
    pub(super) subject: &'a Subject,
}

impl Figure<'_> {
    pub(super) fn of(&self) -> &str {
        &self.subject.name
    }

    pub(super) fn sample(&self) -> Option<Sample> {
        self.estimate.sample()
    }

    /// Whether it is made of all answers of one report: the page has more of these than the score and the base.
    fn is_of_all(&self) -> bool {
        self.subject.selection.as_ref().is_some_and(|selection| selection.which == Which::All)
    }

    fn is_weighted(&self) -> bool {
        self.case
            .report
            .head
            .method
            .weighting
            .as_ref()
            .is_some_and(|w| w.column.is_some() || !w.margins.is_empty())
    }

    /// How many answers by group and, where they may be told, by score.
    fn counts(&self) -> Explanation {
        let mut told = Explanation::of("");
        let (counts, scale) = (self.estimate.counts, &self.case.report.head.method.scale);
        told.count(format!(
            "{} detractors ({}), {} passives ({}), {} promoters ({}): {} answers.",
            self.words.count(counts.detractors()),
            cut(scale, Group::Detractor),
            self.words.count(counts.passives()),
            cut(scale, Group::Passive),
            self.words.count(counts.promoters()),
            cut(scale, Group::Promoter),
            self.words.count(self.estimate.n),
        ));
        let Some(answers) = self.case.answers(self.subject) else { return told };
        let weights = answers.design().filter(|_| self.is_weighted());
        let given = scale.scores().filter(|score| answers.histogram().answers(*score) > 0);
        let rows = given.map(|score| {
            let mut row = vec![
                scale.answer(score).to_string(),
                group_name(scale.group(score)).to_owned(),
                self.words.count(answers.histogram().answers(score)),
            ];
            if let Some(design) = weights {
                row.push(
                    design.by_score().get(score.index()).map_or_else(|| "0".to_owned(), |w| short(w.sum)),
                );
            }
            row
        });
        let head = ["score", "group", "answers", "sum of weights"];
        let columns = if weights.is_some() { 4 } else { 3 };
        told.count_table(head.get(..columns).unwrap_or(&head), rows.collect());
        told
    }

    fn base(&self) -> Explanation {
        let counts = self.estimate.counts;
        let mut told = Explanation::of(format!("The base: how many answers {} are, unweighted.", self.of()))
            .shown(self.words.base(self.estimate.n))
            .or_shown(self.words.count(self.estimate.n));
        let [d, z, p] = [counts.detractors(), counts.passives(), counts.promoters()];
        told.last("n", "detractors + passives + promoters", format!("{d} + {z} + {p}"), real(d + z + p));
        told
    }

    fn group_count(&self, group: &str) -> Option<Explanation> {
        let counts = self.estimate.counts;
        let scale = &self.case.report.head.method.scale;
        let (group, count) = match group {
            "detractors" => (Group::Detractor, counts.detractors()),
            "passives" => (Group::Passive, counts.passives()),
            "promoters" => (Group::Promoter, counts.promoters()),
            _ => return None,
        };
        let what = format!("How many of {} are by {}.", self.of(), group_name(group));
        let mut told = Explanation::of(what);
        if self.is_of_all() {
            told = told.shown(self.words.count(count));
        }
        told.say(format!(
            "A score from {} makes {}: `method.scale` cuts the scale of {} to {} so.",
            cut(scale, group),
            group_name(group),
            scale.low(),
            scale.high()
        ));
        match self.case.answers(self.subject) {
            None => told.comes_to_count(count),
            Some(answers) => {
                let given: Vec<u64> = scale
                    .scores()
                    .filter(|score| scale.group(*score) == group)
                    .map(|score| answers.histogram().answers(score))
                    .collect();
                let sum: Vec<String> = given.iter().map(u64::to_string).collect();
                told.last(
                    group_name(group),
                    "sum over their scores",
                    sum.join(" + "),
                    real(given.iter().sum()),
                );
            }
        }
        Some(told)
    }

    fn shares(&self, group: Option<&str>) -> Explanation {
        let counts = self.estimate.counts;
        let mut told = Explanation::of(match group {
            Some(group) => format!("The share of {group} in {}, 0 to 1.", self.of()),
            None => format!("How {} are divided into groups.", self.of()),
        });
        let shares = self.estimate.shares;
        let groups = [
            ("detractors", counts.detractors(), shares.detractors, Group::Detractor),
            ("passives", counts.passives(), shares.passives, Group::Passive),
            ("promoters", counts.promoters(), shares.promoters, Group::Promoter),
        ];
        for (name, count, share, of_group) in groups {
            if group.is_some_and(|wanted| wanted != name) {
                continue;
            }
            if group.is_some() && self.is_of_all() {
                told = told.shown(self.words.percent_to(share, 1)).or_shown(self.words.percent(share));
            }
            let weights = self.weight_of(of_group);
            let (symbols, numbers, value) = match weights {
                Some((own, all)) => {
                    (format!("Σw of {name} / Σw"), format!("{} / {}", short(own), short(all)), own / all)
                }
                None if self.estimate.design.is_some() && self.subject.selection.is_none() => {
                    (format!("Σw of {name} / Σw"), "as the report has it".to_owned(), share)
                }
                None => {
                    let n = self.estimate.n;
                    (format!("{name} / n"), format!("{count} / {n}"), real(count) / real(n))
                }
            };
            if group.is_some() {
                told.last(&format!("share of {name}"), &symbols, numbers, value);
            } else {
                told.step(&format!("share of {name}"), &symbols, numbers, value);
            }
        }
        told
    }

    /// The weights of a group and of all, where answers have any that may be told.
    fn weight_of(&self, group: Group) -> Option<(f64, f64)> {
        let answers = self.case.answers(self.subject)?;
        let scale = &self.case.report.head.method.scale;
        let of_scores = answers.design()?.by_score().iter().zip(scale.scores());
        let own = of_scores.filter(|(_, score)| scale.group(*score) == group).map(|(weight, _)| weight.sum);
        Some((own.sum(), answers.weight()))
    }

    fn nps(&self) -> Explanation {
        let mut told = Explanation::of(format!("The NPS of {}, in points from −100 to 100.", self.of()))
            .shown(self.words.nps(self.estimate.nps.points()));
        if self.estimate.design.is_some() {
            let shares = self.estimate.shares;
            if let (Some((d, all)), Some((p, _))) =
                (self.weight_of(Group::Detractor), self.weight_of(Group::Promoter))
            {
                told.say("Every answer counts by its weight w.");
                told.step("share of promoters", "Σw of promoters / Σw", divided(p, all), p / all);
                told.step("share of detractors", "Σw of detractors / Σw", divided(d, all), d / all);
            }
            told.last(
                "NPS",
                "100 × (share of promoters − share of detractors)",
                format!("100 × ({} − {})", short(shares.promoters), short(shares.detractors)),
                (100.0 * (shares.promoters - shares.detractors)).clamp(-100.0, 100.0),
            );
        } else {
            let (counts, n) = (self.estimate.counts, self.estimate.n);
            let (d, p) = (counts.detractors(), counts.promoters());
            told.last(
                "NPS",
                "100 × (promoters − detractors) / n",
                format!("100 × ({p} − {d}) / {n}"),
                100.0 * (real(p) - real(d)) / real(n),
            );
        }
        told.source(NPS);
        told
    }

    fn mean(&self) -> Explanation {
        let mut told = Explanation::of(format!("The mean of {}, on the scale's own numbers.", self.of()));
        if self.is_of_all() {
            told = told.shown(self.words.points(self.estimate.mean, 2));
        }
        let Some(answers) = self.case.answers(self.subject) else {
            told.say("It is the sum of all their answers by how many there are; how many gave each score is not told of others.");
            return told;
        };
        let scale = &self.case.report.head.method.scale;
        let weight = |score| match answers.design() {
            Some(design) => design.by_score().get(crate::survey::Score::index(score)).map_or(0.0, |w| w.sum),
            None => real(answers.histogram().answers(score)),
        };
        let given: Vec<(f64, f64)> = scale
            .scores()
            .map(|score| (f64::from(scale.answer(score)), weight(score)))
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        let sum: f64 = given.iter().map(|(answer, weight)| answer * weight).sum();
        let terms: Vec<String> = given
            .iter()
            .map(|(answer, weight)| format!("{} × {}", after_sign(*answer), short(*weight)))
            .collect();
        let symbol = if answers.design().is_some() { "Σ score × weight" } else { "Σ score × answers" };
        told.step("sum", symbol, terms.join(" + "), sum);
        let all = answers.weight();
        let symbols = if answers.design().is_some() { "sum / Σw" } else { "sum / n" };
        let mean = (sum / all).clamp(f64::from(scale.low()), f64::from(scale.high()));
        told.last("mean", symbols, divided(sum, all), mean);
        told
    }

    fn level(&self) -> Explanation {
        let report = self.case.report;
        let level = self.estimate.level;
        let mut told = Explanation::of(format!(
            "Which of the named levels the NPS of {} lies in, counted from 0.",
            self.of()
        ))
        .shown(self.words.level(&report.head, level));
        let nps = self.estimate.nps.points();
        let levels = report.head.levels.iter().enumerate().map(|(at, level)| {
            vec![at.to_string(), self.words.level(&report.head, at).to_owned(), short(level.from)]
        });
        told.table(&["level", "name", "from"], levels.collect());
        let found =
            report.head.levels.iter().rposition(|level| self.estimate.nps.reaches(level.from)).unwrap_or(0);
        told.say(format!("The last level that starts at or below the NPS of {}: level {found}.", short(nps)));
        told.comes_to_count(found as u64);
        told
    }

    fn low_base(&self) -> Explanation {
        let (n, limit) = (self.estimate.n, self.case.report.head.method.low_base);
        let mut told = Explanation::of(format!("Whether {} are few enough to be marked.", self.of()));
        let is = n < limit;
        told.say(format!(
            "{} {} than `method.low_base`, {limit}.",
            counted_are(n, "answer"),
            if is { "fewer" } else { "not fewer" }
        ));
        told.result = Some(is.into());
        told
    }
}

fn divided(part: f64, whole: f64) -> String {
    format!("{} / {}", short(part), after_sign(whole))
}

/// The scores of a group: "0 to 6".
fn cut(scale: &Scale, group: Group) -> String {
    let of_group = scale.scores().filter(|score| scale.group(*score) == group);
    let answers: Vec<i32> = of_group.map(|score| scale.answer(score)).collect();
    match answers.as_slice() {
        [] => "no score".to_owned(),
        [only] => only.to_string(),
        [low, .., high] => format!("{low} to {high}"),
    }
}

fn group_name(group: Group) -> &'static str {
    match group {
        Group::Detractor => "detractors",
        Group::Passive => "passives",
        Group::Promoter => "promoters",
    }
}
