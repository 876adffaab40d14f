//! Inter, subset for the page and for measuring. How the files were made is told in `fonts/README.md`.

/// Inter Regular for the page.
pub const WOFF2_REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.woff2");
/// Inter Semi Bold (weight 600) for the page.
pub const WOFF2_SEMIBOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.woff2");

/// Advance widths of Inter Regular, with digits of one width; no outlines.
pub(super) const WIDTHS_REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.widths.otf");
/// Advance widths of Inter Semi Bold, with digits of one width; no outlines.
pub(super) const WIDTHS_SEMIBOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.widths.otf");

/// Height of a line of the font (ascender less descender) in ems: plotters takes it for the font size.
pub(super) const LINE_EMS: f64 = (2728.0 + 680.0) / 2816.0;
