//! The charts of an index, at both widths, with the words of its language.

use super::words::InWords;
use super::{Caption, Drawn, Width, funnel};
use crate::report::{Index, Tier};
use crate::sections::Sections;
use crate::wording::{FigureTexts, Words};

/// The charts of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexCharts {
    /// One funnel for each tier; none where no score is shown.
    pub funnels: Vec<Option<Drawn>>,
}

/// Draws all charts of an index.
#[must_use]
pub fn draw_index(index: &Index, words: &Words) -> IndexCharts {
    let labels = InWords { words, head: &index.head, sections: &Sections::default() };
    let drawn = |(number, tier): (usize, &Tier)| {
        let FigureTexts { title, description, .. } = words.funnel(index, tier)?;
        let id = format!("chart-funnel-{number}");
        let caption = Caption { id: &id, title: &title, description: &description };
        let wide = funnel(tier, &labels, Width::Wide, caption)?;
        Some(Drawn { wide, narrow: funnel(tier, &labels, Width::Narrow, caption)? })
    };
    IndexCharts { funnels: (1..).zip(&index.tiers).map(drawn).collect() }
}
