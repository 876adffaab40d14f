//! What the figures of this part rest on: scores over time, and the control limits.

use super::texts::ExplainTexts;
use super::{Control, ControlLimits, Trend, measure};
use crate::config::ControlMethod;
use crate::figures::Estimate;
use crate::statistics::{Observed, limits_by_base_traced, limits_by_moving_range_traced};
use crate::survey::Period;
use crate::survey::trace::{End, Formula, Side, Step, recorded};
use crate::wording::{Text, Words, fill};
use crate::workings::estimate::finding;
use crate::workings::numbers::short;
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Material};

impl Trend {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let point = |at: &str| self.points.get(at.parse::<usize>().ok()?);
        match leaf {
            ["points", at, "finding", rest @ ..] => {
                let point = point(at)?;
                finding(from, (&point.finding, &Subject::all(from.words, Some(point.period))), rest)
            }
            ["points", at, "trailing", rest @ ..] => {
                let point = point(at)?;
                let subject = Subject::window(from.words, point.period, self.trailing?);
                finding(from, (point.trailing.as_ref()?, &subject), rest)
            }
            ["trailing"] if self.trailing.is_some() => Some(Explanation::stated(&texts(from.words).trailing)),
            ["control", rest @ ..] => {
                let texts = texts(from.words);
                let limits =
                    Explained { trend: self, control: self.control.as_ref()?, words: from.words, texts };
                limits.figure(rest)
            }
            _ => None,
        }
    }

    /// The scores of its periods, and the centre of the limits.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let words = from.words;
        let score = |(at, point): (usize, &super::Point)| {
            let score = Explanation::score(words, &point.period.key(), &point.finding);
            (format!("points/{at}/finding"), score)
        };
        let centre = self.control.iter().map(|control| {
            let told = Explanation::of(&texts(words).listed_centre);
            ("control/centre".to_owned(), shown(told, words, control))
        });
        self.points.iter().enumerate().map(score).chain(centre).collect()
    }
}

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_trend")
}

/// The centre as the page shows it.
fn shown(told: Explanation, words: &Words, control: &Control) -> Explanation {
    let centre = control.centre.points();
    told.shown(words.nps_to(centre, 1)).or_shown(words.nps(centre))
}

/// The control limits that are explained.
struct Explained<'a> {
    trend: &'a Trend,
    control: &'a Control,
    words: &'a Words,
    texts: ExplainTexts,
}

