//! Why a score changed: the shift between groups, their own scores, their coming and going.

use super::numbers::{after_sign, short};
use super::subject::{Subject, name};
use super::telling::Formula as Line;
use super::{Case, Explanation};
use crate::error::counted_are;
use crate::report::{Why, WhyLine, WhySide};
use crate::statistics::{Effect, decompose_traced};
use crate::survey::trace::{Formula, Side, Step, recorded};
use crate::survey::{Answers, Nps, Period, Region};
use crate::wording::{Words, fill};

/// A figure of an account of a change, by its key.
pub(super) fn why(case: &Case<'_>, words: &Words, why: &Why, leaf: &[&str]) -> Option<Explanation> {
    let (then, now) = (why.period.key(), case.report.head.period.map(Period::key).unwrap_or_default());
    let mut told = match leaf {
        [] => {
            let mut told = Explanation::of(format!(
                "Why the score changed from {then} to {now}, by {}.",
                why.by.as_deref().unwrap_or("region")
            ));
            let parts = [why.mix, why.rate, why.turnover];
            told.sum_of("change", "mix + rate + turnover", &parts, parts.iter().sum());
            told.result = None;
            told.say(format!("That is {} − {}.", short(why.after.points()), after_sign(why.before.points())));
            told
        }
        [part @ ("mix" | "rate" | "turnover")] => sum(why, part, &then, &now),
        ["lines", at, rest @ ..] => {
            let line = why.lines.get(at.parse::<usize>().ok()?)?;
            return of_line(case, words, (why, line), rest);
        }
        _ => return None,
    };
    told.count_table(
        &[why.by.as_deref().unwrap_or("region"), "mix", "rate", "came or went", "all"],
        why.lines.iter().map(row).collect(),
    );
    told.cite(&steps(why));
    Some(told)
}

fn row(line: &WhyLine) -> Vec<String> {
    let effect = line.effect;
    let mut row = vec![line_name(line)];
    row.extend([effect.mix(), effect.rate(), effect.turnover(), effect.total()].map(short));
    row
}

fn line_name(line: &WhyLine) -> String {
    line.region.as_ref().map_or("those too small to show, together", name).to_owned()
}

fn sum(why: &Why, part: &str, then: &str, now: &str) -> Explanation {
    let (what, of): (_, fn(&Effect) -> f64) = match part {
        "mix" => ("a shift between regions did", Effect::mix),
        "rate" => ("the regions' own scores did", Effect::rate),
        _ => ("regions did that came or went", Effect::turnover),
    };
    let mut told = Explanation::of(format!("What {what} to the score from {then} to {now}, in points."));
    let each: Vec<f64> = why.lines.iter().map(|line| of(&line.effect)).collect();
    told.sum_of(part, "sum over the regions", &each, each.iter().sum());
    told
}

