//! What a change of the score would be if the answers had come about in the earlier mix: by channel, or by who asked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::texts::ModeTexts;
use crate::charts::dots::Dots;
use crate::figures::{Comparison, Figures, Head, Listed, Since, parts, sample_of};
use crate::sections::Figure;
use crate::sections::Report;
use crate::sections::finding::{Candidate, KeyFindingKind, Look, Says};
use crate::sections::table::{Table, number, text, trend_comparison};
use crate::statistics::{
    Category, Contrast, Measured, SMALLEST_CLEAR, Trend, at_mix, change_at_mix, change_at_mix_traced,
    corrected, critical, difference_of_shares_traced,
};
use crate::survey::trace::{Silent, Trace, recorded};
use crate::survey::{Counts, Interval, Nps, Period, Region, Sample};
use crate::wording::{About, FigureTexts, MethodEntry, Text, Words, fill};
use crate::workings::family::Family;
use crate::workings::numbers::{after_sign, short};
use crate::workings::{Explanation, Formula, Material};

/// How scores at an earlier mix are made.
const MIX: About = About("mix");

/// The change cannot be read without the mix of a cut.
pub(super) const CUT_MIX: KeyFindingKind = KeyFindingKind::new("cut_mix");

/// The score of the period if its answers were divided among the values of a cut as those of an earlier one were.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtMix {
    /// Which earlier period, as in `changes`.
    pub since: Since,
    /// That period.
    pub period: Period,
    /// The shares of all values that have answers in either period.
    pub shares: Vec<Shifted>,
    /// The score at the earlier mix, in points.
    pub nps: Nps,
    /// Its interval; the shares of then are taken as exact.
    pub interval: Interval,
    /// Against the score of then.
    pub change: Comparison<Trend>,
}

/// The share of a value in the answers of two periods.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shifted {
    /// The value, as a region.
    pub region: Region,
    /// Its share then, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub before: f64,
    /// Its share in the reported period, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub after: f64,
    /// Two-sided p-value of the difference, 0 to 1.
    #[schemars(range(min = 0, max = 1))]
    pub p: f64,
    /// The same after correction for all shares of the cut since that period.
    #[schemars(range(min = 0, max = 1))]
    pub p_adjusted: f64,
    /// Whether it moved beyond chance.
    pub moved: bool,
}

/// A value then and now.
struct Side {
    region: Region,
    /// How many answers then, and now.
    n: [u64; 2],
    /// What it measures now.
    now: Option<Measured>,
}

