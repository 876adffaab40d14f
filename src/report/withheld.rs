//! Which regions are withheld where answers weigh by their region: what is hidden could be worked out else.
//!
//! A total of weighted answers is one more sum of what is hidden beside their number, and of two regions that are hidden there
//! is mostly one division alone that comes to both. So each hidden region needs a witness: other answers of the hidden
//! regions, with the same weights, from which the very same report would be made, though the score of that region is another
//! one. Until there is one for each, one more region is hidden.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::build;
use super::build::totals;
use super::rounded::{shown_of, value_as_shown};
use crate::config::Config;
use crate::facts::{Excerpt, Part};
use crate::figures::{Figures, parts, speaks_of};
use crate::survey::{Answers, Day, Design, Group, Period, Region, Scale, Score, Weight};

/// How far from its score that of a hidden region has to be in a witness, in points.
const APART: f64 = 10.0;

/// Or of how many answers there; so many are enough, however many a region has.
const ANSWERS_APART: u64 = 3;

/// How many witnesses are looked at for each region, those first that are nearest to the same sums.
const MOST_TRIED: usize = 150;

/// Of how many of them a report is made.
const MOST_MADE: usize = 15;

/// How many regions give something for what another one takes.
const HELPERS: usize = 3;

/// By how much of their mean weights may differ and be taken for one.
const ALIKE: f64 = 0.01;

/// Where that is more than they vary within a region, what a few answers of the one weigh more than as many of the other must be
/// less than this share of what all weigh: a tenth of what is rounded off.
const UNSEEN: f64 = 1e-4;

/// How many counts are read for the witnesses of a period: as many as for 5,000 small reports. Where that is not enough, no
/// region of it is shown.
const MOST_READ: u64 = 50_000_000;

/// As how many counts a score of all and a report count at least; a report reads each about so many times as often.
const LEAST_READ: [u64; 2] = [500, 10_000];

/// How many answers of a region are exchanged at most.
const MOST_EXCHANGED: u64 = 30;

/// All answers, with the regions that have to be withheld; as they are, where each answer counts once and by itself.
#[must_use]
pub fn withheld(config: &Config, mut excerpt: Excerpt, period: Option<Period>, as_of: Day) -> Excerpt {
    let is_plain = excerpt.cells.values().all(|answers| answers.design().is_none());
    if is_plain || config.columns.region.is_none() {
        return excerpt;
    }
    // What is told of other questions is decided by each of them.
    let (config, further) = (&config.without_further(), std::mem::take(&mut excerpt.further));
    let speaks_of = speaks_of(config, period);
    let ordinals = excerpt.cells.keys().map(|(ordinal, _)| *ordinal);
    let ordinals: BTreeSet<Option<i32>> = ordinals.filter(|ordinal| speaks_of(*ordinal)).collect();
    for ordinal in ordinals {
        let shown_period = ordinal.map(|ordinal| config.periods.calendar.period(ordinal));
        let parts_of = |excerpt: &Excerpt| parts(Figures { config, excerpt }, shown_period);
        let (left, size) = (Cell::new(MOST_READ), size(&excerpt));
        let made = |excerpt: &Excerpt| {
            let [of_score, of_report] = LEAST_READ;
            spend(&left, of_report.max(size * (of_report / of_score)))?;
            value_as_shown(&build(config, excerpt, period, as_of)).ok()
        };
        let is_passed = |excerpt: &Excerpt| {
            let (report, look) = (made(excerpt), || spend(&left, LEAST_READ[0].max(size)));
            let cells = excerpt.cells.iter().filter(|((of, _), _)| *of == ordinal);
            let cells = cells.map(|(key, answers)| (key.clone(), answers.clone())).collect();
            let only = Excerpt { cells, ..Excerpt::default() };
            let mut audit = Audit {
                config,
                excerpt,
                ordinal,
                period: only,
                score: None,
                totals: shown_of(&totals(config, excerpt, period), config),
                reported: period,
                report,
                made: &made,
                look: &look,
            };
            audit.score = audit.score_of(&audit.period);
            audit.is_passed(&parts_of(excerpt))
        };
        if can_be_known(&parts_of(&excerpt)).is_empty() {
            continue;
        }
        // What is said by further cuts could tell the witnesses from the truth, and they have none.
        excerpt.leave_out_cuts();
        while !is_passed(&excerpt) {
            let parts = parts_of(&excerpt);
            let shown = parts.iter().filter(|(_, part)| part.is_visible() && part.counts.n() > 0);
            let mut shown: Vec<(u64, &Region)> =
                shown.map(|(region, part)| (part.counts.n(), region)).collect();
            shown.sort_unstable();
            let with = |region: &Region| {
                let mut more = excerpt.clone();
                more.withheld.entry(ordinal).or_default().insert(region.clone());
                more
            };
            // Of those that are enough alone, the one with the fewest answers; else that with the fewest of all, and one more.
            let enough = shown.iter().map(|(_, region)| with(region)).find(|more| is_passed(more));
            let Some((_, smallest)) = shown.first() else { break };
            let next = enough.unwrap_or_else(|| with(smallest));
            if left.get() == 0 {
                let all = shown.iter().map(|(_, region)| (*region).clone());
                excerpt.withheld.entry(ordinal).or_default().extend(all);
                break;
            }
            excerpt = next;
        }
    }
    Excerpt { further, ..excerpt }
}

