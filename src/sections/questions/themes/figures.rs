//! What comments are about, from counts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::texts::SECTION;
use super::types::{ByGroup, Comments, OfGroups, Themes};
use crate::figures::{Figures, Head, Listed};
use crate::sections::View;
use crate::sections::questions::types::Questions;
use crate::survey::{Group, QuestionKind, Topics};

const GROUPS: [Group; 3] = [Group::Promoter, Group::Passive, Group::Detractor];

impl Themes {
    /// The same from counts; nothing without themes.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let shares = Questions::made(view, true)?;
        let by_group = by_group(view, &shares);
        Some(Self { shares, by_group })
    }
}

/// Who speaks of each theme; nothing where that is not told.
///
/// How many of each group speak of a theme is told of all comments of a report only, and of none of which the rest could be worked out:
/// every group that has commented has as many comments as a figure needs, no clients who read the report could take their own away,
/// and of clients within clients only the innermost have it, as those around them are their sums.
fn by_group(view: &View<'_>, shares: &Questions) -> Option<ByGroup> {
    let Figures { config, excerpt } = view.counts;
    let columns = &config.columns;
    let of_themes = config.further.iter().position(|of| of.question.kind == QuestionKind::Themes)?;
    let is_untold =
        excerpt.is_withheld || excerpt.further.get(of_themes)?.is_withheld || excerpt.is_told_rounded;
    if config.is_weighted() || is_untold || view.is_around() || !columns.reader.is_empty() {
        return None;
    }
    let ordinal = view.head.period.map(crate::survey::Period::ordinal);
    if ordinal.is_some_and(|ordinal| excerpt.left_out.contains(&ordinal)) {
        return None;
    }
    let topics = excerpt.topics.get(&ordinal)?;
    // A theme that has no name there has none here.
    let named: BTreeSet<&str> = shares.0.iter().map(|asked| asked.question.name.as_str()).collect();
    ByGroup::of(topics, &named, config.method.hide_below)
}

impl ByGroup {
    /// The same of these comments, where these themes have a name; nothing without any comment, and where fewer than so many are of a
    /// group that has commented.
    pub(super) fn of(topics: &Topics, named: &BTreeSet<&str>, least: u64) -> Option<Self> {
        let bases = GROUPS.map(|group| topics.of_group(group));
        let n: u64 = bases.iter().sum();
        if n == 0 || bases.iter().any(|base| (1..least).contains(base)) {
            return None;
        }
        let of = |theme: Option<&str>| {
            let [promoters, passives, detractors] = GROUPS.map(|group| topics.about(theme, group));
            let comments = Comments { promoters, passives, detractors };
            let contribution = topics.contribution(theme).unwrap_or_default();
            OfGroups { theme: theme.map(str::to_owned), comments: Some(comments), contribution }
        };
        let (told, others): (Vec<&str>, Vec<&str>) = topics.themes().partition(|theme| named.contains(theme));
        let mut themes: Vec<OfGroups> = told.into_iter().map(Some).map(of).collect();
        let comments = |of: &OfGroups| of.comments.map_or(0, Comments::n);
        themes.sort_by_cached_key(|of| (Reverse(comments(of)), of.theme.clone()));
        if !others.is_empty() {
            let contribution = others.iter().filter_map(|theme| topics.contribution(Some(theme))).sum();
            themes.push(OfGroups { theme: Some(String::new()), comments: None, contribution });
        }
        themes.extend([of(None)].into_iter().filter(|none| comments(none) > 0));
        let [promoters, passives, detractors] = bases;
        Some(Self { n, promoters, passives, detractors, nps: nps(promoters, detractors, n), themes })
    }

    /// What each theme contributes, and its share of the comments of each group.
    pub(super) fn list(&self, head: &Head) -> Vec<Listed> {
        let of_theme = |of: &OfGroups| {
            let contribution = Listed::new(SECTION, "theme_contribution", of.contribution);
            let measures = ["theme_of_promoters", "theme_of_passives", "theme_of_detractors"];
            let counts = of.comments.into_iter().flat_map(Comments::each);
            let shares = measures.into_iter().zip(counts).zip(self.bases());
            let shares = shares.filter(|(_, base)| *base > 0).map(|((measure, about), base)| Listed {
                n: Some(base),
                ..Listed::new(SECTION, measure, share(about, base))
            });
            let option = match of.theme.as_deref() {
                None => "(none)",
                Some("") => "(others)",
                Some(theme) => theme,
            };
            let all = [Listed { n: Some(self.n), ..contribution }].into_iter().chain(shares);
            all.map(move |figure| Listed {
                question: Some(SECTION.to_owned()),
                option: Some(option.to_owned()),
                ..figure.in_period(head.period)
            })
            .collect::<Vec<_>>()
        };
        self.themes.iter().flat_map(of_theme).collect()
    }
}

/// The score of so many promoters and detractors among all, in points.
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub(super) fn nps(promoters: u64, detractors: u64, n: u64) -> f64 {
    100.0 * (promoters as f64 - detractors as f64) / n as f64
}

/// A share, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub(super) fn share(of: u64, base: u64) -> f64 {
    if base == 0 { 0.0 } else { of as f64 / base as f64 }
}
