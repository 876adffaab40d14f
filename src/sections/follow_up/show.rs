//! Whom somebody has called back, as the page shows it.

use super::texts;
use super::texts::FollowUpTexts;
use super::types::{CALLS, CalledBack, Days, FollowUp, Gap, NextOf, NextScore, SECTION};
use crate::charts::dots::Dots;
use crate::figures::{Head, Listed};
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::statistics::Verdict;
use crate::wording::{About, FigureTexts, Words, fill};

/// A figure of tables alone.
const NO_CHART: (&str, Option<Dots>) = ("", None);

/// Everything that the page has of it.
pub(super) fn shown(of: &FollowUp, page: &Page<'_>) -> Shown {
    let texts = texts(page.words);
    let next = of.next.as_ref().and_then(|next| next.figure(page, &texts));
    let figures = of.figure(page, &texts).into_iter().chain(next).collect();
    Shown { id: "called-back", heading: texts.heading.to_string(), figures }
}

/// A number of days: whole, or with one decimal.
fn in_days(days: f64, words: &Words) -> String {
    words.points(days, u8::from(days.fract() > 0.0))
}

impl FollowUp {
    fn figure(&self, page: &Page<'_>, texts: &FollowUpTexts) -> Option<Figure> {
        let Page { report, words } = page;
        let last = self.periods.last()?;
        let [subject, _] = words.dated_subject(&report.head, None);
        let values = [
            ("called", words.count(last.called)),
            ("n", words.count(last.n)),
            ("share", words.percent(last.share)),
        ];
        let [some, nobody] = &texts.title;
        let title = fill(if last.called > 0 { some } else { nobody }, &values);
        let labels = words.labels();
        let first = if last.period.is_some() { &labels.period } else { &labels.answers };
        let heads = texts.heads.iter().map(|head| number(&**head));
        let head = [text(&**first)].into_iter().chain(heads).collect();
        let rows = self.periods.iter().map(|of| of.row(words)).collect();
        let table = Table::new("table-follow-up", texts.caption.to_string(), head, rows);
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &[subject]),
            how_to_read: texts.how.to_string(),
            caption: texts.caption.to_string(),
        };
        let figure = Figure::new("follow-up", Some(page_texts), NO_CHART, &[CALLS, About::INTERVAL], words)?;
        let all = |count: fn(&CalledBack) -> u64| self.periods.iter().map(count).sum::<u64>();
        let told = |text: &str, n: u64| (n > 0).then(|| fill(text, &[("n", words.count(n))]));
        let median = last.days.map(|days| fill(&texts.median, &[("days", in_days(days.median, words))]));
        let early = told(&texts.early, all(|of| of.early));
        let undated = told(&texts.undated, all(|of| of.undated));
        Some(figure.with_tables([table]).with_notes([median, early, undated].into_iter().flatten()))
    }

    /// Its figures for a list of all.
    pub(super) fn listed(&self, head: &Head) -> Vec<Listed> {
        let of_period = self.periods.iter().flat_map(|of| {
            let with_n = |n: u64, figure: Listed| Listed { n: Some(n), ..figure.in_period(of.period) };
            let share = Listed::new(SECTION, "called_back", of.share);
            let share = Listed { low: Some(of.share_low), high: Some(of.share_high), ..share };
            let days = of.days.map(|days| with_n(days.n, Listed::new(SECTION, "days_to_call", days.median)));
            [with_n(of.n, share)].into_iter().chain(days).collect::<Vec<_>>()
        });
        let next = self.next.iter().flat_map(|next| next.listed(head));
        of_period.chain(next).collect()
    }
}

impl CalledBack {
    fn row(&self, words: &Words) -> Vec<Cell> {
        let name =
            self.period.map_or_else(|| words.labels().total.to_string(), |period| words.period(period));
        let share = |share: f64| number(words.percent_to(share, 1));
        let counts = [number(words.count(self.n)), number(words.count(self.called))];
        let shares = [self.share, self.share_low, self.share_high].map(share);
        let days = match self.days {
            Some(Days { lower_quartile, median, upper_quartile, .. }) => {
                [lower_quartile, median, upper_quartile].map(|days| in_days(days, words))
            }
            None => [NONE; 3].map(str::to_owned),
        };
        [text(name)].into_iter().chain(counts).chain(shares).chain(days.map(number)).collect()
    }
}

impl NextScore {
    fn figure(&self, page: &Page<'_>, texts: &FollowUpTexts) -> Option<Figure> {
        let Page { report, words } = page;
        let [subject, _] = words.dated_subject(&report.head, None);
        let title = match self.gap {
            None => texts.alone.to_string(),
            Some(Gap { mean_difference, verdict, .. }) => {
                let pattern = match verdict {
                    Verdict::Above => &texts.more,
                    Verdict::Below => &texts.less,
                    Verdict::Unclear => &texts.unclear,
                };
                fill(pattern, &[("points", words.points(mean_difference.abs(), 1))])
            }
        };
        let row = |name: &str, of: NextOf| {
            let ends = of.mean_low.zip(of.mean_high);
            let ends = ends.map_or([NONE; 2].map(str::to_owned), |(low, high)| {
                [low, high].map(|end| words.change_to(end, 1))
            });
            let [low, high] = ends.map(number);
            let counts = [of.rose, of.fell].map(|n| number(words.count(n)));
            [text(name), number(words.count(of.n)), number(words.change_to(of.mean, 1)), low, high]
                .into_iter()
                .chain(counts)
                .collect::<Vec<Cell>>()
        };
        let rows = [(&texts.called, self.called), (&texts.not_called, self.not_called)];
        let rows = rows.into_iter().filter_map(|(name, of)| Some(row(name, of?)));
        let (labels, [first, n, mean, rose, fell]) = (words.labels(), &texts.next_heads);
        let head = vec![
            text(&**first),
            number(&**n),
            number(&**mean),
            number(&labels.low),
            number(&labels.high),
            number(&**rose),
            number(&**fell),
        ];
        let caption = texts.next_caption.to_string();
        let table = Table::new("table-next-score", caption.clone(), head, rows.collect());
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.next_subtitle, &[subject]),
            how_to_read: texts.next_how.to_string(),
            caption,
        };
        let figure = Figure::new("next-score", Some(page_texts), NO_CHART, &[CALLS], words)?;
        let apart = self.gap.map(|gap| {
            let difference = words.change_to(gap.mean_difference, 1);
            fill(&texts.apart, &[("difference", difference), ("p", words.p_value(gap.p))])
        });
        let notes = apart.into_iter().chain([texts.no_cause.to_string()]);
        Some(figure.with_tables([table]).with_notes(notes))
    }

    fn listed(&self, head: &Head) -> Vec<Listed> {
        let of = |name: &'static str, of: Option<NextOf>| {
            let of = of?;
            let mean = Listed::new(SECTION, "score_moved", of.mean).by("called_back", Some(name));
            Some(Listed {
                n: Some(of.n),
                low: of.mean_low,
                high: of.mean_high,
                ..mean.in_period(head.period)
            })
        };
        let gap = self.gap.map(|gap| {
            let difference = Listed::new(SECTION, "score_moved_difference", gap.mean_difference);
            difference.in_period(head.period).compared("not called back", gap.p, gap.verdict)
        });
        [of("yes", self.called), of("no", self.not_called), gap].into_iter().flatten().collect()
    }
}