/// The hidden regions of which a reader can know what they add to the figures of all, if their answers are known: regions are
/// what answers weigh by, all that are hidden or most of all. Of weights that differ within a region nobody knows which is whose.
fn can_be_known(parts: &BTreeMap<Region, Part>) -> BTreeSet<&Region> {
    let parts = || parts.iter().filter(|(_, part)| part.counts.n() > 0);
    let hidden = || parts().filter(|(_, part)| !part.is_visible());
    let all: f64 = parts().map(|(_, part)| part.answers.weight()).sum();
    let weights: Vec<[f64; 2]> = hidden().map(|(_, part)| mean_and_deviation(&part.answers)).collect();
    let differ = |pair: &[[f64; 2]]| {
        let apart = (pair[0][0] - pair[1][0]).abs();
        let varies = |[mean, deviation]: &[f64; 2]| *deviation > ALIKE * mean;
        pair.iter().any(varies)
            || apart > ALIKE * pair[0][0].min(pair[1][0])
            || as_number(ANSWERS_APART) * apart > UNSEEN * all && apart > pair[0][1].max(pair[1][1])
    };
    let is_one = |part: &Part| has_one_weight(&part.answers);
    let are_most = 2 * parts().filter(|(_, part)| is_one(part)).count() >= parts().count();
    let are_known = weights.windows(2).any(differ) && (are_most || hidden().all(|(_, part)| is_one(part)));
    hidden().filter(|(_, part)| are_known && is_one(part)).map(|(region, _)| region).collect()
}

/// Whether all answers of a region weigh the same.
fn has_one_weight(region: &Answers) -> bool {
    let [mean, deviation] = mean_and_deviation(region);
    deviation <= ALIKE * mean
}

/// What an answer of a region weighs on average, and by how much that varies.
fn mean_and_deviation(region: &Answers) -> [f64; 2] {
    region.design().map_or([0.0; 2], |design| spread(design.total()))
}

/// The mean of weights and their standard deviation.
fn spread(Weight { answers, sum, squares }: Weight) -> [f64; 2] {
    let n = as_number(answers.max(1));
    let mean = sum / n;
    [mean, (squares / n - mean * mean).max(0.0).sqrt()]
}

/// How many counts there are by period, region, cluster and score.
fn size(excerpt: &Excerpt) -> u64 {
    let of = |answers: &Answers| {
        let clusters =
            answers.design().and_then(Design::clusters).map_or(0, |clusters| clusters.named().len());
        (1 + clusters as u64) * answers.histogram().points() as u64
    };
    excerpt.cells.values().map(of).sum()
}

/// Takes so much off what is left; nothing where it is not enough, and then nothing is left.
fn spend(left: &Cell<u64>, cost: u64) -> Option<()> {
    let rest = left.get().checked_sub(cost);
    left.set(rest.unwrap_or(0));
    rest.map(|_| ())
}

/// The search for witnesses in one period.
struct Audit<'a> {
    config: &'a Config,
    excerpt: &'a Excerpt,
    ordinal: Option<i32>,
    /// The cells of the period alone.
    period: Excerpt,
    /// The score of all answers of the period, as it is shown.
    score: Option<Value>,
    /// The score of all answers of the reported period and its changes, as they are shown.
    totals: Option<Value>,
    /// Which one that is.
    reported: Option<Period>,
    /// The report that is made, as it is shown.
    report: Option<Value>,
    /// Makes that of other answers.
    made: &'a dyn Fn(&Excerpt) -> Option<Value>,
    /// Nothing, where too much has been looked at.
    look: &'a dyn Fn() -> Option<()>,
}

