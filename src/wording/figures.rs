//! The texts of each chart and its table: titles that state the finding, subtitles with measure, place and
//! period, descriptions for screen readers, reading help, captions.

use std::cmp::Ordering;

use fixed_decimal::Decimal;
use serde::Serialize;

use super::Words;
use super::fill::fill;
use super::headline::{Told, telling_change};
use super::texts::Plural;
use super::texts::Text;
use crate::figures::Head;
use crate::report::{Estimate, Report, Standing};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Period, Score};

/// All texts of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureTexts {
    /// The finding.
    pub title: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// The picture in words.
    pub description: String,
    /// How to read the chart.
    pub how_to_read: String,
    /// Caption of the table of its numbers.
    pub caption: String,
}

impl Words {
    /// The texts of the bars of groups, which show the periods of the trend; none where no period has a score.
    #[must_use]
    pub fn composition(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.composition;
        let now = report.head.overall.estimate();
        now.or_else(|| report.sections.points().iter().find_map(|point| point.finding.estimate()))?;
        let span = match (report.sections.points().first(), report.sections.points().last()) {
            (Some(first), Some(last)) => Some(self.span(first.period, last.period)),
            _ => None,
        };
        let subject = [("subject", self.subject(&report.head, span, None))];
        Some(FigureTexts {
            title: now.map_or_else(|| texts.plain.to_string(), |now| self.composition_title(now)),
            subtitle: fill(&texts.subtitle, &subject),
            description: now.map_or_else(
                || texts.description_plain.to_string(),
                |now| self.composition_description(&report.head, now),
            ),
            how_to_read: texts.how_to_read.to_string(),
            caption: fill(&texts.caption, &subject),
        })
    }

    fn composition_title(&self, now: &Estimate) -> String {
        let texts = &self.texts.composition;
        // Weights count: shares and not answers make the score.
        let pattern = match now.shares.promoters.total_cmp(&now.shares.detractors) {
            Ordering::Greater => &texts.more_promoters,
            Ordering::Less => &texts.more_detractors,
            Ordering::Equal => {
                return fill(&texts.even, &[("promoters", self.percent(now.shares.promoters))]);
            }
        };
        let [promoters, detractors] = self.distinct_percents(now.shares.promoters, now.shares.detractors);
        fill(pattern, &[("promoters", promoters), ("detractors", detractors)])
    }

    fn composition_description(&self, head: &Head, now: &Estimate) -> String {
        let total = || self.texts.labels.total.to_string();
        fill(
            &self.texts.composition.description,
            &[
                ("period", head.period.map_or_else(total, |period| self.period_heading(period))),
                ("detractors", self.percent(now.shares.detractors)),
                ("passives", self.percent(now.shares.passives)),
                ("promoters", self.percent(now.shares.promoters)),
                ("nps", self.nps_to(now.nps.points(), 1)),
            ],
        )
    }

    /// The texts of the bars of scores; none without a score.
    #[must_use]
    pub fn histogram(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.histogram;
        let (now, histogram) = (report.head.overall.estimate()?, report.sections.histogram()?);
        let scale = &report.head.method.scale;
        let ends = [("low", self.score(scale.low())), ("high", self.score(scale.high()))];
        let highest = scale.scores().map(|score| histogram.answers(score)).max().unwrap_or(0);
        let most: Vec<Score> = scale.scores().filter(|score| histogram.answers(*score) == highest).collect();
        let is_weighted = report.sections.weighted_histogram().is_some();
        let title = if let ([score], false) = (&most[..], is_weighted) {
            fill(
                &texts.most_frequent,
                &[
                    ("score", self.score(scale.answer(*score))),
                    ("count", self.count(highest)),
                    ("n", self.count(now.n)),
                ],
            )
        } else {
            let [low, high] = ends.clone();
            fill(&texts.mean, &[("mean", self.points(now.mean, 1)), low, high])
        };
        let [low, high] = ends;
        let period = report.head.period.map(|period| self.period(period));
        let description = [
            low,
            high,
            ("detractors_to", self.score(scale.detractors_to())),
            ("promoters_from", self.score(scale.promoters_from())),
        ];
        Some(FigureTexts {
            title,
            subtitle: fill(
                &texts.subtitle,
                &[("subject", self.subject(&report.head, period.clone(), Some(self.base(now.n))))],
            ),
            description: fill(&texts.description, &description),
            how_to_read: texts.how_to_read.to_string(),
            caption: fill(&texts.caption, &[("subject", self.subject(&report.head, period, None))]),
        })
    }

