//! Simple labels in two languages, for drawing in tests.

use crate::charts::{Labels, Word};
use crate::report::{Benchmark, Finding, Level, Step, Why};
use crate::sections::participants::Whose;
use crate::survey::{Group, Nps, Period, Region};

pub(super) struct English;
pub(super) struct Russian;

fn signed(points: f64) -> String {
    let rounded = points.round();
    if rounded < 0.0 { format!("\u{2212}{}", -rounded) } else { format!("{}", rounded.abs()) }
}

fn change(points: f64) -> String {
    if points.round() > 0.0 { format!("+{}", signed(points)) } else { signed(points) }
}

fn grouped(n: u64, separator: &str) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|c| std::str::from_utf8(c).unwrap()).collect();
    groups.join(separator)
}

fn year(period: Period) -> String {
    let year = period.year();
    if period.spans_years() { format!("{year}/{:02}", (year + 1) % 100) } else { year.to_string() }
}

/// The part of a period's key after the year: `Q3`, `09`, `W37`; none for a year.
fn part(period: Period) -> Option<String> {
    period.key().split_once('-').map(|(_, part)| part.to_owned())
}

impl Labels for English {
    fn nps(&self, points: f64) -> String {
        signed(points)
    }
    fn nps_among(&self, points: f64, _: &[f64]) -> String {
        self.nps(points)
    }
    fn stated(&self, value: Nps) -> String {
        signed(value.points())
    }
    fn change(&self, points: f64) -> String {
        change(points)
    }
    fn exact(&self, points: f64) -> String {
        format!("{}.5", signed(points))
    }
    fn part(&self, points: f64) -> String {
        format!("{}.5", change(points))
    }
    fn step(&self, _: &Why, step: &Step<'_>) -> String {
        match step {
            Step::Mix(_) => "Shift between regions".into(),
            Step::Line(line) => line
                .region
                .as_ref()
                .map_or_else(|| "Regions too small to show".into(), |region| self.region(region)),
            Step::Others(regions, _) => format!("Others: {regions}"),
        }
    }
    fn percent(&self, share: f64) -> String {
        format!("{:.0}%", share * 100.0)
    }
    fn percent_number(&self, share: f64) -> String {
        format!("{:.0}", share * 100.0)
    }
    fn count(&self, n: u64) -> String {
        grouped(n, ",")
    }
    fn period(&self, period: &Period) -> String {
        match part(*period) {
            Some(part) => format!("{} {}", Self::month(&part), year(*period)),
            None => year(*period),
        }
    }
    fn period_short(&self, period: &Period) -> String {
        part(*period).map_or_else(|| year(*period), |part| Self::month(&part))
    }
    fn year(&self, period: &Period) -> String {
        year(*period)
    }
    fn whose(&self, whose: Whose<'_>) -> String {
        match whose {
            Whose::Own(name) => name.unwrap_or("All answers").into(),
            Whose::Peers(within, _) => format!("Participants in {within}"),
            Whose::Others(_) => "The other participants".into(),
            Whose::All(_) => "All participants together".into(),
            Whose::Mean(_) => "Mean of participants".into(),
        }
    }
    fn whose_note(&self, whose: Whose<'_>) -> String {
        match whose {
            Whose::Own(_) => String::new(),
            Whose::Peers(_, clients) => format!("{clients} other participants"),
            Whose::Others(clients) | Whose::All(clients) => format!("{clients} participants"),
            Whose::Mean(clients) => format!("{clients} participants, each counted once"),
        }
    }
    fn trailing(&self) -> String {
        "Last 4 quarters".to_owned()
    }
    fn region(&self, region: &Region) -> String {
        match region {
            Region::Named(name) => name.clone(),
            Region::NotStated => "not stated".into(),
        }
    }
    fn group(&self, group: Group) -> String {
        match group {
            Group::Detractor => "Detractors",
            Group::Passive => "Passives",
            Group::Promoter => "Promoters",
        }
        .into()
    }
    fn level(&self, index: usize, level: &Level) -> String {
        let names = ["Critical", "Needs work", "Good", "Great", "Excellent"];
        level.name.clone().unwrap_or_else(|| names[index.min(4)].into())
    }
    fn missing(&self, finding: &Finding) -> String {
        match finding {
            Finding::NoAnswers => "no answers".into(),
            Finding::Hidden { .. } => "too few answers".into(),
            Finding::Measured(_) => String::new(),
        }
    }
    fn benchmark_note(&self, benchmark: &Benchmark) -> String {
        let year = benchmark.year.map(|year| year.to_string());
        let n = benchmark.n.map(|n| format!("n = {}", self.count(n)));
        let parts = [Some("median".to_owned()), benchmark.source.clone(), year, n];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
    fn word(&self, word: Word) -> String {
        match word {
            Word::Nps => "NPS",
            Word::Base => "n",
            Word::Overall => "All answers",
            Word::ShareOfAnswers => "Share of answers, %",
            Word::Benchmark => "Benchmark",
            Word::Difference => "Difference",
            Word::Interval => "95% interval",
            Word::TooFewToShow => "too few to show",
            Word::NoAnswers => "no answers",
            Word::AllAnswers => "all answers",
            Word::LowBase => "fewer than 30 answers",
            Word::Gap => "gap: no answers or too few",
            Word::AboveRest => "above the rest",
            Word::BelowRest => "below the rest",
            Word::UnclearRest => "not distinguishable from the rest",
            Word::RegionBenchmark => "the region’s benchmark",
            Word::NpsMarker => "NPS: promoters less detractors",
            Word::BenchmarkMarker => "benchmark",
            Word::InnerLimits => "95%",
            Word::OuterLimits => "99.8%",
            Word::AboveInner => "above the 95% limits",
            Word::AboveOuter => "above the 99.8% limits",
            Word::BelowInner => "below the 95% limits",
            Word::BelowOuter => "below the 99.8% limits",
            Word::WithinLimits => "within the limits",
            Word::ControlLimits => "control limits",
            Word::OutsideControl => "outside the control limits",
            Word::Raised => "raised the score",
            Word::Lowered => "lowered the score",
            Word::AnswersAxis => "Answers (n)",
            Word::AnswersAxisLog => "Answers (n), logarithmic scale",
        }
        .into()
    }
}

impl English {
    fn month(part: &str) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        part.parse::<usize>().map_or_else(|_| part.to_owned(), |month| names[month - 1].to_owned())
    }
}

