//! The key findings: what a reader in a hurry should know, chosen by rule from the figures of a finished report.
//!
//! What became of the score since the period before comes first (failing that, since a year earlier), clear or not. Of
//! the rest only what is beyond chance at the report's level after correction can be a finding, most weight first:
//!
//! weight = size × certainty,
//!
//! the size in points of the score of all answers (what is about a region counts by the region's share of them), the
//! certainty 1 − p/α with the corrected p-value p and α = 1 − confidence: 0 for what is just beyond chance, 1 for what
//! is sure. 1 − p would be all but the same for everything beyond chance, and chance makes the largest differences out
//! of the smallest bases. A target that is neither clearly reached nor clearly missed comes after all these, with the
//! chance that it is. There are five findings at most, no more than two of them of a kind. None rests on a score that is
//! hidden or has a low base, whichever side of a comparison it is. Of equal weights, the order is that of
//! [`KeyFindingKind`], and within it of the report.
//!
//! None says what another one says: no clear change since either earlier period is one finding; of benchmarks that the
//! score is above one stands for all, and so of those below; a target and a benchmark of one value ask one thing, and so do
//! those of all answers and of the region that has them all; of two regions alone each is the other's rest; a region's
//! change that is the larger part of the score's is told as that.
//!
//! The number of those who answered is not judged: how large a share would do depends on who did not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::Statistic;
use crate::figures::{Change, Comparison, Estimate, Finding, Head, Since, Versus};
use crate::sections::Sections;
use crate::sections::participants::Group;
use crate::sections::regions::RegionRow;
use crate::sections::trend::{Control, ControlLimits, ControlRun};
use crate::sections::why::{Why, WhyLine};
use crate::statistics::{Effect, SMALLEST_CLEAR, Trend, Verdict};
use crate::survey::{Period, Region};

/// How many findings there are at most.
const MOST: usize = 5;

/// How many of them are of a kind at most.
const MOST_OF_A_KIND: usize = 2;

/// How likely chance alone puts a score outside limits of three standard errors, times two for the two signs looked
/// for in a trend.
const OUTSIDE_BY_CHANCE: f64 = 2.0 * 0.0027;

/// How likely chance alone puts the last eight scores on one side of the centre, times two.
const RUN_BY_CHANCE: f64 = 2.0 / 128.0;

/// What matters most of all that a report says: at most five findings, the first one first.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
#[schemars(extend("maxItems" = 5))]
pub struct KeyFindings(pub Vec<KeyFinding>);

impl KeyFindings {
    /// The same, by the rule of this module; nothing where there is none.
    pub(crate) fn of(head: &Head, sections: &Sections) -> Option<Self> {
        Some(Self(key_findings(head, sections))).filter(|found| !found.0.is_empty())
    }
}

/// A key finding. Its numbers are where its pointers lead.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFinding {
    /// What it is about.
    pub kind: KeyFindingKind,
    /// JSON pointers (RFC 6901) into `report.json`: every figure it rests on, that which says it first.
    #[schemars(length(min = 1), inner(regex(pattern = "^/")))]
    pub figures: Vec<String>,
}

/// What a key finding is about; its figures say which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyFindingKind {
    /// The score changed since an earlier period.
    Change,
    /// The answers show no change since an earlier period.
    NoClearChange,
    /// At least half of a clear change is a shift of answers between regions.
    Shift,
    /// At least half of a clear change is what one region's own score did.
    RegionPart,
    /// A target is reached, missed, or neither for sure.
    Target,
    /// The score differs from a benchmark.
    Benchmark,
    /// The reported period lies outside its control limits.
    OutsideLimits,
    /// A run on one side of the centre lasts up to the reported period.
    Run,
    /// The client's score differs from that of the other participants together.
    Others,
    /// The client's score differs from that of its peers together.
    Peers,
    /// A region's score differs from that of all other answers.
    Region,
    /// A region's score changed since the period before.
    RegionChange,
    /// A region reached or missed a target of its own.
    RegionTarget,
    /// A region's score differs from a benchmark of its own.
    RegionBenchmark,
}