    /// The texts of the line over time; none without two periods.
    #[must_use]
    pub fn trend(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.trend;
        let (first, last) =
            (report.sections.points().first()?.period, report.sections.points().last()?.period);
        if report.sections.points().len() < 2 {
            return None;
        }
        let span = self.span(first, last);
        let values = vec![
            ("span", span.clone()),
            ("subject", self.subject(&report.head, Some(span), None)),
            ("confidence", self.confidence(report.head.method.confidence)),
        ];
        let mut measured: Vec<(Period, &Estimate)> = report
            .sections
            .points()
            .iter()
            .filter_map(|point| Some((point.period, point.finding.estimate()?)))
            .collect();
        measured.sort_by(|a, b| a.1.nps.points().total_cmp(&b.1.nps.points()));
        let (title, description) = match (measured.first(), measured.last()) {
            (Some((lowest_period, lowest)), Some((highest_period, highest))) => {
                let extremes = [
                    ("lowest", self.nps(lowest.nps.points())),
                    ("lowest_period", self.period(*lowest_period)),
                    ("highest", self.nps(highest.nps.points())),
                    ("highest_period", self.period(*highest_period)),
                ];
                let title = self.trend_title(&report.head).unwrap_or_else(|| fill(&texts.plain, &values));
                let described: Vec<_> = values.iter().cloned().chain(extremes).collect();
                (title, fill(&texts.description, &described))
            }
            _ => (texts.hidden.to_string(), texts.hidden.to_string()),
        };
        Some(FigureTexts {
            title,
            subtitle: fill(texts.subtitle.of(last), &values),
            description,
            how_to_read: self.how_to_read_trend(report),
            caption: fill(texts.caption.of(last), &values),
        })
    }

    /// Help with what is drawn and has no key.
    fn how_to_read_trend(&self, report: &Report) -> String {
        let texts = &self.texts.trend;
        let shown: Vec<Option<&Estimate>> =
            report.sections.points().iter().map(|point| point.finding.estimate()).collect();
        let alone = |at: usize| {
            let shown = |at: Option<usize>| at.and_then(|at| shown.get(at)).is_some_and(Option::is_some);
            shown(Some(at)) && !shown(at.checked_sub(1)) && !shown(at.checked_add(1))
        };
        let confidence = self.confidence(report.head.method.confidence);
        let own = [
            (true, fill(&texts.how_to_read, &[("confidence", confidence)])),
            ((0..shown.len()).any(alone), texts.how_alone.to_string()),
            (!report.sections.benchmarks().is_empty(), texts.how_benchmarks.to_string()),
        ];
        let others = self.how_to_read_others(report).into_iter().map(|sentence| (true, sentence));
        Self::sentences(
            own.into_iter().chain(self.how_to_read_control(&report.head, &report.sections)).chain(others),
        )
    }

    /// Those sentences that hold.
    pub(super) fn sentences(sentences: impl IntoIterator<Item = (bool, String)>) -> String {
        let held = sentences.into_iter().filter(|(holds, _)| *holds).map(|(_, sentence)| sentence);
        held.collect::<Vec<_>>().join(" ")
    }

    /// The change that the headline speaks of; nothing where low bases leave no finding.
    fn trend_title(&self, head: &Head) -> Option<String> {
        let texts = &self.texts.trend;
        let Told { now, change, then, comparison } = telling_change(head)?;
        let pattern = match comparison.verdict {
            Trend::Improved => &texts.rose,
            Trend::Declined => &texts.fell,
            Trend::NoClearChange => &texts.unclear,
        };
        let points = self.distance(comparison.difference.points());
        let ([_, then], earlier) = (self.two_scores([now.nps, then.nps]), self.period_inside(change.period));
        Some(fill(pattern, &[("points", points), ("then", then), ("earlier", earlier)]))
    }

