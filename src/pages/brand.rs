//! What templates see of a brand. All of it is looked at once more, as a report.json may come from anywhere.

use serde::Serialize;

use super::css::css_line;
use crate::config::{Colour, families};
use crate::figures::Brand;

/// Colours, font and texts, ready for a style sheet or a page.
#[derive(Serialize)]
pub(super) struct Look {
    /// Custom properties and their colours on a light page.
    light: Vec<(&'static str, String)>,
    /// The same on a dark one.
    dark: Vec<(&'static str, String)>,
    /// Whether headings have a colour of their own.
    headings: bool,
    /// Font families as a CSS list.
    font: Option<String>,
    /// Paragraphs of lines.
    cover: Vec<Vec<String>>,
    footer: Vec<Vec<String>>,
    /// How many lines the foot of the page has on paper, at most.
    foot_lines: usize,
    confidential: Option<String>,
    /// The same as a CSS string, for the foot of printed pages.
    running_confidential: Option<String>,
    /// The paper, as CSS calls it.
    paper: &'static str,
}

/// How a report of this brand looks.
pub(super) fn look(brand: &Brand) -> Look {
    let colour = |text: &Option<String>| text.as_deref().and_then(Colour::parse);
    let (mut light, mut dark) = (Vec::new(), Vec::new());
    if let Some(accent) = colour(&brand.accent) {
        // On a light page `--accent` is enough.
        dark.push(("--c-accent", accent.on_dark().to_string()));
    }
    let groups = [
        ("--c-promoter", "--c-on-promoter", colour(&brand.promoters)),
        ("--c-detractor", "--c-on-detractor", colour(&brand.detractors)),
    ];
    for (area, text, colour) in groups {
        let Some(colour) = colour else { continue };
        for (scheme, colour) in [(&mut light, colour), (&mut dark, colour.on_dark())] {
            scheme.extend([(area, colour.to_string()), (text, colour.text_on().to_string())]);
        }
    }
    let headings = colour(&brand.headings);
    if let Some(colour) = headings {
        light.push(("--heading", colour.to_string()));
        dark.push(("--heading", colour.on_dark().to_string()));
    }
    let footer = paragraphs(brand.footer.as_deref());
    // No letter that is often used is wider than so many to a line.
    let lines = footer.iter().flatten().map(|line| 1 + line.chars().count() / 80);
    Look {
        foot_lines: 1 + lines.sum::<usize>(),
        light,
        dark,
        headings: headings.is_some(),
        font: brand.font.as_deref().and_then(families),
        cover: paragraphs(brand.cover.as_deref()),
        footer,
        running_confidential: brand.confidential.as_deref().map(css_line),
        confidential: brand.confidential.clone(),
        paper: brand.paper.css(),
    }
}

impl Look {
    /// The same without what is for readers of a report only.
    pub(super) fn without_cover(self) -> Self {
        Self { cover: Vec::new(), ..self }
    }
}

/// Paragraphs, and the lines of each.
pub(super) fn paragraphs(text: Option<&str>) -> Vec<Vec<String>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.unwrap_or_default().lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(paragraph) if !line.is_empty() => paragraph.push(line.to_owned()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The accent colour, where it is one.
pub(super) fn accent(brand: &Brand) -> Option<String> {
    brand.accent.as_deref().and_then(Colour::parse).map(|colour| colour.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_empty_lines() {
        assert_eq!(paragraphs(Some("a\n b \n\n\n \nc\n")), [vec!["a", "b"], vec!["c"]]);
        assert!(paragraphs(Some(" \n")).is_empty() && paragraphs(None).is_empty());
    }

    #[test]
    fn what_is_no_colour_or_font_reaches_no_style_sheet() {
        let nasty = || Some("red;} body {display: none".to_owned());
        let brand = Brand {
            accent: nasty(),
            promoters: nasty(),
            detractors: nasty(),
            headings: nasty(),
            font: nasty(),
            ..Brand::default()
        };
        let look = look(&brand);
        assert!(look.light.is_empty() && look.dark.is_empty() && !look.headings && look.font.is_none());
        assert_eq!(accent(&brand), None);
    }

    #[test]
    fn a_dark_promoter_colour_has_a_lighter_one_in_the_dark_and_text_that_can_be_read_on_both() {
        let brand = Brand { promoters: Some("#12436d".to_owned()), ..Brand::default() };
        let Look { light, dark, .. } = look(&brand);
        assert_eq!(
            light,
            [("--c-promoter", "#12436d".to_owned()), ("--c-on-promoter", "#ffffff".to_owned())]
        );
        assert_eq!(dark[1], ("--c-on-promoter", "#1a2129".to_owned()));
    }
}
