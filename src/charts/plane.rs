//! The sheet that charts draw on: plotters' drawing area and elements, in units of the drawing.

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};

use super::kind::{Caption, Chart, Width};
use super::layout::Axis;
use super::role::Role;
use super::svg::{Svg, TENTHS, escape};
use super::text::{FAMILY, Type};

/// A place: across, then down, in the plane's own values.
pub(super) type At = (f64, f64);

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Whether a dot is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dot {
    Solid,
    Hollow,
}

/// A drawing area with its coordinates.
pub(super) struct Plane<'a> {
    area: DrawingArea<Svg<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    size: At,
}

/// Units in plotters' pixels.
#[expect(clippy::cast_possible_truncation, reason = "a drawing is a few thousand units long at most")]
fn pixels(units: f64) -> i32 {
    (units * TENTHS).round() as i32
}

/// A chart of a width and height in units, drawn by `paint` on a plane of units.
pub(super) fn chart(
    width: Width,
    height: f64,
    caption: &Caption<'_>,
    paint: impl FnOnce(&Plane<'_>),
) -> Chart {
    let (name, size) = (width.name(), (width.units(), height.ceil()));
    let mut marks = String::new();
    let pixel = |units| pixels(units).unsigned_abs();
    let svg = Svg::new(&mut marks, (pixel(size.0), pixel(size.1)), width.small().size);
    let (across, down) = (Axis::plain(size.0), Axis::plain(size.1));
    let area = svg.into_drawing_area().apply_coord_spec(coordinates(across, down));
    paint(&Plane { area, size });
    let id = escape(caption.id);
    Chart {
        svg: format!(
            "<svg class=\"chart chart-{name}\" viewBox=\"0 0 {} {}\" font-size=\"{}\" role=\"img\" \
             aria-labelledby=\"{id}-{name}-title {id}-{name}-desc\" xmlns=\"http://www.w3.org/2000/svg\">\
             <title id=\"{id}-{name}-title\">{}</title><desc id=\"{id}-{name}-desc\">{}</desc>{marks}</svg>",
            size.0,
            size.1,
            width.small().size,
            escape(caption.title),
            escape(caption.description),
        ),
    }
}

fn coordinates(across: Axis, down: Axis) -> Cartesian2d<RangedCoordf64, RangedCoordf64> {
    Cartesian2d::new(
        across.values.0..across.values.1,
        down.values.0..down.values.1,
        (pixels(across.units.0)..pixels(across.units.1), pixels(down.units.0)..pixels(down.units.1)),
    )
}

/// Writing into a string cannot fail, and no two operations share the backend.
macro_rules! draw {
    ($plane:expr, $element:expr) => {
        let _cannot_fail = $plane.area.draw(&$element);
    };
}

impl<'a> Plane<'a> {
    /// The same sheet with values on both axes.
    pub(super) fn panel(&self, across: Axis, down: Axis) -> Plane<'a> {
        let area = self.area.strip_coord_spec().apply_coord_spec(coordinates(across, down));
        Plane { area, size: self.size }
    }

    /// The same sheet with values across and units down.
    pub(super) fn across(&self, across: Axis) -> Plane<'a> {
        self.panel(across, Axis::plain(self.size.1))
    }

    /// A line through points, `width` units thick.
    pub(super) fn line(&self, points: impl Into<Vec<At>>, role: Role, width: f64) {
        let style = role.stroke_width(pixels(width).unsigned_abs());
        draw!(self, PathElement::new(points, style));
    }

    /// A filled area.
    pub(super) fn area(&self, outline: impl Into<Vec<At>>, role: Role) {
        draw!(self, Polygon::new(outline, role));
    }

    /// A filled rectangle between two corners.
    pub(super) fn bar(&self, from: At, to: At, role: Role) {
        draw!(self, Rectangle::new([from, to], role.filled()));
    }

    /// A dot of a radius in units.
    pub(super) fn dot(&self, at: At, radius: f64, role: Role, dot: Dot) {
        // The outline of a hollow dot lies within the radius, so that both kinds look equally large.
        let (style, radius) = match dot {
            Dot::Solid => (role.filled(), radius),
            Dot::Hollow => (role.stroke_width(15), radius - 0.5),
        };
        draw!(self, Circle::new(at, pixels(radius), style));
    }

    /// A line of text whose capitals are centred on a place.
    pub(super) fn text(&self, at: At, anchor: Anchor, text_type: Type, text: &str) {
        let style = if text_type.bold { FontStyle::Bold } else { FontStyle::Normal };
        let across = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::Name(FAMILY), text_type.size * TENTHS, style),
            color: text_type.role.to_backend_color(),
            pos: Pos::new(across, VPos::Center),
        };
        draw!(self, Text::new(text, at, style));
    }

    /// Lines of text as a block that is centred on a place.
    pub(super) fn block(&self, (x, y): At, anchor: Anchor, text_type: Type, lines: &[String]) {
        let leading = text_type.leading();
        #[expect(clippy::cast_precision_loss, reason = "a label has few lines")]
        let mut y = y - leading * (lines.len().saturating_sub(1)) as f64 / 2.0;
        for line in lines {
            self.text((x, y), anchor, text_type, line);
            y += leading;
        }
    }
}