impl Labels for Russian {
    fn nps(&self, points: f64) -> String {
        signed(points)
    }
    fn nps_among(&self, points: f64, _: &[f64]) -> String {
        self.nps(points)
    }
    fn stated(&self, value: Nps) -> String {
        signed(value.points())
    }
    fn change(&self, points: f64) -> String {
        change(points)
    }
    fn exact(&self, points: f64) -> String {
        format!("{}.5", signed(points))
    }
    fn part(&self, points: f64) -> String {
        format!("{}.5", change(points))
    }
    fn step(&self, _: &Why, step: &Step<'_>) -> String {
        match step {
            Step::Mix(_) => "Сдвиг долей между регионами".into(),
            Step::Line(line) => line
                .region
                .as_ref()
                .map_or_else(|| "Регионы, слишком малые для показа".into(), |region| self.region(region)),
            Step::Others(regions, _) => format!("Остальные регионы: {regions}"),
        }
    }
    fn percent(&self, share: f64) -> String {
        format!("{:.0}\u{a0}%", share * 100.0)
    }
    fn percent_number(&self, share: f64) -> String {
        format!("{:.0}", share * 100.0)
    }
    fn count(&self, n: u64) -> String {
        grouped(n, "\u{a0}")
    }
    fn period(&self, period: &Period) -> String {
        match part(*period) {
            Some(part) => format!("{} {}\u{a0}г.", Self::month(&part), year(*period)),
            None => year(*period),
        }
    }
    fn period_short(&self, period: &Period) -> String {
        part(*period).map_or_else(|| year(*period), |part| Self::month(&part))
    }
    fn year(&self, period: &Period) -> String {
        year(*period)
    }
    fn whose(&self, whose: Whose<'_>) -> String {
        match whose {
            Whose::Own(name) => name.unwrap_or("Все ответы").into(),
            Whose::Peers(within, _) => format!("Участники: {within}"),
            Whose::Others(_) => "Остальные участники".into(),
            Whose::All(_) => "Все участники вместе".into(),
            Whose::Mean(_) => "Среднее по участникам".into(),
        }
    }
    fn whose_note(&self, whose: Whose<'_>) -> String {
        match whose {
            Whose::Own(_) => String::new(),
            Whose::Peers(_, clients) => format!("{clients} других участников"),
            Whose::Others(clients) | Whose::All(clients) => format!("{clients} участников"),
            Whose::Mean(clients) => format!("{clients} участников, каждый учтён один раз"),
        }
    }
    fn trailing(&self) -> String {
        "Последние 4 квартала".to_owned()
    }
    fn region(&self, region: &Region) -> String {
        match region {
            Region::Named(name) => name.clone(),
            Region::NotStated => "регион не указан".into(),
        }
    }
    fn group(&self, group: Group) -> String {
        match group {
            Group::Detractor => "Критики",
            Group::Passive => "Нейтралы",
            Group::Promoter => "Промоутеры",
        }
        .into()
    }
    fn level(&self, index: usize, level: &Level) -> String {
        let names = ["Критический", "Требует работы", "Хороший", "Отличный", "Превосходный"];
        level.name.clone().unwrap_or_else(|| names[index.min(4)].into())
    }
    fn missing(&self, finding: &Finding) -> String {
        match finding {
            Finding::NoAnswers => "нет ответов".into(),
            Finding::Hidden { .. } => "слишком мало ответов для показа".into(),
            Finding::Measured(_) => String::new(),
        }
    }
    fn benchmark_note(&self, benchmark: &Benchmark) -> String {
        let year = benchmark.year.map(|year| format!("{year}\u{a0}г."));
        let n = benchmark.n.map(|n| format!("n\u{a0}=\u{a0}{}", self.count(n)));
        let parts = [Some("медиана".to_owned()), benchmark.source.clone(), year, n];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
    fn word(&self, word: Word) -> String {
        match word {
            Word::Nps => "NPS",
            Word::Base => "n",
            Word::Overall => "Все ответы",
            Word::ShareOfAnswers => "Доля ответов, %",
            Word::Benchmark => "Ориентир",
            Word::Difference => "Разница",
            Word::Interval => "95-процентный доверительный интервал",
            Word::TooFewToShow => "слишком мало ответов",
            Word::NoAnswers => "нет ответов",
            Word::AllAnswers => "все ответы",
            Word::LowBase => "меньше 30 ответов",
            Word::Gap => "разрыв: ответов нет или слишком мало",
            Word::AboveRest => "выше остальных",
            Word::BelowRest => "ниже остальных",
            Word::UnclearRest => "от остальных не отличается",
            Word::RegionBenchmark => "ориентир региона",
            Word::NpsMarker => "NPS: доля промоутеров минус доля критиков",
            Word::BenchmarkMarker => "ориентир",
            Word::InnerLimits => "95\u{a0}%",
            Word::OuterLimits => "99,8\u{a0}%",
            Word::AboveInner => "выше границ 95\u{a0}%",
            Word::AboveOuter => "выше границ 99,8\u{a0}%",
            Word::BelowInner => "ниже границ 95\u{a0}%",
            Word::BelowOuter => "ниже границ 99,8\u{a0}%",
            Word::WithinLimits => "внутри границ",
            Word::ControlLimits => "контрольные границы",
            Word::OutsideControl => "вне контрольных границ",
            Word::Raised => "повышало показатель",
            Word::Lowered => "снижало показатель",
            Word::AnswersAxis => "Число ответов (n)",
            Word::AnswersAxisLog => "Число ответов (n), логарифмическая шкала",
        }
        .into()
    }
}

impl Russian {
    fn month(part: &str) -> String {
        let names = [
            "янв.",
            "февр.",
            "март",
            "апр.",
            "май",
            "июнь",
            "июль",
            "авг.",
            "сент.",
            "окт.",
            "нояб.",
            "дек.",
        ];
        match (part.parse::<usize>(), part.strip_prefix('Q')) {
            (Ok(month), _) => names[month - 1].to_owned(),
            (_, Some(quarter)) => format!("{quarter}-й\u{a0}кв."),
            _ => part.to_owned(),
        }
    }
}
