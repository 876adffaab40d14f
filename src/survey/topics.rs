//! What answers with a comment are about, and what each theme contributes to the score.

use std::collections::BTreeMap;

use super::scale::Group;

/// Answers with a comment, by what they are about: an answer about several themes counts with each of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topics(BTreeMap<Topic, u64>);

/// A theme of answers, their group, and how many themes they are about.
type Topic = (Option<String>, Group, u32);

impl Topics {
    /// Adds answers of a group about this theme, none for answers about no theme, and about so many in all.
    pub fn add(&mut self, theme: Option<&str>, (group, themes): (Group, u32), answers: u64) {
        *self.0.entry((theme.map(str::to_owned), group, themes)).or_default() += answers;
    }

    /// Adds all others.
    pub fn absorb(&mut self, other: &Self) {
        for (topic, answers) in &other.0 {
            *self.0.entry(topic.clone()).or_default() += answers;
        }
    }

    /// How many answers of a group there are.
    #[must_use]
    pub fn of_group(&self, group: Group) -> u64 {
        // Whoever is about two themes counts half with each.
        let mut by_count: BTreeMap<u32, u64> = BTreeMap::new();
        for ((_, own, themes), answers) in &self.0 {
            if *own == group {
                *by_count.entry((*themes).max(1)).or_default() += answers;
            }
        }
        by_count.into_iter().map(|(themes, answers)| answers / u64::from(themes)).sum()
    }

    /// How many answers there are.
    #[must_use]
    pub fn n(&self) -> u64 {
        [Group::Detractor, Group::Passive, Group::Promoter]
            .map(|group| self.of_group(group))
            .into_iter()
            .sum()
    }

    /// How many answers of a group are about a theme, or about none.
    #[must_use]
    pub fn about(&self, theme: Option<&str>, group: Group) -> u64 {
        let is_it = |((of, own, _), _): &(&Topic, &u64)| of.as_deref() == theme && *own == group;
        self.0.iter().filter(is_it).map(|(_, answers)| answers).sum()
    }

    /// What a theme contributes to the score of these answers, in points, -100 to 100; none without answers. A promoter counts 1, a
    /// detractor -1, each shared by all the themes that the answer is about: what all themes contribute, and the answers about none,
    /// sums to the score.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
    pub fn contribution(&self, theme: Option<&str>) -> Option<f64> {
        let n = self.n();
        let of = self.0.iter().filter(|((of, _, _), _)| of.as_deref() == theme);
        let parts = of.map(|((_, group, themes), answers)| {
            let code = match group {
                Group::Detractor => -1.0,
                Group::Passive => 0.0,
                Group::Promoter => 1.0,
            };
            code * *answers as f64 / f64::from((*themes).max(1))
        });
        (n > 0).then(|| 100.0 * parts.sum::<f64>() / n as f64)
    }

    /// How many answers of each group, and about how many themes in all, are about a theme.
    pub fn parts(&self, theme: Option<&str>) -> impl Iterator<Item = (Group, u32, u64)> {
        let of = self.0.iter().filter(move |((of, _, _), _)| of.as_deref() == theme);
        of.map(|((_, group, themes), answers)| (*group, *themes, *answers))
    }

    /// The themes that any answer is about, in their order.
    pub fn themes(&self) -> impl Iterator<Item = &str> {
        let mut last = None;
        self.0.keys().filter_map(move |(theme, _, _)| {
            let theme = theme.as_deref();
            let is_new = theme != last;
            last = theme;
            theme.filter(|_| is_new)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 (speed), 9 (speed, price), 3 (price), 8 (none), 10 (none).
    #[test]
    fn contributions_of_themes_sum_to_the_score() {
        let mut topics = Topics::default();
        for (group, themes) in [
            (Group::Promoter, &["speed"][..]),
            (Group::Promoter, &["speed", "price"]),
            (Group::Detractor, &["price"]),
            (Group::Passive, &[]),
            (Group::Promoter, &[]),
        ] {
            let count = u32::try_from(themes.len()).expect("few");
            for theme in themes {
                topics.add(Some(theme), (group, count), 1);
            }
            if themes.is_empty() {
                topics.add(None, (group, 0), 1);
            }
        }
        let of = |theme: Option<&str>| topics.contribution(theme).expect("answers");
        for (theme, points) in [(Some("speed"), 30.0), (Some("price"), -10.0), (None, 20.0)] {
            assert!((of(theme) - points).abs() < 1e-12, "{theme:?}");
        }
        assert_eq!((topics.n(), topics.of_group(Group::Promoter)), (5, 3));
        assert_eq!(topics.about(Some("speed"), Group::Promoter), 2);
        assert_eq!(topics.themes().collect::<Vec<_>>(), ["price", "speed"]);
        assert_eq!(Topics::default().contribution(None), None);
    }
}
