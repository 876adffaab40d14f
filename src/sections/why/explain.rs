//! Why a score changed: the shift between groups, their own scores, their coming and going.

use super::texts::ExplainTexts;
use super::{Accounts, Why, WhyLine, WhySide};
use crate::statistics::{Effect, decompose_traced};
use crate::survey::trace::{Formula, Side, Step, recorded};
use crate::survey::{Answers, Nps, Period, Region};
use crate::wording::{Text, Words, fill};
use crate::workings::estimate::{finding, groups_are};
use crate::workings::numbers::{after_sign, short};
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Formula as Line, Material};

impl Accounts {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let [at, leaf @ ..] = leaf else { return None };
        let why = self.0.get(at.parse::<usize>().ok()?)?;
        let of = Explained { from, why, words: from.words, texts: texts(from.words) };
        match leaf {
            ["before"] => {
                let change = from.head.changes.iter().find(|change| change.period == why.period)?;
                finding(from, (&change.then, &Subject::all(from.words, Some(change.period))), &["nps"])
            }
            ["after"] => finding(from, (&from.head.overall, &Subject::now(from)), &["nps"]),
            ["lines", at, rest @ ..] => of.line(why.lines.get(at.parse::<usize>().ok()?)?, rest),
            _ => of.account(leaf),
        }
    }

    /// What each account is of.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let texts = texts(from.words);
        let of = |(at, why): (usize, &Why)| {
            let values = [("then", why.period.key()), ("by", by(why, &texts.region).to_owned())];
            let told = Explanation::of(fill(&texts.listed, &values));
            (at.to_string(), told.difference_shown(from.words, (why.after - why.before).points()))
        };
        self.0.iter().enumerate().map(of).collect()
    }
}

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_why")
}

/// What the lines of an account are: regions, or the values of a column.
fn by<'a>(why: &'a Why, region: &'a Text) -> &'a str {
    why.called().unwrap_or(region)
}

/// An account that is explained.
struct Explained<'a> {
    from: &'a Material<'a>,
    why: &'a Why,
    words: &'a Words,
    texts: ExplainTexts,
}

