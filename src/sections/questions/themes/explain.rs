//! What the figures of groups and themes rest on.

use super::show::name;
use super::texts::{ExplainTexts, SECTION, ThemeTexts};
use super::types::{ByGroup, OfGroups};
use crate::survey::{Group, Topics};
use crate::wording::{Words, fill};
use crate::workings::numbers::short;
use crate::workings::{Explanation, Material};

const GROUPS: [Group; 3] = [Group::Promoter, Group::Passive, Group::Detractor];

impl ByGroup {
    /// What a figure of it rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let words = from.words;
        let texts: ExplainTexts = words.of_part("explain_themes");
        let topics = from.excerpt.topics.get(&from.head.period.map(crate::survey::Period::ordinal))?;
        let base = |n: u64, of: &str| {
            let mut told = Explanation::of(fill(&texts.base, &[("of", of)])).shown(words.count(n));
            self.count_groups(&mut told, words, &texts);
            told.comes_to_count(n);
            told
        };
        match keys {
            [] | ["themes"] => {
                let mut told = Explanation::of(texts.what.to_string());
                self.count_groups(&mut told, words, &texts);
                told.say(&texts.how);
                Some(told)
            }
            ["n"] => Some(base(self.n, &texts.all)),
            ["promoters"] => Some(base(self.promoters, words.group(Group::Promoter))),
            ["passives"] => Some(base(self.passives, words.group(Group::Passive))),
            ["detractors"] => Some(base(self.detractors, words.group(Group::Detractor))),
            ["nps"] => {
                let mut told = Explanation::of(texts.score.to_string()).shown(words.nps_to(self.nps, 1));
                self.count_groups(&mut told, words, &texts);
                told.say(&texts.of_score);
                told.comes_to(self.nps);
                Some(told)
            }
            ["themes", at, leaf @ ..] => {
                self.of_theme((from, topics), self.themes.get(at.parse::<usize>().ok()?)?, leaf)
            }
            _ => None,
        }
    }

    fn count_groups(&self, told: &mut Explanation, words: &Words, texts: &ExplainTexts) {
        let rows = GROUPS
            .iter()
            .zip(self.bases())
            .map(|(group, n)| vec![words.group(*group).to_owned(), words.count(n)]);
        told.count_table(&[&texts.heads[0], &texts.heads[1]], rows.collect());
    }

    fn of_theme(
        &self,
        (from, topics): (&Material<'_>, &Topics),
        of: &OfGroups,
        leaf: &[&str],
    ) -> Option<Explanation> {
        let words = from.words;
        let texts: ExplainTexts = words.of_part("explain_themes");
        let own: ThemeTexts = words.of_part(SECTION);
        let name = name(of, &own);
        let about = |group: Group| {
            let values = [("theme", name.clone()), ("group", words.group(group).to_owned())];
            Explanation::of(fill(&texts.about, &values))
        };
        let counted = |group: Group, n: u64| {
            let mut told = about(group);
            told.say(&texts.counted);
            told.comes_to_count(n);
            told
        };
        let told = match leaf {
            ["theme"] => Explanation::stated(&texts.theme),
            ["comments"] => Explanation::of(fill(&texts.comments, &[("theme", &name)])),
            ["comments", "promoters"] => counted(Group::Promoter, of.comments?.promoters),
            ["comments", "passives"] => counted(Group::Passive, of.comments?.passives),
            ["comments", "detractors"] => counted(Group::Detractor, of.comments?.detractors),
            ["contribution"] | [] => {
                let mut told = Explanation::of(fill(&texts.contribution, &[("theme", &name)]));
                told = told.difference_shown(words, of.contribution);
                // Of those without a name here it is not told which they are.
                if of.theme.as_deref() != Some("") {
                    let parts = topics.parts(of.theme.as_deref());
                    let rows = parts.map(|(group, themes, answers)| {
                        vec![words.group(group).to_owned(), words.count(themes.into()), words.count(answers)]
                    });
                    told.count_table(&texts.heads, rows.collect());
                }
                told.say(fill(
                    &texts.how_theme,
                    &[("n", words.count(self.n)), ("points", short(of.contribution))],
                ));
                told.comes_to(of.contribution);
                if leaf.is_empty() {
                    told.result = None;
                }
                told
            }
            _ => return None,
        };
        Some(told)
    }

    /// What each theme contributes.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let texts: ExplainTexts = from.words.of_part("explain_themes");
        let own: ThemeTexts = from.words.of_part(SECTION);
        let told = |(at, of): (usize, &OfGroups)| {
            let told = Explanation::of(fill(&texts.contribution, &[("theme", name(of, &own))]));
            let told = told.difference_shown(from.words, of.contribution);
            (format!("by_group/themes/{at}/contribution"), told)
        };
        self.themes.iter().enumerate().map(told).collect()
    }
}
