//! What the figures of this part rest on.

use std::collections::BTreeSet;

use serde_json::json;

use super::figures::{family, finite, main};
use super::measuring::Measuring;
use super::texts::ExplainTexts;
use super::types::{Account, Asked, Gap, Gauge, InRegion, Level, Line, Questions};
use super::words::Said;
use crate::config::{Config, CutBy, FurtherBenchmark};
use crate::facts::Excerpt;
use crate::figures::{Figures, Finding, asked_of_parts, by_cuts};
use crate::responses::Reason;
use crate::statistics::Verdict;
use crate::survey::trace::recorded;
use crate::survey::{Answers, Period, Region};
use crate::wording::{Text, Words, fill};
use crate::workings::estimate::{hidden, of_nobody};
use crate::workings::family::Family;
use crate::workings::numbers::short;
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Material};

impl Questions {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let texts = texts(from.words);
        match leaf {
            [_, "question", ..] => Some(Explanation::stated(&texts.question)),
            [_, "level", ..] => Some(Explanation::stated(&texts.level)),
            [question, "account", leaf @ ..] => {
                let account = self.0.get(question.parse::<usize>().ok()?)?.account.as_ref()?;
                told_of(account, from.words, leaf)
            }
            [question, "measures", line, leaf @ ..] => {
                let (question, line) = (question.parse().ok()?, line.parse().ok()?);
                Explained::of(self, from, question, line)?.figure(leaf)
            }
            _ => None,
        }
    }

    /// The value of each measure.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let (said, texts) = (Said::of(self, from.words), texts(from.words));
        let mut all = Vec::new();
        for (at, asked) in self.0.iter().enumerate() {
            for (place, line) in asked.measures.iter().enumerate() {
                let unit = line.measure.unit(&asked.question);
                let what = fill(&texts.listed, &[("line", said.whole_line((asked, line)))]);
                let told = Explanation::of(what).shown(said.finding(&line.now, unit));
                all.push((format!("{at}/measures/{place}/now"), told));
            }
        }
        all
    }
}

/// What became of the rows of a question.
fn told_of(account: &Account, words: &Words, leaf: &[&str]) -> Option<Explanation> {
    let (texts, said) = (texts(words), Said::new(words));
    let rejected = account.rejected.iter().map(|(reason, rows)| (words.reason(*reason).to_owned(), *rows));
    let [_, _, _, answers, outside, ..] = &said.texts.head;
    let all = [(answers.to_string(), account.answers), (outside.to_string(), account.outside)];
    let all: Vec<(String, u64)> = all.into_iter().chain(rejected).collect();
    let mut told = Explanation::stated(&texts.account);
    let rows = all.iter().map(|(what, rows)| vec![what.clone(), words.count(*rows)]);
    told.count_table(&[&words.labels().reason, &words.labels().rows], rows.collect());
    let found = match leaf {
        [] | ["rejected"] => return Some(told),
        ["answers"] => account.answers,
        ["outside"] => account.outside,
        ["rejected", reason] => {
            let is_it =
                |(other, _): &(&Reason, &u64)| serde_json::to_value(other).is_ok_and(|name| name == *reason);
            *account.rejected.iter().find(is_it)?.1
        }
        _ => return None,
    };
    told.comes_to_count(found);
    Some(told.shown(words.count(found)))
}

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_questions")
}

/// A measure that is explained, with the answers that it is made of.
struct Explained<'a> {
    all: &'a Questions,
    from: &'a Material<'a>,
    /// The position of its question.
    question: usize,
    asked: &'a Asked,
    line: &'a Line,
    config: Config,
    excerpt: &'a Excerpt,
    said: Said<'a>,
    texts: ExplainTexts,
}

impl<'a> Explained<'a> {
    fn of(all: &'a Questions, from: &'a Material<'a>, question: usize, line: usize) -> Option<Self> {
        let asked = all.0.get(question)?;
        // Of a client's report, options may be left out that only others chose.
        let place = from.config.further.iter().position(|further| further.question == asked.question)?;
        let further = from.config.further.get(place)?;
        Some(Self {
            all,
            from,
            question: place,
            asked,
            line: asked.measures.get(line)?,
            config: from.config.asking(further),
            excerpt: from.excerpt.further.get(place)?,
            said: Said::of(all, from.words),
            texts: texts(from.words),
        })
    }