/// What the first pointer of a finding leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum About<'a> {
    /// A clear change of the score.
    Change(&'a Change),
    /// No clear change and, where there is none since a year earlier either, that too.
    NoClearChange(&'a Change, Option<&'a Change>),
    /// A shift between regions.
    Shift(&'a Why),
    /// What a region's own score did to a change.
    RegionPart(&'a Why, &'a WhyLine),
    /// A target or benchmark of all answers.
    Versus(&'a Versus),
    /// Other participants; of peers, what they share.
    Group(&'a Group, Option<&'a str>),
    /// A region against all other answers.
    Region(&'a RegionRow),
    /// A region against its previous period.
    RegionChange(&'a RegionRow),
    /// A region's own target or benchmark.
    RegionVersus(&'a RegionRow, &'a Versus),
    /// The limits that the reported period lies outside of.
    OutsideLimits(&'a ControlLimits),
    /// A run, and the limits whose centre it is beside.
    Run(&'a ControlRun, &'a Control),
}

impl KeyFinding {
    /// What it is about, in the report that it was found in.
    #[must_use]
    pub fn about<'a>(&self, head: &'a Head, sections: &'a Sections) -> Option<About<'a>> {
        let places: Vec<usize> =
            self.figures.first()?.split('/').filter_map(|key| key.parse().ok()).collect();
        let (first, second) = (places.first().copied(), places.get(1).copied());
        let region = || sections.regions().get(first?);
        let participants = sections.participants.as_ref();
        Some(match self.kind {
            KeyFindingKind::Change => About::Change(head.changes.get(first?)?),
            KeyFindingKind::NoClearChange => {
                let place =
                    |figure: &String| figure.strip_prefix("/changes/")?.split('/').next()?.parse().ok();
                let later = self.figures.iter().filter_map(place).find(|place: &usize| Some(*place) != first);
                let later = later.and_then(|place| head.changes.get(place));
                About::NoClearChange(head.changes.get(first?)?, later)
            }
            KeyFindingKind::Shift => About::Shift(sections.why().get(first?)?),
            KeyFindingKind::RegionPart => {
                let why = sections.why().get(first?)?;
                About::RegionPart(why, why.lines.get(second?)?)
            }
            KeyFindingKind::Target | KeyFindingKind::Benchmark => {
                About::Versus(sections.benchmarks().get(first?)?)
            }
            KeyFindingKind::Others => About::Group(&participants?.others, None),
            KeyFindingKind::Peers => {
                let participants = participants?;
                About::Group(participants.peers.as_ref()?, Some(participants.peers_in.as_deref()?))
            }
            KeyFindingKind::Region => About::Region(region()?),
            KeyFindingKind::RegionChange => About::RegionChange(region()?),
            KeyFindingKind::RegionTarget | KeyFindingKind::RegionBenchmark => {
                let row = region()?;
                About::RegionVersus(row, row.benchmarks.get(second?)?)
            }
            KeyFindingKind::OutsideLimits => About::OutsideLimits(sections.control()?.limits.get(first?)?),
            KeyFindingKind::Run => {
                let control = sections.control()?;
                About::Run(control.runs.get(first?)?, control)
            }
        })
    }
}

/// The key findings of a report, by the rule of this module; none where its score is hidden or has a low base.
#[must_use]
pub(crate) fn key_findings(head: &Head, sections: &Sections) -> Vec<KeyFinding> {
    let Some(now) = firm(&head.overall) else { return Vec::new() };
    let look = Look { head, sections, now };
    let lead = look.lead();
    let mut candidates = look.later_changes(lead.as_ref());
    let parts = look.parts();
    let untold = |region: &Candidate| parts.iter().all(|part| part.says != region.says);
    let regions: Vec<Candidate> = look.regions().into_iter().filter(untold).collect();
    candidates.extend(parts);
    candidates.extend(look.benchmarks());
    candidates.extend(look.trend());
    candidates.extend(regions);
    candidates.extend(look.participants());
    // A stable sort: equal ones of a kind stay in the order of the report.
    candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.kind.cmp(&b.kind)));
    let mut chosen: Vec<Candidate> = lead.into_iter().collect();
    for candidate in candidates {
        let of_a_kind = chosen.iter().filter(|other| other.kind == candidate.kind).count();
        let said = chosen.iter().any(|other| other.says.repeats(&candidate.says));
        if chosen.len() < MOST && of_a_kind < MOST_OF_A_KIND && !said {
            chosen.push(candidate);
        }
    }
    chosen.into_iter().map(|Candidate { kind, figures, .. }| KeyFinding { kind, figures }).collect()
}

/// What could be a finding.
struct Candidate {
    kind: KeyFindingKind,
    figures: Vec<String>,
    weight: f64,
    /// The same for findings that say the same.
    says: Says,
}

/// What is said, apart from how much and how sure.
#[derive(PartialEq)]
enum Says {
    Change(Period),
    Shift(Period),
    /// A region since the period before, by place.
    RegionSince(usize),
    /// What a target or benchmark [asks](super::types::Benchmark::asked) of a region, by place, or of all answers. One benchmark that
    /// the score is above, or below, stands for all such ones.
    Stated {
        of: Option<usize>,
        asked: (u64, Option<u64>),
        for_all: Option<Verdict>,
    },
    Others,
    Peers,
    /// A region against the rest, by place: where there are two only, the first one's.
    Region(usize),
    Trend,
}

impl Says {
    /// Whether a reader of the other one learns nothing new.
    fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Stated { of, asked, for_all },
                Self::Stated { of: other_of, asked: other_asked, for_all: other_for_all },
            ) => (of, asked) == (other_of, other_asked) || (for_all.is_some() && for_all == other_for_all),
            _ => self == other,
        }
    }
}

