//! The further questions as a list of figures has them.

use serde::Serialize;

use super::types::{Asked, Gap, Gauge, Level, Line, Questions};
use crate::figures::{Finding, Head, Listed};
use crate::survey::QuestionKind;

const SECTION: &str = "questions";

impl Questions {
    /// What is measured by each question: now, over time, its changes, against benchmarks, and by region.
    pub(super) fn list_all(&self, head: &Head) -> Vec<Listed> {
        self.lines().flat_map(|(asked, line)| of_line(asked, line, head)).collect()
    }
}

fn of_line(asked: &Asked, line: &Line, head: &Head) -> Vec<Listed> {
    let [measure, change, difference, benchmark] = names(line.measure);
    let now = value(measure, &line.now).in_period(head.period);
    let earlier =
        head.periods.iter().zip(&line.over_time).filter(|(period, _)| Some(**period) != head.period);
    let earlier = earlier.map(|(period, then)| value(measure, then).in_period(Some(*period)));
    let changes = line.changes.iter().filter_map(|moved| {
        gap(change, &moved.period.key(), moved.comparison.as_ref())
            .map(|figure| figure.in_period(head.period))
    });
    let benchmarks = line.benchmarks.iter().flat_map(|stated| {
        let value = Listed {
            n: stated.statistic.answers(stated.n),
            against: Some(stated.name.clone()),
            ..Listed::new(SECTION, benchmark, stated.value)
        };
        let less = gap(difference, &stated.name, stated.comparison.as_ref());
        [value].into_iter().chain(less).map(|figure| figure.in_period(head.period))
    });
    let cuts = line.cuts.iter().flat_map(|cut| cut.values.iter().map(move |part| (cut.name.as_str(), part)));
    let parts = line.regions.iter().map(|part| ("region", part)).chain(cuts);
    let parts = parts.flat_map(|(cut, part)| {
        let rest = gap(difference, "rest", part.rest.as_ref());
        let here = [value(measure, &part.finding)].into_iter().chain(rest);
        here.map(move |figure| figure.by_region(cut, &part.region).in_period(head.period))
    });
    let all = [now].into_iter().chain(earlier).chain(changes).chain(benchmarks).chain(parts);
    let name = &asked.question.name;
    let option = if name.is_empty() { "(others)" } else { name.as_str() };
    let option = asked.question.kind.has_options().then(|| option.to_owned());
    let name = if line.measure == Gauge::Response { "(response)" } else { asked.question.asked() };
    let question = Some(name.to_owned());
    let is_theme = asked.question.kind == QuestionKind::Themes;
    let section = if is_theme { "themes" } else { SECTION };
    let measure = |figure: &Listed| if is_theme { of_theme(figure.measure) } else { figure.measure };
    all.map(|figure| Listed {
        section,
        measure: measure(&figure),
        question: question.clone(),
        option: option.clone(),
        ..figure
    })
    .collect()
}

/// What each figure of a measure is called: its value, its changes, differences from others, and benchmarks.
const fn names(gauge: Gauge) -> [&'static str; 4] {
    match gauge {
        Gauge::Nps => ["nps", "nps_change", "nps_difference", "nps_benchmark"],
        Gauge::Mean => ["mean", "mean_change", "mean_difference", "mean_benchmark"],
        Gauge::TopBox => ["top_box", "top_box_change", "top_box_difference", "top_box_benchmark"],
        Gauge::Yes => ["yes", "yes_change", "yes_difference", "yes_benchmark"],
        Gauge::Outcome => ["outcome", "outcome_change", "outcome_difference", "outcome_benchmark"],
        Gauge::Response => ["response", "response_change", "response_difference", "response_benchmark"],
        Gauge::Option => ["option", "option_change", "option_difference", "option_benchmark"],
    }
}

/// What the same figure of an option is called where it is a theme.
fn of_theme(measure: &'static str) -> &'static str {
    match measure {
        "option" => "theme",
        "option_change" => "theme_change",
        "option_difference" => "theme_difference",
        other => other,
    }
}

fn value(measure: &'static str, finding: &Finding<Level>) -> Listed {
    let none = Listed { section: SECTION, measure, ..Listed::default() };
    match finding {
        Finding::NoAnswers => Listed { state: "no_answers", ..none },
        Finding::Hidden { .. } => Listed { state: "hidden", ..none },
        Finding::Measured(level) => Listed {
            n: Some(level.n),
            low: level.lower,
            high: level.upper,
            ..Listed::new(SECTION, measure, level.value)
        },
    }
}

fn gap<V: Serialize>(measure: &'static str, against: &str, gap: Option<&Gap<V>>) -> Option<Listed> {
    let Gap { gap, p_adjusted, verdict, .. } = gap?;
    Some(Listed::new(SECTION, measure, *gap).compared(against, *p_adjusted, verdict))
}