    fn figure(&self, leaf: &[&str]) -> Option<Explanation> {
        let words = self.from.words;
        let all = |period: Option<Period>| Subject::all(words, period);
        let (line, head) = (self.line, self.from.head);
        let nothing = || Some(Explanation::nothing(words, &words.explain().nothing.comparison));
        match leaf {
            ["measure"] => Some(Explanation::stated(&self.texts.measure)),
            ["now", rest @ ..] => self.level((&line.now, all(head.period)), rest),
            ["over_time", at, rest @ ..] => {
                let at = at.parse::<usize>().ok()?;
                self.level((line.over_time.get(at)?, all(Some(*head.periods.get(at)?))), rest)
            }
            ["changes", at, rest @ ..] => {
                let at = at.parse::<usize>().ok()?;
                let change = line.changes.get(at)?;
                match rest {
                    ["then", rest @ ..] => self.level((&change.then, all(Some(change.period))), rest),
                    ["comparison"] if change.comparison.is_none() => nothing(),
                    ["comparison", rest @ ..] => {
                        let family = self.family(
                            (0, &self.texts.families[0]),
                            true,
                            |line| {
                                let name = |period: Period| period.key();
                                line.changes
                                    .iter()
                                    .map(|of| (name(of.period), of.comparison.as_ref().map(|gap| gap.p)))
                                    .collect()
                            },
                            at,
                        )?;
                        let gap = change.comparison?;
                        let verdict = (words.trend_verdict(gap.verdict).to_owned(), json!(gap.verdict));
                        let sides = [all(head.period), all(Some(change.period))];
                        self.between(sides, (&plain(&gap), verdict, &family), rest)
                    }
                    _ => Some(Explanation::stated(&self.texts.compared)),
                }
            }
            ["regions", at, rest @ ..] => {
                let by = By { words, attribute: None, gathered: BTreeSet::new() };
                self.part(&by, &|line| Some(&line.regions), at.parse().ok()?, rest)
            }
            ["cuts", cut, "values", at, rest @ ..] => {
                let cut = line.cuts.get(cut.parse::<usize>().ok()?)?;
                let (place, attribute) = cut.place(&self.from.config.columns)?;
                let Material { head, config, excerpt, .. } = *self.from;
                let leading = by_cuts(Figures { config, excerpt }, head.period).into_iter().nth(place)?;
                let words = &Words::by_cut(head, cut.called()).ok()?;
                let by = By { words, attribute: Some(attribute), gathered: leading.gathered };
                let values = |line: &'a Line| Some(&line.cuts.iter().find(|of| of.name == cut.name)?.values);
                self.part(&by, &values, at.parse().ok()?, rest)
            }
            ["benchmarks", at, rest @ ..] => self.benchmark(at.parse().ok()?, rest),
            _ => None,
        }
    }

    /// A figure of a region, or of another value of a cut: those of a measure are given.
    fn part(
        &self,
        by: &By<'_>,
        parts: &impl Fn(&'a Line) -> Option<&'a Vec<InRegion>>,
        at: usize,
        leaf: &[&str],
    ) -> Option<Explanation> {
        let words = by.words;
        let row: &InRegion = parts(self.line)?.get(at)?;
        let (period, region) = (self.from.head.period, &row.region);
        match leaf {
            ["finding", rest @ ..] => {
                self.level((&row.finding, by.meant(Subject::region(words, region, period))), rest)
            }
            ["rest"] if row.rest.is_none() => {
                Some(Explanation::nothing(words, &words.explain().nothing.comparison))
            }
            ["rest", rest @ ..] => {
                let name = |region: &Region| words.region(region).to_owned();
                let each = |line| {
                    let rows = parts(line).into_iter().flatten();
                    rows.map(|row| (name(&row.region), row.rest.map(|gap| gap.p))).collect()
                };
                let name = &texts(words).families[1];
                let family = self.family((1, name), false, each, at)?;
                let gap = row.rest?;
                let verdict = (words.verdict(gap.verdict).to_owned(), json!(gap.verdict));
                let sides = [Subject::region(words, region, period), Subject::rest(words, region, period)];
                let sides = sides.map(|subject| by.meant(subject));
                self.between(sides, (&plain(&gap), verdict, &family), rest)
            }
            _ => None,
        }
    }

    fn benchmark(&self, at: usize, leaf: &[&str]) -> Option<Explanation> {
        let words = self.from.words;
        let found = self.line.benchmarks.get(at)?;
        let further = self.from.config.further.get(self.question)?;
        let stated = further.benchmarks.get(at).filter(|_| self.line.measure == main(further))?;
        let ["comparison", leaf @ ..] = leaf else {
            return Some(Explanation::stated(&words.explain().stated.benchmark));
        };
        let Some(gap) = found.comparison else {
            return Some(Explanation::nothing(words, &words.explain().nothing.comparison));
        };
        let family = self.family(
            (2, &self.texts.families[2]),
            false,
            |line| {
                line.benchmarks.iter().map(|of| (of.name.clone(), of.comparison.map(|gap| gap.p))).collect()
            },
            at,
        )?;
        let verdict = (words.verdict(gap.verdict).to_owned(), json!(gap.verdict));
        let subject = Subject::all(words, self.from.head.period);
        let other = fill(&words.explain().the_benchmark, &[("name", &stated.name)]);
        self.compared((subject, other), &Second::Stated(stated), (&plain(&gap), verdict, &family), leaf)
    }

    /// The answers of a subject to the question.
    fn answers(&self, subject: &Subject) -> Answers {
        let is_it = |cut: &CutBy| Some(cut.attribute) == subject.selection.by;
        let place = self.from.config.columns.cuts.iter().position(is_it);
        let cells = place.and_then(|place| self.excerpt.by_cut.get(place));
        subject.selection.of(cells.unwrap_or(&self.excerpt.cells))
    }

    fn on(&self) -> Measuring<'_> {
        let counts = Figures { config: &self.config, excerpt: self.excerpt };
        Measuring { gauge: self.line.measure, scale: self.config.question.scale, counts }
    }

