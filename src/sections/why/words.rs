//! Why the score changed: the texts of its figures, the names of its parts, its definition.

use fixed_decimal::Decimal;

use super::{Step, Why};
use crate::sections::Report;
use crate::statistics::{Effect, Trend};
use crate::survey::Region;
use crate::wording::{FigureTexts, MethodEntry, Text, WhyBy, Words, capitalised, fill};

const KITAGAWA_URL: &str = "https://doi.org/10.1080/01621459.1955.10501299";

impl Words {
    /// The heading of the section on why the score changed.
    #[must_use]
    pub fn why_heading(&self) -> &str {
        &self.texts.why.heading
    }

    /// The texts of one account.
    #[must_use]
    pub fn why(&self, report: &Report, why: &Why) -> FigureTexts {
        let (texts, by) = (&self.texts.why, self.why_by(why));
        let [(_, subject), _] = self.dated_subject(&report.head, None);
        let column = why.called().unwrap_or_default().to_owned();
        let about = [("earlier", self.period_inside(why.period)), ("subject", subject), ("column", column)];
        let step =
            |step: &Step<'_>| self.marked(&self.why_step(why, step), &self.change_to(step.effect(), 1));
        let steps: Vec<String> = why.steps().iter().map(step).collect();
        FigureTexts {
            title: self.titled(why, self.why_title(report, why)),
            subtitle: fill(&by.subtitle, &about),
            description: fill(
                &texts.description,
                &[
                    ("before", self.nps_to(why.before.points(), 1)),
                    ("after", self.nps_to(why.after.points(), 1)),
                    ("list", self.list(&steps)),
                ],
            ),
            how_to_read: Self::sentences([
                (true, by.how_to_read.to_string()),
                (why.has_turnover(), by.how_turnover.to_string()),
            ]),
            caption: fill(&by.caption, &about),
        }
    }

    /// A sentence of an account, with the cut that it is of before it.
    fn titled(&self, why: &Why, title: String) -> String {
        let Some(column) = why.called() else { return title };
        fill(&self.texts.why.titled, &[("column", capitalised(column)), ("title", title)])
    }

    /// What is said of the parts that an account has: regions or segments.
    fn why_by(&self, why: &Why) -> &WhyBy {
        let texts = &self.texts.why;
        if why.by.is_some() { &texts.segments } else { &texts.regions }
    }

    fn why_title(&self, report: &Report, why: &Why) -> String {
        let (texts, by) = (&self.texts.why, self.why_by(why));
        let change = why.difference(&report.head);
        let parts = [
            Some(self.why_part(why.rate, [&by.rate_added, &by.rate_took, &by.rate_none])),
            Some(self.why_part(why.mix, [&by.mix_added, &by.mix_took, &by.mix_none])),
            why.has_turnover().then(|| {
                let patterns = [&by.turnover_added, &by.turnover_took, &by.turnover_none];
                self.why_part(why.turnover, patterns)
            }),
        ];
        let is_same = self.points(change.abs(), 1) == self.points(0.0, 1);
        let pattern = match proven(report, why) {
            _ if is_same => &texts.same,
            Some(Trend::Improved) => &texts.rose,
            Some(Trend::Declined) => &texts.fell,
            Some(Trend::NoClearChange) | None => &texts.observed,
        };
        fill(
            pattern,
            &[
                ("points", self.distance_to(change, 1)),
                ("change", self.change_in_points_to(change, 1)),
                ("earlier", self.period_inside(why.period)),
                ("parts", self.list(&parts.into_iter().flatten().collect::<Vec<_>>())),
            ],
        )
    }

    /// What a part did: added, took or, to a tenth, neither.
    fn why_part(&self, effect: f64, [added, took, none]: [&Text; 3]) -> String {
        let size = self.points(effect.abs(), 1);
        let pattern = match effect {
            _ if size == self.points(0.0, 1) => none,
            effect if effect > 0.0 => added,
            _ => took,
        };
        fill(pattern, &[("points", size)])
    }

    /// That the parts are of a difference that may be chance; none where it is beyond.
    #[must_use]
    pub fn why_note(&self, report: &Report, why: &Why) -> Option<&str> {
        proven(report, why).is_none().then_some(&self.texts.why.observed_note)
    }

    /// A step by name: `Shift between regions`, `North`, `Others: 12 regions`.
    #[must_use]
    pub fn why_step(&self, why: &Why, step: &Step<'_>) -> String {
        let texts = self.why_by(why);
        match step {
            Step::Mix(_) => texts.shift.to_string(),
            Step::Line(line) => self.why_line(why, line.region.as_ref(), &line.effect),
            Step::Others(others, _) => {
                let regions = self.counted(&self.texts.numbers.regions, &Decimal::from(*others));
                fill(&texts.others, &[("regions", regions), ("n", self.count(*others as u64))])
            }
        }
    }

    /// A line by name: `North`, `North (no answers now)`, `Regions too small to show`.
    #[must_use]
    pub fn why_line(&self, why: &Why, region: Option<&Region>, effect: &Effect) -> String {
        let texts = &self.texts.why;
        let Some(region) = region else { return self.why_by(why).too_small.to_string() };
        let pattern = match effect {
            Effect::Stayed { .. } => return self.region(region).to_owned(),
            Effect::Entered { .. } => &texts.entered,
            Effect::Left { .. } => &texts.left,
        };
        fill(pattern, &[("region", self.region(region))])
    }

    /// Keys to bars that raised and that lowered the score.
    #[must_use]
    pub fn why_keys(&self) -> [&str; 2] {
        [&self.texts.why.raised, &self.texts.why.lowered]
    }

    /// Column heads: shares before and after, scores before and after, by the shift, by the own score, by coming or
    /// going, in all.
    #[must_use]
    pub fn why_head(&self) -> [&str; 8] {
        self.texts.why.head.each_ref().map(|head| &**head)
    }

    /// How a change is taken apart; nothing where none is.
    pub(crate) fn why_method(&self, accounts: &[Why]) -> Option<MethodEntry> {
        let texts = &self.texts.why;
        accounts.first()?;
        let mut columns: Vec<&str> = accounts.iter().filter_map(Why::called).collect();
        columns.dedup();
        let text = Self::sentences([
            (true, texts.method.to_string()),
            (accounts.iter().any(Why::has_turnover), texts.turnover_method.to_string()),
            (!columns.is_empty(), fill(&texts.how_segments, &[("columns", self.list(&columns))])),
        ]);
        Some(MethodEntry::new(&texts.term, text).after(&texts.source, KITAGAWA_URL))
    }
}

/// What became of the score beyond chance; nothing where it may be chance or rests on a low base.
fn proven(report: &Report, why: &Why) -> Option<Trend> {
    let change = why.change(&report.head)?;
    let firm = |finding: &crate::figures::Finding| finding.estimate().is_some_and(|e| !e.low_base);
    let verdict = change.comparison.as_ref()?.verdict;
    (firm(&change.then) && firm(&report.head.overall) && verdict != Trend::NoClearChange).then_some(verdict)
}