/// All values that have answers in either period; nothing where one of them may not be shown.
fn sides(figures: Figures<'_>, [then, now]: [Period; 2]) -> Option<Vec<Side>> {
    let (then, now) = (parts(figures, Some(then)), parts(figures, Some(now)));
    let mut all = Vec::new();
    for (region, part) in &now {
        let before = then.get(region)?;
        let n = [before.counts.n(), part.counts.n()];
        if n == [0, 0] {
            continue;
        }
        if !before.is_visible() || !part.is_visible() {
            return None;
        }
        let measured = sample_of(part, figures, None).map(Measured::score);
        all.push(Side { region: region.clone(), n, now: measured });
    }
    (all.len() > 1).then_some(all)
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(n: u64) -> f64 {
    n as f64
}

fn standardised(sides: &[Side]) -> Option<Measured> {
    let category = |side: &Side| Category { before: real(side.n[0]), now: side.now };
    at_mix(&sides.iter().map(category).collect::<Vec<_>>())
}

/// Answers of a value and all others.
fn of_value(n: u64, all: u64) -> Option<Sample> {
    Counts::new(all - n, 0, n).sample()
}

/// How many answers all values have then, and now.
fn totals(sides: &[Side]) -> [u64; 2] {
    [0, 1].map(|at| sides.iter().map(|side| side.n[at]).sum())
}

/// A share now against then.
fn shift(side: &Side, totals: [u64; 2], trace: &mut impl Trace) -> Option<Contrast> {
    let [then, now] = [0, 1].map(|at| of_value(side.n[at], totals[at]));
    Some(difference_of_shares_traced(now?, then?, 0.0, trace))
}

/// The p-values of all shares, of which those of two values are one.
fn asked(p: &[f64]) -> Vec<f64> {
    if let [first, _] = p { vec![*first] } else { p.to_vec() }
}

impl AtMix {
    /// The score at the mix of each period of the head's changes that allows it.
    pub(super) fn all(figures: Figures<'_>, head: &Head) -> Vec<Self> {
        let (method, Some(now)) = (figures.config.method, head.period) else { return Vec::new() };
        let mut found: Vec<(Self, Contrast)> = Vec::new();
        for change in &head.changes {
            let of = || {
                let sides = sides(figures, [change.period, now])?;
                let then = figures.sample(&figures.answers(Some(change.period)), None)?;
                let (measured, score) = (standardised(&sides)?, Nps::of(then));
                let nps = Nps::stated(measured.value)?;
                let contrast = change_at_mix(measured, Measured::score(then));
                let totals = totals(&sides);
                let p: Option<Vec<f64>> =
                    sides.iter().map(|side| Some(shift(side, totals, &mut Silent)?.p)).collect();
                let p = p?;
                let adjusted = corrected(&asked(&p), method.correction);
                let shares = sides.iter().zip(p).enumerate().map(|(at, (side, p))| {
                    let p_adjusted = adjusted.get(at).or(adjusted.first()).copied().unwrap_or(p);
                    let [before, after] = [0, 1].map(|at| real(side.n[at]) / real(totals[at]));
                    let region = side.region.clone();
                    Shifted {
                        region,
                        before,
                        after,
                        p,
                        p_adjusted,
                        moved: p_adjusted <= method.confidence.alpha(),
                    }
                });
                let reach = critical(method.confidence.share()) * measured.standard_error;
                let comparison = Comparison {
                    difference: nps - score,
                    z: contrast.statistic,
                    p: contrast.p,
                    p_adjusted: contrast.p,
                    verdict: Trend::NoClearChange,
                };
                let told = Self {
                    since: change.since,
                    period: change.period,
                    shares: shares.collect(),
                    nps,
                    interval: Interval::around(nps, measured.value - reach, measured.value + reach),
                    change: comparison,
                };
                Some((told, contrast))
            };
            found.extend(of());
        }
        let p: Vec<f64> = found.iter().map(|(_, contrast)| contrast.p).collect();
        let adjusted = corrected(&p, method.correction);
        let settled = |((told, contrast), p_adjusted): ((Self, Contrast), f64)| {
            let verdict = contrast.verdict(p_adjusted, SMALLEST_CLEAR, method.confidence).into();
            Self { change: Comparison { p_adjusted, verdict, ..told.change }, ..told }
        };
        found.into_iter().zip(adjusted).map(settled).collect()
    }

    fn has_moved(&self) -> bool {
        self.shares.iter().any(|share| share.moved)
    }

    /// The verdict on the change of all answers as it is; nothing where there is none.
    fn as_it_is(&self, head: &Head) -> Option<Trend> {
        let change = head.changes.iter().find(|change| change.period == self.period)?;
        Some(change.comparison.as_ref()?.verdict)
    }

    /// Whether the change says another thing at the earlier mix, which has moved.
    fn differs(&self, head: &Head) -> bool {
        self.has_moved() && self.as_it_is(head).is_some_and(|verdict| verdict != self.change.verdict)
    }

    /// What there is to say of it.
    pub(super) fn title(&self, head: &Head, words: &Words) -> String {
        let texts = texts(words);
        let values = [
            ("earlier", words.period_inside(self.period)),
            ("nps", words.nps(self.nps.points())),
            ("verdict", words.trend_verdict(self.change.verdict).to_owned()),
        ];
        let pattern = match (self.has_moved(), self.differs(head)) {
            (false, _) => &texts.still,
            (true, true) => &texts.differs,
            (true, false) => &texts.same,
        };
        fill(pattern, &values)
    }

    /// Its figures as a list has them.
    pub(super) fn list(&self, head: &Head, cut: &str) -> Vec<Listed> {
        let against = self.period.key();
        let score = Listed {
            low: Some(self.interval.low()),
            high: Some(self.interval.high()),
            against: Some(against.clone()),
            ..Listed::new("cuts", "nps_at_mix", self.nps.points())
        };
        let change = Listed::difference(("cuts", "change_at_mix"), &against, Some(&self.change));
        [score].into_iter().chain(change).map(|listed| listed.in_period(head.period).by(cut, None)).collect()
    }
}

fn texts(words: &Words) -> ModeTexts {
    words.of_part("cut_mode")
}

/// The definition of it.
pub(super) fn method(words: &Words) -> MethodEntry {
    let texts = texts(words);
    MethodEntry::new(&texts.term, texts.method.to_string()).about(MIX)
}

/// A change that says another thing at the earlier mix.
pub(super) fn candidates(look: Look<'_>, all: &[AtMix], cut: usize) -> Vec<Candidate> {
    let differs = all.iter().enumerate().filter(|(_, at)| at.differs(look.head));
    let candidate = |(place, at): (usize, &AtMix)| {
        let (own, change) =
            look.head.changes.iter().enumerate().find(|(_, change)| change.period == at.period)?;
        let size = at.change.difference.points() - change.comparison.as_ref()?.difference.points();
        let surest = at.shares.iter().map(|share| share.p_adjusted).fold(1.0, f64::min);
        Some(Candidate {
            kind: CUT_MIX,
            figures: vec![
                format!("/sections/cuts/{cut}/at_earlier_mix/{place}/change"),
                format!("/sections/cuts/{cut}/at_earlier_mix/{place}/nps"),
                format!("/changes/{own}/comparison"),
            ],
            weight: size.abs() * look.certainty(surest),
            says: Says::This(format!("mix of cut {cut} since {}", at.period.key())),
            alone: false,
        })
    };
    differs.filter_map(candidate).collect()
}

/// The figure of a cut: tables of the score at the earlier mix, and of the shares.
pub(super) fn figure(
    report: &Report,
    all: &[AtMix],
    id: &str,
    words: &Words,
    titled: &dyn Fn(&str) -> String,
) -> Option<Figure> {
    let (texts, head, labels) = (texts(words), &report.head, words.labels());
    let first = all.iter().find(|at| at.has_moved()).or(all.first())?;
    let [(_, subject), _] = words.dated_subject(head, None);
    let subject = [("subject", subject)];
    let now = head.overall.estimate()?;
    let row = |at: &AtMix| {
        let then = head.changes.iter().find(|change| change.period == at.period).map(|change| &change.then);
        let then = then.map_or_else(String::new, |then| words.finding(then));
        let mut cells = vec![
            text(words.period_axis(at.period)),
            number(then),
            number(words.nps_to(now.nps.points(), 1)),
            number(words.nps_to(at.nps.points(), 1)),
            number(words.points(at.interval.low(), 1)),
            number(words.points(at.interval.high(), 1)),
        ];
        cells.extend(trend_comparison(Some(&at.change), words));
        cells
    };
    let [since, then, period, mix, before, after] = &texts.heads;
    let p_head = || number(words.p_head(&head.method));
    let heads = vec![
        text(since),
        number(then),
        number(period),
        number(mix),
        number(&labels.low),
        number(&labels.high),
        number(&labels.difference),
        p_head(),
        text(&labels.verdict),
    ];
    let caption = titled(&fill(&texts.caption, &subject));
    let mut tables =
        vec![Table::new(&format!("table-{id}"), caption.clone(), heads, all.iter().map(row).collect())];
    for (place, at) in all.iter().enumerate() {
        let row = |share: &Shifted| {
            let change = 100.0 * (share.after - share.before);
            vec![
                text(words.region(&share.region)),
                number(words.percent_to(share.before, 1)),
                number(words.percent_to(share.after, 1)),
                number(words.change_to(change, 1)),
                number(words.p_number(share.p_adjusted)),
            ]
        };
        let head =
            vec![text(&labels.region), number(before), number(after), number(&labels.difference), p_head()];
        let values = [("earlier", words.period_inside(at.period)), subject[0].clone()];
        let caption = titled(&fill(&texts.shares_caption, &values));
        let rows = at.shares.iter().map(row).collect();
        tables.push(Table::new(&format!("table-{id}-shares-{}", place + 1), caption, head, rows));
    }
    let told = FigureTexts {
        title: titled(&first.title(head, words)),
        subtitle: fill(&texts.subtitle, &subject),
        description: titled(&first.title(head, words)),
        how_to_read: texts.how.to_string(),
        caption,
    };
    let none: (&str, Option<Dots>) = ("chart-mix", None);
    let figure = Figure::new(id, Some(told), none, &[MIX, About::COMPARISON], words)?;
    Some(Figure { folded: !first.has_moved(), ..figure.with_tables(tables) })
}

/// What a figure of it rests on.
pub(super) fn explained(
    all: &[AtMix],
    (place, leaf): (usize, &[&str]),
    from: &Material<'_>,
) -> Option<Explanation> {
    let (at, figures) = (all.get(place)?, Figures { config: from.config, excerpt: from.excerpt });
    let sides = sides(figures, [at.period, from.head.period?])?;
    let then = Measured::score(from.sample(&figures.answers(Some(at.period)), None)?);
    let measured = standardised(&sides)?;
    let of = Explained { all, place, at, from, texts: texts(from.words), sides, measured, then };
    match leaf {
        ["interval", end] => Some(of.end(*end == "low")),
        ["change", key @ ..] => of.change(key),
        ["shares", own, key @ ..] => of.share(own.parse().ok()?, key),
        [] | ["nps"] => Some(of.score(leaf.is_empty())),
        _ => None,
    }
}

/// A score at an earlier mix that is explained.
struct Explained<'a> {
    all: &'a [AtMix],
    place: usize,
    at: &'a AtMix,
    from: &'a Material<'a>,
    texts: ModeTexts,
    sides: Vec<Side>,
    measured: Measured,
    then: Measured,
}

