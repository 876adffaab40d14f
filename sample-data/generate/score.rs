//! Scores of 0 to 10 by group.

use crate::random::Random;

/// Who an answer makes of somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// 0 to 6.
    Detractor,
    /// 7 and 8.
    Passive,
    /// 9 and 10.
    Promoter,
}

impl Group {
    /// A group drawn from a population of 28 % passives with the given NPS, −72 to 72 points.
    pub(crate) fn drawn(nps: i32, random: &mut Random) -> Self {
        let promoters = 72_u32.saturating_add_signed(nps);
        match random.below(200) {
            number if number < promoters => Self::Promoter,
            number if number < promoters + 56 => Self::Passive,
            _ => Self::Detractor,
        }
    }

    /// The group of a score as it is written; none for a cell without a number.
    pub(crate) fn read(written: &str) -> Option<Self> {
        let score: f64 = written.trim().replace(',', ".").parse().ok()?;
        Some(match score {
            ..7.0 => Self::Detractor,
            ..9.0 => Self::Passive,
            _ => Self::Promoter,
        })
    }

    /// A score of the group. Among detractors the middle of the scale is the most common.
    pub(crate) fn score(self, random: &mut Random) -> u32 {
        match self {
            Self::Detractor => random.pick(&DETRACTORS),
            Self::Passive => random.pick(&[7, 7, 7, 8, 8, 8, 8]),
            Self::Promoter => random.pick(&[9, 9, 9, 9, 10, 10, 10, 10, 10]),
        }
    }
}

/// Detractors' scores, each as often as it is to come up among 24.
const DETRACTORS: [u32; 24] = [0, 0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6];

/// A planned number of detractors, passives and promoters, as groups one by one.
pub(crate) fn counted([detractors, passives, promoters]: [usize; 3]) -> impl Iterator<Item = Group> {
    [(Group::Detractor, detractors), (Group::Passive, passives), (Group::Promoter, promoters)]
        .into_iter()
        .flat_map(|(group, n)| std::iter::repeat_n(group, n))
}
