//! The charts and tables of what comments are about.

use super::figures::share;
use super::texts::{SECTION, THEMES, ThemeTexts};
use super::types::{ByGroup, OfGroups, Themes};
use crate::charts::waterfall::{Mark, Row, Waterfall, WaterfallWords};
use crate::sections::questions::show::of_themes;
use crate::sections::questions::words::Said;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::survey::Group;
use crate::wording::{FigureTexts, Words, fill};

/// A theme that contributes less, in points, is not named in a title.
const LEAST: f64 = 0.05;

/// Everything that the page has of them.
pub(super) fn shown(themes: &Themes, page: &Page<'_>) -> Shown {
    let words = page.words;
    let texts: ThemeTexts = words.of_part(SECTION);
    let said = Said::of(&themes.shares, words);
    let mut figures = of_themes(&themes.shares, page, &said);
    if let Some(first) = figures.first_mut() {
        first.notes.extend(notes(themes, page, &texts));
    }
    let by_group = themes.by_group.as_ref().and_then(|groups| groups.figure(page, &texts));
    // After what is said now, before what was said over time.
    let at = figures.len().min(1);
    figures.splice(at..at, by_group);
    Shown { id: "what-people-say", heading: texts.heading.to_string(), figures }
}

/// How many have commented, and about how many comments nothing is known.
fn notes(themes: &Themes, page: &Page<'_>, texts: &ThemeTexts) -> Vec<String> {
    let words = page.words;
    let mut notes = Vec::new();
    let first = themes.shares.lines().find_map(|(asked, line)| Some((asked, line.now.estimate()?)));
    if let Some((asked, level)) = first {
        let all = page.report.head.overall.estimate().map(|of| of.n).filter(|all| *all >= level.n);
        let limit = asked.question.asked_up_to;
        notes.extend(match (limit, all) {
            (Some(score), _) => {
                let values = [("score", words.score(score)), ("n", words.count(level.n))];
                Some(fill(&texts.asked_up_to, &values))
            }
            (None, Some(all)) => {
                Some(fill(&texts.commented, &[("n", words.count(level.n)), ("all", words.count(all))]))
            }
            (None, None) => None,
        });
    }
    if let Some(groups) = &themes.by_group
        && let Some(none) = groups.themes.iter().find(|of| of.theme.is_none()).and_then(|of| of.comments)
    {
        let none = none.n();
        let values = [
            ("n", words.count(none)),
            ("all", words.count(groups.n)),
            ("share", words.percent(share(none, groups.n))),
        ];
        notes.push(fill(&texts.uncaught, &values));
    }
    notes
}

impl ByGroup {
    /// What each theme contributes to the score, and who speaks of it.
    fn figure(&self, page: &Page<'_>, texts: &ThemeTexts) -> Option<Figure> {
        let Page { report, words } = page;
        let [subject, _] = words.dated_subject(&report.head, None);
        let subtitle = fill(&texts.groups_subtitle, &[subject]);
        let list = self
            .ordered()
            .into_iter()
            .map(|of| format!("{} {}", name(of, texts), words.change_to(of.contribution, 1)));
        let figure_texts = FigureTexts {
            title: self.title(texts),
            description: fill(&texts.groups_description, &[("list", words.list(&list.collect::<Vec<_>>()))]),
            how_to_read: texts.groups_how.to_string(),
            caption: subtitle.clone(),
            subtitle: subtitle.clone(),
        };
        let chart = ("chart-themes-by-group", Some(self.waterfall(words, texts)));
        let figure = Figure::new(
            "themes-by-group",
            Some(figure_texts),
            chart,
            &[THEMES, crate::wording::About::GROUPS],
            words,
        )?;
        Some(figure.with_tables([self.table(words, subtitle, texts)]))
    }

    /// Those that raise the score most first, those that lower it most last; comments about none after them.
    fn ordered(&self) -> Vec<&OfGroups> {
        let mut all: Vec<&OfGroups> = self.themes.iter().collect();
        all.sort_by(|one, other| {
            (one.theme.is_none().cmp(&other.theme.is_none()))
                .then(other.contribution.total_cmp(&one.contribution))
                .then_with(|| one.theme.cmp(&other.theme))
        });
        all
    }

    /// Which theme adds most to the score, and which takes most from it.
    fn title(&self, texts: &ThemeTexts) -> String {
        let named = || {
            let named = self.themes.iter().filter_map(|of| Some((of.theme.clone()?, of.contribution)));
            named.filter(|(theme, _)| !theme.is_empty())
        };
        let up = named().filter(|(_, of)| *of >= LEAST).max_by(|one, other| one.1.total_cmp(&other.1));
        let down = named().filter(|(_, of)| *of <= -LEAST).min_by(|one, other| one.1.total_cmp(&other.1));
        match (up, down) {
            (Some((up, _)), Some((down, _))) => fill(&texts.groups_both, &[("up", up), ("down", down)]),
            (Some((up, _)), None) => fill(&texts.groups_up, &[("up", up)]),
            (None, Some((down, _))) => fill(&texts.groups_down, &[("down", down)]),
            (None, None) => texts.groups_none.to_string(),
        }
    }

    /// From nothing to the score of all who commented, theme by theme.
    fn waterfall(&self, words: &Words, texts: &ThemeTexts) -> Waterfall {
        let mut at = 0.0;
        let mut rows: Vec<Row> = Vec::new();
        for of in self.ordered() {
            let from = at;
            at += of.contribution;
            let value = words.change_to(of.contribution, 1);
            rows.push(Row { name: name(of, texts), value, mark: Mark::Step(from, at) });
        }
        let score = texts.score.to_string();
        rows.push(Row { name: score.clone(), value: words.nps_to(self.nps, 1), mark: Mark::Score(self.nps) });
        let [raised, lowered] = texts.keys.each_ref().map(ToString::to_string);
        Waterfall { rows, words: WaterfallWords { score, raised, lowered } }
    }

    /// How many comments of each group are about each theme, their share, and what it contributes.
    fn table(&self, words: &Words, caption: String, texts: &ThemeTexts) -> Table {
        let mut head = vec![text(&texts.head), number(&texts.comments)];
        head.extend(
            [Group::Promoter, Group::Passive, Group::Detractor].map(|group| number(words.group(group))),
        );
        head.push(number(&texts.contribution));
        let row = |of: &OfGroups| -> Vec<Cell> {
            let missing = || NONE.to_owned();
            let n = of.comments.map_or_else(missing, |comments| words.count(comments.n()));
            let mut row = vec![text(name(of, texts)), number(n)];
            row.extend((0..).zip(self.bases()).map(|(at, base): (usize, u64)| {
                let about = of.comments.and_then(|comments| comments.each().get(at).copied());
                let about = about.filter(|_| base > 0);
                number(about.map_or_else(missing, |about| words.percent_to(share(about, base), 1)))
            }));
            row.push(number(words.change_to(of.contribution, 1)));
            row
        };
        let mut rows: Vec<Vec<Cell>> = self.themes.iter().map(row).collect();
        let mut all = vec![text(&texts.all), number(words.count(self.n))];
        all.extend(self.bases().map(|base| number(words.count(base))));
        all.push(number(words.nps_to(self.nps, 1)));
        rows.push(all);
        Table::new("table-themes-by-group", caption, head, rows)
    }
}

/// What the page calls a theme.
pub(super) fn name(of: &OfGroups, texts: &ThemeTexts) -> String {
    match of.theme.as_deref() {
        None => texts.none.to_string(),
        Some("") => texts.others.to_string(),
        Some(theme) => theme.to_owned(),
    }
}
