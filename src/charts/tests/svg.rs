//! Reads charts back as written, for tests.

use crate::charts::Width;
use crate::charts::role::Role;
use crate::charts::text::Type;

/// A rectangle in units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Box {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Box {
    /// The whole chart.
    pub(super) fn of_view(svg: &str) -> Self {
        let view: Vec<f64> = attribute(svg, "viewBox")
            .expect("a view")
            .split(' ')
            .map(|n| n.parse().expect("a number"))
            .collect();
        Self { left: view[0], top: view[1], right: view[2], bottom: view[3] }
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn within(self, other: Self) -> bool {
        const ROUNDING: f64 = 0.15;
        self.left >= other.left - ROUNDING
            && self.right <= other.right + ROUNDING
            && self.top >= other.top
            && self.bottom <= other.bottom
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// An attribute of the first element.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let head = element.split('>').next()?;
    head.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The texts of a chart and the boxes they fill, from the top of Й to the foot of Щ.
pub(super) fn texts(svg: &str, width: Width) -> Vec<(String, Box)> {
    let mut texts = Vec::new();
    for element in svg.split("<text ").skip(1) {
        let element = format!("<text {element}");
        let number = |name| attribute(&element, name).and_then(|number| number.parse::<f64>().ok());
        let written =
            element.split_once('>').and_then(|(_, rest)| rest.split_once("</text>")).expect("a text").0;
        let text = unescape(written);
        let bold = attribute(&element, "class").is_some_and(|class| class.ends_with(" b"));
        let size = number("font-size").unwrap_or(width.small().size);
        let length = Type { size, bold, role: Role::Ink }.width(&text);
        let (x, y) = (number("x").expect("x"), number("y").expect("y"));
        let left = match attribute(&element, "text-anchor") {
            Some("middle") => x - length / 2.0,
            Some("end") => x - length,
            _ => x,
        };
        let place = Box { left, top: y - 0.93 * size, right: left + length, bottom: y + 0.22 * size };
        texts.push((text, place));
    }
    texts
}

fn unescape(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

/// Checks that elements nest, that nothing is left unescaped and that XML allows every character.
pub(super) fn check_well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    if let Some(c) = svg.chars().find(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{202e}'))
    {
        return Err(format!("{c:?}"));
    }
    for part in svg.split('<').skip(1) {
        let (tag, text) = part.split_once('>').ok_or("an open tag")?;
        if text.contains('>') {
            return Err(format!("a stray > in `{text}`"));
        }
        for entity in text.split('&').skip(1).chain(tag.split('&').skip(1)) {
            if !["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|known| entity.starts_with(known)) {
                return Err(format!("a stray & before `{entity}`"));
            }
        }
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        if tag.matches('"').count() % 2 == 1 {
            return Err(format!("an open quote in `{tag}`"));
        }
        if tag.starts_with('/') {
            let opened = open.pop();
            if opened != Some(name) {
                return Err(format!("{opened:?} closed by {name}"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} left open")) }
}
