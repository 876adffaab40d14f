//! What is said of the further questions.

use super::texts::QuestionTexts;
use super::themes::texts::{SECTION, ThemeTexts};
use super::types::{Asked, Gauge, InRegion, Level, Line, Questions, Unit};
use crate::charts::Format;
use crate::figures::Finding;
use crate::sections::Report;
use crate::statistics::{Trend, Verdict};
use crate::survey::{Period, Question, QuestionKind};
use crate::wording::{About, FigureTexts, Text, Words, fill};

/// How other questions are measured.
pub(super) const QUESTIONS: About = About("questions");

/// What most figures of this part rest on.
pub(super) const RESTS_ON: &[About] = &[QUESTIONS, About::COMPARISON, About::BASES];

/// More questions are not named in a title.
const MOST_NAMED: usize = 3;

/// The words of this part.
pub(super) struct Said<'a> {
    pub(super) words: &'a Words,
    pub(super) texts: QuestionTexts,
}

/// How numbers of a unit are written along an axis.
pub(super) struct InUnit<'a>(pub(super) &'a Words, pub(super) Unit);

impl Format for InUnit<'_> {
    fn score(&self, value: f64) -> String {
        let Self(words, unit) = self;
        match unit {
            Unit::Points => words.nps(value),
            Unit::Share | Unit::Outcome | Unit::Option => words.points(value, 0),
            Unit::Scale(_) => words.points(value, 1),
        }
    }

    fn count(&self, n: u64) -> String {
        self.0.count(n)
    }
}