/// So many answers of a region that are given another score.
#[derive(Debug, Clone, Copy)]
struct Move<'a> {
    region: &'a Region,
    scores: [Score; 2],
    answers: u64,
}

/// Moves that leave the sums of the period nearly as they are.
struct Exchange<'a> {
    /// How far from it, for the score as for how sure it is: about 1 where it is as likely seen as not.
    off: f64,
    moves: Vec<Move<'a>>,
}

/// A region that gives something for what another one takes: answers of the group that the other one's are put in, or of the
/// group that they come from.
struct Helper<'a> {
    region: &'a Region,
    given: [Given; 2],
}

/// Answers of one score.
#[derive(Debug, Clone, Copy)]
struct Given {
    score: Score,
    answers: u64,
    /// What each weighs on average.
    each: f64,
    /// Whether that is what each weighs: else nobody knows what some of them do.
    is_same: bool,
}

impl Given {
    /// Those of a score.
    fn of(answers: &Answers, _: &Scale, score: Score) -> Self {
        let of_score = answers.design().and_then(|design| design.by_score().get(score.index()));
        let [each, deviation] = of_score.map_or([1.0, 0.0], |weight| spread(*weight));
        let (has, is_same) = (answers.histogram().answers(score), deviation <= ALIKE * each);
        let answers = if is_same || has <= MOST_EXCHANGED { has.min(MOST_EXCHANGED) } else { 0 };
        Self { score, answers, each, is_same }
    }

    /// How many of them may be given another score.
    fn numbers(&self) -> impl Iterator<Item = u64> + use<> {
        let least = if self.is_same { 1 } else { self.answers.max(1) };
        least..=self.answers
    }

    /// Those of the score of a group that most gave, of this one where as many did.
    fn of_group(answers: &Answers, scale: &Scale, score: Score) -> Self {
        let of_group = scale.scores().filter(|other| scale.group(*other) == scale.group(score));
        let most = of_group.max_by_key(|other| (answers.histogram().answers(*other), *other == score));
        Self::of(answers, scale, most.unwrap_or(score))
    }
}

