//! Plotters' calls become compact SVG. A unit of the drawing is ten of plotters' pixels; colours become
//! classes, and all text is cleaned and escaped here.

use std::convert::Infallible;
use std::fmt::{self, Display, Write};

use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::role::Role;
use super::text::clean;

/// Plotters' pixels to a unit of the drawing.
pub(super) const TENTHS: f64 = 10.0;

/// A length of so many plotters' pixels, written in units.
struct Tenths(i32);

impl Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, whole, tenth) = (if self.0 < 0 { "-" } else { "" }, self.0.abs() / 10, self.0.abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// Text for element content and double-quoted attributes: cleaned, then escaped.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Writes the inner elements of an `<svg>`.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    font_size: f64,
}

impl<'a> Svg<'a> {
    /// A drawing of so many plotters' pixels; `font_size`, in units, is the one that texts inherit.
    pub(super) fn new(out: &'a mut String, size: (u32, u32), font_size: f64) -> Self {
        Self { out, size, font_size }
    }

    fn put(&mut self, markup: fmt::Arguments<'_>) {
        let _cannot_fail = self.out.write_fmt(markup);
    }

    fn path(&mut self, points: impl IntoIterator<Item = BackendCoord>, class: &str, ending: &str) {
        let mut points = points.into_iter();
        let Some(mut last) = points.next() else { return };
        let _cannot_fail =
            write!(self.out, "<path class=\"{class}\" d=\"M{} {}", Tenths(last.0), Tenths(last.1));
        for point in points {
            let _cannot_fail = match (point.0 == last.0, point.1 == last.1) {
                (true, true) => Ok(()),
                (true, false) => write!(self.out, "V{}", Tenths(point.1)),
                (false, true) => write!(self.out, "H{}", Tenths(point.0)),
                (false, false) => write!(self.out, "L{} {}", Tenths(point.0), Tenths(point.1)),
            };
            last = point;
        }
        self.out.push_str(ending);
    }
}

/// The stroke width as an attribute; one unit is the style sheet's default.
fn stroke_width(style: &impl BackendStyle) -> String {
    match i32::try_from(style.stroke_width()) {
        Ok(10) | Err(_) => String::new(),
        Ok(width) => format!(" stroke-width=\"{}\"", Tenths(width)),
    }
}

fn class(style: &impl BackendStyle, fill: bool) -> String {
    format!("{}-{}", if fill { "f" } else { "s" }, Role::name_of(style.color()))
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        (x, y): BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let class = class(style, fill);
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            Tenths(x0.min(x1)),
            Tenths(y0.min(y1)),
            Tenths((x1 - x0).abs()),
            Tenths((y1 - y0).abs()),
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let ending = format!("\"{}/>", stroke_width(style));
        self.path(path, &class(style, false), &ending);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (class, radius) = (class(style, fill), Tenths(i32::try_from(radius).unwrap_or(i32::MAX)));
        let stroke = if fill { String::new() } else { stroke_width(style) };
        self.put(format_args!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"{stroke}/>",
            Tenths(x),
            Tenths(y),
        ));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.path(points, &class(style, true), "Z\"/>");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        // Baselines are computed: `dominant-baseline` is read differently by different programs.
        let capitals = 0.727 * style.size();
        let drop = match style.anchor().v_pos {
            VPos::Top => capitals,
            VPos::Center => capitals / 2.0,
            VPos::Bottom => 0.0,
        };
        #[expect(clippy::cast_possible_truncation, reason = "a font size is a small number")]
        let (y, size) = (y + drop.round() as i32, style.size().round() as i32);
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let bold = if matches!(style.style(), FontStyle::Bold) { " b" } else { "" };
        let font_size = if (f64::from(size) - self.font_size * TENTHS).abs() < 0.5 {
            String::new()
        } else {
            format!(" font-size=\"{}\"", Tenths(size))
        };
        let name = Role::name_of(style.color());
        self.put(format_args!(
            "<text class=\"t-{name}{bold}\" x=\"{}\" y=\"{}\"{anchor}{font_size}>{}</text>",
            Tenths(x),
            Tenths(y),
            escape(text),
        ));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_to_a_tenth() {
        let written = [0, 5, -5, 10, 123, -1200].map(|tenths| Tenths(tenths).to_string());
        assert_eq!(written, ["0", "0.5", "-0.5", "1", "12.3", "-120"]);
    }

    #[test]
    fn markup_in_a_text_is_escaped_and_control_characters_are_dropped() {
        assert_eq!(escape("a\u{0}<b>\t&\"'\u{1b}\u{202e}"), "a&lt;b&gt; &amp;&quot;&#39;");
    }
}
