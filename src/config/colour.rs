//! Colours: their contrast as WCAG 2.2 defines it, and the nearest one of the same hue that has enough.

use std::fmt;

use palette::convert::IntoColorUnclamped;
use palette::{LinSrgb, Oklab, Srgb};

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// Contrast that text needs (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;

/// Contrast that lines, dots and areas need (WCAG 2.2, 1.4.11).
pub const MARK: f64 = 3.0;

/// A light page, and in it the ground of named levels in charts: `--paper` and `--c-level` of the style sheets.
pub const LIGHT: [Colour; 2] = [Colour::WHITE, Colour([0xef, 0xf2, 0xf5])];

/// The same of a dark page.
pub const DARK: [Colour; 2] = [Colour([0x14, 0x18, 0x1d]), Colour([0x1f, 0x25, 0x2c])];

/// A colour as perceived: OKLCH (Ottosson 2020), with the hue as a unit vector.
#[derive(Debug, Clone, Copy)]
struct Perceived {
    lightness: f64,
    chroma: f64,
    hue: [f64; 2],
}

impl Colour {
    const WHITE: Self = Self([0xff; 3]);
    const BLACK: Self = Self([0; 3]);
    /// The ink of the style sheets.
    const INK: Self = Self([0x1a, 0x21, 0x29]);

    /// From `#rrggbb` or `#rgb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize, length: usize| u8::from_str_radix(digits.get(at..at + length)?, 16).ok();
        match digits.len() {
            6 => Some(Self([part(0, 2)?, part(2, 2)?, part(4, 2)?])),
            3 => Some(Self([part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17])),
            _ => None,
        }
    }

    /// The red, green and blue of light, 0 to 1.
    fn light(self) -> LinSrgb<f64> {
        Srgb::from(self.0).into_format::<f64>().into_linear()
    }

    /// Relative luminance as WCAG rounds its weights, 0 to 1.
    fn luminance(self) -> f64 {
        let light = self.light();
        0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
    }

    /// The ratio of contrast of two colours, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour of text that stands on this one.
    #[must_use]
    pub fn text_on(self) -> Self {
        // Of white and black one always does.
        let fits = |ink: &Self| self.contrast(*ink) >= TEXT;
        [Self::WHITE, Self::INK].into_iter().find(fits).unwrap_or(Self::BLACK)
    }

    /// What stands for the colour on a dark page: of the same hue, and as light as is comfortable to read there.
    #[must_use]
    pub fn on_dark(self) -> Self {
        /// Any colour this light has more than [`TEXT`] on [`DARK`].
        const LIGHT_ENOUGH: f64 = 0.72;
        let own = self.perceived();
        let lighter = Perceived { lightness: own.lightness.max(LIGHT_ENOUGH), ..own };
        // Light colours cannot all be as strong; the strongest one stands for it.
        (0..=STEPS)
            .rev()
            .find_map(|step| lighter.of_chroma(own.chroma * share(step)).displayed())
            .unwrap_or(self)
    }

    /// The nearest colour of the same hue that passes, by distance in `OKLab`; itself where it does.
    #[must_use]
    pub fn nearest(self, passes: impl Fn(Self) -> bool) -> Option<Self> {
        if passes(self) {
            return Some(self);
        }
        let own = self.perceived();
        let mut nearest: Option<(f64, Self)> = None;
        let mut try_one = |lightness: f64, chroma: f64| {
            let distance = libm::hypot(lightness - own.lightness, chroma - own.chroma);
            if nearest.is_some_and(|(best, _)| best <= distance) {
                return;
            }
            let there = Perceived { lightness, ..own }.of_chroma(chroma).displayed();
            if let Some(found) = there.filter(|found| passes(*found)) {
                nearest = Some((distance, found));
            }
        };
        let mut from_near: Vec<f64> = (0..=STEPS).map(share).collect();
        from_near.sort_by(|a, b| (a - own.lightness).abs().total_cmp(&(b - own.lightness).abs()));
        for lightness in from_near {
            // No colour that is displayed is stronger than 0.33.
            for chroma in (0..=STEPS).map(|step| share(step) / 3.0) {
                try_one(lightness, chroma);
            }
            try_one(lightness, own.chroma);
        }
        nearest.map(|(_, found)| found)
    }

    fn perceived(self) -> Perceived {
        let Oklab { l: lightness, a, b, .. }: Oklab<f64> = self.light().into_color_unclamped();
        let chroma = libm::hypot(a, b);
        // A grey has no hue.
        let hue = if chroma < 1e-4 { [0.0; 2] } else { [a / chroma, b / chroma] };
        Perceived { lightness, chroma, hue }
    }
}

/// How finely nearest colours are looked for: finer than colours of 8 bits are apart.
const STEPS: u32 = 500;

fn share(step: u32) -> f64 {
    f64::from(step) / f64::from(STEPS)
}