    /// What the measure of some answers is called.
    fn named(&self, of: &str) -> String {
        let line = self.said.whole_line((self.asked, self.line));
        fill(&self.texts.of, &[("line", line.as_str()), ("of", of)])
    }

    /// A figure of a value.
    fn level(&self, (finding, subject): (&Finding<Level>, Subject), leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (self.from.words, self.from.words.explain());
        let name = self.named(&subject.name);
        let level = match finding {
            Finding::NoAnswers => return Some(of_nobody(self.from, &name)),
            Finding::Hidden { why } => return Some(hidden(self.from, &name, *why)),
            Finding::Measured(level) => level,
        };
        let unit = self.line.measure.unit(&self.asked.question);
        let confidence = self.from.head.method.confidence;
        let of = [("level", words.confidence(confidence)), ("of", name.clone())];
        let mut told = match leaf {
            [] | ["value" | "state"] => Explanation::of(&*name).shown(self.said.exact(level.value, unit)),
            ["lower"] => Explanation::of(fill(&self.texts.ends[0], &of)),
            ["upper"] => Explanation::of(fill(&self.texts.ends[1], &of)),
            ["n"] => Explanation::of(fill(&texts.base, &of)).shown(words.count(level.n)),
            ["low_base"] => Explanation::of(fill(&texts.low_base, &of)),
            _ => return None,
        };
        let answers = self.answers(&subject);
        if self.from.head.rounded {
            told.say(&self.texts.rounded);
            return Some(told);
        }
        self.count(&mut told, &answers);
        match leaf {
            [] | ["value"] => {
                let (value, steps) = recorded(|trace| self.on().value_traced(&answers, trace));
                told.tell(words, &steps);
                told.comes_to(value?);
                if leaf.is_empty() {
                    told.result = None;
                }
            }
            ["lower" | "upper"] => {
                let (ends, steps) = recorded(|trace| self.on().ends_traced(&answers, trace));
                told.tell(words, &steps);
                let [low, high] = ends?;
                told.say(fill(&texts.reaches, &[("low", short(low)), ("high", short(high))]));
                told.comes_to(if leaf == ["lower"] { low } else { high });
            }
            ["n"] => told.comes_to_count(answers.n()),
            ["low_base"] => {
                let limit = self.from.head.method.low_base;
                let text = if level.n < limit { &texts.few } else { &texts.not_few };
                told.say(fill(text, &[("n", words.count(level.n)), ("limit", limit.to_string())]));
                told.result = Some((level.n < limit).into());
            }
            _ => {}
        }
        self.behind(&mut told, &subject, &answers);
        Some(told)
    }

    /// How many gave each answer.
    fn count(&self, told: &mut Explanation, answers: &Answers) {
        let scale = &self.config.question.scale;
        let rows = scale.scores().filter_map(|score| {
            let n = answers.histogram().answers(score);
            let answer = match self.line.measure {
                Gauge::Yes | Gauge::Outcome | Gauge::Response | Gauge::Option => {
                    self.texts.words.get(score.index())?.to_string()
                }
                Gauge::Nps | Gauge::Mean | Gauge::TopBox => scale.answer(score).to_string(),
            };
            (n > 0).then(|| vec![answer, self.from.words.count(n)])
        });
        told.count_table(&self.texts.heads, rows.collect());
    }

    fn behind(&self, told: &mut Explanation, subject: &Subject, answers: &Answers) {
        let mut subject = subject.clone();
        subject.selection.question = Some(self.question);
        told.behind(&subject, answers.n());
    }