impl Explained<'_> {
    /// The whole account, or what one part did.
    fn account(&self, leaf: &[&str]) -> Option<Explanation> {
        let (why, texts) = (self.why, &self.texts);
        let [.., mix, rate, turnover, total] = self.words.why_head();
        let (what, name, of): (_, _, fn(&Effect) -> f64) = match leaf {
            [] => (&texts.account, total, Effect::total),
            ["mix"] => (&texts.mix, mix, Effect::mix),
            ["rate"] => (&texts.rate, rate, Effect::rate),
            ["turnover"] => (&texts.turnover, turnover, Effect::turnover),
            _ => return None,
        };
        let values = [
            ("then", why.period.key()),
            ("now", self.from.head.period.map(Period::key).unwrap_or_default()),
            ("by", by(why, &texts.region).to_owned()),
        ];
        let mut told = Explanation::of(fill(what, &values));
        if leaf.is_empty() {
            let parts = [why.mix, why.rate, why.turnover];
            told.sum_of(name, &[mix, rate, turnover].join(" + "), &parts, parts.iter().sum());
            told.result = None;
            let ends = [("after", short(why.after.points())), ("before", after_sign(why.before.points()))];
            told.say(fill(&texts.that_is, &ends));
        } else {
            let each: Vec<f64> = why.lines.iter().map(|line| of(&line.effect)).collect();
            told.sum_of(name, &texts.sum, &each, each.iter().sum());
        }
        let rows = why.lines.iter().map(|line| {
            let effect = line.effect;
            let parts = [effect.mix(), effect.rate(), effect.turnover(), effect.total()];
            std::iter::once(self.name(line)).chain(parts.map(short)).collect()
        });
        let of_lines = by(why, &self.words.labels().region);
        told.count_table(&[of_lines, mix, rate, turnover, total], rows.collect());
        told.cite(&self.steps());
        Some(told)
    }

    fn name(&self, line: &WhyLine) -> String {
        self.words.why_line(self.why, line.region.as_ref(), &line.effect)
    }

    /// What one line did, or one of its sides.
    fn line(&self, line: &WhyLine, leaf: &[&str]) -> Option<Explanation> {
        let (texts, effect) = (&self.texts, line.effect);
        let whose = [("whose", self.name(line))];
        let has_stayed = matches!(effect, Effect::Stayed { .. });
        let mut told = match leaf {
            [] | ["effect"] => {
                let mut told = Explanation::of(fill(&texts.line, &whose));
                told.tell(self.words, &self.steps_of(line, &["mix", "rate"]));
                told.say(fill(&texts.in_all, &[("points", short(effect.total()))]));
                told.result = None;
                told
            }
            ["effect", "kind"] => {
                let mut told = Explanation::of(fill(&texts.kind, &whose));
                told.say(match effect {
                    Effect::Stayed { .. } => &texts.stayed,
                    Effect::Entered { .. } => &texts.entered,
                    Effect::Left { .. } => &texts.left,
                });
                told
            }
            ["effect", key @ ("mix" | "rate")] if has_stayed => {
                let what = if *key == "mix" { &texts.mix_of } else { &texts.rate_of };
                let mut told = Explanation::of(fill(what, &whose));
                told.tell(self.words, &self.steps_of(line, &[*key]));
                told
            }
            ["effect", "effect"] if !has_stayed => {
                let mut told = Explanation::of(fill(&texts.turnover_of, &whose));
                told.tell(self.words, &self.steps_of(line, &[]));
                told
            }
            ["before", rest @ ..] => return self.side(line, (line.before, Some(self.why.period)), rest),
            ["after", rest @ ..] => return self.side(line, (line.after, self.from.head.period), rest),
            _ => return None,
        };
        let sides = [("₀", Some(self.why.period), line.before), ("₁", self.from.head.period, line.after)];
        let rows = sides.map(|(mark, period, side)| {
            let [share, nps] = side
                .map_or([String::new(), String::new()], |side| [short(side.share), short(side.nps.points())]);
            vec![format!("{mark}, {}", period.map(Period::key).unwrap_or_default()), share, nps]
        });
        let score = format!("{}, s", self.words.labels().nps);
        told.count_table(&["", &texts.side_share, &score], rows.to_vec());
        for (_, period, _) in sides.iter().filter(|(_, _, side)| side.is_some() && self.why.by.is_none()) {
            let own = line.region.as_ref().map(|region| Subject::region(self.words, region, *period));
            if let Some(own) = own {
                told.behind(&own, self.from.answers(&own).n());
            }
        }
        Some(told)
    }

    /// A line in one of the two periods: its share of all answers, and its score.
    fn side(
        &self,
        line: &WhyLine,
        (side, period): (Option<WhySide>, Option<Period>),
        leaf: &[&str],
    ) -> Option<Explanation> {
        let Some(side) = side else { return Some(Explanation::nothing(self.words, &self.texts.nobody)) };
        let subject = |region: &Region| Subject::region(self.words, region, period);
        let answers = line.region.as_ref().and_then(|region| match &self.why.by {
            None => Some(self.from.answers(&subject(region))),
            Some(by) => self.from.segment(by, region, period),
        });
        let mut told = match leaf {
            [] => Explanation { result: None, ..self.share(line, answers.as_ref(), period, side) },
            ["share"] => self.share(line, answers.as_ref(), period, side),
            ["nps"] => self.score(line, answers.as_ref(), period, side),
            _ => return None,
        };
        match (&self.why.by, &line.region, answers) {
            (None, Some(region), Some(answers)) => told.behind(&subject(region), answers.n()),
            (Some(by), Some(_), Some(answers)) => {
                let rows = self.words.counted(&self.texts.rows_behind, &answers.n().into());
                told.say(fill(&rows, &[("column", by)]));
            }
            _ => {}
        }
        Some(told)
    }

    fn share(
        &self,
        line: &WhyLine,
        own: Option<&Answers>,
        period: Option<Period>,
        side: WhySide,
    ) -> Explanation {
        let all = Subject::all(self.words, period);
        let values = [("whose", self.name(line)), ("of", all.name.clone())];
        let mut told = Explanation::of(fill(&self.texts.share, &values));
        match own.map(|own| (own.weight(), self.from.answers(&all).weight())) {
            Some((own, all)) => {
                let weights = format!("{} / {}", short(own), short(all));
                let forms = vec![self.texts.share_form.to_string(), weights, short(own / all)];
                told.line(Line { name: self.texts.share_name.to_string(), forms });
                told.comes_to(own / all);
            }
            None => told.say(fill(&self.texts.share_of_unnamed, &[("share", short(side.share))])),
        }
        told
    }

    fn score(
        &self,
        line: &WhyLine,
        own: Option<&Answers>,
        period: Option<Period>,
        side: WhySide,
    ) -> Explanation {
        let values = [("whose", self.name(line)), ("period", period.map(Period::key).unwrap_or_default())];
        let mut told =
            Explanation::of(fill(&self.texts.nps, &values)).shown(self.words.nps(side.nps.points()));
        let Some(sample) = own.and_then(|own| self.from.sample(own, None)) else {
            told.say(&self.texts.unnamed);
            return told;
        };
        told.count(groups_are(self.from, sample.counts()));
        let [detractors, passives, promoters] = sample.shares().map(short);
        let shares = [("detractors", detractors), ("passives", passives), ("promoters", promoters)];
        told.count(fill(&self.texts.shares, &shares));
        let (_, steps) = recorded(|trace| Nps::traced(sample, trace));
        told.tell(self.words, &steps);
        told
    }

    /// The steps of the account, as it was made from the sides of its lines.
    fn steps(&self) -> Vec<Step> {
        let sides: Vec<_> = self.why.lines.iter().map(WhyLine::sides).collect();
        recorded(|trace| decompose_traced(&sides, trace)).1
    }

    /// The steps that lead to some of the effects of a line.
    fn steps_of(&self, line: &WhyLine, keys: &[&str]) -> Vec<Step> {
        let own = self.why.lines.iter().position(|other| std::ptr::eq(other, line));
        let is_asked = |formula: Formula| match formula {
            Formula::Mix => keys.contains(&"mix"),
            Formula::Rate => keys.contains(&"rate"),
            _ => true,
        };
        let of_line = |step: &Step| own.is_some_and(|own| step.side == Side::At(own));
        self.steps().into_iter().filter(|step| of_line(step) && is_asked(step.formula)).collect()
    }
}