fn of_line(
    case: &Case<'_>,
    words: &Words,
    (why, line): (&Why, &WhyLine),
    leaf: &[&str],
) -> Option<Explanation> {
    let whose = line_name(line);
    let (then, now) = (Some(why.period), case.report.head.period);
    let subject =
        |region: &Region, is_before: bool| Subject::region(words, region, if is_before { then } else { now });
    let mut told = match leaf {
        [] | ["effect"] => {
            let mut told =
                Explanation::of(format!("What {whose} did to the change of the score, in points."));
            told.tell(words, &steps_of(why, line, &["mix", "rate"]));
            told.say(format!("All that it did: {} points.", short(line.effect.total())));
            told.result = None;
            told
        }
        ["effect", "kind"] => {
            let mut told = Explanation::of(format!("Whether {whose} had answers in both periods."));
            told.say(match line.effect {
                Effect::Stayed { .. } => "It had in both.",
                Effect::Entered { .. } => "It has in the later one only.",
                Effect::Left { .. } => "It had in the earlier one only.",
            });
            told
        }
        ["effect", key] => {
            let what = match *key {
                "mix" => "becoming a larger or smaller part of the answers",
                "rate" => "its own score becoming higher or lower",
                _ => "coming or going",
            };
            let mut told = Explanation::of(format!("What {whose} did to the score by {what}, in points."));
            let is_its_own = match line.effect {
                Effect::Stayed { .. } => ["mix", "rate"].contains(key),
                Effect::Entered { .. } | Effect::Left { .. } => *key == "effect",
            };
            if !is_its_own {
                return None;
            }
            told.tell(words, &steps_of(why, line, &[*key]));
            told
        }
        [when @ ("before" | "after"), rest @ ..] => {
            let is_before = *when == "before";
            let period = if is_before { then } else { now };
            let side = if is_before { line.before? } else { line.after? };
            let answers = line.region.as_ref().and_then(|region| match &why.by {
                None => case.answers(&subject(region, is_before)),
                Some(by) => case.segment(by, region, period),
            });
            let mut told = match rest {
                [] | ["share"] => {
                    share(case, words, &whose, answers.as_ref(), &Subject::all(words, period), side)
                }
                ["nps"] => score(case, words, &whose, answers.as_ref(), side),
                _ => return None,
            };
            if rest.is_empty() {
                told.result = None;
            }
            match (&why.by, &line.region, answers) {
                (None, Some(region), Some(answers)) => told.behind(&subject(region, is_before), answers.n()),
                (Some(by), Some(_), Some(answers)) => {
                    told.say(format!(
                        "{} behind it: those with that value in the column `{by}`.",
                        counted_are(answers.n(), "row")
                    ));
                }
                _ => {}
            }
            return Some(told);
        }
        _ => return None,
    };
    let sides = [("₀", then, line.before), ("₁", now, line.after)].map(|(mark, period, side)| {
        let [share, nps] =
            side.map_or([String::new(), String::new()], |side| [short(side.share), short(side.nps.points())]);
        vec![format!("{mark}, {}", period.map(Period::key).unwrap_or_default()), share, nps]
    });
    told.count_table(&["", "share of all answers", "NPS, s"], sides.to_vec());
    for (side, is_before) in [(line.before, true), (line.after, false)] {
        let own = line
            .region
            .as_ref()
            .filter(|_| side.is_some() && why.by.is_none())
            .map(|region| subject(region, is_before));
        if let Some((own, answers)) = own.as_ref().and_then(|own| Some((own, case.answers(own)?))) {
            told.behind(own, answers.n());
        }
    }
    Some(told)
}

/// The steps of the account, as it was made from the sides of its lines.
fn steps(why: &Why) -> Vec<Step> {
    let sides: Vec<_> = why.lines.iter().map(WhyLine::sides).collect();
    recorded(|trace| decompose_traced(&sides, trace)).1
}

/// The steps that lead to some of the effects of a line.
fn steps_of(why: &Why, line: &WhyLine, keys: &[&str]) -> Vec<Step> {
    let own = why.lines.iter().position(|other| std::ptr::eq(other, line));
    let is_asked = |formula: Formula| match formula {
        Formula::Mix => keys.contains(&"mix"),
        Formula::Rate => keys.contains(&"rate"),
        _ => true,
    };
    let of_line = |step: &Step| own.is_some_and(|own| step.side == Side::At(own));
    steps(why).into_iter().filter(|step| of_line(step) && is_asked(step.formula)).collect()
}

fn share(
    case: &Case<'_>,
    words: &Words,
    whose: &str,
    own: Option<&Answers>,
    all: &Subject,
    side: WhySide,
) -> Explanation {
    let values = [("whose", whose), ("of", &*all.name)];
    let mut told = Explanation::of(fill(&words.explain().share_of_all, &values));
    match own.and_then(|own| Some((own.weight(), case.answers(all)?.weight()))) {
        Some((own, all)) => {
            let forms = vec![
                "weight of its answers / weight of all".to_owned(),
                format!("{} / {}", short(own), short(all)),
                short(own / all),
            ];
            told.line(Line { name: "share".to_owned(), forms });
            told.comes_to(own / all);
        }
        None => told.say(format!("{} of all; whose they are is not shown.", short(side.share))),
    }
    told
}

fn score(case: &Case<'_>, words: &Words, whose: &str, own: Option<&Answers>, side: WhySide) -> Explanation {
    let mut told = Explanation::of(format!("The NPS of {whose} in that period, in points."))
        .shown(words.nps(side.nps.points()));
    let sample = own.and_then(|own| case.sample(own, None));
    let Some(sample) = sample else {
        told.say(
            "Of several regions together that are too small to show: which, and their counts, are not told.",
        );
        return told;
    };
    let counts = sample.counts();
    told.count(format!(
        "{} detractors, {} passives, {} promoters.",
        counts.detractors(),
        counts.passives(),
        counts.promoters()
    ));
    let [d, z, p] = sample.shares();
    told.count(format!("Shares: {}, {}, {}.", short(d), short(z), short(p)));
    let (_, steps) = recorded(|trace| Nps::traced(sample, trace));
    told.tell(words, &steps);
    told
}