impl Explained<'_> {
    /// A figure of the control limits, by its key.
    fn figure(&self, leaf: &[&str]) -> Option<Explanation> {
        let place = |at: &str| at.parse::<usize>().ok();
        let limits = |at: &str| self.control.limits.get(place(at)?);
        match leaf {
            ["centre"] => Some(self.centre()),
            ["limits", at] => Some(self.limits(limits(at)?, None)),
            ["limits", at, "low"] => Some(self.limits(limits(at)?, Some(End::Low))),
            ["limits", at, "high"] => Some(self.limits(limits(at)?, Some(End::High))),
            ["runs", at, ..] => self.run(place(at)?),
            ["outside", at, ..] => self.outside(place(at)?),
            [] | ["method" | "runs" | "outside"] => Some(Explanation::stated(&self.texts.control)),
            _ => None,
        }
    }

    /// The periods with a figure.
    fn measured(&self) -> impl Iterator<Item = (Period, &Estimate)> {
        self.trend.points.iter().filter_map(|point| Some((point.period, point.finding.estimate()?)))
    }

    /// Column heads: period, score.
    fn heads(&self) -> [&Text; 2] {
        [&self.words.explain().heads[4], &self.words.labels().nps]
    }

    fn centre(&self) -> Explanation {
        let mut told = shown(Explanation::of(&self.texts.centre), self.words, self.control);
        let steps = self.steps(&mut told);
        let is_centre = |step: &Step| matches!(step.formula, Formula::CentreByBase | Formula::CentreOfScores);
        told.tell(self.words, &steps.into_iter().filter(is_centre).collect::<Vec<_>>());
        told
    }

    /// The limits of a period, or one of them.
    fn limits(&self, limits: &ControlLimits, end: Option<End>) -> Explanation {
        let (texts, words) = (&self.texts, self.words);
        let period = [("period", limits.period.key())];
        let [low, high] = [limits.low, limits.high].map(|limit| words.points(limit, 1));
        let (what, shown) = match end {
            None => (&texts.limits, format!("{low} … {high}")),
            Some(End::Low) => (&texts.lower, low),
            Some(End::High) => (&texts.upper, high),
        };
        let mut told = Explanation::of(fill(what, &period)).shown(shown);
        let steps = self.steps(&mut told);
        let own = self.measured().position(|(period, _)| period == limits.period);
        let is_asked = |step: &Step| match step.formula {
            Formula::Limit(at) if end.is_some_and(|end| end != at) => false,
            _ => step.side == Side::Whole || own.is_some_and(|own| step.side == Side::At(own)),
        };
        let steps: Vec<Step> = steps.into_iter().filter(is_asked).collect();
        told.tell(words, &steps);
        let reached = if end == Some(End::Low) { limits.low } else { limits.high };
        if let Some(step) = steps.last().filter(|step| step.result.abs() > 100.0 && reached.abs() <= 100.0) {
            told.say(&words.explain().note.cut);
            told.comes_to(step.result.clamp(-100.0, 100.0));
        }
        if end.is_none() {
            told.result = None;
        }
        told.say(fill(&texts.whether_outside, &period));
        told
    }

    /// The figures that the limits rest on, as a table, and the steps that lead from them to the limits.
    fn steps(&self, told: &mut Explanation) -> Vec<Step> {
        let series: Vec<Observed> = self.measured().filter_map(|(_, estimate)| measure(estimate)).collect();
        let keys = self.measured().map(|(period, _)| period.key());
        let mut before: Option<f64> = None;
        let rows = keys.zip(&series).map(|(key, of)| match self.control.method {
            ControlMethod::ByBase => vec![key, short(of.n), short(of.value), short(of.variance)],
            ControlMethod::MovingRange => {
                let moved = before.replace(of.value).map(|before| short((of.value - before).abs()));
                vec![key, short(of.value), moved.unwrap_or_default()]
            }
        });
        let rows = rows.collect();
        let ([period, nps], texts) = (self.heads(), &self.texts);
        match self.control.method {
            ControlMethod::ByBase => {
                let n = &self.words.explain().compared_heads[4];
                told.count_table(&[period, n, nps, &texts.variance], rows);
            }
            ControlMethod::MovingRange => told.count_table(&[period, nps, &texts.from_before], rows),
        }
        let scores: Vec<f64> = series.iter().map(|of| of.value).collect();
        let (_, steps) = recorded(|trace| match self.control.method {
            ControlMethod::ByBase => limits_by_base_traced(&series, trace),
            ControlMethod::MovingRange => limits_by_moving_range_traced(&scores, trace),
        });
        steps
    }

    /// A run on one side of the centre.
    fn run(&self, at: usize) -> Option<Explanation> {
        let run = self.control.runs.get(at)?;
        let values = [
            ("first", run.first.key()),
            ("last", run.last.key()),
            ("centre", self.words.nps_to(self.control.centre.points(), 1)),
        ];
        let what = if run.above { &self.texts.run_above } else { &self.texts.run_below };
        let mut told = Explanation::of(fill(what, &values));
        let periods = run.first.ordinal()..=run.last.ordinal();
        let rows = self.measured().filter(|(period, _)| periods.contains(&period.ordinal()));
        let rows = rows.map(|(period, estimate)| vec![period.key(), short(estimate.nps.points())]);
        told.count_table(&self.heads(), rows.collect());
        told.say(&self.texts.hardly_chance);
        Some(told)
    }

    /// A period outside its limits.
    fn outside(&self, at: usize) -> Option<Explanation> {
        let period = *self.control.outside.get(at)?;
        let limits = self.control.of(period)?;
        let (_, estimate) = self.measured().find(|(own, _)| *own == period)?;
        let nps = estimate.nps.points();
        let mut told = Explanation::of(fill(&self.texts.outside, &[("period", period.key())]));
        let text = if nps < limits.low { &self.texts.below } else { &self.texts.above };
        let [nps, low, high] = [nps, limits.low, limits.high].map(short);
        told.say(fill(text, &[("nps", nps), ("low", low), ("high", high), ("period", period.key())]));
        Some(told)
    }
}
