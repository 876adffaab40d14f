//! The further questions of a report on all answers: each is kept back as the one that leads the report is.

use std::collections::{BTreeMap, BTreeSet};

use super::{for_readers, guard, without_small_clusters};
use crate::config::{Config, Further, MOST_OPTIONS, Options, Reads};
use crate::error::{Error, Problem, counted};
use crate::facts::{Excerpt, Facts};
use crate::figures::{Figures, untold};
use crate::sections::quality::Doubt;
use crate::sections::questions::told_together;
use crate::survey::{Period, Region};

/// Takes away of each further question what must not be told of it. Of one that clients who read the report could know each other's
/// answers to, nothing is told. Where answers are weighted all is told rounded: what those weigh who left a question out would else be
/// known from two of them.
///
/// # Errors
/// When the facts cannot be grouped.
pub fn further_kept_back(config: &Config, facts: &mut Facts, period: Option<Period>) -> Result<(), Error> {
    if config.further.is_empty() {
        return Ok(());
    }
    let (hidden, bare) = (untold_in_each(config, &facts.all), config.without_further());
    let left_out = facts.all.left_out.clone();
    for (further, own) in config.further.iter().zip(&mut facts.further) {
        let asking = bare.asking(further);
        own.all.is_withheld = for_readers(&asking, own, period).is_err();
        own.all.left_out.extend(&left_out);
        hide(&mut own.all, &hidden);
        // Of weighted answers all regions are told, or none.
        if own.all.cells.values().any(|answers| answers.design().is_some()) {
            for (ordinal, regions) in untold_in_each(&asking, &own.all) {
                let all = own.all.cells.keys().filter(|(of, _)| *of == ordinal && !regions.is_empty());
                let all: Vec<Region> = all.filter_map(|(_, region)| region.clone()).collect();
                own.all.withheld.entry(ordinal).or_default().extend(all);
            }
        }
    }
    hide_alike(config, &mut facts.further);
    for (further, own) in config.further.iter().zip(&mut facts.further) {
        let asking = bare.asking(further);
        without_small_clusters(&asking, &mut own.all);
        guard(&asking, own, period)?;
        facts.all.is_told_rounded |= own.all.is_told_rounded;
    }
    facts.all.is_told_rounded |= config.is_weighted();
    if facts.all.is_told_rounded {
        facts.all.leave_out_cuts();
    }
    facts.all.further = facts.further.iter().map(|question| question.all.clone()).collect();
    Ok(())
}

/// What should be doubted of options: those that a benchmark or the question itself states, and that nobody chose, and those beyond
/// the most that are told.
#[must_use]
pub fn of_options(config: &Config, facts: &Facts) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let doubt = |told: Problem| Doubt { warning: None, told };
    let mut of_question: BTreeMap<&str, Vec<(&Further, bool)>> = BTreeMap::new();
    for (further, own) in config.further.iter().zip(&facts.further) {
        let scale = &further.question.scale;
        let is_chosen = own.all.cells.values().any(|answers| answers.counts(scale).promoters() > 0);
        if further.question.kind.has_options() {
            of_question.entry(further.question.asked()).or_default().push((further, is_chosen));
        }
    }
    for (question, options) in of_question {
        let named = || options.iter().map(|(further, _)| further.question.name.as_str());
        let Some((Further { reads: Reads::Options(asks), .. }, _)) = options.first() else { continue };
        doubts.extend(unlisted(question, asks, facts, config).map(doubt));
        // Of a dictionary to start from, themes have no place of their own.
        let stated = asks.stated.iter().filter(|stated| asks.dictionary.is_none() || stated.place.is_some());
        for stated in stated {
            let is_chosen =
                options.iter().any(|(of, is_chosen)| *is_chosen && of.question.name == stated.value);
            if !is_chosen {
                let told = if asks.dictionary.is_some() {
                    let told = Problem::new(format!("no comment is about the theme `{}`", stated.value));
                    told.hint("`plaudit themes` prints what each theme finds, and what none does")
                } else {
                    Problem::new(format!("nobody chose `{}` as an answer to `{question}`", stated.value))
                };
                doubts.push(doubt(told.at(stated.place.clone())));
            }
        }
        if asks.stated.is_empty() && named().filter(|name| !name.is_empty()).count() >= MOST_OPTIONS {
            let told = Problem::new(format!(
                "`{question}` has many different answers: the {MOST_OPTIONS} most often chosen are told by name"
            ));
            doubts.push(doubt(told.hint("list those that matter as its `options`")));
        }
        if asks.dictionary.is_some() {
            continue;
        }
        doubts.extend(look_wrong(question, &named().collect::<Vec<_>>(), asks).into_iter().map(doubt));
        for stated in &asks.benchmarked {
            if !named().any(|name| name == stated) {
                let told =
                    Problem::new(format!("a benchmark is of `{stated}`, which no answer to `{question}` is"));
                doubts.push(doubt(told.did_you_mean(stated, named())));
            }
        }
    }
    doubts
}

