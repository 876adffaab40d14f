//! Logo and colours.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::Problem;
use crate::files::read_small;

/// A larger logo would make every page heavy.
const LARGEST_LOGO: u64 = 1 << 20;

/// A colour as `#rrggbb` in lower case; `#rgb` is widened.
pub(super) fn colour(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#').filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    match digits.len() {
        6 => Some(text.to_ascii_lowercase()),
        3 => Some(digits.chars().fold("#".to_owned(), |hex, c| format!("{hex}{c}{c}")).to_ascii_lowercase()),
        _ => None,
    }
}

/// An image file as a `data:` URI.
pub(super) fn logo(path: &Path) -> Result<String, Problem> {
    let problem = |why: &str| Problem::new(format!("the logo `{}` {why}", path.display()));
    let bytes = read_small(path, LARGEST_LOGO).map_err(|why| problem(&why))?;
    let kind = match &bytes[..] {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ if looks_like_svg(&bytes) => "image/svg+xml",
        _ => return Err(problem("is not an image").hint("use SVG, PNG, JPEG, GIF or WebP")),
    };
    Ok(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

fn looks_like_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"))
}