/// A score whose base is not low.
fn firm(finding: &Finding) -> Option<&Estimate> {
    finding.estimate().filter(|estimate| !estimate.low_base)
}

fn is_clear(trend: Trend) -> bool {
    trend != Trend::NoClearChange
}

/// A report and its score.
#[derive(Clone, Copy)]
struct Look<'a> {
    head: &'a Head,
    sections: &'a Sections,
    now: &'a Estimate,
}

impl<'a> Look<'a> {
    /// 1 − p/α, from 0 to 1.
    fn certainty(self, p: f64) -> f64 {
        let alpha = self.head.method.confidence.alpha();
        (1.0 - p / alpha).clamp(0.0, 1.0)
    }

    /// Size times certainty of a difference that counts for a share of all answers; none of nothing to a tenth.
    fn weight<V>(self, comparison: &Comparison<V>, share: f64) -> Option<f64> {
        let size = comparison.difference.points().abs();
        (size >= SMALLEST_CLEAR).then(|| size * share * self.certainty(comparison.p_adjusted))
    }

    /// A region's share of all answers, weighted where they are.
    fn share(self, estimate: &Estimate) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
        let weight = |e: &Estimate| e.design.map_or(e.n as f64, |design| design.weighted_n);
        weight(estimate) / weight(self.now)
    }

    /// A change between two firm scores, with its place.
    fn change(self, since: Since) -> Option<(usize, &'a Change, &'a Comparison<Trend>)> {
        let period = self.head.changes.iter().find(|change| change.since == since)?.period;
        self.change_since(since, period)
    }

    /// The same, where several periods are named.
    fn change_since(
        self,
        since: Since,
        period: Period,
    ) -> Option<(usize, &'a Change, &'a Comparison<Trend>)> {
        let is_it = |change: &Change| change.since == since && change.period == period;
        let at = self.head.changes.iter().position(is_it)?;
        let change = self.head.changes.get(at)?;
        firm(&change.then)?;
        Some((at, change, change.comparison.as_ref()?))
    }

    /// What became of the score: since the period before or, failing that, since a year earlier. Where neither shows a
    /// change, that is one finding.
    fn lead(self) -> Option<Candidate> {
        let year = self.change(Since::YearEarlier);
        let (at, change, comparison) = self.change(Since::PreviousPeriod).or(year)?;
        let says = Says::Change(change.period);
        let mut figures = change_figures(at).to_vec();
        let (kind, weight) = if is_clear(comparison.verdict) {
            (KeyFindingKind::Change, self.weight(comparison, 1.0)?)
        } else {
            let other = |year: &(usize, &Change, &Comparison<Trend>)| {
                year.1.period != change.period && !is_clear(year.2.verdict)
            };
            figures.extend(year.filter(other).into_iter().flat_map(|(at, ..)| change_figures(at)));
            (KeyFindingKind::NoClearChange, 0.0)
        };
        figures.push("/overall".to_owned());
        Some(Candidate { kind, figures, weight, says })
    }

    /// The changes since a year earlier and since named periods, where they are not told yet.
    fn later_changes(self, lead: Option<&Candidate>) -> Vec<Candidate> {
        let later = self.head.changes.iter().filter(|change| change.since != Since::PreviousPeriod);
        let candidate = |change: &Change| {
            let (at, earlier, comparison) = self.change_since(change.since, change.period)?;
            let says = Says::Change(earlier.period);
            let weight = self.weight(comparison, 1.0).filter(|_| is_clear(comparison.verdict))?;
            let told = lead.is_some_and(|lead| lead.says == says);
            let [change, then] = change_figures(at);
            let figures = vec![change, then, "/overall".to_owned()];
            (!told).then_some(Candidate { kind: KeyFindingKind::Change, figures, weight, says })
        };
        later.filter_map(candidate).collect()
    }

    /// The largest part of each clear change, where it is at least half of it and goes the same way.
    fn parts(self) -> Vec<Candidate> {
        let part = |(at, why): (usize, &Why)| {
            let (place, _, comparison) = self.change_since(why.since, why.period)?;
            if !is_clear(comparison.verdict) {
                return None;
            }
            let total = (why.after - why.before).points();
            let along = |effect: f64| effect * total.signum();
            let own = |line: &WhyLine| line.effect.rate() + line.effect.turnover();
            let lines = || why.lines.iter().map(own).map(along);
            let largest = lines().fold(along(why.mix), f64::max);
            if largest < (total.abs() / 2.0).max(SMALLEST_CLEAR) {
                return None;
            }
            let change = format!("/changes/{place}/comparison");
            let certainty = self.certainty(comparison.p_adjusted);
            if along(why.mix) >= largest {
                let figures = vec![format!("/sections/why/{at}/mix"), change];
                let (kind, says) = (KeyFindingKind::Shift, Says::Shift(why.period));
                return Some(Candidate { kind, figures, weight: largest * certainty, says });
            }
            let line = lines().position(|effect| effect >= largest)?;
            let (row, own) = self.region_behind(why, line, comparison.verdict)?;
            let figures = vec![
                format!("/sections/why/{at}/lines/{line}"),
                change,
                format!("/sections/regions/{row}/change"),
                format!("/sections/regions/{row}/then"),
                format!("/sections/regions/{row}/finding"),
            ];
            let weight = largest * certainty.min(self.certainty(own.p_adjusted));
            Some(Candidate {
                kind: KeyFindingKind::RegionPart,
                figures,
                weight,
                says: Says::RegionSince(row),
            })
        };
        // Segments have no figures of their own in the report, by which such a part could be seen to be beyond chance.
        let by_region = self.sections.why().iter().enumerate().filter(|(_, why)| why.by.is_none());
        by_region.filter_map(part).collect()
    }

    /// The region of a line whose own score changed the same way beyond chance, by place.
    fn region_behind(self, why: &Why, line: usize, verdict: Trend) -> Option<(usize, &'a Comparison<Trend>)> {
        let line = why.lines.get(line)?;
        let stayed = matches!(line.effect, Effect::Stayed { .. });
        let region = line.region.as_ref().filter(|_| stayed && why.since == Since::PreviousPeriod)?;
        let at = self.sections.regions().iter().position(|row| row.region == *region)?;
        let (_, own) = self.region_change(self.sections.regions().get(at)?)?;
        (own.verdict == verdict).then_some((at, own))
    }

    /// A named region's change between two firm scores.
    fn region_change(self, row: &'a RegionRow) -> Option<(&'a Estimate, &'a Comparison<Trend>)> {
        let estimate = firm_region(row)?;
        row.then.as_ref().and_then(firm)?;
        // A region that has all answers changed as all of them did.
        (!self.has_all(row)).then_some((estimate, row.change.as_ref()?))
    }

    fn benchmarks(self) -> Vec<Candidate> {
        let each = self.sections.benchmarks().iter().enumerate();
        each.filter_map(|(at, versus)| self.versus(versus, &format!("/sections/benchmarks/{at}"), None, 1.0))
            .collect()
    }

    /// A region's score, or that of all answers, against a benchmark whose own base, where it counts, is not low.
    fn versus(self, versus: &Versus, place: &str, region: Option<usize>, share: f64) -> Option<Candidate> {
        let comparison = versus.comparison.as_ref()?;
        if versus.benchmark.answers().is_some_and(|n| n < self.head.method.low_base) {
            return None;
        }
        let is_target = versus.benchmark.statistic == Statistic::Target;
        let score = region.map_or("/overall".to_owned(), |at| format!("/sections/regions/{at}/finding"));
        let mut figures = vec![format!("{place}/comparison"), format!("{place}/benchmark"), score];
        let weight = match comparison.verdict {
            Verdict::Above | Verdict::Below => self.weight(comparison, share)?,
            Verdict::Unclear => {
                versus.chance_at_or_above.filter(|_| is_target)?;
                figures.push(format!("{place}/chance_at_or_above"));
                0.0
            }
        };
        let kind = if is_target { KeyFindingKind::Target } else { KeyFindingKind::Benchmark };
        // The score of a region that has all answers is that of all answers.
        let is_part = |at: &usize| self.sections.regions().get(*at).is_none_or(|row| !self.has_all(row));
        let says = Says::Stated {
            of: region.filter(is_part),
            asked: versus.benchmark.asked(),
            for_all: (region.is_none() && !is_target).then_some(comparison.verdict),
        };
        Some(Candidate { kind, figures, weight, says })
    }

    /// Whether a region has all answers of the period.
    fn has_all(self, row: &RegionRow) -> bool {
        row.finding.estimate().is_some_and(|estimate| estimate.n >= self.now.n)
    }

    /// That the reported period is out of the ordinary; nothing where any period has a low base, as the centre and the
    /// limits rest on all of them.
    fn trend(self) -> Option<Candidate> {
        let control = self.sections.control()?;
        let is_low = |estimate: &Estimate| estimate.low_base;
        if self.sections.points().iter().filter_map(|point| point.finding.estimate()).any(is_low) {
            return None;
        }
        let period = self.head.period?;
        let size = (self.now.nps - control.centre).points().abs();
        let sign = |p: f64, kind, figure: String| {
            let is_beyond = p <= self.head.method.confidence.alpha() && size >= SMALLEST_CLEAR;
            let figures = vec![figure, "/sections/trend/control/centre".to_owned(), "/overall".to_owned()];
            let weight = size * self.certainty(p);
            is_beyond.then_some(Candidate { kind, figures, weight, says: Says::Trend })
        };
        let outside = || {
            let at = control.limits.iter().position(|limits| limits.period == period)?;
            let figure = format!("/sections/trend/control/limits/{at}");
            control.outside.contains(&period).then_some(())?;
            sign(OUTSIDE_BY_CHANCE, KeyFindingKind::OutsideLimits, figure)
        };
        let run = || {
            let at = control.runs.iter().position(|run| run.last == period)?;
            sign(RUN_BY_CHANCE, KeyFindingKind::Run, format!("/sections/trend/control/runs/{at}"))
        };
        outside().or_else(run)
    }

    fn regions(self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (at, row) in self.sections.regions().iter().enumerate() {
            let Some(estimate) = firm_region(row) else { continue };
            let (share, score) = (self.share(estimate), format!("/sections/regions/{at}/finding"));
            found.extend(self.beside_rest(at, row, estimate));
            if let Some((_, change)) = self.region_change(row).filter(|(_, change)| is_clear(change.verdict))
            {
                let figures = vec![
                    format!("/sections/regions/{at}/change"),
                    format!("/sections/regions/{at}/then"),
                    score.clone(),
                ];
                let (kind, says) = (KeyFindingKind::RegionChange, Says::RegionSince(at));
                found.extend(self.weight(change, share).map(|weight| Candidate {
                    kind,
                    figures,
                    weight,
                    says,
                }));
            }
            for (own, versus) in row.benchmarks.iter().enumerate() {
                let place = format!("/sections/regions/{at}/benchmarks/{own}");
                let verdict = versus.comparison.as_ref().map(|comparison| comparison.verdict);
                let Some(Verdict::Above | Verdict::Below) = verdict else { continue };
                let candidate = self.versus(versus, &place, Some(at), share);
                found.extend(candidate.map(|candidate| Candidate {
                    kind: match candidate.kind {
                        KeyFindingKind::Target => KeyFindingKind::RegionTarget,
                        _ => KeyFindingKind::RegionBenchmark,
                    },
                    ..candidate
                }));
            }
        }
        found
    }

    /// A region against all other answers, of which there are enough.
    fn beside_rest(self, at: usize, row: &RegionRow, estimate: &Estimate) -> Option<Candidate> {
        let comparison = row.rest.as_ref().filter(|rest| rest.verdict != Verdict::Unclear)?;
        let others = self.now.n.checked_sub(estimate.n)?;
        if others < self.head.method.low_base {
            return None;
        }
        // Of two regions, each is the rest of the other.
        let is_rest = |row: &RegionRow| row.finding.estimate().is_some_and(|rest| rest.n == others);
        let mut rows = self.sections.regions().iter().enumerate();
        let other = rows.find(|(place, row)| *place != at && is_rest(row)).map(|(place, _)| place);
        Some(Candidate {
            kind: KeyFindingKind::Region,
            figures: vec![
                format!("/sections/regions/{at}/rest"),
                format!("/sections/regions/{at}/finding"),
                "/overall".to_owned(),
            ],
            weight: self.weight(comparison, self.share(estimate))?,
            says: Says::Region(other.map_or(at, |other| other.min(at))),
        })
    }

    fn participants(self) -> Vec<Candidate> {
        let Some(participants) = &self.sections.participants else { return Vec::new() };
        let beside = |kind, group: &Group, place: &str, says| {
            firm(&group.finding)?;
            let comparison = group.comparison.as_ref().filter(|c| c.verdict != Verdict::Unclear)?;
            let figures =
                vec![format!("{place}/comparison"), format!("{place}/finding"), "/overall".to_owned()];
            Some(Candidate { kind, figures, weight: self.weight(comparison, 1.0)?, says })
        };
        let others = beside(
            KeyFindingKind::Others,
            &participants.others,
            "/sections/participants/others",
            Says::Others,
        );
        // Where all others are peers, they are told as the others.
        let peers = participants
            .peers
            .as_ref()
            .filter(|peers| participants.peers_in.is_some() && peers.clients < participants.others.clients);
        let peers = peers.and_then(|peers| {
            beside(KeyFindingKind::Peers, peers, "/sections/participants/peers", Says::Peers)
        });
        others.into_iter().chain(peers).collect()
    }
}

/// The estimate of a region that has a name and a firm score.
fn firm_region(row: &RegionRow) -> Option<&Estimate> {
    firm(&row.finding).filter(|_| row.region != Region::NotStated)
}

fn change_figures(at: usize) -> [String; 2] {
    [format!("/changes/{at}/comparison"), format!("/changes/{at}/then")]
}
