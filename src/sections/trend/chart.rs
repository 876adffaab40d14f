//! The score by period as a line, with its control limits and what it is compared with.

use crate::charts::beside::{Beside, Course};
use crate::charts::limits::Limits;
use crate::charts::line::{Line, LineWords};
use crate::charts::spark::Spark;
use crate::charts::time::Periods;
use crate::figures::{Finding, Outline, Scored, Versus};
use crate::sections::actions::ActionTexts;
use crate::sections::chart::{period_name, series};
use crate::sections::participants::Whose;
use crate::sections::participants::{Moment, Participants};
use crate::sections::trend::Point;
use crate::sections::{Actions, Report};
use crate::survey::{Granularity, Period};
use crate::wording::Words;

/// The score by period with its interval, the benchmarks and the other participants.
pub(in crate::sections) fn line(report: &Report, words: &Words) -> Line {
    let (labels, method) = (words.labels(), &report.head.method);
    let [limits, outside] = words.control_keys();
    Line {
        series: series(report.sections.points().iter().map(|point| &point.finding)),
        periods: periods(report, words),
        value: value(report, words),
        beside: beside(report, words),
        limits: self::limits(report),
        marks: marks(report),
        words: LineWords {
            interval: words.interval_name(method.confidence),
            low_base: words.low_base_key(method),
            gap: labels.gap.to_string(),
            limits,
            outside,
            mark: words.of_part::<ActionTexts>("actions").mark.to_string(),
        },
    }
}

/// Where actions began, by their numbers in the table of what came of them.
fn marks(report: &Report) -> Vec<(f64, String)> {
    let points = report.sections.points();
    let mut marks: Vec<(f64, String)> = Vec::new();
    for (number, action) in report.sections.actions.iter().flat_map(Actions::begun) {
        let within = |point: &Point| {
            let [first, last] = [point.period.first_day(), point.period.last_day()];
            (first..=last).contains(&action.begins).then(|| {
                let [since, length] =
                    [action.begins, last].map(|day| f64::from(day.since_epoch() - first.since_epoch()));
                since / (length + 1.0)
            })
        };
        let found = (0_u32..).zip(points).find_map(|(at, point)| Some(f64::from(at) - 0.5 + within(point)?));
        // What began at the edge of the chart began before all that it shows.
        let Some(place) = found.filter(|place| *place >= -0.25) else { continue };
        match marks.iter_mut().find(|(other, _)| (other - place).abs() < 1e-9) {
            Some((_, names)) => *names = format!("{names}, {number}"),
            None => marks.push((place, number.to_string())),
        }
    }
    marks.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    marks
}

/// The same in small; nothing without periods.
pub(in crate::sections) fn spark(report: &Report, words: &Words) -> Option<Spark> {
    let (first, last) = (report.sections.points().first()?, report.sections.points().last()?);
    Some(Spark {
        series: series(report.sections.points().iter().map(|point| &point.finding)),
        value: value(report, words),
        ends: [first, last].map(|point| period_name(point.period, words)),
    })
}

fn periods(report: &Report, words: &Words) -> Periods {
    let names = report.sections.points().iter().map(|point| period_name(point.period, words)).collect();
    let in_year = match report.sections.points().first().map(|point| point.period.calendar().by) {
        Some(Granularity::Week) => 52,
        Some(Granularity::Month) => 12,
        Some(Granularity::Quarter) => 4,
        Some(Granularity::HalfYear) => 2,
        Some(Granularity::Year) | None => 1,
    };
    Periods { names, in_year }
}

/// How the score of the last period is written.
fn value(report: &Report, words: &Words) -> Option<String> {
    Some(words.nps(report.sections.points().last()?.finding.estimate()?.nps.points()))
}

/// Everything that runs beside the score: benchmarks, the window of several periods, the other participants.
fn beside(report: &Report, words: &Words) -> Vec<Beside> {
    let window = by_period(report, |at| report.sections.points().get(at)?.trailing.as_ref());
    let window = beside_by_period(
        words.trailing(&report.head, &report.sections).unwrap_or_default(),
        window,
        Course::Windows,
        words,
    );
    let others = report.sections.participants.iter().flat_map(|all| participants(report, all, words));
    report
        .sections
        .benchmarks()
        .iter()
        .map(|versus| benchmark(versus, words))
        .chain(window)
        .chain(others)
        .collect()
}

fn benchmark(Versus { benchmark, .. }: &Versus, words: &Words) -> Beside {
    Beside {
        name: benchmark.name.trim().to_owned(),
        value: words.stated(benchmark.value),
        course: Course::Benchmark(benchmark.value.points()),
    }
}

/// The other participants' lines.
fn participants(report: &Report, all: &Participants, words: &Words) -> Vec<Beside> {
    let moment = |period: Period| all.trend.iter().find(|moment| moment.period == period);
    let run = |of: fn(&Moment) -> Option<&Finding<Outline>>| {
        by_period(report, |at| moment(report.sections.points().get(at)?.period).and_then(of))
    };
    Whose::over_time(all)
        .filter_map(|(whose, _)| {
            let (scores, course): (_, fn(_) -> Course) = match whose {
                Whose::Peers(..) => (run(|moment| moment.peers.as_ref()), Course::Peers),
                _ => (run(|moment| Some(&moment.pooled)), Course::Together),
            };
            beside_by_period(words.whose(whose), scores, course, words)
        })
        .collect()
}

