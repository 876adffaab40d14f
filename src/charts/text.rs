//! How wide a text is and where it may be broken. Widths are the font's own, so Cyrillic fits as Latin does.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use super::fonts::{LINE_EMS, WIDTHS_REGULAR, WIDTHS_SEMIBOLD};
use super::role::Role;

/// The family that measuring and drawing go by.
pub(super) const FAMILY: &str = "Inter";

/// Distance of two baselines, in font sizes.
const LEADING: f64 = 1.25;

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    /// Font size in units.
    pub(super) size: f64,
    /// Semi-bold.
    pub(super) bold: bool,
    /// What it stands for.
    pub(super) role: Role,
}

impl Type {
    /// The same, in semi-bold.
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same for another role.
    pub(super) fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Distance of two lines in units.
    pub(super) fn leading(self) -> f64 {
        self.size * LEADING
    }

    /// Width of a text in units.
    pub(super) fn width(self, text: &str) -> f64 {
        let widths = widths(self.bold);
        text.chars().map(|c| widths.ems(c)).sum::<f64>() * self.size
    }

    /// Width of the widest of some texts in units; 0 without any.
    pub(super) fn widest<'a>(self, texts: impl IntoIterator<Item = &'a str>) -> f64 {
        texts.into_iter().map(|text| self.width(text)).fold(0.0, f64::max)
    }

    /// Breaks a text into as few lines as `room` units allow, of lengths as equal as may be: after spaces,
    /// hyphens and slashes, and within a word only when it is wider than a line. Nothing is cut off; at
    /// least one line.
    pub(super) fn wrap(self, text: &str, room: f64) -> Vec<String> {
        let mut lines = self.fill(text, room);
        let (mut low, mut high) = (room / 2.0, room);
        while lines.len() > 1 && high - low > 4.0 {
            let middle = f64::midpoint(low, high);
            let narrower = self.fill(text, middle);
            if narrower.len() == lines.len() {
                (lines, high) = (narrower, middle);
            } else {
                low = middle;
            }
        }
        lines
    }

    /// Breaks a text into lines, each as full as `room` allows.
    fn fill(self, text: &str, room: f64) -> Vec<String> {
        // Sums of widths differ in their last bits with the order of adding.
        let fits = |line: &str, more: &str| self.width(line) + self.width(more.trim_end()) <= room + 0.01;
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in clean(text).split_inclusive([' ', '-', '/', '\u{2010}', '\u{2013}', '\u{2014}']) {
            if !line.is_empty() && !fits(&line, word) {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            if fits("", word) {
                line.push_str(word);
                continue;
            }
            for c in word.chars() {
                if !line.is_empty() && !fits(&line, c.encode_utf8(&mut [0; 4])) {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        if !line.trim_end().is_empty() || lines.is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        lines
    }
}

/// Width of a text in font sizes, in the regular weight of the page's own font.
#[must_use]
pub fn ems(text: &str) -> f64 {
    text.chars().map(|c| widths(false).ems(c)).sum()
}

/// A text as it may stand in a drawing: white space is a space, and what XML forbids, other control
/// characters and marks that turn the direction of writing are dropped.
pub(super) fn clean(text: &str) -> String {
    let turns = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if c.is_control() && c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !(c.is_control() || turns(c) || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Advance widths in ems.
struct Widths {
    /// Of the characters below U+0500, by code.
    low: Vec<f64>,
    /// Of those from U+2000 on, by code less 0x2000.
    marks: Vec<f64>,
}

/// Where the signs that the font has end; those above are the reader's own font's.
const LOW_END: u32 = 0x500;
const MARKS: std::ops::Range<u32> = 0x2000..0x2600;

impl Widths {
    fn measure(bytes: &'static [u8], style: FontStyle) -> Self {
        // Plotters rounds widths down to whole pixels: at this size that is a thousandth of an em.
        const SIZE: f64 = 1000.0;
        let font = register_font(FAMILY, style, bytes)
            .ok()
            .map(|()| FontDesc::new(FontFamily::Name(FAMILY), SIZE * LINE_EMS, style));
        let ems = |code| {
            let c = char::from_u32(code)?;
            let ((left, _), (right, _)) = font.as_ref()?.layout_box(c.encode_utf8(&mut [0; 4])).ok()?;
            Some((f64::from(right - left) + 0.5) / SIZE)
        };
        let measured = |codes: std::ops::Range<u32>| codes.map(|code| ems(code).unwrap_or(1.0)).collect();
        Self { low: measured(0..LOW_END), marks: measured(MARKS) }
    }

    fn ems(&self, c: char) -> f64 {
        let at = |widths: &[f64], code: u32| usize::try_from(code).ok().and_then(|i| widths.get(i).copied());
        let code = u32::from(c);
        let known = if code < LOW_END {
            at(&self.low, code)
        } else {
            code.checked_sub(MARKS.start).and_then(|code| at(&self.marks, code))
        };
        known.unwrap_or(1.0)
    }
}

/// Widths of all signs of a weight, measured once.
fn widths(bold: bool) -> &'static Widths {
    static REGULAR: OnceLock<Widths> = OnceLock::new();
    static SEMIBOLD: OnceLock<Widths> = OnceLock::new();
    if bold {
        SEMIBOLD.get_or_init(|| Widths::measure(WIDTHS_SEMIBOLD, FontStyle::Bold))
    } else {
        REGULAR.get_or_init(|| Widths::measure(WIDTHS_REGULAR, FontStyle::Normal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Type = Type { size: 1000.0, bold: false, role: Role::Ink };

    #[test]
    fn widths_are_those_of_the_font() {
        // Advance widths of Inter, units per em 2816: Ж 2672, digits 1824, minus 1856.
        assert!((TEXT.width("Ж") - 2672.0 / 2.816).abs() < 1.0);
        assert!((TEXT.width("10") - 2.0 * 1824.0 / 2.816).abs() < 2.0);
        assert!((TEXT.width("\u{2212}") - 1856.0 / 2.816).abs() < 1.0);
        assert!(TEXT.bold().width("Северо-Запад") > TEXT.width("Северо-Запад"));
    }

    #[test]
    fn wrapping_loses_nothing_and_keeps_within_the_room() {
        let text = Type { size: 12.0, ..TEXT };
        for name in
            ["Республика Северная Осетия — Алания", "Donaudampfschifffahrtsgesellschaftskapitän", "", "a"]
        {
            for room in [20.0, 60.0, 110.0, 400.0] {
                let lines = text.wrap(name, room);
                let joined = |text: &str| text.replace(' ', "");
                assert_eq!(joined(&lines.concat()), joined(name));
                assert!(lines.iter().all(|line| text.width(line) <= room + 0.01), "{lines:?} in {room}");
            }
        }
    }

    #[test]
    fn lines_are_of_about_equal_length() {
        let text = Type { size: 12.0, ..TEXT };
        let name = "Республика Северная Осетия — Алания";
        assert_eq!(text.wrap(name, 190.0), ["Республика Северная", "Осетия — Алания"]);
    }

    #[test]
    fn a_text_that_fits_is_one_line() {
        let text = Type { size: 12.0, ..TEXT };
        assert_eq!(text.wrap("Far East", 400.0), ["Far East"]);
        assert_eq!(text.wrap("Far East", text.width("Far East")), ["Far East"]);
        assert_eq!(text.wrap("Far East", text.width("East")), ["Far", "East"]);
    }
}