impl Explained<'_> {
    /// What is asked for, with the answers of each value then and now, its score and standard error.
    fn told(&self, what: &Text, region: Option<&Region>) -> Explanation {
        let words = self.from.words;
        let region = region.map_or("", |region| words.region(region)).to_owned();
        let values = [("earlier", words.period_inside(self.at.period)), ("region", region)];
        let mut told = Explanation::of(fill(what, &values));
        let totals = totals(&self.sides);
        let row = |side: &Side| {
            let score = side.now.map_or_else(String::new, |now| short(now.value));
            let error = side.now.map_or_else(String::new, |now| short(now.standard_error));
            let [before, after] = [0, 1].map(|at| format!("{} / {}", side.n[at], totals[at]));
            vec![words.region(&side.region).to_owned(), before, after, score, error]
        };
        let [.., before, after] = &self.texts.heads;
        let head = [&words.labels().region, before, after, &words.labels().nps, &self.texts.forms[1]];
        told.count_table(&head, self.sides.iter().map(row).collect());
        told
    }

    /// The share of then, the score and its standard error of each value that had answers then.
    fn terms(&self) -> Vec<(f64, Measured)> {
        let [all, _] = totals(&self.sides);
        self.sides.iter().filter_map(|side| Some((real(side.n[0]) / real(all), side.now?))).collect()
    }

    fn sum(&self, told: &mut Explanation) {
        let parts: Vec<f64> = self.terms().into_iter().map(|(share, now)| share * now.value).collect();
        told.sum_of(&self.from.words.labels().nps, &self.texts.forms[0], &parts, self.measured.value);
    }

    fn score(&self, is_group: bool) -> Explanation {
        let told = self.told(&self.texts.of_nps, None);
        let mut told = told.shown(self.from.words.nps_to(self.at.nps.points(), 1));
        self.sum(&mut told);
        told.result = told.result.filter(|_| !is_group);
        told
    }

    fn end(&self, is_low: bool) -> Explanation {
        let Measured { value, standard_error } = self.measured;
        let mut told = self.told(&self.texts.of_interval, None);
        self.sum(&mut told);
        let square =
            |(share, now): (f64, Measured)| format!("({} × {})²", short(share), short(now.standard_error));
        let squares: Vec<String> = self.terms().into_iter().map(square).collect();
        let forms =
            vec!["√(Σ (w₀ × SE₁)²)".to_owned(), format!("√({})", squares.join(" + ")), short(standard_error)];
        told.line(Formula { name: self.texts.forms[1].to_string(), forms });
        let z = critical(self.from.config.method.confidence.share());
        let (sign, reach, end) = if is_low {
            ("−", -z * standard_error, self.at.interval.low())
        } else {
            ("+", z * standard_error, self.at.interval.high())
        };
        let forms = vec![
            format!("NPS {sign} z × SE"),
            format!("{} {sign} {} × {}", short(value), short(z), short(standard_error)),
            short(value + reach),
        ];
        told.line(Formula { name: self.texts.forms[2].to_string(), forms });
        // An end beyond 100 is cut.
        told.comes_to(end);
        told
    }

    fn change(&self, key: &[&str]) -> Option<Explanation> {
        let words = self.from.words;
        let mut told = self.told(&self.texts.of_change, None);
        self.sum(&mut told);
        let (contrast, steps) = recorded(|trace| change_at_mix_traced(self.measured, self.then, trace));
        let forms = vec![
            "NPS₁ − NPS₀".to_owned(),
            format!("{} − {}", short(self.measured.value), after_sign(self.then.value)),
            short(contrast.difference),
        ];
        told.line(Formula { name: words.labels().difference.to_string(), forms });
        told.tell(words, &steps);
        match key {
            ["difference"] => {
                told.comes_to(contrast.difference);
                return Some(told.difference_shown(words, contrast.difference));
            }
            ["z"] => told.comes_to(contrast.statistic),
            ["p"] => told.comes_to(contrast.p),
            _ => {
                let member = |(place, at): (usize, &AtMix)| (place, at.period.key(), Some(at.change.p));
                let members = self.all.iter().enumerate().map(member).collect();
                let family = Family::of((&self.texts.families[0], true), members, self.place)?;
                let p = family.corrected(&mut told, words, self.from.head.method.correction);
                told.comes_to(p);
                told.result = told.result.filter(|_| *key == ["p_adjusted"]);
            }
        }
        Some(told)
    }

    fn share(&self, own: usize, key: &[&str]) -> Option<Explanation> {
        let (side, found, totals) = (self.sides.get(own)?, self.at.shares.get(own)?, totals(&self.sides));
        let of = |place: usize, value: f64| {
            let mut told = self.told(&self.texts.of_share, Some(&side.region));
            told.ratio(&self.texts.heads[4 + place], "n / N", (side.n[place], totals[place]), value);
            told.comes_to(value);
            told
        };
        match key {
            ["before"] => return Some(of(0, found.before)),
            ["after"] => return Some(of(1, found.after)),
            _ => {}
        }
        let mut told = self.told(&self.texts.of_shift, Some(&side.region));
        let (contrast, steps) = recorded(|trace| shift(side, totals, trace));
        told.tell(self.from.words, &steps);
        if *key == ["p"] {
            told.comes_to(contrast?.p);
            return Some(told);
        }
        let asks = |place: usize| if self.sides.len() == 2 { 0 } else { place };
        let member = |(place, share): (usize, &Shifted)| {
            (asks(place), self.from.words.region(&share.region).to_owned(), Some(share.p))
        };
        let members = self.at.shares.iter().enumerate().map(member).collect();
        let family = Family::of((&self.texts.families[1], false), members, own)?;
        let p = family.corrected(&mut told, self.from.words, self.from.head.method.correction);
        told.comes_to(p);
        told.result = told.result.filter(|_| *key == ["p_adjusted"]);
        Some(told)
    }
}
