//! What makes pages look like somebody's own, and how they are printed.

use super::Check;
use crate::config::colour::Colour;
use crate::config::settings::{Brand, Named, Pdf};
use crate::config::tree::At;
use crate::config::{brand, file, fonts};
use crate::error::Problem;

impl Check<'_> {
    pub(super) fn brand(&mut self, file: file::Brand, over: Brand) -> Brand {
        let logo = self.stated(file.logo, |check, path| brand::logo(&check.path(path)).map(Some));
        let font = self.valid(
            file.font,
            |text| fonts::families(text),
            |text| {
                Problem::new(format!("`{text}` is not a list of font families"))
                    .hint("write names with commas between them, such as `PT Sans, Arial, sans-serif`")
            },
        );
        Brand {
            logo: logo.or(over.logo),
            accent: self.colour(file.accent).or(over.accent),
            promoters: self.colour(file.promoters).or(over.promoters),
            detractors: self.colour(file.detractors).or(over.detractors),
            headings: self.colour(file.headings).or(over.headings),
            font: font.or(over.font),
            cover: self.stated(file.cover, |_, text| brand::paragraphs(text)).or(over.cover),
            footer: self.stated(file.footer, |_, text| brand::paragraphs(text)).or(over.footer),
            confidential: self.stated(file.confidential, |_, text| brand::line(text)).or(over.confidential),
        }
    }

    fn colour(&mut self, file: Option<At<String>>) -> Option<Named<Colour>> {
        let span = file.as_ref()?.span;
        let colour = self.valid(
            file,
            |text| Colour::parse(text),
            |text| {
                Problem::new(format!("`{text}` is not a colour")).hint("write it as \"#12436d\", in quotes")
            },
        )?;
        Some(self.named(colour, span))
    }

    /// What is made of a text, unless that has a problem.
    fn stated<T>(
        &mut self,
        file: Option<At<String>>,
        make: impl FnOnce(&Self, &str) -> Result<Option<T>, Problem>,
    ) -> Option<T> {
        let at = file?;
        make(self, &at.value).unwrap_or_else(|problem| {
            self.problem(at.span, problem);
            None
        })
    }

    pub(super) fn pdf(&mut self, file: &file::Pdf, default: Pdf) -> Pdf {
        /// An hour for one report is a mistake.
        const LONGEST: u32 = 3600;
        let seconds = self.valid(
            file.seconds.clone(),
            |seconds| u32::try_from(*seconds).ok().filter(|seconds| (1..=LONGEST).contains(seconds)),
            |seconds| Problem::new(format!("`{seconds}` is not a number of seconds from 1 to {LONGEST}")),
        );
        let browser = file.browser.clone().map(|at| {
            // A bare name is one to look for, as a shell does.
            let path =
                if at.value.contains(['/', '\\']) { self.path(&at.value) } else { at.value.clone().into() };
            self.named(path, at.span)
        });
        Pdf {
            make: file.make.unwrap_or(default.make),
            browser: browser.or(default.browser),
            seconds: seconds.unwrap_or(default.seconds),
            tables: file.tables.unwrap_or(default.tables),
        }
    }
}