impl Audit<'_> {
    /// Whether each hidden region that could be known has a witness.
    fn is_passed(&self, parts: &BTreeMap<Region, Part>) -> bool {
        let hidden: Vec<(&Region, &Answers)> = parts
            .iter()
            .filter(|(_, part)| !part.is_visible() && part.counts.n() > 0)
            .map(|(region, part)| (region, &part.answers))
            .collect();
        let all: f64 = parts.values().map(|part| part.answers.weight()).sum();
        can_be_known(parts).into_iter().all(|region| self.has_witness(region, &hidden, all))
    }

    fn has_witness(&self, of: &Region, hidden: &[(&Region, &Answers)], all: f64) -> bool {
        let mut exchanges = self.exchanges(of, hidden, all);
        exchanges.sort_by(|a, b| a.off.total_cmp(&b.off));
        let alike = exchanges.iter().take(MOST_TRIED).filter(|exchange| self.scores_alike(&exchange.moves));
        let others = alike.map(|exchange| self.after(self.excerpt, &exchange.moves));
        self.report.is_some()
            && others
                .filter(|other| self.totals_alike(other))
                .take(MOST_MADE)
                .any(|other| (self.made)(&other) == self.report)
    }

    /// Whether the same score of all is shown after these moves: it tells most of them apart, and is made in a fraction of the time
    /// of a report.
    fn scores_alike(&self, moves: &[Move<'_>]) -> bool {
        (self.look)().is_some()
            && self.score.is_some()
            && self.score == self.score_of(&self.after(&self.period, moves))
    }

    /// Whether the same score of all and the same changes are shown of these answers: most that the score leaves differ in how
    /// sure a change is.
    fn totals_alike(&self, other: &Excerpt) -> bool {
        (self.look)().is_some()
            && self.totals == shown_of(&totals(self.config, other, self.reported), self.config)
    }

    /// Answers after these moves.
    fn after(&self, excerpt: &Excerpt, moves: &[Move<'_>]) -> Excerpt {
        let mut other = excerpt.clone();
        for Move { region, scores, answers } in moves {
            if let Some(cell) = other.cells.get_mut(&(self.ordinal, Some((*region).clone()))) {
                *cell = cell.regraded(*scores, *answers);
            }
        }
        other
    }

    /// The score of all answers of the period, as it is shown.
    fn score_of(&self, excerpt: &Excerpt) -> Option<Value> {
        let period = self.ordinal.map(|ordinal| self.config.periods.calendar.period(ordinal));
        let figures = Figures { config: self.config, excerpt };
        shown_of(&figures.of_all(period), self.config)
    }

    /// Moves of answers of a region to another group, and of others the other way, that nearly leave the sums as they are.
    fn exchanges<'a>(
        &'a self,
        of: &'a Region,
        hidden: &[(&'a Region, &Answers)],
        all: f64,
    ) -> Vec<Exchange<'a>> {
        let scale = &self.config.question.scale;
        let Some((_, own)) = hidden.iter().find(|(region, _)| *region == of) else { return Vec::new() };
        let mut others: Vec<_> = hidden.iter().filter(|(region, _)| *region != of).collect();
        others.sort_by_key(|(region, answers)| (std::cmp::Reverse(answers.n()), *region));
        others.truncate(HELPERS);
        // The last one has the most answers, and so the most ways to come near.
        others.reverse();
        let of_squares = |answers: &Answers| answers.design().map_or(0.0, |design| design.total().squares);
        let [of_hidden, squared] = hidden.iter().fold([0.0, 0.0], |[sum, squared], (_, answers)| {
            [sum + answers.weight(), squared + of_squares(answers)]
        });
        let near = all * 5e-4;
        let gauge = &Gauge { near, seen: [5e-4 * of_hidden, 5e-2 * squared] };
        let mut found = Vec::new();
        for scores in pairs(scale) {
            let [from, to] = scores;
            let own_given = Given::of(own, scale, from);
            let each = own_given.each;
            let apart = 100.0 * f64::from(value(scale, from) - value(scale, to)).abs() * each / own.weight();
            let is_enough = |answers: &u64| *answers >= ANSWERS_APART || apart * as_number(*answers) >= APART;
            let enough = own_given.numbers().filter(is_enough);
            for answers in enough.take(HELPERS) {
                let helpers = others.iter().map(|(region, answers)| {
                    let given = [to, from].map(|score| Given::of_group(answers, scale, score));
                    Helper { region, given }
                });
                let helpers: Vec<Helper<'a>> = helpers.collect();
                let mut moves = vec![Move { region: of, scores, answers }];
                let taken = [each * as_number(answers), each * each * as_number(answers)];
                fill(taken, gauge, scores, &helpers, &mut moves, &mut found);
            }
        }
        found
    }
}

/// Looks for what helpers have to give in exchange for so much weight, to within `near`.
fn fill<'a>(
    [weight, square]: [f64; 2],
    gauge: &Gauge,
    [from, to]: [Score; 2],
    helpers: &[Helper<'a>],
    moves: &mut Vec<Move<'a>>,
    found: &mut Vec<Exchange<'a>>,
) {
    let Some((helper, others)) = helpers.split_first() else {
        if weight.abs() <= gauge.near {
            let [of_weight, of_square] = gauge.seen;
            let off = (weight / of_weight).abs() + (square / of_square).abs();
            found.push(Exchange { off, moves: moves.clone() });
        }
        return;
    };
    let [there, back] = &helper.given;
    for (given, scores, none, sign) in
        [(there, [there.score, from], Some(0), 1.0), (back, [back.score, to], None, -1.0)]
    {
        let each = sign * given.each;
        for answers in none.into_iter().chain(given.numbers()) {
            let left = [weight - each * as_number(answers), square - each * each.abs() * as_number(answers)];
            if others.is_empty() && left[0].abs() > gauge.near {
                continue;
            }
            if answers > 0 {
                moves.push(Move { region: helper.region, scores, answers });
            }
            fill(left, gauge, [from, to], others, moves, found);
            if answers > 0 {
                moves.pop();
            }
        }
    }
}

/// What exchanges are measured by.
struct Gauge {
    /// What the weights may differ by.
    near: f64,
    /// By what weight, and what square of weights, an exchange is about as likely seen as not.
    seen: [f64; 2],
}

/// Two scores of different groups, in either order.
fn pairs(scale: &Scale) -> impl Iterator<Item = [Score; 2]> {
    let all = || scale.scores();
    all()
        .flat_map(move |from| all().map(move |to| [from, to]))
        .filter(|[from, to]| scale.group(*from) != scale.group(*to))
}

/// What an answer adds to the score: 1 of a promoter, −1 of a detractor.
fn value(scale: &Scale, score: Score) -> i32 {
    match scale.group(score) {
        Group::Detractor => -1,
        Group::Passive => 0,
        Group::Promoter => 1,
    }
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn as_number(answers: u64) -> f64 {
    answers as f64
}
