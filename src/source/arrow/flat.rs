//! `FlatBuffers`, in which Arrow files say where things are: tables of fields by their numbers, each of which may be left out.
//!
//! As much of the format as that takes. Nothing is read outside of the bytes, and nothing twice: whatever is within a table lies after it.

use super::fault::Fault;

/// A table within bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn damaged() -> Fault {
    Fault::damaged("what it says of itself is damaged")
}

/// So many bytes from a position on, as a whole number.
fn number(bytes: &[u8], at: usize, length: usize) -> Result<i64, Fault> {
    let found = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or_else(damaged)?;
    let is_below = found.last().is_some_and(|last| last & 0x80 != 0);
    let mut wide = [if is_below { 0xff } else { 0 }; 8];
    wide.iter_mut().zip(found).for_each(|(to, from)| *to = *from);
    Ok(i64::from_le_bytes(wide))
}

/// The position that stands at a position, as how much further on it is.
fn led_to(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let by = usize::try_from(number(bytes, at, 4)?).ok().filter(|by| *by > 0);
    by.and_then(|by| at.checked_add(by)).ok_or_else(damaged)
}

impl<'a> Table<'a> {
    /// The one that all others are within.
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Fault> {
        Ok(Self { bytes, at: led_to(bytes, 0)? })
    }

    /// Where a field is, if it is there.
    fn field(self, number_of: usize) -> Result<Option<usize>, Fault> {
        let at = i64::try_from(self.at).map_err(|_| damaged())?;
        let fields = at.checked_sub(number(self.bytes, self.at, 4)?);
        let fields = fields.and_then(|at| usize::try_from(at).ok()).ok_or_else(damaged)?;
        let length = usize::try_from(number(self.bytes, fields, 2)?).map_err(|_| damaged())?;
        let own = 4 + 2 * number_of;
        if own + 2 > length {
            return Ok(None);
        }
        let by =
            usize::try_from(number(self.bytes, fields.saturating_add(own), 2)?).map_err(|_| damaged())?;
        Ok((by > 0).then_some(self.at.saturating_add(by)))
    }

    /// A whole number of so many bytes, or this one where it is left out.
    pub(super) fn number(self, field: usize, length: usize, otherwise: i64) -> Result<i64, Fault> {
        self.field(field)?.map_or(Ok(otherwise), |at| number(self.bytes, at, length))
    }

    pub(super) fn table(self, field: usize) -> Result<Option<Self>, Fault> {
        let at = self.field(field)?.map(|at| led_to(self.bytes, at)).transpose()?;
        Ok(at.map(|at| Self { bytes: self.bytes, at }))
    }

    pub(super) fn text(self, field: usize) -> Result<Option<&'a str>, Fault> {
        let bytes = self.list(field, 1)?;
        bytes.map(|bytes| str::from_utf8(bytes).map_err(|_| damaged())).transpose()
    }

    /// The bytes of a list of things of so many bytes each.
    fn list(self, field: usize, size: usize) -> Result<Option<&'a [u8]>, Fault> {
        let Some(at) = self.field(field)?.map(|at| led_to(self.bytes, at)).transpose()? else {
            return Ok(None);
        };
        let length = usize::try_from(number(self.bytes, at, 4)?).map_err(|_| damaged())?;
        let start = at.saturating_add(4);
        let end = length.checked_mul(size).and_then(|length| start.checked_add(length));
        end.and_then(|end| self.bytes.get(start..end)).map(Some).ok_or_else(damaged)
    }

    /// Things of so many bytes each, one after another.
    pub(super) fn items(self, field: usize, size: usize) -> Result<impl Iterator<Item = &'a [u8]>, Fault> {
        Ok(self.list(field, size)?.unwrap_or_default().chunks_exact(size))
    }

    /// Whole numbers of 8 bytes.
    pub(super) fn numbers(self, field: usize) -> Result<impl Iterator<Item = i64>, Fault> {
        Ok(self.items(field, 8)?.map(|bytes| long(bytes, 0)))
    }

    pub(super) fn tables(self, field: usize) -> Result<impl Iterator<Item = Result<Self, Fault>>, Fault> {
        let bytes = self.bytes;
        let list = self.list(field, 4)?.unwrap_or_default();
        let start =
            self.field(field)?.map(|at| led_to(bytes, at)).transpose()?.unwrap_or(0).saturating_add(4);
        let places = (0..list.len() / 4).map(move |at| start + 4 * at);
        Ok(places.map(move |at| Ok(Self { bytes, at: led_to(bytes, at)? })))
    }
}

/// The whole number of 8 bytes at a position in one of several things; 0 beyond its end.
pub(super) fn long(bytes: &[u8], at: usize) -> i64 {
    number(bytes, at, 8).unwrap_or(0)
}