    /// The texts of the dots of regions; none without a region column.
    #[must_use]
    pub fn regions(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.regions;
        report.sections.regions().first()?;
        let ranked: Vec<_> = report
            .sections
            .regions()
            .iter()
            .filter(|row| matches!(row.standing, Standing::Rank(_)))
            .filter_map(|row| Some((self.region(&row.region), row.finding.estimate()?, row.rest.as_ref())))
            .collect();
        let verdicts = ranked.iter().filter_map(|(name, _, rest)| Some((*name, rest.as_ref()?.verdict)));
        let measured = || report.sections.regions().iter().filter_map(|row| row.finding.estimate());
        let title = if measured().next().is_none() {
            texts.hidden.to_string()
        } else if ranked.len() < 2 {
            texts.plain.to_string()
        } else {
            let patterns = [&texts.above, &texts.below, &texts.both, &texts.none];
            Self::verdicts_title(patterns, |names| self.named_regions(names), verdicts, None)
        };
        let description = match (ranked.first(), ranked.last()) {
            (Some((highest_name, highest, _)), Some((lowest_name, lowest, _))) => {
                let regions = Decimal::from(ranked.len());
                fill(
                    &texts.description,
                    &[
                        ("regions", self.counted(&self.texts.numbers.regions, &regions)),
                        ("highest", self.nps(highest.nps.points())),
                        ("highest_region", (*highest_name).to_owned()),
                        ("lowest", self.nps(lowest.nps.points())),
                        ("lowest_region", (*lowest_name).to_owned()),
                    ],
                )
            }
            _ => texts.description_unranked.to_string(),
        };
        let how_to_read = Self::sentences([
            (
                true,
                fill(&texts.how_to_read, &[("confidence", self.confidence(report.head.method.confidence))]),
            ),
            (measured().any(|estimate| estimate.low_base), texts.how_low_bases.to_string()),
        ]);
        let subject = self.dated_subject(&report.head, None);
        Some(FigureTexts {
            title,
            subtitle: fill(&texts.subtitle, &subject),
            description,
            how_to_read,
            caption: fill(&texts.caption, &subject),
        })
    }

    /// How many regions are not listed, and how many answers they have together; nothing where all are listed.
    #[must_use]
    pub fn folded_regions(&self, report: &Report) -> Option<String> {
        let texts = &self.texts.regions;
        let (regions, answers) = report.sections.regions.as_ref()?.folded(&report.head)?;
        let n = ("n", self.number_of(regions));
        Some(match answers {
            Some(answers) => fill(&texts.folded, &[n, ("answers", self.count(answers))]),
            None => fill(&texts.all_folded, &[n]),
        })
    }

    /// Caption of the table of what regions are compared with: the rest and, if any can be, the previous period.
    #[must_use]
    pub fn compared_regions_caption(&self, report: &Report) -> String {
        let texts = &self.texts.regions;
        let changed = report.sections.regions().iter().any(|row| row.change.is_some());
        let pattern = if changed { &texts.compared_caption } else { &texts.compared_with_rest_caption };
        fill(pattern, &self.dated_subject(&report.head, None))
    }

    /// Caption of the table of regions against benchmarks of their own.
    #[must_use]
    pub fn region_benchmarks_caption(&self, head: &Head) -> String {
        fill(&self.texts.regions.benchmarks_caption, &self.dated_subject(head, None))
    }

