//! What is said of who recommends.

use std::cmp::Ordering;

use crate::figures::{Estimate, Head};
use crate::sections::Report;
use crate::survey::Score;
use crate::wording::{FigureTexts, Words, fill};

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
        let (now, scale) = (report.head.overall.estimate()?, &report.head.question.scale);
        report.sections.composition.as_ref()?.score_shares(scale)?;
        let ends = [("low", self.score(scale.low())), ("high", self.score(scale.high()))];
        let unweighted =
            report.sections.histogram().filter(|_| report.sections.weighted_histogram().is_none());
        let answers = |score| unweighted.map_or(0, |histogram| histogram.answers(score));
        let highest = scale.scores().map(answers).max().unwrap_or(0);
        let most: Vec<Score> = scale.scores().filter(|score| answers(*score) == highest).collect();
        let title = if let ([score], true) = (&most[..], unweighted.is_some()) {
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

    /// Two shares in per cent, with as many decimals, up to two, as tell them apart.
    fn distinct_percents(&self, a: f64, b: f64) -> [String; 2] {
        let shown = |decimals| [a, b].map(|share| self.percent_to(share, decimals));
        (0..2).map(shown).find(|[a, b]| a != b).unwrap_or_else(|| shown(2))
    }
}
