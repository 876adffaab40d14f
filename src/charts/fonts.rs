//! Inter, cut for the page and for measuring. How the files were made is told in `fonts/README.md`.

use std::ops::RangeInclusive;

/// A file of the font: one weight of the letters of one script.
#[derive(Debug, PartialEq, Eq)]
pub struct FontFile {
    /// 400 or 600.
    pub weight: u16,
    /// The characters that make a page need it; none for what every page needs.
    pub letters: &'static [RangeInclusive<char>],
    /// The file.
    pub woff2: &'static [u8],
}

const ACCENTED: &[RangeInclusive<char>] = &['À'..='Ö', 'Ø'..='ö', 'ø'..='ſ', 'Ș'..='ț'];
const CYRILLIC: &[RangeInclusive<char>] = &['\u{400}'..='\u{4ff}'];

macro_rules! font_file {
    ($weight:literal, $letters:expr, $file:literal) => {
        FontFile {
            weight: $weight,
            letters: $letters,
            woff2: include_bytes!(concat!("fonts/Inter-", $file, ".woff2")),
        }
    };
}

/// The fonts of a page.
pub const FONT_FILES: [FontFile; 6] = [
    font_file!(400, &[], "Regular.latin"),
    font_file!(600, &[], "SemiBold.latin"),
    font_file!(400, ACCENTED, "Regular.latin-extended"),
    font_file!(600, ACCENTED, "SemiBold.latin-extended"),
    font_file!(400, CYRILLIC, "Regular.cyrillic"),
    font_file!(600, CYRILLIC, "SemiBold.cyrillic"),
];

/// Advance widths of Inter Regular, with digits of one width; no outlines.
pub(super) const WIDTHS_REGULAR: &[u8] = include_bytes!("fonts/Inter-Regular.widths.otf");
/// Advance widths of Inter Semi Bold, with digits of one width; no outlines.
pub(super) const WIDTHS_SEMIBOLD: &[u8] = include_bytes!("fonts/Inter-SemiBold.widths.otf");

/// Height of a line of the font (ascender less descender) in ems: plotters takes it for the font size.
pub(super) const LINE_EMS: f64 = (2728.0 + 680.0) / 2816.0;
