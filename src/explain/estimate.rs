//! A score and what belongs to it: counts, shares, mean, level.

use super::numbers::short;
use super::subject::Subject;
use super::{Case, Explanation, design, interval};
use crate::config::Reports;
use crate::error::counted_are;
use crate::facts::Which;
use crate::report::{Estimate, Finding, Hidden};
use crate::statistics::sample_traced;
use crate::survey::trace::{Formula, Step, recorded};
use crate::survey::{Group, Nps, Sample, Scale};
use crate::wording::Words;

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
                counted_are(estimate.n, "answer"), case.report.method.hide_below
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
    let least = case.report.method.hide_below;
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
            let clients = case.report.participants.as_ref().map_or(Reports::FEWEST_PEERS, |all| all.min_peers);
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
            .method
            .weighting
            .as_ref()
            .is_some_and(|w| w.column.is_some() || !w.margins.is_empty())
    }

    /// How many answers by group and, where they may be told, by score.
    fn counts(&self) -> Explanation {
        let mut told = Explanation::of("");
        let (counts, scale) = (self.estimate.counts, &self.case.report.method.scale);
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
        told.sum("n", "detractors + passives + promoters", format!("{d} + {z} + {p}"), d + z + p);
        told
    }

    fn group_count(&self, group: &str) -> Option<Explanation> {
        let counts = self.estimate.counts;
        let scale = &self.case.report.method.scale;
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
                told.sum(group_name(group), "sum over their scores", sum.join(" + "), given.iter().sum());
            }
        }
        Some(told)
    }

    fn shares(&self, group: Option<&str>) -> Explanation {
        let mut told = Explanation::of(match group {
            Some(group) => format!("The share of {group} in {}, 0 to 1.", self.of()),
            None => format!("How {} are divided into groups.", self.of()),
        });
        let shares = self.estimate.shares;
        let groups = [
            (Group::Detractor, shares.detractors),
            (Group::Passive, shares.passives),
            (Group::Promoter, shares.promoters),
        ];
        let steps = self.steps_of_shares();
        let wanted = groups.into_iter().filter(|(of, _)| group.is_none_or(|group| group == group_name(*of)));
        for (of_group, share) in wanted {
            if group.is_some() && self.is_of_all() {
                told = told.shown(self.words.percent_to(share, 1)).or_shown(self.words.percent(share));
            }
            let formulas = [Formula::Share(of_group), Formula::WeightedShare(of_group)];
            let own: Vec<Step> =
                steps.iter().filter(|step| formulas.contains(&step.formula)).cloned().collect();
            told.tell(self.words, &own);
            if own.is_empty() {
                told.say(format!(
                    "{} is what the weights of their answers come to, which are not told of others.",
                    short(share)
                ));
                told.comes_to(share);
            }
        }
        if group.is_none() {
            told.result = None;
        }
        told
    }

    /// How the share of each group comes about; nothing where its weights are not to be told.
    fn steps_of_shares(&self) -> Vec<Step> {
        match self.case.answers(self.subject) {
            Some(answers) if answers.design().is_some() => {
                recorded(|trace| sample_traced(&answers, &self.case.config.scale, trace)).1
            }
            None if self.estimate.design.is_some() => Vec::new(),
            _ => {
                let plain = self.estimate.counts.sample();
                recorded(|trace| plain.map(|sample| sample.shares_traced(trace))).1
            }
        }
    }

    fn nps(&self) -> Explanation {
        let mut told = Explanation::of(format!("The NPS of {}, in points from −100 to 100.", self.of()))
            .shown(self.words.nps(self.estimate.nps.points()));
        if self.estimate.design.is_some() {
            let of_ends = [Group::Promoter, Group::Detractor].map(Formula::WeightedShare);
            let steps = self.steps_of_shares().into_iter().filter(|step| of_ends.contains(&step.formula));
            told.tell(self.words, &steps.collect::<Vec<_>>());
        }
        if let Some(sample) = self.sample() {
            let (_, steps) = recorded(|trace| Nps::traced(sample, trace));
            told.tell(self.words, &steps);
        }
        told
    }

    fn mean(&self) -> Explanation {
        let mut told = Explanation::of(format!("The mean of {}, on the scale's own numbers.", self.of()));
        if self.is_of_all() {
            told = told.shown(self.words.points(self.estimate.mean, 2));
        }
        match self.case.answers(self.subject) {
            Some(answers) => {
                let (_, steps) = recorded(|trace| answers.mean_traced(&self.case.config.scale, trace));
                told.tell(self.words, &steps);
            }
            None => told.say(
                "It is the sum of all their answers by how many there are; how many gave each score is not told of others.",
            ),
        }
        told
    }

    fn level(&self) -> Explanation {
        let report = self.case.report;
        let level = self.estimate.level;
        let mut told = Explanation::of(format!(
            "Which of the named levels the NPS of {} lies in, counted from 0.",
            self.of()
        ))
        .shown(self.words.level(report, level));
        let nps = self.estimate.nps.points();
        let levels = report.levels.iter().enumerate().map(|(at, level)| {
            vec![at.to_string(), self.words.level(report, at).to_owned(), short(level.from)]
        });
        told.table(&["level", "name", "from"], levels.collect());
        let found =
            report.levels.iter().rposition(|level| self.estimate.nps.reaches(level.from)).unwrap_or(0);
        told.say(format!("The last level that starts at or below the NPS of {}: level {found}.", short(nps)));
        told.comes_to_count(found as u64);
        told
    }

    fn low_base(&self) -> Explanation {
        let (n, limit) = (self.estimate.n, self.case.report.method.low_base);
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
