//! Regions and their codes, so that rows are grouped by small numbers.

use polars::prelude::PlHashMap;

use crate::survey::Region;

/// Most different regions in the data. A column with more is an identifier, not a region.
pub const MOST_REGIONS: usize = 5_000;

/// The regions seen so far; a region's code is its position, and 0 stands for none stated.
#[derive(Debug, Default)]
pub struct Regions {
    codes: PlHashMap<Box<[u8]>, u32>,
    names: Vec<String>,
    has_too_many: bool,
}

/// A region that is not UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotText;

impl Regions {
    /// The code of the region that a trimmed text names.
    ///
    /// # Errors
    /// When the text is not UTF-8.
    pub(super) fn code(&mut self, text: &[u8]) -> Result<u32, NotText> {
        if text.is_empty() {
            return Ok(0);
        }
        if let Some(&code) = self.codes.get(text) {
            return Ok(code);
        }
        let name = str::from_utf8(text).map_err(|_| NotText)?;
        if self.names.len() >= MOST_REGIONS {
            self.has_too_many = true;
            return Ok(0);
        }
        self.names.push(name.to_owned());
        let code = u32::try_from(self.names.len()).unwrap_or(0);
        self.codes.insert(text.into(), code);
        Ok(code)
    }

    /// The region that a code stands for.
    #[must_use]
    pub fn region(&self, code: u32) -> Region {
        let name = (code as usize).checked_sub(1).and_then(|at| self.names.get(at));
        name.map_or(Region::NotStated, |name| Region::Named(name.clone()))
    }

    /// The names seen, in the order of their codes, from 1.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there were more regions than are told apart.
    #[must_use]
    pub fn has_too_many(&self) -> bool {
        self.has_too_many
    }
}
