//! Why a score changed: the shift between groups, their own scores, their coming and going.

use super::numbers::{after_sign, short};
use super::subject::{Subject, name};
use super::{Case, Explanation};
use crate::error::counted_are;
use crate::report::{Why, WhyLine, WhySide};
use crate::statistics::Effect;
use crate::survey::{Answers, Period, Region};
use crate::wording::Words;

const KITAGAWA: &str = "Kitagawa 1955, \"Components of a difference between two rates\", Journal of the American \
                        Statistical Association 50; Das Gupta 1993, \"Standardization and decomposition of rates\", U.S. \
                        Bureau of the Census P23-186";
const MELITZ: &str = "Melitz and Polanec 2015, \"Dynamic Olley-Pakes productivity decomposition with entry and exit\", RAND \
                      Journal of Economics 46";

/// A figure of an account of a change, by its key.
pub(super) fn why(case: &Case<'_>, words: &Words, why: &Why, leaf: &[&str]) -> Option<Explanation> {
    let (then, now) = (why.period.key(), case.report.head.period.map(Period::key).unwrap_or_default());
    let mut told = match leaf {
        [] => {
            let mut told = Explanation::of(format!(
                "Why the score changed from {then} to {now}, by {}.",
                why.by.as_deref().unwrap_or("region")
            ));
            told.step(
                "change",
                "mix + rate + turnover",
                format!("{} + {} + {}", short(why.mix), after_sign(why.rate), after_sign(why.turnover)),
                why.mix + why.rate + why.turnover,
            );
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
    told.source(KITAGAWA);
    if why.has_turnover() {
        told.source(MELITZ);
    }
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
    let terms: Vec<String> = each.iter().map(|value| after_sign(*value)).collect();
    told.last(part, "sum over the regions", terms.join(" + "), each.iter().sum());
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
        |region: &Region, is_before: bool| Subject::region(region, if is_before { then } else { now });
    let mut told = match leaf {
        [] | ["effect"] => {
            let mut told =
                Explanation::of(format!("What {whose} did to the change of the score, in points."));
            let mut all = 0.0;
            for key in keys(line.effect) {
                all += effect(&mut told, why, line, key)?;
            }
            told.say(format!("All that it did: {} points.", short(all)));
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
            effect(&mut told, why, line, key)?;
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
                [] | ["share"] => share(case, &whose, answers.as_ref(), &Subject::all(period), side),
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
    told.source(if matches!(line.effect, Effect::Stayed { .. }) { KITAGAWA } else { MELITZ });
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

fn keys(effect: Effect) -> &'static [&'static str] {
    if matches!(effect, Effect::Stayed { .. }) { &["mix", "rate"] } else { &["effect"] }
}

/// One effect of a line, step by step.
fn effect(told: &mut Explanation, why: &Why, line: &WhyLine, key: &str) -> Option<f64> {
    let stayed = |of: fn(&WhyLine) -> Option<WhySide>| -> Vec<WhySide> {
        let both = why.lines.iter().filter(|line| line.before.is_some() && line.after.is_some());
        both.filter_map(of).collect()
    };
    let pool = |sides: Vec<WhySide>| {
        let weight: f64 = sides.iter().map(|side| side.share).sum();
        let score: f64 = sides.iter().map(|side| side.share * side.nps.points()).sum();
        (weight, score / weight)
    };
    let ((w_then, c_then), (w_now, c_now)) = (pool(stayed(|l| l.before)), pool(stayed(|l| l.after)));
    if line.before.is_some() && line.after.is_some() {
        let (before, after) = (line.before?, line.after?);
        let (s0, s1) = (before.nps.points(), after.nps.points());
        let has_turnover = w_then < 1.0 - 1e-12 || w_now < 1.0 - 1e-12;
        if has_turnover {
            told.say("w are shares among the regions that were there both times.");
        }
        let part = |told: &mut Explanation, name: &str, share: f64, of: f64| {
            told.step(
                name,
                "share / shares of those that stayed",
                format!("{} / {}", short(share), short(of)),
                share / of,
            )
        };
        let w0 = part(told, "w₀", before.share, w_then);
        let w1 = part(told, "w₁", after.share, w_now);
        if key == "rate" {
            let value = f64::midpoint(w0, w1) * (s1 - s0);
            let numbers =
                format!("({} + {}) / 2 × ({} − {})", short(w0), short(w1), short(s1), after_sign(s0));
            told.last("rate", "(w₀ + w₁) / 2 × (s₁ − s₀)", numbers, value);
            return Some(value);
        }
        if key != "mix" {
            return None;
        }
        told.say(format!(
            "The regions that stayed had C₀ = {} together, and have C₁ = {}.",
            short(c_then),
            short(c_now)
        ));
        let value = (w1 - w0) * (f64::midpoint(s0, s1) - f64::midpoint(c_then, c_now));
        let numbers = format!(
            "({} − {}) × (({} + {}) / 2 − ({} + {}) / 2)",
            short(w1),
            short(w0),
            short(s0),
            after_sign(s1),
            short(c_then),
            after_sign(c_now)
        );
        told.last("mix", "(w₁ − w₀) × ((s₀ + s₁) / 2 − (C₀ + C₁) / 2)", numbers, value);
        return Some(value);
    }
    if key != "effect" {
        return None;
    }
    told.say("It is measured against the score C of the regions that were there both times.");
    if let Some(after) = line.after {
        let value = after.share * (after.nps.points() - c_now);
        let numbers =
            format!("{} × ({} − {})", short(after.share), short(after.nps.points()), after_sign(c_now));
        told.last("effect", "share × (s₁ − C₁)", numbers, value);
        return Some(value);
    }
    let before = line.before?;
    let value = before.share * (c_then - before.nps.points());
    let numbers =
        format!("{} × ({} − {})", short(before.share), short(c_then), after_sign(before.nps.points()));
    told.last("effect", "share × (C₀ − s₀)", numbers, value);
    Some(value)
}

fn share(case: &Case<'_>, whose: &str, own: Option<&Answers>, all: &Subject, side: WhySide) -> Explanation {
    let mut told = Explanation::of(format!("The share of {whose} in {}, 0 to 1.", all.name));
    match own.and_then(|own| Some((own.weight(), case.answers(all)?.weight()))) {
        Some((own, all)) => {
            told.last(
                "share",
                "weight of its answers / weight of all",
                format!("{} / {}", short(own), short(all)),
                own / all,
            );
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
    let [d, z, p] = sample.shares();
    let counts = sample.counts();
    told.count(format!(
        "{} detractors, {} passives, {} promoters.",
        counts.detractors(),
        counts.passives(),
        counts.promoters()
    ));
    told.count(format!("Shares: {}, {}, {}.", short(d), short(z), short(p)));
    told.last(
        "NPS",
        "100 × (share of promoters − share of detractors)",
        format!("100 × ({} − {})", short(p), short(d)),
        100.0 * (p - d),
    );
    told
}