    /// A comparison of two sets of answers, up to the figure of that key.
    fn between(
        &self,
        [first, second]: [Subject; 2],
        found: (&Gap<Verdict>, (String, serde_json::Value), &Family),
        leaf: &[&str],
    ) -> Option<Explanation> {
        let answers = self.answers(&second);
        let name = second.name.clone();
        self.compared((first, name), &Second::Answers(&second, &answers), found, leaf)
    }

    fn compared(
        &self,
        (first, other): (Subject, String),
        second: &Second<'_>,
        (gap, (word, name), family): (&Gap<Verdict>, (String, serde_json::Value), &Family),
        leaf: &[&str],
    ) -> Option<Explanation> {
        let (words, texts) = (self.from.words, self.from.words.explain());
        let what = match leaf {
            ["gap"] => &self.texts.gap,
            ["z"] => &texts.z,
            ["p"] => &texts.p,
            ["p_adjusted"] => &texts.p_adjusted,
            [] | ["verdict"] => &texts.verdict,
            _ => return None,
        };
        let unit = self.line.measure.unit(&self.asked.question);
        let own = self.named(&first.name);
        let mut told = Explanation::of(fill(what, &[("first", own), ("second", other)]));
        told = match leaf {
            ["gap"] => told.shown(words.change_to(unit.shown(gap.gap), unit.decimals())),
            ["p_adjusted"] => told.p_shown(words, gap.p_adjusted),
            [] | ["verdict"] => told.shown(word),
            _ => told,
        };
        if self.from.head.rounded {
            told.say(&self.texts.rounded);
            return Some(told);
        }
        let answers = self.answers(&first);
        self.count(&mut told, &answers);
        let (test, steps) = match second {
            Second::Answers(_, others) => {
                self.count(&mut told, others);
                recorded(|trace| self.on().difference_traced(&answers, others, trace))
            }
            Second::Stated(stated) => {
                told.count(fill(&texts.benchmark_exact, &[("value", short(stated.value))]));
                recorded(|trace| self.on().against_traced(&answers, stated, trace))
            }
        };
        let test = test?;
        told.tell(words, &steps);
        match leaf {
            ["gap"] => told.comes_to(test.difference),
            ["z"] => told.comes_to(finite(test.statistic)),
            ["p"] => told.comes_to(test.p),
            _ => {
                let corrected = family.corrected(&mut told, words, self.from.head.method.correction);
                told.comes_to(corrected);
                if leaf != ["p_adjusted"] {
                    told.result = (leaf == ["verdict"]).then_some(name);
                }
            }
        }
        self.behind(&mut told, &first, &answers);
        if let Second::Answers(subject, others) = second {
            self.behind(&mut told, subject, others);
        }
        Some(told)
    }

    /// The comparisons of one kind over all questions, with the place of that at a position of this measure.
    fn family(
        &self,
        (kind, name): (usize, &Text),
        over_time: bool,
        each: impl Fn(&'a Line) -> Vec<(String, Option<f64>)>,
        at: usize,
    ) -> Option<Family> {
        let (mut members, mut own) = (Vec::new(), None);
        let family = family(&self.asked.question);
        for (asked, line) in self.all.lines().filter(|(asked, _)| self::family(&asked.question) == family) {
            let (first, of_line) = (members.len(), each(line));
            if std::ptr::eq(line, self.line) {
                own = Some(first + at);
            }
            // Two regions ask the same of each other.
            let asks = if kind == 1 {
                asked_of_parts(&vec![true; of_line.len()])
            } else {
                (0..of_line.len()).collect()
            };
            for ((name, p), asks) in of_line.into_iter().zip(asks) {
                members.push((first + asks, format!("{}, {name}", self.said.whole_line((asked, line))), p));
            }
        }
        Family::of((name, over_time), members, own?)
    }
}

/// What parts of the answers are told apart by.
struct By<'a> {
    words: &'a Words,
    /// The attribute; none: regions.
    attribute: Option<usize>,
    /// Its values that stand together as others.
    gathered: BTreeSet<Region>,
}

impl By<'_> {
    /// The answers of a part.
    fn meant(&self, mut subject: Subject) -> Subject {
        subject.selection.by = self.attribute;
        subject.selection.gathered.clone_from(&self.gathered);
        subject
    }
}

/// What answers are compared with.
enum Second<'a> {
    Answers(&'a Subject, &'a Answers),
    Stated(&'a FurtherBenchmark),
}

/// A comparison whatever it says.
fn plain<V>(gap: &Gap<V>) -> Gap<Verdict> {
    let Gap { gap, z, p, p_adjusted, .. } = *gap;
    Gap { gap, z, p, p_adjusted, verdict: Verdict::Unclear }
}