    /// The texts of the bullet of benchmarks; none without benchmarks or a score.
    #[must_use]
    pub fn benchmarks(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.benchmarks;
        let now = report.head.overall.estimate()?;
        report.sections.benchmarks().first()?;
        let verdicts =
            report.sections.benchmarks().iter().filter_map(|versus| {
                Some((versus.benchmark.name.as_str(), versus.comparison.as_ref()?.verdict))
            });
        let patterns = [&texts.above, &texts.below, &texts.both, &texts.none];
        let marks: Vec<String> = report
            .sections
            .benchmarks()
            .iter()
            .map(|versus| self.benchmark_mark(&versus.benchmark))
            .collect();
        let description = [
            ("nps", self.nps_to(now.nps.points(), 1)),
            ("interval", self.interval(now.interval)),
            ("list", self.list(&marks)),
        ];
        let subject = self.dated_subject(&report.head, Some(self.base(now.n)));
        Some(FigureTexts {
            // No finding is made of a low base.
            title: if now.low_base {
                texts.low_base.to_string()
            } else {
                Self::verdicts_title(patterns, |names| self.named_benchmarks(names), verdicts, None)
            },
            subtitle: fill(&texts.subtitle, &subject),
            description: fill(&texts.description, &description),
            how_to_read: fill(&texts.how_to_read, &subject),
            caption: self.benchmarks_caption(&report.head),
        })
    }

    /// Caption of the table of benchmarks.
    #[must_use]
    pub fn benchmarks_caption(&self, head: &Head) -> String {
        fill(&self.texts.benchmarks.caption, &self.dated_subject(head, None))
    }

    /// Regions by name up to three, else how many.
    pub(super) fn named_regions(&self, names: &[&str]) -> String {
        self.named_or(names, &self.texts.numbers.regions, |names| self.list(names))
    }

    /// The same of benchmarks, whose names any word may be, so that quotation marks and, where a language needs it, a word
    /// for what they are set them apart.
    fn named_benchmarks(&self, names: &[&str]) -> String {
        let texts = &self.texts.benchmarks;
        self.named_or(names, &self.texts.numbers.benchmarks, |names| {
            let pattern = if names.len() == 1 { &texts.one } else { &texts.several };
            let quoted: Vec<String> =
                names.iter().map(|name| fill(&texts.name, &[("name", *name)])).collect();
            fill(pattern, &[("names", self.list(&quoted))])
        })
    }

    fn named_or(&self, names: &[&str], things: &Plural, told: impl Fn(&[&str]) -> String) -> String {
        match names.len() {
            0..=3 => told(names),
            many => self.counted(things, &Decimal::from(many)),
        }
    }

    /// A title that says what is above and what is below, and since when.
    pub(super) fn verdicts_title<'a>(
        [only_above, only_below, both, none]: [&Text; 4],
        named: impl Fn(&[&str]) -> String,
        verdicts: impl Iterator<Item = (&'a str, Verdict)>,
        earlier: Option<String>,
    ) -> String {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        for (name, verdict) in verdicts {
            match verdict {
                Verdict::Above => above.push(name),
                Verdict::Below => below.push(name),
                Verdict::Unclear => {}
            }
        }
        let pattern = match (above.is_empty(), below.is_empty()) {
            (true, true) => none,
            (false, true) => only_above,
            (true, false) => only_below,
            (false, false) => both,
        };
        let values =
            [("above", named(&above)), ("below", named(&below)), ("earlier", earlier.unwrap_or_default())];
        fill(pattern, &values)
    }

    /// Two shares in per cent, with as many decimals, up to two, as tell them apart.
    fn distinct_percents(&self, a: f64, b: f64) -> [String; 2] {
        let shown = |decimals| [a, b].map(|share| self.percent_to(share, decimals));
        (0..2).map(shown).find(|[a, b]| a != b).unwrap_or_else(|| shown(2))
    }

    /// What a figure of the reported period is about, and the confidence of its intervals.
    pub(super) fn dated_subject(&self, head: &Head, base: Option<String>) -> [(&'static str, String); 2] {
        let period = head.period.map(|period| self.period(period));
        [
            ("subject", self.subject(head, period, base)),
            ("confidence", self.confidence(head.method.confidence)),
        ]
    }

    /// What a figure is about, as far as there is something to name: the organisation, the time, the base.
    pub(super) fn subject(&self, head: &Head, time: Option<String>, base: Option<String>) -> String {
        let everybody = || self.texts.figure.everybody.to_string();
        let named = head.organisation.is_some() || time.is_some();
        let who = head.organisation.clone().or_else(|| (!named).then(everybody));
        self.list(&[who, time, base].into_iter().flatten().collect::<Vec<_>>())
    }
}
