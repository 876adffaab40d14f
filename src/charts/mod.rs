//! Kinds of chart: plain numbers and finished texts in, SVG out, ready to stand in an HTML page. The only place that
//! names plotters.
//!
//! What lives here opens no file, computes no statistics and knows no part of a report: places, marks and labels only.
//! Every text is given; only the numbers along an axis, which a chart chooses itself, are written by a [`Format`].
//! Colours are classes that `templates/charts.css` gives a meaning, in light, dark and print.
//!
//! A chart is drawn twice, at two [`Width`]s; both go into the page and its style sheet shows one of them.

mod axis;
pub mod bars;
pub mod beside;
pub mod bullet;
mod cell;
pub mod dots;
mod fonts;
pub mod funnel;
pub mod heat;
pub mod histogram;
mod key;
mod kind;
mod layout;
pub mod limits;
pub mod line;
mod measured;
mod names;
pub mod panels;
mod parts;
mod plane;
mod role;
pub mod scatter;
pub mod series;
pub mod spark;
mod svg;
mod text;
pub mod time;
pub mod waterfall;

#[cfg(test)]
mod tests;

pub use fonts::{FONT_FILES, FontFile};
pub use kind::{Caption, Chart, Drawn, Format, Kind, Width};
pub use layout::Reach;
pub use measured::Measured;
pub use text::ems;