impl Perceived {
    fn of_chroma(self, chroma: f64) -> Self {
        Self { chroma, ..self }
    }

    /// The colour on a display, where one can show it.
    fn displayed(self) -> Option<Colour> {
        let [a, b] = self.hue.map(|part| part * self.chroma);
        let light: LinSrgb<f64> = Oklab::new(self.lightness, a, b).into_color_unclamped();
        let [red, green, blue] = <[f64; 3]>::from(Srgb::from_linear(light)).map(in_bits);
        Some(Colour([red?, green?, blue?]))
    }
}

/// A part of a colour, 0 to 1, in 8 bits; nothing where it is outside.
fn in_bits(part: f64) -> Option<u8> {
    let rounded = (part * 255.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
    (0.0..=255.0).contains(&rounded).then_some(rounded as u8)
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn ratios_are_those_of_wcag() {
        for (one, other, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#fff", "#fff", 1.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#949494", "#ffffff", 3.03),
            ("#ff0000", "#ffffff", 4.00),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            let found = colour(one).contrast(colour(other));
            assert!((found - ratio).abs() < 0.005, "{one} on {other}: {found}");
            assert_eq!(found.to_bits(), colour(other).contrast(colour(one)).to_bits());
        }
    }

    #[test]
    fn oklch_is_that_of_its_author_and_of_css() {
        // Of sRGB red, as in CSS Color 4: oklch(0.62796 0.25768 29.2339).
        let red = colour("#ff0000").perceived();
        assert!((red.lightness - 0.627_96).abs() < 1e-4 && (red.chroma - 0.257_68).abs() < 1e-4);
        let degrees = libm::atan2(red.hue[1], red.hue[0]).to_degrees();
        assert!((degrees - 29.2339).abs() < 0.01, "{degrees}");
        for text in ["#ff0000", "#12436d", "#f46a25", "#000000", "#ffffff", "#808080", "#00ff7f"] {
            assert_eq!(colour(text).perceived().displayed().expect("displayed").to_string(), text);
        }
    }

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(colour("#1aF").to_string(), "#11aaff");
        for text in ["red", "#12436", "12436d", "#12436g", "#12436d;", "#é2", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    fn on_white(least: f64) -> impl Fn(Colour) -> bool {
        move |colour| colour.contrast(Colour::WHITE) >= least
    }

    #[test]
    fn the_nearest_colour_passes_and_one_a_little_less_far_does_not() {
        for text in ["#ffcc00", "#00b3a4", "#e83f6f", "#7fd1ff", "#cccccc", "#ffffff", "#ff0000", "#6fe36f"] {
            for least in [TEXT, MARK] {
                let (from, passes) = (colour(text), on_white(least));
                if passes(from) {
                    continue;
                }
                let found = from.nearest(&passes).expect("one passes");
                assert!(passes(found), "{text}: {found}");
                let (start, end) = (from.perceived(), found.perceived());
                let distance = libm::hypot(start.lightness - end.lightness, start.chroma - end.chroma);
                // Nothing of the hue that is a hundredth less far passes, wherever it lies.
                for lightness in (0..=200).map(|n| f64::from(n) / 200.0) {
                    for chroma in (0..=200).map(|n| f64::from(n) / 600.0) {
                        let away = libm::hypot(lightness - start.lightness, chroma - start.chroma);
                        let there = Perceived { lightness, chroma, ..start }.displayed();
                        if away < distance - 0.01 {
                            assert!(there.is_none_or(|there| !passes(there)), "{text}: {there:?} is nearer");
                        }
                    }
                }
                let turned = start.hue[0] * end.hue[1] - start.hue[1] * end.hue[0];
                assert!(turned.abs() < 0.06 || end.chroma < 0.02, "{text}: the hue of {found} is another");
            }
        }
        assert_eq!(colour("#12436d").nearest(on_white(TEXT)), Some(colour("#12436d")));
        assert_eq!(colour("#12436d").nearest(|_| false), None);
    }

    #[test]
    fn any_colour_can_be_read_in_the_dark_and_written_on() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let colour = Colour([red, green, blue]);
                    let dark = colour.on_dark();
                    assert!(
                        DARK[0].contrast(dark) >= TEXT && DARK[1].contrast(dark) >= TEXT,
                        "{colour}: {dark}"
                    );
                    for ground in [colour, dark] {
                        assert!(ground.contrast(ground.text_on()) >= TEXT, "{ground}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheets() {
        let page = include_str!("../../templates/page.css");
        let charts = include_str!("../../templates/charts.css");
        for ([paper, level], at) in [(LIGHT, 0), (DARK, 1)] {
            let nth = |css: &str, name: &str| {
                let rest = css.split(&format!("{name}: ")).nth(at + 1).expect("stated");
                rest.split(';').next().unwrap_or_default().to_owned()
            };
            assert_eq!(nth(page, "--paper"), paper.to_string());
            assert_eq!(nth(charts, "--c-level"), level.to_string());
        }
    }
}
