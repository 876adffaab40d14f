//! What is checked of a brand: the file of its logo, its texts, and the contrast of its colours.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::colour::{Colour, LIGHT, MARK, TEXT};
use super::settings::{Brand, Named};
use crate::error::{Place, Problem};
use crate::files::{looked_for, read_small};

/// A larger logo would make every page heavy.
const LARGEST_LOGO: u64 = 1 << 20;

/// An image file as a `data:` URI.
pub(super) fn logo(path: &Path) -> Result<String, Problem> {
    let problem = |why: &str| Problem::new(format!("the logo `{}` {why}", path.display()));
    let bytes = read_small(path, LARGEST_LOGO).map_err(|why| looked_for(problem(&why), path))?;
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

/// Longer lines do not fit beside the number of a printed page.
const LONGEST_LINE: usize = 100;

/// Longer texts are none for a cover.
const LONGEST_TEXT: usize = 2000;

/// A text of one line.
pub(super) fn line(text: &str) -> Result<Option<String>, Problem> {
    let text = text.trim();
    if text.contains(['\n', '\r']) {
        return Err(Problem::new("the text has a line break")
            .hint("write it in one line: it stands at the edge of pages"));
    }
    shorter(text, LONGEST_LINE)
}

/// A text of some paragraphs.
pub(super) fn paragraphs(text: &str) -> Result<Option<String>, Problem> {
    shorter(&text.trim().replace("\r\n", "\n"), LONGEST_TEXT)
}

fn shorter(text: &str, longest: usize) -> Result<Option<String>, Problem> {
    let length = text.chars().count();
    if length > longest {
        let problem = Problem::new(format!("the text has {length} characters"));
        return Err(problem.hint(format!("there is room for {longest}")));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

impl Brand {
    /// Its colours: what each is called, what it is used for, the contrast it needs for that.
    fn colours(&self) -> [(&'static str, &'static str, f64, Option<&Named<Colour>>); 4] {
        [
            ("accent", "text and lines", TEXT, self.accent.as_ref()),
            ("promoters", "areas and marks", MARK, self.promoters.as_ref()),
            ("detractors", "areas and marks", MARK, self.detractors.as_ref()),
            ("headings", "text", TEXT, self.headings.as_ref()),
        ]
    }

    /// Whether its colours are those of another brand.
    #[must_use]
    pub fn has_colours_of(&self, other: &Self) -> bool {
        let value = |(.., colour): (_, _, _, Option<&Named<Colour>>)| colour.map(|colour| colour.value);
        self.colours().map(value) == other.colours().map(value)
    }

    /// Which of its colours cannot be read well, and what could stand in their place. Only a light page and paper
    /// matter: in the dark a lighter one stands for each (see [`Colour::on_dark`]).
    #[must_use]
    pub fn faint(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, used_for, least, colour) in self.colours() {
            let Some(Named { value: colour, place }) = colour else { continue };
            // Charts have their marks on the ground of named levels too; texts are on the page.
            let grounds = if least < TEXT || name == "accent" { &LIGHT[..] } else { &LIGHT[..1] };
            let needs = |at: usize| if at == 0 { least } else { MARK };
            let short = |colour: Colour| {
                grounds.iter().enumerate().find(|(at, ground)| colour.contrast(**ground) < needs(*at))
            };
            let Some((at, ground)) = short(*colour) else { continue };
            // Cut, not rounded, so that what fails never reads like what would do.
            let ratio = (colour.contrast(*ground) * 100.0).floor() / 100.0;
            let mut problem = Problem::new(format!(
                "the contrast of `{}` (`brand.{name}`) is {ratio:.2} to 1 on {ground}; for {used_for} it has to \
                 be {} to 1",
                as_written(*colour, place.as_ref()),
                needs(at)
            ));
            if let Some(near) = colour.nearest(|other| short(other).is_none()) {
                problem = problem.hint(format!("the nearest colour of its hue that has it is `{near}`"));
            }
            problems.push(problem.at(place.clone()));
        }
        problems
    }
}

/// A colour as it stands in a text, where it stands in one.
fn as_written(colour: Colour, place: Option<&Place>) -> String {
    let written = match place {
        Some(Place::Text { source, start, end }) => source.text.get(*start..*end),
        _ => None,
    };
    let written = written.map(|text| text.trim_matches(['"', '\'', ' ']));
    written
        .filter(|text| Colour::parse(text) == Some(colour))
        .map_or_else(|| colour.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faint_colour_is_told_with_its_ratio_and_one_that_passes() {
        let named = |text| Some(Named { value: Colour::parse(text).expect("a colour"), place: None });
        let brand = Brand { headings: named("#777777"), accent: named("#767676"), ..Brand::default() };
        let problems = brand.faint();
        assert_eq!(problems.len(), 1, "{problems:?}");
        let message = "the contrast of `#777777` (`brand.headings`) is 4.47 to 1 on #ffffff; for text it has to be 4.5 to 1";
        assert_eq!(problems[0].message, message);
        assert_eq!(problems[0].hints, ["the nearest colour of its hue that has it is `#767676`"]);
    }

    #[test]
    fn texts_have_limits() {
        assert_eq!(line("  a  "), Ok(Some("a".to_owned())));
        assert_eq!(line(" "), Ok(None));
        assert!(line("a\nb").is_err() && line(&"a".repeat(101)).is_err());
        assert_eq!(paragraphs("a\r\n\r\nb\n"), Ok(Some("a\n\nb".to_owned())));
        assert!(paragraphs(&"a".repeat(2001)).is_err());
    }
}