impl<'a> Said<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        Self { words, texts: words.of_part("questions") }
    }

    /// The words of these questions: where they are themes, those that speak of comments.
    pub(super) fn of(questions: &Questions, words: &'a Words) -> Self {
        let mut said = Self::new(words);
        if questions.are_themes() {
            let own: ThemeTexts = words.of_part(SECTION);
            let texts = &mut said.texts;
            texts.options = own.most;
            texts.options_how = own.how;
            texts.option_head = own.head;
            texts.option = own.line;
            texts.others = own.others;
            texts.options_apart = own.apart;
            texts.options_by_region = own.by_region;
            texts.region_plain = own.by_region_title;
            let [_, named] = &mut texts.over_time;
            *named = own.over_time;
            texts.over_time_how = own.over_time_how;
            let [.., options] = &mut texts.subtitles;
            *options = own.subtitle;
            let [_, _, _, _, _, _, option, _] = &mut texts.measures;
            *option = own.measure;
        }
        said
    }

    /// What is measured: `6–7`.
    pub(super) fn measure(&self, (asked, line): (&Asked, &Line)) -> String {
        self.measure_of(&asked.question, line.measure)
    }

    fn measure_of(&self, question: &Question, measure: Gauge) -> String {
        let [nps, mean, top, yes, of_all, of_step, option, response] = &self.texts.measures;
        let scale = &question.scale;
        match measure {
            Gauge::Nps => nps.to_string(),
            Gauge::Mean => mean.to_string(),
            Gauge::TopBox => {
                let scores = self.words.scores(scale.promoters_from(), scale.high());
                fill(top, &[("scores", scores)])
            }
            Gauge::Yes => yes.to_string(),
            Gauge::Outcome => match &question.of {
                None => of_all.to_string(),
                Some(of) => fill(of_step, &[("of", of)]),
            },
            Gauge::Option => option.to_string(),
            Gauge::Response => response.to_string(),
        }
    }

    /// A question and, where it can be in doubt, what is measured by it: `goals: 6–7`.
    pub(super) fn line(&self, (asked, line): (&Asked, &Line)) -> String {
        let name = self.name(asked);
        match line.measure {
            Gauge::Nps | Gauge::Mean | Gauge::Option | Gauge::Response => name,
            Gauge::Outcome if asked.question.of.is_none() => name,
            Gauge::TopBox | Gauge::Yes | Gauge::Outcome => {
                let values = [("name", name), ("measure", self.measure((asked, line)))];
                fill(&self.texts.line, &values)
            }
        }
    }

    /// What a question is called, or one of its options, or that those who were asked have answered.
    pub(super) fn name(&self, asked: &Asked) -> String {
        self.name_of(&asked.question)
    }

    fn name_of(&self, question: &Question) -> String {
        let Question { name, kind, .. } = question;
        match kind {
            QuestionKind::Response => self.texts.response.to_string(),
            _ if name.is_empty() => self.texts.others.to_string(),
            _ => name.clone(),
        }
    }

    /// The same with what is measured in any case: where measures of several units stand together.
    pub(super) fn whole_line(&self, (asked, line): (&Asked, &Line)) -> String {
        if asked.question.kind == QuestionKind::Themes {
            return self.quoted_line((asked, line));
        }
        if line.measure == Gauge::Option {
            let values = [("name", asked.question.asked().to_owned()), ("measure", self.name(asked))];
            return fill(&self.texts.line, &values);
        }
        self.whole_line_of(&asked.question, line.measure)
    }

    pub(super) fn whole_line_of(&self, question: &Question, measure: Gauge) -> String {
        let values = [("name", self.name_of(question)), ("measure", self.measure_of(question, measure))];
        fill(&self.texts.line, &values)
    }

    /// A question in quotes and what is measured by it, in a sentence: `“goals”, mean`.
    pub(super) fn quoted_line(&self, of: (&Asked, &Line)) -> String {
        if of.1.measure == Gauge::Option {
            let values = [("question", of.0.question.asked().to_owned()), ("option", self.name(of.0))];
            return fill(&self.texts.option, &values);
        }
        let values = [("name", self.name(of.0)), ("measure", self.measure(of))];
        fill(&self.texts.quoted_line, &values)
    }

    /// The same in a sentence.
    fn quoted(&self, line: &str) -> String {
        fill(&self.texts.name, &[("name", line)])
    }

    /// A value as a chart has it: per cent with their sign.
    pub(super) fn value(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Points => self.words.nps(value),
            Unit::Share | Unit::Outcome | Unit::Option => self.words.percent(value),
            Unit::Scale(_) => self.words.points(value, 1),
        }
    }

    /// The same as a table has it.
    pub(super) fn exact(&self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::Points => self.words.nps_to(value, 1),
            Unit::Share | Unit::Outcome | Unit::Option => self.words.percent_to(value, 1),
            Unit::Scale(_) => self.words.points(value, 2),
        }
    }

    /// The end of an interval as a table has it.
    pub(super) fn end(&self, end: f64, unit: Unit) -> String {
        match unit {
            Unit::Share | Unit::Outcome | Unit::Option => self.words.percent_to(end, 1),
            Unit::Points | Unit::Scale(_) => self.words.points(end, unit.decimals()),
        }
    }

    /// What became of the rows, in place of a chart.
    pub(super) fn accounts(&self, report: &Report) -> FigureTexts {
        let account = self.texts.account.to_string();
        FigureTexts {
            title: account.clone(),
            subtitle: self.words.subject(&report.head, None, None),
            description: account.clone(),
            how_to_read: account.clone(),
            caption: account,
        }
    }

    /// What a chart of questions of one unit says.
    pub(super) fn now(&self, report: &Report, unit: Unit, lines: &[(&Asked, &Line)]) -> Option<FigureTexts> {
        lines.iter().find_map(|(_, line)| line.now.estimate())?;
        let texts = &self.texts;
        let how_to_read = if unit == Unit::Option { &texts.options_how } else { &texts.how_to_read };
        let title = match since(lines).filter(|_| !matches!(unit, Unit::Outcome | Unit::Option)) {
            None if unit == Unit::Option => self.most_chosen(lines),
            None => self.values(unit, lines),
            Some((at, earlier)) => {
                let verdicts = lines.iter().filter_map(|of| Some((self.line(*of), moved(of.1, at)?)));
                let verdicts: Vec<(String, Verdict)> = verdicts.collect();
                let names: Vec<&String> = verdicts.iter().map(|(name, _)| name).collect();
                let [of_these, of_many] = &texts.none;
                let none = if names.len() > MOST_NAMED { of_many } else { of_these };
                let all = ("names", self.all_quoted(&names));
                Words::verdicts_title(
                    [&texts.rose, &texts.fell, &texts.both, none],
                    |names| self.all_quoted(names),
                    verdicts.iter().map(|(name, verdict)| (name.as_str(), *verdict)),
                    [("earlier", self.words.period_inside(earlier)), all],
                )
            }
        };
        Some(self.figure(title, (unit, lines), report, how_to_read))
    }

    /// Each with its value: `satisfied 57%, reviewed 23% of “satisfied”`.
    fn values(&self, unit: Unit, lines: &[(&Asked, &Line)]) -> String {
        let of = |of: &(&Asked, &Line)| {
            let (asked, line) = of;
            let share = self.value(line.now.estimate()?.value, unit);
            let name = if unit == Unit::Outcome { asked.question.name.clone() } else { self.line(*of) };
            let values = [("name", name), ("share", share)];
            Some(match &asked.question.of {
                None => fill(&self.texts.outcome, &values),
                Some(of) => {
                    let [name, share] = values;
                    fill(&self.texts.outcome_of, &[name, share, ("of", of.clone())])
                }
            })
        };
        // Who answered at all is said with the score.
        let steps = lines.iter().filter(|(_, line)| line.measure != Gauge::Response);
        self.words.list(&steps.filter_map(of).collect::<Vec<_>>())
    }

    /// The options that most chose, with their shares.
    fn most_chosen(&self, lines: &[(&Asked, &Line)]) -> String {
        let of = |of: &(&Asked, &Line)| {
            let value = self.value(of.1.now.estimate()?.value, Unit::Option);
            Some(fill(&self.texts.outcome, &[("name", self.name(of.0)), ("share", value)]))
        };
        let list: Vec<String> = lines.iter().filter_map(of).take(MOST_NAMED).collect();
        let question = lines.first().map_or("", |(asked, _)| asked.question.asked());
        let values = [("question", question.to_owned()), ("list", self.words.list(&list))];
        fill(&self.texts.options, &values)
    }

    /// What the same over time says.
    pub(super) fn over_time(
        &self,
        report: &Report,
        unit: Unit,
        lines: &[(&Asked, &Line)],
    ) -> Option<FigureTexts> {
        let has_past = report.head.periods.len() > 1;
        let is_measured =
            |(_, line): &(&Asked, &Line)| line.over_time.iter().any(|then| then.estimate().is_some());
        let [several, named] = &self.texts.over_time;
        let all: Vec<String> = lines.iter().map(|of| self.line(*of)).collect();
        let title = if unit == Unit::Option {
            let question = lines.first().map_or("", |(asked, _)| asked.question.asked());
            fill(named, &[("names", self.quoted(question))])
        } else if all.len() > MOST_NAMED {
            several.to_string()
        } else {
            fill(named, &[("names", self.all_quoted(&all))])
        };
        (has_past && lines.iter().any(is_measured)).then(|| {
            let mut texts = self.figure(title, (unit, lines), report, &self.texts.over_time_how);
            let ends = report.head.periods.first().zip(report.head.periods.last());
            let span = ends.map(|(first, last)| self.words.span(*first, *last));
            let subject = [("subject", self.words.subject(&report.head, span, None))];
            texts.subtitle = self.subtitle((unit, lines), report, subject);
            texts.caption.clone_from(&texts.subtitle);
            texts
        })
    }

    fn figure(
        &self,
        title: String,
        (unit, lines): (Unit, &[(&Asked, &Line)]),
        report: &Report,
        how_to_read: &Text,
    ) -> FigureTexts {
        let [subject, confidence] = self.words.dated_subject(&report.head, None);
        let subtitle = self.subtitle((unit, lines), report, [subject]);
        let list = lines.iter().filter_map(|of| {
            let value = self.exact(of.1.now.estimate()?.value, unit);
            Some(format!("{} {value}", self.quoted(&self.line(*of))))
        });
        let list = self.words.list(&list.collect::<Vec<_>>());
        FigureTexts {
            title,
            description: fill(&self.texts.description, &[("list", list)]),
            how_to_read: fill(how_to_read, &[confidence]),
            caption: subtitle.clone(),
            subtitle,
        }
    }

    /// What a chart shows, and of whom.
    fn subtitle(
        &self,
        (unit, lines): (Unit, &[(&Asked, &Line)]),
        report: &Report,
        subject: [(&'static str, String); 1],
    ) -> String {
        let [points, means, percent, outcomes, options] = &self.texts.subtitles;
        let pattern = match unit {
            Unit::Points => points,
            Unit::Scale(_) => means,
            Unit::Share => percent,
            Unit::Outcome => outcomes,
            Unit::Option => options,
        };
        let scale = match unit {
            Unit::Scale([low, high]) => self.words.scores(low, high),
            Unit::Points | Unit::Share | Unit::Outcome | Unit::Option => String::new(),
        };
        let [subject] = subject;
        let confidence = ("confidence", self.words.confidence(report.head.method.confidence));
        let question = lines.first().map(|(asked, _)| &asked.question);
        let question = question.map(|question| question.ask.as_deref().unwrap_or_else(|| question.asked()));
        let question = ("question", question.unwrap_or_default().to_owned());
        fill(pattern, &[subject, confidence, ("scale", scale), question])
    }

    /// What a chart of the regions of one measure says.
    pub(super) fn by_region(
        &self,
        report: &Report,
        of: (&Asked, &Line),
        rows: &[&InRegion],
    ) -> Option<FigureTexts> {
        rows.iter().find_map(|row| row.finding.estimate())?;
        let texts = &self.texts;
        let name = self.quoted_line(of);
        let verdicts =
            rows.iter().filter_map(|row| Some((self.words.region(&row.region), row.rest.as_ref()?.verdict)));
        let verdicts: Vec<(&str, Verdict)> = verdicts.collect();
        let patterns = [&texts.region_above, &texts.region_below, &texts.region_both, &texts.region_none];
        let title = if verdicts.is_empty() {
            fill(&texts.region_plain, &[("name", name)])
        } else {
            let named = |names: &[&str]| self.words.named_regions(names);
            Words::verdicts_title(patterns, named, verdicts.into_iter(), Some(("name", name)))
        };
        let unit = of.1.measure.unit(&of.0.question);
        let [subject, confidence] = self.words.dated_subject(&report.head, None);
        let subtitle =
            fill(&texts.region_subtitle, &[("line", self.whole_line(of)), subject, confidence.clone()]);
        let list = rows.iter().filter_map(|row| {
            let value = self.exact(row.finding.estimate()?.value, unit);
            Some(format!("{} {value}", self.words.region(&row.region)))
        });
        let list = self.words.list(&list.collect::<Vec<_>>());
        Some(FigureTexts {
            title,
            description: fill(&texts.description, &[("list", list)]),
            how_to_read: fill(&texts.region_how, &[confidence]),
            caption: subtitle.clone(),
            subtitle,
        })
    }

    /// What is said of the options of a question by region, or by another cut whose words these are.
    pub(super) fn options_by_parts(&self, report: &Report, lines: &[(&Asked, &Line)]) -> Option<FigureTexts> {
        let question = lines.first()?.0.question.asked();
        let title = fill(&self.texts.region_plain, &[("name", self.quoted(question))]);
        let [subject, _] = self.words.dated_subject(&report.head, None);
        let subtitle = fill(&self.texts.options_by_region, &[("question", question.to_owned()), subject]);
        let how_to_read = title.clone();
        Some(FigureTexts {
            description: title.clone(),
            how_to_read,
            caption: subtitle.clone(),
            title,
            subtitle,
        })
    }

    pub(super) fn all_quoted(&self, names: &[impl AsRef<str>]) -> String {
        self.words.list(&names.iter().map(|name| self.quoted(name.as_ref())).collect::<Vec<_>>())
    }

    /// What a level that a question has reached says, where its first measure stands.
    pub(super) fn level(&self, asked: &Asked, line: &Line) -> Option<String> {
        let level = asked.level.as_ref().filter(|_| asked.measures.first() == Some(line))?;
        let text = level.text.as_ref()?.split_whitespace().collect::<Vec<_>>().join(" ");
        let values = [("name", self.name(asked)), ("level", level.name.clone()), ("text", text)];
        Some(fill(&self.texts.level, &values))
    }

    /// Of whom a question was asked whose options these are, where not of all.
    pub(super) fn asked_of(&self, lines: &[(&Asked, &Line)]) -> Option<String> {
        let (asked, line) = lines.first()?;
        let (question, level) = (&asked.question, line.now.estimate()?);
        let score = question.asked_up_to.filter(|_| question.kind != QuestionKind::Themes)?;
        let values = [
            ("question", question.asked().to_owned()),
            ("score", self.words.score(score)),
            ("n", self.words.count(level.n)),
        ];
        Some(fill(&self.texts.asked_up_to, &values))
    }

    /// A value for a cell, or why there is none.
    pub(super) fn finding(&self, finding: &Finding<Level>, unit: Unit) -> String {
        let missing = || self.words.missing(finding).to_owned();
        finding.estimate().map_or_else(missing, |level| self.exact(level.value, unit))
    }
}

/// Which of the earlier periods the changes are told from, by position: the first that something has clearly changed since, else the
/// first of all.
pub(super) fn since(lines: &[(&Asked, &Line)]) -> Option<(usize, Period)> {
    let earlier = lines.iter().map(|(_, line)| &line.changes).max_by_key(|changes| changes.len())?;
    let told = |at: usize| lines.iter().filter_map(move |(_, line)| moved(line, at));
    let is_clear = |at: &usize| told(*at).any(|verdict| verdict != Verdict::Unclear);
    let places = || 0..earlier.len();
    let at = places().find(is_clear).or_else(|| places().find(|at| told(*at).next().is_some()))?;
    Some((at, earlier.get(at)?.period))
}

/// What became of a measure since the earlier period at a position; nothing of a low base.
pub(super) fn moved(line: &Line, at: usize) -> Option<Verdict> {
    let change = line.changes.get(at)?;
    let is_firm = |finding: &Finding<Level>| finding.estimate().is_some_and(|level| !level.low_base);
    let verdict = change.comparison.as_ref().filter(|_| is_firm(&line.now) && is_firm(&change.then))?.verdict;
    Some(match verdict {
        Trend::Improved => Verdict::Above,
        Trend::Declined => Verdict::Below,
        Trend::NoClearChange => Verdict::Unclear,
    })
}

impl Said<'_> {
    /// The heading of the values of a unit.
    pub(super) fn head(&self, unit: Unit) -> String {
        let [nps, mean, ..] = &self.texts.measures;
        match unit {
            Unit::Points => nps.to_string(),
            Unit::Scale(_) => mean.to_string(),
            Unit::Share | Unit::Outcome | Unit::Option => "%".to_owned(),
        }
    }
}
