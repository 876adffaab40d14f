//! A score and what belongs to it: counts, shares, mean, level.

use super::formulas::by_words;
use super::numbers::short;
use super::subject::Subject;
use super::{Case, Explanation, design, interval};
use crate::config::Reports;
use crate::facts::Which;
use crate::report::{Estimate, Finding, Hidden};
use crate::statistics::sample_traced;
use crate::survey::trace::{Formula, Step, recorded};
use crate::survey::{Group, Nps, Sample, Scale};
use crate::wording::{ExplainTexts, Text, Words, fill};

/// A figure of a finding, by its key; nothing where it has none of that name.
pub(super) fn finding(
    case: &Case<'_>,
    words: &Words,
    (finding, subject): (&Finding, &Subject),
    leaf: &[&str],
) -> Option<Explanation> {
    let estimate = match finding {
        Finding::Measured(estimate) => estimate,
        Finding::Hidden { why } => return Some(hidden(case, words, subject, *why)),
        Finding::NoAnswers => {
            let mut told = Explanation::of(fill(&words.explain().of_nobody, &[("of", &subject.name)]));
            told.count(&*words.explain().nobody);
            return Some(told);
        }
    };
    let of = Figure { case, words, estimate, subject };
    let mut told = match leaf {
        ["state"] => {
            let texts = words.explain();
            let mut told = Explanation::of(fill(&texts.state, &[("of", &subject.name)]));
            let least = case.report.head.method.hide_below.to_string();
            told.say(fill(&texts.measured, &[("n", words.count(estimate.n)), ("least", least)]));
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
fn hidden(case: &Case<'_>, words: &Words, subject: &Subject, why: Hidden) -> Explanation {
    let texts = words.explain();
    let mut told = Explanation::of(fill(&texts.not_shown, &[("of", &subject.name)]));
    let clients =
        case.report.sections.participants.as_ref().map_or(Reports::FEWEST_PEERS, |all| all.min_peers);
    let why = match why {
        Hidden::TooFew => &texts.hidden_few,
        Hidden::Complement => &texts.hidden_rest,
        Hidden::TooFewClients => &texts.hidden_clients,
    };
    let least = case.report.head.method.hide_below.to_string();
    told.say(fill(why, &[("least", least), ("clients", clients.to_string())]));
    told.say(&*texts.not_told);
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

    /// What a figure is, of these answers.
    fn what(&self, text: &Text) -> String {
        fill(text, &[("of", self.of())])
    }

    fn group_name(&self, group: Group) -> String {
        by_words(self.words, key(group))
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
        let (counts, scale) = (self.estimate.counts, &self.case.report.head.question.scale);
        let texts = self.words.explain();
        let values = [
            ("detractors", self.words.count(counts.detractors())),
            ("passives", self.words.count(counts.passives())),
            ("promoters", self.words.count(counts.promoters())),
            ("low", cut(texts, scale, Group::Detractor)),
            ("middle", cut(texts, scale, Group::Passive)),
            ("high", cut(texts, scale, Group::Promoter)),
            ("n", self.words.count(self.estimate.n)),
        ];
        told.count(fill(&texts.groups_are, &values));
        let Some(answers) = self.case.answers(self.subject) else { return told };
        let weights = answers.design().filter(|_| self.is_weighted());
        let given = scale.scores().filter(|score| answers.histogram().answers(*score) > 0);
        let rows = given.map(|score| {
            let mut row = vec![
                scale.answer(score).to_string(),
                self.group_name(scale.group(score)),
                self.words.count(answers.histogram().answers(score)),
            ];
            if let Some(design) = weights {
                row.push(
                    design.by_score().get(score.index()).map_or_else(|| "0".to_owned(), |w| short(w.sum)),
                );
            }
            row
        });
        let head = texts.heads.each_ref().map(|head| &**head);
        let columns = if weights.is_some() { 4 } else { 3 };
        told.count_table(head.get(..columns).unwrap_or(&head), rows.collect());
        told
    }

    fn base(&self) -> Explanation {
        let counts = self.estimate.counts;
        let mut told = Explanation::of(self.what(&self.words.explain().base))
            .shown(self.words.base(self.estimate.n))
            .or_shown(self.words.count(self.estimate.n));
        let [d, z, p] = [counts.detractors(), counts.passives(), counts.promoters()];
        let symbols = by_words(self.words, "detractors + passives + promoters");
        told.sum("n", &symbols, format!("{d} + {z} + {p}"), d + z + p);
        told
    }

    fn group_count(&self, group: &str) -> Option<Explanation> {
        let counts = self.estimate.counts;
        let scale = &self.case.report.head.question.scale;
        let (group, count) = match group {
            "detractors" => (Group::Detractor, counts.detractors()),
            "passives" => (Group::Passive, counts.passives()),
            "promoters" => (Group::Promoter, counts.promoters()),
            _ => return None,
        };
        let (texts, name) = (self.words.explain(), self.group_name(group));
        let mut told = Explanation::of(fill(&texts.group, &[("group", &*name), ("of", self.of())]));
        if self.is_of_all() {
            told = told.shown(self.words.count(count));
        }
        let values = [
            ("group", name.clone()),
            ("from", cut(texts, scale, group)),
            ("low", scale.low().to_string()),
            ("high", scale.high().to_string()),
        ];
        told.say(fill(&texts.cut, &values));
        match self.case.answers(self.subject) {
            None => told.comes_to_count(count),
            Some(answers) => {
                let given: Vec<u64> = scale
                    .scores()
                    .filter(|score| scale.group(*score) == group)
                    .map(|score| answers.histogram().answers(score))
                    .collect();
                let sum: Vec<String> = given.iter().map(u64::to_string).collect();
                told.sum(&name, "Σ", sum.join(" + "), given.iter().sum());
            }
        }
        Some(told)
    }

    fn shares(&self, group: Option<&str>) -> Explanation {
        let texts = self.words.explain();
        let shares = self.estimate.shares;
        let groups = [
            (Group::Detractor, shares.detractors),
            (Group::Passive, shares.passives),
            (Group::Promoter, shares.promoters),
        ];
        let steps = self.steps_of_shares();
        let wanted: Vec<(Group, f64)> =
            groups.into_iter().filter(|(of, _)| group.is_none_or(|group| group == key(*of))).collect();
        let mut told = Explanation::of(match (group, wanted.first()) {
            (Some(_), Some((of, _))) => {
                fill(&texts.share, &[("group", &*self.group_name(*of)), ("of", self.of())])
            }
            _ => self.what(&texts.division),
        });
        for (of_group, share) in wanted {
            if group.is_some() && self.is_of_all() {
                told = told.shown(self.words.percent_to(share, 1)).or_shown(self.words.percent(share));
            }
            let formulas = [Formula::Share(of_group), Formula::WeightedShare(of_group)];
            let own: Vec<Step> =
                steps.iter().filter(|step| formulas.contains(&step.formula)).cloned().collect();
            told.tell(self.words, &own);
            if own.is_empty() {
                told.say(fill(&texts.by_weights, &[("share", short(share))]));
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
                recorded(|trace| sample_traced(&answers, &self.case.config.question.scale, trace)).1
            }
            None if self.estimate.design.is_some() => Vec::new(),
            _ => {
                let plain = self.estimate.counts.sample();
                recorded(|trace| plain.map(|sample| sample.shares_traced(trace))).1
            }
        }
    }

    fn nps(&self) -> Explanation {
        let mut told = Explanation::of(self.what(&self.words.explain().nps))
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
        let mut told = Explanation::of(self.what(&self.words.explain().mean));
        if self.is_of_all() {
            told = told.shown(self.words.points(self.estimate.mean, 2));
        }
        match self.case.answers(self.subject) {
            Some(answers) => {
                let (_, steps) =
                    recorded(|trace| answers.mean_traced(&self.case.config.question.scale, trace));
                told.tell(self.words, &steps);
            }
            None => told.say(&*self.words.explain().mean_of_others),
        }
        told
    }

    fn level(&self) -> Explanation {
        let report = self.case.report;
        let level = self.estimate.level;
        let texts = self.words.explain();
        let mut told = Explanation::of(self.what(&texts.level)).shown(self.words.level(&report.head, level));
        let nps = self.estimate.nps.points();
        let levels = report.head.levels.iter().enumerate().map(|(at, level)| {
            vec![at.to_string(), self.words.level(&report.head, at).to_owned(), short(level.from)]
        });
        told.table(&texts.level_heads.each_ref().map(|head| &**head), levels.collect());
        let found =
            report.head.levels.iter().rposition(|level| self.estimate.nps.reaches(level.from)).unwrap_or(0);
        told.say(fill(&texts.level_found, &[("nps", short(nps)), ("level", found.to_string())]));
        told.comes_to_count(found as u64);
        told
    }

    fn low_base(&self) -> Explanation {
        let (n, limit) = (self.estimate.n, self.case.report.head.method.low_base);
        let texts = self.words.explain();
        let mut told = Explanation::of(self.what(&texts.low_base));
        let is = n < limit;
        let text = if is { &texts.few } else { &texts.not_few };
        told.say(fill(text, &[("n", self.words.count(n)), ("limit", limit.to_string())]));
        told.result = Some(is.into());
        told
    }
}

/// The scores of a group: "0 to 6".
fn cut(texts: &ExplainTexts, scale: &Scale, group: Group) -> String {
    let of_group = scale.scores().filter(|score| scale.group(*score) == group);
    let answers: Vec<i32> = of_group.map(|score| scale.answer(score)).collect();
    match answers.as_slice() {
        [] => texts.no_score.to_string(),
        [only] => only.to_string(),
        [low, .., high] => fill(&texts.from_to, &[("low", low.to_string()), ("high", high.to_string())]),
    }
}

/// A group as `report.json` calls it, and formulas.
fn key(group: Group) -> &'static str {
    match group {
        Group::Detractor => "detractors",
        Group::Passive => "passives",
        Group::Promoter => "promoters",
    }
}