/// So many options that are not stated are told.
const MOST_UNLISTED: usize = 12;

/// What was chosen of a question and is none of its stated options.
fn unlisted(question: &str, asks: &Options, facts: &Facts, config: &Config) -> Option<Problem> {
    let is_it = |(further, _): &(&Further, &Facts)| further.question.asked() == question;
    let (_, own) = config.further.iter().zip(&facts.further).find(is_it)?;
    let all = &own.all.intake.unlisted;
    let told = |(name, answers): &(String, u64)| format!("`{name}` ({})", counted(*answers, "answer"));
    let first: Vec<String> = all.iter().take(MOST_UNLISTED).map(told).collect();
    let (name, _) = all.first()?;
    let more = if all.len() > first.len() { ", …" } else { "" };
    let problem =
        Problem::new(format!("not among the `options` of `{question}`: {}{more}", first.join(", ")));
    let stated = || asks.stated.iter().map(|stated| stated.value.as_str());
    let problem = problem.at(asks.stated.first().and_then(|stated| stated.place.clone()));
    Some(
        problem
            .did_you_mean(name, stated())
            .hint("add it to the `options`, if it is one: now it is told with all others"),
    )
}

/// Options that are several in one, perhaps, or one under two names.
fn look_wrong(question: &str, options: &[&str], asks: &Options) -> Vec<Problem> {
    let mut problems = Vec::new();
    let is_other = |sign: &&str| asks.separator.as_deref() != Some(*sign) && asks.stated.is_empty();
    for sign in [";", "|"].into_iter().filter(is_other) {
        let holding: Vec<&str> = options.iter().copied().filter(|name| name.contains(sign)).collect();
        if let Some(first) =
            holding.first().filter(|_| holding.len() > 1 && 2 * holding.len() >= options.len())
        {
            let problem =
                Problem::new(format!("many answers to `{question}` hold `{sign}`, such as `{first}`"));
            let hint =
                format!("if several stand in a cell, state `kind: choices` and `separator: \"{sign}\"`");
            problems.push(problem.hint(hint));
        }
    }
    let mut by_letters: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in options.iter().filter(|name| !name.is_empty()) {
        by_letters.entry(name.to_lowercase()).or_default().push(name);
    }
    for group in by_letters.into_values().filter(|group| group.len() > 1) {
        let names: Vec<String> = group.iter().map(|name| format!("`{name}`")).collect();
        let problem =
            Problem::new(format!("answers to `{question}` differ by capitals only: {}", names.join(", ")));
        problems.push(problem.hint("they count as different ones: write them alike in the data"));
    }
    problems
}

/// Hides of each question what is hidden of any that tells of it: all others would tell it.
fn hide_alike(config: &Config, further: &mut [Facts]) {
    let question = |further: &Further| told_together(&further.question).map(str::to_owned);
    let mut of_each: BTreeMap<String, Excerpt> = BTreeMap::new();
    for (asked, own) in config.further.iter().zip(&*further) {
        let Some(question) = question(asked) else { continue };
        let together = of_each.entry(question).or_default();
        together.is_withheld |= own.all.is_withheld;
        together.left_out.extend(&own.all.left_out);
        hide(together, &own.all.withheld);
    }
    for (asked, own) in config.further.iter().zip(further) {
        let Some(together) = question(asked).and_then(|question| of_each.get(&question)) else { continue };
        own.all.is_withheld = together.is_withheld;
        own.all.left_out.clone_from(&together.left_out);
        own.all.withheld.clone_from(&together.withheld);
    }
}

/// Hides these regions too.
fn hide(excerpt: &mut Excerpt, hidden: &BTreeMap<Option<i32>, BTreeSet<Region>>) {
    for (ordinal, regions) in hidden {
        excerpt.withheld.entry(*ordinal).or_default().extend(regions.iter().cloned());
    }
}

/// The regions that are not told of each period.
fn untold_in_each(config: &Config, excerpt: &Excerpt) -> BTreeMap<Option<i32>, BTreeSet<Region>> {
    if config.columns.region.is_none() {
        return BTreeMap::new();
    }
    let ordinals: BTreeSet<Option<i32>> = excerpt.cells.keys().map(|(ordinal, _)| *ordinal).collect();
    let untold_in = |ordinal: Option<i32>| {
        let period = ordinal.map(|ordinal| config.periods.calendar.period(ordinal));
        (ordinal, untold(Figures { config, excerpt }, period))
    };
    ordinals.into_iter().map(untold_in).collect()
}
