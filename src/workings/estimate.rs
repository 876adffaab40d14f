//! A score and what belongs to it: counts, shares, mean, level.

use super::figure::{Figure, key};
use super::formulas::by_words;
use super::numbers::short;
use super::subject::Subject;
use super::{Explanation, Material, design, interval};
use crate::figures::{Estimate, Finding, Hidden};
use crate::statistics::sample_traced;
use crate::survey::trace::{Formula, Step, recorded};
use crate::survey::{Counts, Design, Group, Nps, Scale};
use crate::wording::{ExplainTexts, fill};

/// A figure of a finding, by its key; nothing where it has none of that name.
pub(crate) fn finding(
    from: &Material<'_>,
    (finding, subject): (&Finding, &Subject),
    leaf: &[&str],
) -> Option<Explanation> {
    let words = from.words;
    let estimate = match finding {
        Finding::Measured(estimate) => estimate,
        Finding::Hidden { why } => return Some(hidden(from, &subject.name, *why)),
        Finding::NoAnswers => return Some(of_nobody(from, &subject.name)),
    };
    let of = Figure { from, estimate, subject };
    let mut told = match leaf {
        ["state"] => {
            let texts = words.explain();
            let mut told = Explanation::of(fill(&texts.state, &[("of", &subject.name)]));
            let least = from.head.method.hide_below.to_string();
            told.say(fill(&texts.measured, &[("n", words.count(estimate.n)), ("least", least)]));
            told
        }
        ["n"] => of.base(),
        ["counts" | "shares"] => of.division(),
        ["counts", group] => of.group_count(group)?,
        ["shares", group] => of.share(group)?,
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

/// The same of answers that are known by group alone.
pub(crate) fn by_group(
    from: &Material<'_>,
    (estimate, subject): (&Estimate, &Subject),
    leaf: &[&str],
) -> Option<Explanation> {
    let of = Figure { from, estimate, subject };
    let mut told = match leaf {
        ["n"] => of.base(),
        ["counts"] => of.division(),
        ["counts", group] => {
            let (group, count, _) = of.each().into_iter().find(|(own, ..)| key(*own) == *group)?;
            let values = [("group", &*of.group_name(group)), ("of", of.of())];
            let mut told = Explanation::of(fill(&of.texts().group, &values)).shown(from.words.count(count));
            told.comes_to_count(count);
            told
        }
        ["nps"] => of.nps(),
        ["interval"] => interval::interval(&of, None),
        ["interval", end] => interval::interval(&of, Some(end)),
        _ => return None,
    };
    told.count(groups_are(from, estimate.counts.unwrap_or_default()));
    Some(told)
}

/// A figure of nobody.
pub(crate) fn of_nobody(from: &Material<'_>, of: &str) -> Explanation {
    let texts = from.words.explain();
    let mut told = Explanation::of(fill(&texts.of_nobody, &[("of", of)]));
    told.count(&texts.nobody);
    told
}

/// A figure that is not shown: the rule, and nothing else.
pub(crate) fn hidden(from: &Material<'_>, of: &str, why: Hidden) -> Explanation {
    let texts = from.words.explain();
    let mut told = Explanation::of(fill(&texts.not_shown, &[("of", of)]));
    let why = match why {
        Hidden::TooFew => &texts.hidden_few,
        Hidden::Complement => &texts.hidden_rest,
        Hidden::TooFewClients => &texts.hidden_clients,
    };
    let least = from.head.method.hide_below.to_string();
    told.say(fill(why, &[("least", least), ("clients", from.config.reports.min_peers.to_string())]));
    told.say(&texts.not_told);
    told
}

impl Figure<'_> {
    /// How many answers by group and, where they may be told, by score.
    fn counts(&self) -> Explanation {
        let mut told = Explanation::default();
        told.count(groups_are(self.from, self.estimate.counts.unwrap_or_default()));
        let answers = self.answers();
        let (scale, words, heads) = (self.scale(), self.words(), &self.texts().heads);
        let weights = answers.design().filter(|_| self.is_weighted());
        let given = scale.scores().filter(|score| answers.histogram().answers(*score) > 0);
        let rows = given.map(|score| {
            let n = words.count(answers.histogram().answers(score));
            let mut row = vec![scale.answer(score).to_string(), self.group_name(scale.group(score)), n];
            let weight = |design: &Design| design.by_score().get(score.index()).map_or(0.0, |w| w.sum);
            row.extend(weights.map(|design| short(weight(design))));
            row
        });
        let columns = if weights.is_some() { 4 } else { 3 };
        told.count_table(heads.get(..columns).unwrap_or(heads), rows.collect());
        told
    }

    fn base(&self) -> Explanation {
        let words = self.words();
        let mut told = Explanation::of(self.what(&self.texts().base))
            .shown(words.base(self.estimate.n))
            .or_shown(words.count(self.estimate.n));
        let each = self.each().map(|(_, count, _)| count);
        let symbols = by_words(words, "detractors + passives + promoters");
        told.sum("n", &symbols, each.map(|count| count.to_string()).join(" + "), each.iter().sum());
        told
    }

    /// The groups, each with its answers and their share.
    fn each(&self) -> [(Group, u64, f64); 3] {
        let (counts, shares) = (self.estimate.counts.unwrap_or_default(), self.estimate.shares);
        [
            (Group::Detractor, counts.detractors(), shares.detractors),
            (Group::Passive, counts.passives(), shares.passives),
            (Group::Promoter, counts.promoters(), shares.promoters),
        ]
    }

    fn group_count(&self, name: &str) -> Option<Explanation> {
        let (group, count, _) = self.each().into_iter().find(|(group, ..)| key(*group) == name)?;
        let (texts, scale, name) = (self.texts(), self.scale(), self.group_name(group));
        let told = Explanation::of(fill(&texts.group, &[("group", &*name), ("of", self.of())]));
        let mut told = self.shown_of_all(told, self.words().count(count));
        let values = [
            ("group", name.clone()),
            ("from", cut(texts, scale, group)),
            ("low", scale.low().to_string()),
            ("high", scale.high().to_string()),
        ];
        told.say(fill(&texts.cut, &values));
        let answers = self.answers();
        let of_group = scale.scores().filter(|score| scale.group(*score) == group);
        let given: Vec<u64> = of_group.map(|score| answers.histogram().answers(score)).collect();
        let sum: Vec<String> = given.iter().map(u64::to_string).collect();
        told.sum(&name, "Σ", sum.join(" + "), given.iter().sum());
        Some(told)
    }

    /// How all answers are divided into groups.
    fn division(&self) -> Explanation {
        let mut told = Explanation::of(self.what(&self.texts().division));
        for (group, ..) in self.each() {
            self.tell_share(&mut told, group);
        }
        Explanation { result: None, ..told }
    }

    fn share(&self, name: &str) -> Option<Explanation> {
        let (group, _, share) = self.each().into_iter().find(|(group, ..)| key(*group) == name)?;
        let values = [("group", &*self.group_name(group)), ("of", self.of())];
        let told = Explanation::of(fill(&self.texts().share, &values));
        let mut told =
            self.shown_of_all(told, self.words().percent_to(share, 1)).or_shown(self.words().percent(share));
        self.tell_share(&mut told, group);
        Some(told)
    }

    fn tell_share(&self, told: &mut Explanation, group: Group) {
        let formulas = [Formula::Share(group), Formula::WeightedShare(group)];
        let steps = self.steps_of_shares().into_iter().filter(|step| formulas.contains(&step.formula));
        let steps: Vec<Step> = steps.collect();
        told.tell(self.words(), &steps);
    }

    /// How the share of each group comes about.
    fn steps_of_shares(&self) -> Vec<Step> {
        let answers = self.answers();
        if answers.design().is_some() {
            return recorded(|trace| sample_traced(&answers, self.scale(), trace)).1;
        }
        let plain = self.estimate.counts.and_then(Counts::sample);
        recorded(|trace| plain.map(|sample| sample.shares_traced(trace))).1
    }

    fn nps(&self) -> Explanation {
        let words = self.words();
        let mut told =
            Explanation::of(self.what(&self.texts().nps)).shown(words.nps(self.estimate.nps.points()));
        if self.estimate.design.is_some() {
            let of_ends = [Group::Promoter, Group::Detractor].map(Formula::WeightedShare);
            let steps = self.steps_of_shares().into_iter().filter(|step| of_ends.contains(&step.formula));
            told.tell(words, &steps.collect::<Vec<_>>());
        }
        if let Some(sample) = self.sample() {
            told.tell(words, &recorded(|trace| Nps::traced(sample, trace)).1);
        }
        told
    }

    fn mean(&self) -> Explanation {
        let told = Explanation::of(self.what(&self.texts().mean));
        let mut told = self.shown_of_all(told, self.words().points(self.estimate.mean, 2));
        let (_, steps) = recorded(|trace| self.answers().mean_traced(self.scale(), trace));
        told.tell(self.words(), &steps);
        told
    }

    fn level(&self) -> Explanation {
        let (texts, words, head) = (self.texts(), self.words(), self.from.head);
        let Estimate { nps, level, .. } = *self.estimate;
        let mut told = Explanation::of(self.what(&texts.level)).shown(words.level(head, level));
        let levels = head
            .levels
            .iter()
            .enumerate()
            .map(|(at, level)| vec![at.to_string(), words.level(head, at).to_owned(), short(level.from)]);
        told.table(&texts.level_heads, levels.collect());
        let found = head.levels.iter().rposition(|level| nps.reaches(level.from)).unwrap_or(0);
        let values = [("nps", short(nps.points())), ("level", found.to_string())];
        told.say(fill(&texts.level_found, &values));
        told.comes_to_count(found as u64);
        told
    }

    fn low_base(&self) -> Explanation {
        let (texts, n, limit) = (self.texts(), self.estimate.n, self.from.head.method.low_base);
        let is = n < limit;
        let mut told = Explanation::of(self.what(&texts.low_base));
        let text = if is { &texts.few } else { &texts.not_few };
        told.say(fill(text, &[("n", self.words().count(n)), ("limit", limit.to_string())]));
        told.result = Some(is.into());
        told
    }
}

/// How many answers there are of each group, and what scores it has.
pub(crate) fn groups_are(from: &Material<'_>, counts: Counts) -> String {
    let (words, texts, scale) = (from.words, from.words.explain(), &from.head.question.scale);
    let values = [
        ("detractors", words.count(counts.detractors())),
        ("passives", words.count(counts.passives())),
        ("promoters", words.count(counts.promoters())),
        ("low", cut(texts, scale, Group::Detractor)),
        ("middle", cut(texts, scale, Group::Passive)),
        ("high", cut(texts, scale, Group::Promoter)),
        ("n", words.count(counts.n())),
    ];
    fill(&texts.groups_are, &values)
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