/// A line by period, labelled with its last value; none without any.
fn beside_by_period(
    name: String,
    scores: Vec<Option<f64>>,
    course: fn(Vec<Option<f64>>) -> Course,
    words: &Words,
) -> Option<Beside> {
    let last = scores.iter().rev().flatten().next()?;
    Some(Beside { name, value: words.nps(*last), course: course(scores) })
}

/// The score of each period of the trend, by its place.
fn by_period<'a, E: Scored + 'a>(
    report: &Report,
    of: impl Fn(usize) -> Option<&'a Finding<E>>,
) -> Vec<Option<f64>> {
    let score = |at| Some(of(at)?.estimate()?.nps().points());
    (0..report.sections.points().len()).map(score).collect()
}

fn limits(report: &Report) -> Option<Limits> {
    let control = report.sections.control()?;
    let periods = || report.sections.points().iter().map(|point| point.period);
    Some(Limits {
        centre: control.centre.points(),
        steps: periods().map(|period| control.of(period).map(|limits| (limits.low, limits.high))).collect(),
        outside: periods().map(|period| control.outside.contains(&period)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ControlMethod;
    use crate::sections::trend::{Control, ControlLimits};
    use crate::survey::Nps;
    use crate::wording::sample::{self, of_a_client, report};

    fn line_of(report: &Report) -> Line {
        line(report, &Words::of(&report.head).expect("words"))
    }

    #[test]
    fn a_period_without_answers_is_a_gap() {
        let line = line_of(&report());
        assert_eq!(line.series.0.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(line.value.as_deref(), Some("27"));
        let names: Vec<&str> = line.periods.names.iter().map(|name| name.short.as_str()).collect();
        assert_eq!(names, ["Q1", "Q2", "Q3"]);
        assert_eq!(line.periods.names.iter().map(|name| name.number).collect::<Vec<_>>(), [0, 1, 2]);
        assert!(line.limits.is_none());
    }

    #[test]
    fn every_granularity_has_its_number_of_periods_in_a_year() {
        let of = |by, key| {
            let mut report = report();
            report.sections.points_mut().truncate(1);
            report.sections.points_mut()[0].period = sample::period(by, 1, key);
            let periods = line_of(&report).periods;
            (periods.in_year, periods.names[0].number)
        };
        assert_eq!(of(Granularity::Week, "2026-W37"), (52, 36));
        assert_eq!(of(Granularity::Month, "2026-09"), (12, 8));
        assert_eq!(of(Granularity::Quarter, "2026-Q1"), (4, 0));
        assert_eq!(of(Granularity::HalfYear, "2026-H2"), (2, 1));
        assert_eq!(of(Granularity::Year, "2026"), (1, 2026), "years are thinned out by their own numbers");
    }

    #[test]
    fn benchmarks_the_window_and_the_others_run_beside_the_score_each_with_its_last_value() {
        let mut report = of_a_client();
        report.sections.trend_mut().trailing = Some(2);
        let points = report.sections.points_mut();
        points[2].trailing = Some(points[2].finding.clone());
        let line = line_of(&report);
        let courses: Vec<&str> = line
            .beside
            .iter()
            .map(|beside| match beside.course {
                Course::Benchmark(_) => "benchmark",
                Course::Windows(_) => "windows",
                Course::Peers(_) => "peers",
                Course::Together(_) => "together",
            })
            .collect();
        assert_eq!(courses, ["benchmark", "benchmark", "windows", "peers", "together"]);
        let Course::Windows(points) = &line.beside[2].course else { panic!("windows") };
        assert_eq!(points.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!((line.beside[0].value.as_str(), line.beside[2].value.as_str()), ("37", "27"));
        report
            .sections
            .participants
            .as_mut()
            .expect("participants")
            .trend
            .iter_mut()
            .for_each(|moment| moment.peers = None);
        assert_eq!(line_of(&report).beside.len(), 4, "a line without any value is left out");
    }

    #[test]
    fn limits_stand_at_their_periods() {
        let mut report = report();
        let [first, last] = [0, 2].map(|at: usize| report.sections.points()[at].period);
        let limits = |period| ControlLimits { period, low: 11.0, high: 29.0 };
        report.sections.trend_mut().control = Some(Control {
            method: ControlMethod::ByBase,
            centre: Nps::stated(20.0).expect("an NPS"),
            limits: vec![limits(first), limits(last)],
            outside: vec![last],
            runs: Vec::new(),
        });
        let limits = line_of(&report).limits.expect("limits");
        assert_eq!(limits.steps, [Some((11.0, 29.0)), None, Some((11.0, 29.0))]);
        assert_eq!(limits.outside, [false, false, true]);
    }

    #[test]
    fn a_report_without_dates_has_no_line_in_small() {
        let mut report = report();
        let words = Words::of(&report.head).expect("words");
        let spark_of = |report: &Report| spark(report, &words);
        assert_eq!(spark_of(&report).expect("periods").ends.map(|end| end.short), ["Q1", "Q3"]);
        report.sections.points_mut().clear();
        assert!(spark_of(&report).is_none());
    }
}
